"""How much memory the child process needs for a PDF of so many pages.

``python -m benchmarks.memory`` prints the peak for documents of one text,
printed over more and more pages: headings, numbered paragraphs, bullets,
running lines and, on every fourth page, a table.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from reading.making import several_pages

from checker.settings import Settings

PAGES = (25, 100, 400, 1000)
_LINES = 44
_SENTENCE = "The hub hears of each child on the same day, and a person of the panel rings back by"


@dataclass(frozen=True)
class Peak:
    """Megabytes at most, for a text of so many megabytes."""

    pages: int
    memory: float
    text: float


def printed(path: Path, pages: int) -> Path:
    """A PDF of so many pages, all of them different."""
    contents = ("\n".join(_page(number)).encode("latin-1") for number in range(pages))
    return several_pages(path, *contents)


def _page(number: int) -> Iterator[str]:
    yield "BT /F1 9 Tf 72 810 Td (A protocol printed for the sake of its length) Tj ET"
    yield f"BT /F1 9 Tf 290 30 Td (Page {number + 1}) Tj ET"
    yield f"BT /F1 14 Tf 72 770 Td ({number + 1} What is done in case {number + 1}) Tj ET"
    ruled = number % 4 == 0
    for line in range(_LINES):
        start = f"{number + 1}.{line // 4 + 1} " if line % 4 == 0 else ""
        x = 72 if start else 90
        yield f"BT /F1 10 Tf {x} {745 - 15 * line} Td ({start}{_SENTENCE} {line}:{number}) Tj ET"
    if ruled:
        for line in range(4):
            yield f"72 {90 - 12 * line} m 520 {90 - 12 * line} l S"
        for x in (72, 200, 520):
            yield f"{x} 90 m {x} 54 l S"
        for line in range(3):
            yield f"BT /F1 8 Tf 76 {81 - 12 * line} Td (Step {line}) Tj ET"
            yield f"BT /F1 8 Tf 204 {81 - 12 * line} Td (By the end of day {number}) Tj ET"


def measure(pages: Sequence[int] = PAGES) -> list[Peak]:
    """Read a document of each length in a child process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return [_peak(printed(Path(folder) / f"{count}.pdf", count), count) for count in pages]


def _peak(path: Path, pages: int) -> Peak:
    request = {
        "path": str(path),
        "settings": asdict(Settings(max_seconds=600)),
        "password": None,
        "view": "accepted",
        "wanted": "document",
        "about": None,
    }
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as answered:
        asked.write(json.dumps(request).encode())
        asked.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-m", "checker.reading.child"], stdin=asked, stdout=answered
        )
        _, _, usage = os.wait4(child.pid, 0)
        child.returncode = 0
        answered.seek(0)
        blocks = json.load(answered)["blocks"]
    return Peak(pages, usage.ru_maxrss / 1024, sum(len(block[1]) for block in blocks) / 1e6)


def table(peaks: Sequence[Peak]) -> str:
    """The figures, a line each."""
    return "\n".join(
        f"{peak.pages:>6,} pages{peak.memory:>8.1f} MB at most, text {peak.text:.2f} MB"
        for peak in peaks
    )


if __name__ == "__main__":
    sys.stdout.write(table(measure()) + "\n")
