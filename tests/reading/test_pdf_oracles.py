"""Nothing that poppler finds on a PDF's pages is missing here."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from .making import read
from .torture import LAYOUTS, printed

AREAS = Path(__file__).parents[2] / "corpora" / "areas"

pytestmark = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils is not installed"
)


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return printed(tmp_path_factory.mktemp("oracles"))


def words(text: str) -> Counter[str]:
    # A hyphen at the end of a line is one that poppler keeps, and so may we.
    return Counter(re.findall(r"[a-z0-9]+", re.sub(r"[-\u00ad]\s*\n", "", text.lower())))


def check(path: Path) -> None:
    done = subprocess.run(
        ["pdftotext", "-raw", path, "-"], check=True, capture_output=True, timeout=60
    )
    theirs = words(done.stdout.decode("utf-8", "replace"))
    document = read(path)
    ours = words(" ".join(f"{block.label} {block.text}" for block in document.blocks))
    running = words(" ".join(margin.text for margin in document.margins))
    missed = {
        word: count
        for word, count in (theirs - ours).items()
        if word not in running and not word.isdigit()  # pages count in their margins
    }
    assert sum(missed.values()) <= 0.02 * theirs.total(), missed


@pytest.mark.parametrize("path", sorted(AREAS.glob("*/*.pdf")), ids=lambda path: path.name)
def test_no_word_of_a_sample_document_is_missing(path: Path) -> None:
    check(path)


# poppler leaves a drop capital apart from the rest of its word.
@pytest.mark.parametrize("name", [name for name in LAYOUTS if name != "drop-caps"])
def test_no_word_of_an_awkward_layout_is_missing(name: str, sheets: dict[str, Path]) -> None:
    check(sheets[name])
