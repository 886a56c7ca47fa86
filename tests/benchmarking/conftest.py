"""Areas made of a few sentences, and their benchmark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from cli.conftest import run  # noqa: F401

from checker.benchmarking import (
    AreaSummary,
    Benchmark,
    Done,
    Example,
    Paper,
    Renewal,
    Task,
    work_out,
)
from checker.benchmarking.summary import Answer, Disagreements
from checker.judging import load_rules
from checker.model import InconsistencyType, Issue, Manifest, Outcome, Severity

CHOICE = "language/choice-framing"
MANIFEST = Manifest("0", "r" * 64, "model", "m" * 64, "2026-01-02T03:04:05+00:00")


class Here:
    """Works out areas in this process, and notes which; stops after so many, if told so."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.asked: list[str] = []
        self._stop_after = stop_after

    def run(self, tasks: Iterable[Task]) -> Iterator[Done]:
        for task in tasks:
            if len(self.asked) == self._stop_after:
                raise KeyboardInterrupt
            self.asked.append(task.folder.rpartition("/")[2])
            yield work_out(task)


def area(
    name: str,
    *outcomes: Outcome,
    year: int | None = 2020,
    wording: int = -1,
    renewals: tuple[Renewal, ...] = (),
) -> AreaSummary:
    """An area with a published document for each outcome of one criterion."""
    return AreaSummary(
        name,
        name.lower(),
        tuple(
            Paper(
                f"Paper {at}",
                Issue.CSE,
                year,
                True,
                100,
                (Answer(CHOICE, outcome, False, wording),),
            )
            for at, outcome in enumerate(outcomes)
        ),
        drafts=0,
        unread=(),
        disagreements=(Disagreements(InconsistencyType.PANEL, Severity.LOW, 2),),
        examples=tuple(
            Example(CHOICE, f"Paper {at}", f"No child of {name} chooses it.", "", 0.9, wording)
            for at, outcome in enumerate(outcomes)
            if outcome is Outcome.MET
        ),
        renewals=renewals,
    )


def side_by_side(
    *areas: AreaSummary, wordings: dict[tuple[str, int], int] | None = None
) -> Benchmark:
    criteria = (load_rules().criterion(CHOICE).described,)
    return Benchmark(MANIFEST, criteria, areas, (), wordings or {})


@pytest.fixture
def few() -> Benchmark:
    met, against = Outcome.MET, Outcome.CONTRADICTED
    return side_by_side(
        area("Ashby", met, met), area("Birkdale", met, against, year=2014), area("Crowle", against)
    )
