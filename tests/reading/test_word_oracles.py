"""The words of Word files, held against those that pandoc finds."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from checker.reading.parsers import parse

from .making import SETTINGS

AREAS = Path(__file__).parents[2] / "corpora" / "areas"
FILES = [
    *sorted(AREAS.glob("*/*.docx")),
    *sorted((Path(__file__).parent / "fixtures").glob("*.docx")),
]


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[a-z0-9]+", text.lower()))


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_word_that_pandoc_finds_is_missing(path: Path) -> None:
    done = subprocess.run(
        ["pandoc", "-f", "docx", "-t", "plain", "--wrap=none", str(path)],
        check=True,
        capture_output=True,
        timeout=60,
    )
    # The raised mark of a note is no word of the text that cites it.
    theirs = words(re.sub(r"(?<=\S)\[\d+\]", "", done.stdout.decode()))
    document = parse(path, SETTINGS)
    ours = words(" ".join(f"{block.label} {block.text}" for block in document.blocks))
    missed = sum((theirs - ours).values())
    assert missed <= 0.02 * sum(theirs.values()), (theirs - ours).most_common(10)
