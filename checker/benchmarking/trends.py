"""Trends: what later documents answer beside earlier ones, and new versions beside old ones.

Different areas wrote in different years, so that a difference over the years may be one
between areas; a document beside its own older version is the same area's either way.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.benchmarking.intervals import Difference, Share
from checker.benchmarking.summary import AreaSummary, Paper
from checker.model import Criterion, Outcome

ANSWERS = (Outcome.MET, Outcome.PARTLY, Outcome.CONTRADICTED, Outcome.NOT_ADDRESSED)
"""What counts as an answer: a question that is not asked has none."""


@dataclass(frozen=True, slots=True)
class Eras:
    """The documents in two halves by their year: until ``last``, and after.

    ``met`` gives for each criterion how far the later ones meet it more often.
    """

    last: int
    before: int
    since: int
    met: dict[str, Difference]


@dataclass(frozen=True, slots=True)
class Renewed:
    """A criterion over the documents of which an older version was found.

    ``gained`` are those that meet it now, of those whose older version did not; ``lost``
    those that no longer do, of those whose older version did.
    """

    criterion: Criterion
    gained: Share
    lost: Share


def eras(areas: Iterable[AreaSummary], criteria: Sequence[Criterion]) -> Eras | None:
    """The documents in two halves, as equal in number as whole years allow.

    None where they have fewer than two years.
    """
    papers = [paper for area in areas for paper in area.papers if paper.year is not None]
    years = sorted({paper.year for paper in papers if paper.year is not None})
    if len(years) < 2:
        return None
    dated = sorted(paper.year for paper in papers if paper.year is not None)
    last = min(years[:-1], key=lambda year: abs(2 * bisect_right(dated, year) - len(dated)))
    early = [paper for paper in papers if (paper.year or 0) <= last]
    late = [paper for paper in papers if (paper.year or 0) > last]
    return Eras(
        last,
        len(early),
        len(late),
        {c.id: Difference(_met(early, c.id), _met(late, c.id)) for c in criteria},
    )


def renewed(areas: Iterable[AreaSummary], criteria: Sequence[Criterion]) -> tuple[Renewed, ...]:
    """Each criterion over the renewed documents, in the order of the criteria."""
    turns = [turn for area in areas for renewal in area.renewals for turn in renewal.turns]
    rows = []
    for criterion in criteria:
        mine = [turn for turn in turns if turn.criterion == criterion.id]
        had = [turn.after for turn in mine if turn.before is Outcome.MET]
        lacked = [turn.after for turn in mine if turn.before is not Outcome.MET]
        rows.append(
            Renewed(
                criterion,
                Share(sum(after is Outcome.MET for after in lacked), len(lacked)),
                Share(sum(after is not Outcome.MET for after in had), len(had)),
            )
        )
    return tuple(rows)


def _met(papers: Iterable[Paper], criterion: str) -> Share:
    answers = [
        answer.outcome
        for paper in papers
        for answer in paper.answers
        if answer.criterion == criterion and answer.outcome in ANSWERS
    ]
    return Share(sum(outcome is Outcome.MET for outcome in answers), len(answers))
