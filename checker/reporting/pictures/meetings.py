"""The map of meetings: which document knows which multi-agency meeting, and where they join."""

from __future__ import annotations

from checker.facts import Panel
from checker.model import Assessment, Issue
from checker.reporting.pictures.svg import LEADING, QUIET, SIZE, Canvas, wrap
from checker.reporting.wording import in_order, labels

_NAME, _CELL, _TALL = 300.0, 120.0, 34.0
_LEADS, _DESCRIBED, _NAMED, _ENDED = "leads", "described", "named", "ended"
_LOOKS = {
    _LEADS: ("#00462f", "#ffffff", "the document says for which cases it leads"),
    _DESCRIBED: ("#cfe5d8", "#00462f", "the document says who chairs it or how often it meets"),
    _NAMED: ("#e4e6e7", "#2a2f31", "the document counts on it and says no more"),
    _ENDED: ("#fdf3cc", "#574800", "the document says that it no longer meets"),
}
"""What a document says of a meeting: ground, letters, and the same in words."""


def words(assessment: Assessment) -> list[str]:
    """The picture in sentences: its text equivalent."""
    names = labels(in_order(assessment.documents))
    lines = []
    for meeting, known in _rows(assessment):
        said = [f"{names[d]} ({_state(panels)})" for d, panels in known.items()]
        lines.append(f"{meeting}: {', '.join(said)}.")
    return lines + _joins(assessment)


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
    for meeting, known in _rows(assessment):
        lines = wrap(meeting, _NAME - 12)
        tall = max(_TALL, len(lines) * SIZE * LEADING + 4)
        for number, line in enumerate(lines):
            top = y + (tall - len(lines) * SIZE * LEADING) / 2
            canvas.text(12, top + number * SIZE * LEADING, line)
        for at, document in enumerate(documents):
            if panels := known.get(document.id):
                _cell(canvas, 12 + _NAME + at * _CELL, y, tall, _state(panels))
        y += tall + 2
    y += 10
    for line in _joins(assessment):
        for part in wrap(line, _NAME + len(documents) * _CELL):
            canvas.text(12, y, part)
            y += SIZE * LEADING
        y += 4
    y += 8
    for state, (_, _, meaning) in _LOOKS.items():
        _cell(canvas, 12, y, 24, state)
        canvas.text(12 + _CELL + 8, y + 5, meaning, size=11, fill=QUIET)
        y += 28
    return canvas.svg()


def _rows(assessment: Assessment) -> list[tuple[str, dict[str, list[Panel]]]]:
    """The meetings, those that most documents know first, with the documents that know each."""
    known: dict[str, dict[str, list[Panel]]] = {}
    for panel in assessment.facts.panels:
        known.setdefault(panel.name, {}).setdefault(panel.document, []).append(panel)
    return sorted(known.items(), key=lambda row: (-len(row[1]), row[0]))


def _state(panels: list[Panel]) -> str:
    if all(panel.ended for panel in panels):
        return _ENDED
    if any(panel.leads for panel in panels):
        return _LEADS
    return _DESCRIBED if any(panel.chair or panel.frequency for panel in panels) else _NAMED


def _joins(assessment: Assessment) -> list[str]:
    """For every two issues that come together, which meeting leads in which document."""
    names = labels(in_order(assessment.documents))
    leads: dict[tuple[Issue, Issue], dict[str, list[str]]] = {}
    for panel in assessment.facts.panels:
        for pair in panel.leads:
            leads.setdefault(pair, {}).setdefault(panel.name, []).append(names[panel.document])
    lines = []
    for (one, other), meetings in leads.items():
        said = " or ".join(f"{name} ({', '.join(where)})" for name, where in meetings.items())
        lines.append(f"Where {one.wording} and {other.wording} come together, {said} leads.")
    return lines


def _cell(canvas: Canvas, x: float, y: float, tall: float, state: str) -> None:
    ground, ink, _ = _LOOKS[state]
    canvas.shape(
        f'<rect x="{x + 1:.1f}" y="{y:.1f}" width="{_CELL - 2:.1f}" height="{tall:.1f}"'
        f' fill="{ground}" stroke="#b1b4b6" stroke-width="0.6"/>',
        x + _CELL,
        y + tall,
    )
    canvas.text(x + _CELL / 2, y + (tall - SIZE * 1.2) / 2, state, middle=True, fill=ink, size=12)
