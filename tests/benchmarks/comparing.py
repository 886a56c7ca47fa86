"""How comparing grows with the number of documents, beside judging them.

``make comparing`` measures long documents, made of the training passages, and writes
``docs/comparing.md`` with its plot. Judging takes each passage by itself, so it
is measured on one document and told per document.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path

from reconciling.conftest import document

from benchmarks.performance import chart_lines
from checker.judging import Judge, StanceModel, load_rules
from checker.model import Document, Issue, JudgedDocument
from checker.passages import split
from checker.reconciling import reconcile

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpora" / "passages" / "train"
NUMBERS = (5, 10, 20, 30)
PAGES = 40
PASSAGES_A_PAGE = 15
"""As in the sample area of docs/performance.md: 520 passages on 34 pages."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Seconds of comparing, by number of documents, and of judging one of them."""

    comparing: dict[int, float]
    judging_one: float
    passages: int

    def judging(self, number: int) -> float:
        """Seconds of judging so many documents."""
        return self.judging_one * number


def documents(number: int, pages: int = PAGES) -> list[Document]:
    """So many documents of that many pages, the five issues in turn."""
    by_issue = {issue: cycle(_passages(issue)) for issue in Issue}
    made = []
    for index in range(number):
        issue = list(Issue)[index % len(Issue)]
        taken = islice(by_issue[issue], pages * PASSAGES_A_PAGE)
        text = "# Introduction\n" + "\n".join(_written(list(taken)))
        made.append(document(text, id=f"{issue}-{index}", issue=issue))
    return made


def _passages(issue: Issue) -> list[tuple[str, str]]:
    found = []
    for path in sorted(CORPUS.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            given = json.loads(line)
            if given["issue"] == issue.value:
                found.append((given.get("heading") or "", " ".join(given["text"].split())))
    return found


def _written(passages: Sequence[tuple[str, str]]) -> Iterator[str]:
    above = ""
    for heading, text in passages:
        if heading and heading != above:
            yield f"# {heading}"
            above = heading
        yield text


def measure(numbers: Sequence[int] = NUMBERS, pages: int = PAGES) -> Growth:
    """Time judging one document, and comparing each number of them."""
    made = documents(max(numbers), pages)
    first = made[0], tuple(split(made[0]))
    judge = Judge(load_rules(), StanceModel())
    started = time.perf_counter()
    judge.judge(*first)
    judging = time.perf_counter() - started
    # a process of its own for each number: what one run has read would spare the next
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        seconds = pool.starmap(_comparing, [(number, pages) for number in numbers], chunksize=1)
    return Growth(dict(zip(numbers, seconds, strict=True)), judging, len(first[1]))


def _comparing(number: int, pages: int) -> float:
    """Seconds of comparing so many documents."""
    judged = [JudgedDocument(d, split(d), ()) for d in documents(number, pages)]
    started = time.perf_counter()
    reconcile(judged)
    return time.perf_counter() - started


def page(growth: Growth) -> str:
    """The measurements as Markdown."""
    most = max(growth.comparing)
    rows = [
        f"| {number} | {seconds:.0f} | {growth.judging(number):.0f} "
        f"| {seconds / growth.judging(number):.2f} |"
        for number, seconds in growth.comparing.items()
    ]
    return "\n".join(
        [
            "# Comparing many documents",
            "",
            f"Made by `make comparing`: {PAGES} pages, {growth.passages} passages a document,",
            "from the training passages, the five issues in turn. Judging is that of one document",
            "times their number. Every two documents are compared, which is the work of one core.",
            "",
            "| documents | comparing, seconds | judging, seconds | ratio (bar: below 1) |",
            "|---|---|---|---|",
            *rows,
            "",
            f"![Seconds by number of documents, up to {most}](images/comparing-growth.svg)",
            "",
        ]
    )


def main() -> None:
    """Measure and write the page and its plot."""
    growth = measure()
    docs = ROOT / "docs"
    numbers = list(growth.comparing)
    lines = {
        "comparing": list(growth.comparing.values()),
        "judging": [growth.judging(number) for number in numbers],
    }
    (docs / "images" / "comparing-growth.svg").write_text(
        chart_lines(numbers, lines, f"Documents of {PAGES} pages", "documents")
    )
    (docs / "comparing.md").write_text(page(growth))
    sys.stdout.write(page(growth))


if __name__ == "__main__":
    main()
