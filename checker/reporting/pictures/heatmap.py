"""Documents x criteria as a picture: a sign and a shade for every answer."""

from __future__ import annotations

from functools import partial
from itertools import groupby

from checker.model import Assessment, Document, Outcome
from checker.reporting.pictures.grid import PALE, Grid
from checker.reporting.pictures.svg import INK, LEADING, QUIET
from checker.reporting.wording import OUTCOMES, in_order, labels, pack_of

_NAME, _CELL = 330.0, 96.0

_LOOKS: dict[Outcome, tuple[str, str]] = {
    Outcome.MET: ("#cfe5d8", "#00462f"),
    Outcome.PARTLY: ("#fdf3cc", "#574800"),
    Outcome.CONTRADICTED: ("#7a1a10", "#ffffff"),
    Outcome.NOT_ADDRESSED: ("#e4e6e7", "#2a2f31"),
    Outcome.NOT_APPLICABLE: ("#ffffff", "#50575b"),
}
"""Ground and letters. In grey the grounds run from dark (against) to white (not asked)."""


def words(assessment: Assessment) -> list[str]:
    """The picture in sentences: its text equivalent."""
    names = labels(in_order(assessment.documents))
    lines = []
    for criterion in assessment.criteria:
        answers = []
        for document in in_order(assessment.documents):
            verdict = assessment.verdict(document.id, criterion.id)
            if verdict is not None:
                doubt = " (to check)" if verdict.needs_review else ""
                answers.append(f"{names[document.id]} {OUTCOMES[verdict.outcome].word}{doubt}")
        lines.append(f"{criterion.title}: {', '.join(answers)}.")
    return lines


def draw(assessment: Assessment, title: str) -> str:
    """The picture as SVG text."""
    grid = Grid.begun(assessment, title, words(assessment), _NAME, _CELL)
    for pack, criteria in groupby(assessment.criteria, key=lambda c: pack_of(c.id)):
        grid.canvas.text(12, grid.y + 6, pack, size=12, fill=QUIET)
        grid.y += 12 * LEADING + 10
        for criterion in criteria:
            grid.row(criterion.title, partial(_answer, grid, assessment, criterion.id))
    grid.y += 10
    for outcome, mark in OUTCOMES.items():
        grid.key(partial(_cell, grid, outcome, False), f"{mark.word}: {mark.meaning}", INK)
    said = "A broken frame and ?: a person has to read it."
    grid.canvas.text(12, grid.y + 2, said, size=11, fill=QUIET)
    return grid.canvas.svg()


def _answer(
    grid: Grid,
    assessment: Assessment,
    criterion: str,
    document: Document,
    x: float,
    y: float,
    tall: float,
) -> None:
    verdict = assessment.verdict(document.id, criterion)
    if verdict is not None:
        _cell(grid, verdict.outcome, verdict.needs_review, x, y, tall)


def _cell(grid: Grid, outcome: Outcome, doubtful: bool, x: float, y: float, tall: float) -> None:
    mark = OUTCOMES[outcome]
    grid.box(
        x,
        y,
        tall,
        f"{mark.sign} {mark.short}{' ?' if doubtful else ''}",
        _LOOKS[outcome],
        frame=_DOUBTFUL if doubtful else PALE,
        bold=outcome is Outcome.CONTRADICTED,
    )


_DOUBTFUL = f' stroke="{INK}" stroke-dasharray="4 3" stroke-width="1.4"'
