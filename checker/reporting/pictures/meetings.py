"""The map of meetings: which document knows which multi-agency meeting, and where they join."""

from __future__ import annotations

from functools import partial

from checker.facts import Panel
from checker.model import Assessment, Document, Issue
from checker.reporting.pictures.grid import Grid
from checker.reporting.pictures.svg import LEADING, QUIET, SIZE, wrap
from checker.reporting.wording import in_order, labels

_NAME, _CELL = 300.0, 120.0
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
    grid = Grid.begun(assessment, title, words(assessment), _NAME, _CELL)
    for meeting, known in _rows(assessment):
        grid.row(meeting, partial(_known, grid, known))
    grid.y += 10
    for line in _joins(assessment):
        for part in wrap(line, _NAME + len(grid.documents) * _CELL):
            grid.canvas.text(12, grid.y, part)
            grid.y += SIZE * LEADING
        grid.y += 4
    grid.y += 8
    for state, (_, _, meaning) in _LOOKS.items():
        grid.key(partial(_cell, grid, state), meaning, QUIET)
    return grid.canvas.svg()


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


def _known(
    grid: Grid,
    known: dict[str, list[Panel]],
    document: Document,
    x: float,
    y: float,
    tall: float,
) -> None:
    if panels := known.get(document.id):
        _cell(grid, _state(panels), x, y, tall)


def _cell(grid: Grid, state: str, x: float, y: float, tall: float) -> None:
    ground, ink, _ = _LOOKS[state]
    grid.box(x, y, tall, state, (ground, ink))
