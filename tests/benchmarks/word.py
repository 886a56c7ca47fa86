"""How fast Word files are read, beside python-docx's bare paragraphs of the same files.

``make benchmark`` prints it. The bar is 10,000 words a second on one core, with
structure, numbers, places, links and comments; the ratio says what these cost.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import docx

from benchmarks.stages import timed
from checker.reading.parsers import parse, parse_runs
from checker.settings import Settings

AREAS = Path(__file__).parents[2] / "corpora" / "areas"


@dataclass(frozen=True)
class Speed:
    """Words a second of one way to read, and its time as a ratio to python-docx's."""

    name: str
    words_per_second: float
    ratio: float


def measure(runs: int = 3) -> list[Speed]:
    """Read the Word files of the sample areas in this process, each way in turn."""
    settings = Settings()
    paths = sorted(AREAS.glob("*/*.docx"))
    words = sum(parse(path, settings).words for path in paths)
    bare, _ = timed(
        lambda: [[p.text for p in docx.Document(str(f)).paragraphs] for f in paths], runs
    )
    ours, _ = timed(lambda: [parse(path, settings) for path in paths], runs)
    traced, _ = timed(lambda: [parse_runs(path, settings) for path in paths], runs)
    return [
        Speed("python-docx, paragraphs only", words / bare, 1.0),
        Speed("reading", words / ours, ours / bare),
        Speed("the way back to the runs", words / traced, traced / bare),
    ]


def _paragraphs(path: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


def table(speeds: list[Speed]) -> str:
    """The figures, a line each."""
    lines = [f"{s.name:<32}{s.words_per_second:>10,.0f} words/s  x{s.ratio:.2f}" for s in speeds]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(table(measure()) + "\n")
