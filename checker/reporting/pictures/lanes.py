"""Draws the referral flow chart: a lane for each issue, from the concern to the panels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.model import Issue
from checker.reporting.pictures.flow_chart import Body, FlowChart, Meeting, Step, words
from checker.reporting.pictures.svg import (
    ALERT,
    INK,
    LEADING,
    PANEL,
    PAPER,
    QUIET,
    SIZE,
    Canvas,
    height,
    wrap,
)

_EDGE, _CONCERN, _WAY, _BODY, _GAP, _MEETING = 12.0, 150.0, 220.0, 230.0, 40.0, 250.0
_ROW = 16.0
_HEADS = (
    "The concern",
    "What the documents say",
    "Where it goes first",
    "Which meetings follow",
)


@dataclass(frozen=True, slots=True)
class _Row:
    """What several documents say of one body: the same way in one line."""

    steps: tuple[Step, ...]
    body: Body

    @property
    def allowed(self) -> bool:
        return self.steps[0].allowed

    @property
    def conflicts(self) -> tuple[int, ...]:
        return tuple(sorted({number for step in self.steps for number in step.conflicts}))


def draw(chart: FlowChart, title: str, *, agenda: bool = True) -> str:
    """The chart as SVG text.

    :param agenda: write what is to be agreed below it, by number.
    """
    canvas = Canvas(title, " ".join(words(chart, agenda=agenda)))
    y = _EDGE
    for line in wrap(title, 700, 17):
        canvas.text(_EDGE, y, line, size=17, bold=True)
        y += 17 * LEADING
    y += 8
    for x, head in zip(_columns(), _HEADS, strict=True):
        canvas.text(x, y, head, size=12, fill=QUIET)
    y += 12 * LEADING + 6
    for issue in chart.issues:
        y = _lane(canvas, chart, issue, y) + 14
    _legend(canvas, chart, y, agenda=agenda)
    return canvas.svg()


def _columns() -> tuple[float, float, float, float]:
    ways = _EDGE + _CONCERN + 24
    bodies = ways + _WAY
    return _EDGE, ways, bodies, bodies + _BODY + _GAP


def _lane(canvas: Canvas, chart: FlowChart, issue: Issue, top: float) -> float:
    """One issue's lane; gives its lower end."""
    left, ways, bodies, meetings = _columns()
    right = meetings + _MEETING
    rows = _rows(chart, issue)
    y = top + 10
    middles = []
    for row in rows:
        y, middle = _way(canvas, chart, row, y)
        middles.append(middle)
    bottom = max(y, _meetings(canvas, chart, issue, top + 10, middles), top + 70)
    canvas.shape(
        f'<rect x="{left - 6:.1f}" y="{top:.1f}" width="{right - left + 12:.1f}"'
        f' height="{bottom - top:.1f}" fill="{PAPER}" stroke="#b1b4b6"/>',
        right + 6,
        bottom,
    )
    lines = wrap(f"A concern about {issue.wording}", _CONCERN - 16)
    tall = height(lines) + SIZE * 0.9
    at = top + (bottom - top - tall) / 2
    canvas.box(left, at, _CONCERN, lines, round=tall / 2, bold_first=False)
    start = (left + _CONCERN, at + tall / 2)
    bus = ways - 8
    for middle, row in zip(middles, rows, strict=True):
        stroke, weight = (ALERT, 2.6) if row.conflicts else (INK, 1.3)
        end = bodies - (14 if row.allowed else 10)
        canvas.line(
            [start, (bus, start[1]), (bus, middle), (end, middle)],
            stroke=stroke, weight=weight, dashed=not row.allowed,
        )  # fmt: skip
        if row.allowed:
            canvas.head(bodies, middle, stroke=stroke)
        else:
            canvas.cross(bodies - 12, middle, stroke=stroke)
    return bottom


def _way(canvas: Canvas, chart: FlowChart, row: _Row, top: float) -> tuple[float, float]:
    """One way to one body; gives the lower end and the height of its line."""
    _, ways, bodies, _ = _columns()
    says = ", ".join(
        chart.names[s.document] + (f" ({s.within})" if s.within else "") for s in row.steps
    )
    label = wrap(says if row.allowed else f"{says}: not here", _WAY - 40, 12)
    box = wrap(row.body.name, _BODY - 16)
    box += [
        line for number in _numbers(chart, row) for line in wrap(number, _BODY - 16)
    ]  # fmt: skip
    tall = max(height(box) + SIZE * 0.9, height(label, 12) * 2 + 8)
    middle = top + tall / 2
    canvas.box(
        bodies, middle - (height(box) + SIZE * 0.9) / 2, _BODY, box,
        weight=2.6 if row.body.conflicts and row.allowed else 1.0,
        stroke=ALERT if row.body.conflicts and row.allowed else INK,
        fill=PANEL if row.allowed else PAPER, dashed=not row.allowed,
    )  # fmt: skip
    for at, line in enumerate(label):
        canvas.text(ways + 2, middle - 4 - height(label[at:], 12), line, size=12)
    for at, number in enumerate(row.conflicts[:8]):
        canvas.mark(ways + 2 + at * 24, middle + 13, number)
    if row.allowed:
        for at, number in enumerate(row.body.conflicts[:9]):
            canvas.mark(bodies + 4 + at * 24, middle - (height(box) + SIZE * 0.9) / 2, number)
    return top + tall + _ROW, middle


def _numbers(chart: FlowChart, row: _Row) -> list[str]:
    """The numbers that the documents of a row give, with who gives which where they differ."""
    if not row.allowed:
        return []
    given = row.body.numbers
    if len(given) <= 1:
        return [number for number, _ in given]
    return [f"{number} ({', '.join(chart.names[d] for d in by)})" for number, by in given]


def _meetings(
    canvas: Canvas, chart: FlowChart, issue: Issue, top: float, middles: Sequence[float]
) -> float:
    _, _, bodies, left = _columns()
    y = top
    mine = [meeting for meeting in chart.meetings if meeting.issue is issue]
    for meeting in mine:
        lines = _meeting(chart, meeting)
        stroke, weight = (ALERT, 2.6) if meeting.conflicts else (INK, 1.0)
        tall = canvas.box(left, y, _MEETING, lines, stroke=stroke, weight=weight)
        for at, number in enumerate(meeting.conflicts[:9]):
            canvas.mark(left + 4 + at * 24, y, number)
        if middles:
            middle = y + tall / 2
            canvas.line([(left - 18, top), (left - 18, middle), (left - 2, middle)], stroke=QUIET)
            canvas.head(left, middle, stroke=QUIET)
        y += tall + _ROW
    if mine and middles:
        canvas.line([(bodies + _BODY, middles[0]), (left - 18, middles[0]), (left - 18, top)],
                    stroke=QUIET)  # fmt: skip
    return y


def _meeting(chart: FlowChart, meeting: Meeting) -> list[str]:
    panel = meeting.panel
    lines = wrap(panel.name, _MEETING - 16)
    if panel.frequency:
        lines += wrap(f"meets {panel.frequency}", _MEETING - 16)
    if panel.chair:
        lines += wrap(f"chair: {panel.chair}", _MEETING - 16)
    return [*lines, *wrap(f"({chart.names[meeting.document]})", _MEETING - 16)]


def _rows(chart: FlowChart, issue: Issue) -> list[_Row]:
    bodies = {body.name: body for body in chart.bodies}
    grouped: dict[tuple[str, bool], list[Step]] = {}
    for step in chart.steps:
        if step.issue is issue:
            grouped.setdefault((step.body, step.allowed), []).append(step)
    return [
        _Row(tuple(steps), bodies[name])
        for (name, allowed), steps in sorted(grouped.items(), key=lambda item: not item[0][1])
    ]


def _legend(canvas: Canvas, chart: FlowChart, top: float, *, agenda: bool) -> None:
    """What is marked, in words, and what the signs mean."""
    left = _EDGE
    width = sum((_CONCERN, 24, _WAY, _BODY, _GAP, _MEETING)) - 40
    y = top + 4
    conflicts = chart.conflicts if agenda else ()
    if conflicts:
        canvas.text(left, y, "To be agreed", size=14, bold=True)
        y += 14 * LEADING + 8
    for point in conflicts:
        lines = wrap(" ".join(point.questions), width, 12)
        canvas.mark(left, y + 8, point.number)
        for at, line in enumerate(lines):
            canvas.text(left + 30, y + at * 12 * LEADING, line, size=12)
        y += height(lines, 12) + 6
    if chart.silent:
        silent = " and ".join(issue.wording for issue in chart.silent)
        for line in wrap(f"No first step could be read for {silent}.", width, 12):
            canvas.text(left, y, line, size=12)
            y += 12 * LEADING
    canvas.text(
        left, y + 4, "An arrow: goes here. A broken line with a cross: said not to go here. "
        "A number: the point on which the documents disagree.", size=11, fill=QUIET,
    )  # fmt: skip
