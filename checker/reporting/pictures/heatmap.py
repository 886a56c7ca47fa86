"""Documents x criteria as a picture: a sign and a shade for every answer."""

from __future__ import annotations

from itertools import groupby

from checker.model import Assessment, Outcome
from checker.reporting.pictures.svg import INK, LEADING, QUIET, SIZE, Canvas, wrap
from checker.reporting.wording import OUTCOMES, in_order, labels, pack_of

_NAME, _CELL, _TALL = 330.0, 96.0, 34.0

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
    documents = in_order(assessment.documents)
    names = labels(documents)
    canvas = Canvas(title, " ".join(words(assessment)))
    canvas.text(12, 12, title, size=17, bold=True)
    y = 12 + 17 * LEADING + 12
    for at, document in enumerate(documents):
        canvas.text(
            12 + _NAME + at * _CELL + _CELL / 2, y, names[document.id], bold=True, middle=True
        )
    y += SIZE * LEADING + 6
    for pack, criteria in groupby(assessment.criteria, key=lambda c: pack_of(c.id)):
        canvas.text(12, y + 6, pack, size=12, fill=QUIET)
        y += 12 * LEADING + 10
        for criterion in criteria:
            lines = wrap(criterion.title, _NAME - 12)
            tall = max(_TALL, len(lines) * SIZE * LEADING + 4)
            for number, line in enumerate(lines):
                top = y + (tall - len(lines) * SIZE * LEADING) / 2
                canvas.text(12, top + number * SIZE * LEADING, line)
            for at, document in enumerate(documents):
                verdict = assessment.verdict(document.id, criterion.id)
                if verdict is not None:
                    x = 12 + _NAME + at * _CELL
                    _cell(canvas, x, y, tall, verdict.outcome, verdict.needs_review)
            y += tall + 2
    y += 10
    for outcome, mark in OUTCOMES.items():
        _cell(canvas, 12, y, 24, outcome, doubtful=False)
        canvas.text(12 + _CELL + 8, y + 5, f"{mark.word}: {mark.meaning}", size=11)
        y += 28
    canvas.text(12, y + 2, "A broken frame and ?: a person has to read it.", size=11, fill=QUIET)
    return canvas.svg()


def _cell(
    canvas: Canvas, x: float, y: float, tall: float, outcome: Outcome, doubtful: bool
) -> None:
    ground, ink = _LOOKS[outcome]
    mark = OUTCOMES[outcome]
    frame = (
        f' stroke="{INK}" stroke-dasharray="4 3" stroke-width="1.4"'
        if doubtful
        else ' stroke="#b1b4b6" stroke-width="0.6"'
    )
    canvas.shape(
        f'<rect x="{x + 1:.1f}" y="{y:.1f}" width="{_CELL - 2:.1f}" height="{tall:.1f}"'
        f' fill="{ground}"{frame}/>'
    )
    said = f"{mark.sign} {mark.short}{' ?' if doubtful else ''}"
    canvas.text(x + _CELL / 2, y + (tall - SIZE * 1.2) / 2, said, middle=True, fill=ink, size=12,
                bold=outcome is Outcome.CONTRADICTED)  # fmt: skip
