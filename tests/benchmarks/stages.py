"""Where the time of the main job goes, as ratios to named baselines in the same run.

``make benchmark`` prints the table; absolute seconds differ from machine to
machine, the ratios travel. The baselines are what a stage could not do without:

- reading: pdfplumber's text of the same PDF files;
- judging: one pass of the encoder over the same passages;
- everything else: judging.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

import pdfplumber

from checker.assessing import assess
from checker.judging import Judge, StanceModel, load_rules, model_input
from checker.passages import describe, split
from checker.reading import find_documents, read
from checker.reading.parsers import parse
from checker.reconciling import reconcile
from checker.reporting import html
from checker.settings import Settings

T = TypeVar("T")
RUNS = 3
AREA = Path(__file__).parents[2] / "corpora" / "areas" / "calderwick"


@dataclass(frozen=True)
class Stage:
    """One row: seconds (median of the runs) and the ratio to its baseline."""

    name: str
    seconds: float
    baseline: str
    ratio: float


def timed(job: Callable[[], T], runs: int = RUNS) -> tuple[float, T]:
    """Median seconds of some runs, and what the last one gave."""
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        result = job()
        seconds.append(time.perf_counter() - started)
    return median(seconds), result


def measure(area: Path = AREA, runs: int = RUNS) -> list[Stage]:
    """Time every stage on an area of PDF documents."""
    settings = Settings()
    paths = find_documents(area)
    pdfs = [p for p in paths if p.suffix == ".pdf"]
    plumber, _ = timed(lambda: [_plumbed(p) for p in pdfs], runs)
    here, _ = timed(lambda: [parse(p, settings) for p in pdfs], runs)
    reading, documents = timed(lambda: [read(p, settings) for p in pdfs], runs)
    splitting, passages = timed(lambda: [split(describe(d)) for d in documents], runs)
    model = StanceModel()
    texts = [model_input(p)[0] for some in passages for p in some]
    encoding, _ = timed(lambda: list(model.encoder.encode(texts)), runs)
    judge = Judge(load_rules(), model)
    pairs = list(zip([describe(d) for d in documents], passages, strict=True))
    judging, judged = timed(lambda: [judge.judge(d, p) for d, p in pairs], runs)
    comparing, _ = timed(lambda: reconcile(judged), runs)
    whole, assessment = timed(lambda: assess(area), runs)
    reporting, _ = timed(lambda: html.render(assessment), runs)
    return [
        Stage("PDF pages, without the child", here, "pdfplumber, text only", here / plumber),
        Stage("reading", reading, "pdfplumber, text only", reading / plumber),
        Stage("passages and profile", splitting, "judging", splitting / judging),
        Stage("judging", judging, "encoder alone", judging / encoding),
        Stage("comparing", comparing, "judging", comparing / judging),
        Stage("report in HTML", reporting, "judging", reporting / judging),
        Stage("everything, warm", whole, "pdfplumber + encoder", whole / (plumber + encoding)),
    ]


def table(stages: list[Stage]) -> str:
    """The stages as Markdown."""
    rows = [f"| {s.name} | {s.seconds:.2f} | {s.ratio:.2f} x {s.baseline} |" for s in stages]
    return "\n".join(["| stage | seconds | ratio |", "|---|---|---|", *rows])


def _plumbed(path: Path) -> str:
    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


if __name__ == "__main__":
    sys.stdout.write(table(measure()) + "\n")
