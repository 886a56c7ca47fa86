"""The referral flow chart: where each document sends which concern, as a drawing and in words.

It is drawn from the extracted routes, contacts and panels, so that people can
see at once where two documents send the same child to two places. What
disagrees has its number on the agenda (:mod:`checker.reporting.points`), in
every drawing, in the words beside it and in the briefing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from checker.facts import Contact, Panel, ReferralRoute
from checker.model import Assessment, Evidence, InconsistencyType, Issue
from checker.reporting.points import Point, points
from checker.reporting.wording import in_order, labels, place

_CONFLICTS = (
    InconsistencyType.REFERRAL_ROUTE,
    InconsistencyType.TIMESCALE,
    InconsistencyType.PANEL,
)


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the chart: a document sends the concern to a body, or not to it."""

    issue: Issue
    document: str
    body: str
    allowed: bool
    within: str
    evidence: Evidence
    conflicts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A box of the chart: a body with its telephone numbers, each with who gives it."""

    name: str
    numbers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    conflicts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A box at the end of the chart: a panel that considers the issue's cases."""

    issue: Issue
    document: str
    panel: Panel
    conflicts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowChart:
    """A chart before it is drawn.

    ``conflicts`` are the points of the agenda that concern it; ``silent`` are the
    issues that have a document from which no first step could be read.
    """

    issues: tuple[Issue, ...]
    steps: tuple[Step, ...]
    bodies: tuple[Body, ...]
    meetings: tuple[Meeting, ...]
    conflicts: tuple[Point, ...]
    silent: tuple[Issue, ...] = ()
    names: dict[str, str] = field(default_factory=dict)


def flow_chart(assessment: Assessment, issue: Issue | None = None) -> FlowChart:
    """The chart of one issue, or of all that have a route."""
    names = labels(in_order(assessment.documents))
    facts = assessment.facts
    routes = [r for r in facts.routes if issue is None or issue in r.issues]
    wanted = [i for i in Issue if any(i in r.issues for r in routes) and issue in {None, i}]
    conflicts = _conflicts(assessment, routes, facts.contacts, facts.panels, issue)
    steps = [step for route in routes for step in _steps(route, wanted, conflicts)]
    steps = list({(s.issue, s.document, s.body, s.allowed): s for s in reversed(steps)}.values())
    steps.sort(key=lambda s: (list(Issue).index(s.issue), s.document, not s.allowed, s.body))
    reached = list(dict.fromkeys(step.body for step in steps))
    by_id = {document.id: document for document in assessment.documents}
    meetings = [
        Meeting(by_id[p.document].issue or wanted[0], p.document, p, _marks(p.evidence, conflicts))
        for p in facts.panels
        if not p.ended and (p.frequency or p.chair or p.leads) and by_id[p.document].issue in wanted
    ]
    return FlowChart(
        tuple(wanted),
        tuple(steps),
        tuple(_body(name, facts.contacts, names, conflicts) for name in reached),
        tuple(meetings),
        tuple(conflicts),
        tuple(
            i
            for i in Issue
            if i not in wanted
            and issue in {None, i}
            and any(d.issue is i for d in assessment.documents)
        ),
        names,
    )


def words(chart: FlowChart, *, agenda: bool = True) -> list[str]:
    """The chart in sentences: the text equivalent that stands beside the drawing.

    :param agenda: end with what is to be agreed, by number.
    """
    lines = []
    numbers = {body.name: body.numbers for body in chart.bodies}
    for issue in chart.issues:
        for step in (s for s in chart.steps if s.issue is issue):
            lines.append(_sentence(chart, step, numbers[step.body]))
        for meeting in (m for m in chart.meetings if m.issue is issue):
            said = [f"meets {meeting.panel.frequency}"] if meeting.panel.frequency else []
            said += [f"is chaired by the {meeting.panel.chair}"] if meeting.panel.chair else []
            lines.append(
                f"{chart.names[meeting.document]}: the {meeting.panel.name} "
                f"{' and '.join(said) or 'leads where issues come together'}"
                f"{_numbered(meeting.conflicts)}."
            )
    lines += [f"No first step could be read for {issue.wording}." for issue in chart.silent]
    if agenda:
        lines += [f"To be agreed, {p.number}: {' '.join(p.questions)}" for p in chart.conflicts]
    return lines


def _sentence(chart: FlowChart, step: Step, numbers: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    goes = "goes to" if step.allowed else "does not go to"
    when = f", within {_small(step.within)}" if step.within and step.allowed else ""
    given = [number for number, documents in numbers if step.document in documents]
    ring = f" ({', '.join(given)})" if given and step.allowed else ""
    return (
        f"{chart.names[step.document]}: a concern about {step.issue.wording} {goes} "
        f"{step.body}{ring}{when}; {place(step.evidence.location)}{_numbered(step.conflicts)}."
    )


def _small(words: str) -> str:
    """The words as they stand inside a sentence."""
    return words[:1].lower() + words[1:]


def _numbered(conflicts: Sequence[int]) -> str:
    return f" [see {', '.join(map(str, conflicts))}]" if conflicts else ""


def _conflicts(
    assessment: Assessment,
    routes: Sequence[ReferralRoute],
    contacts: Sequence[Contact],
    panels: Sequence[Panel],
    issue: Issue | None,
) -> list[Point]:
    """What disagrees about the words that the chart is drawn from, the gravest first."""
    drawn = [fact.evidence for fact in (*routes, *contacts, *panels)]
    documents = {document.id: document.issue for document in assessment.documents}
    return [
        point
        for point in points(assessment)
        if point.type in _CONFLICTS
        and any(_concerns(point, evidence) for evidence in drawn)
        and (issue is None or issue in {documents[d] for d in point.sides})
    ]


def _concerns(point: Point, evidence: Evidence) -> bool:
    """Whether a point is about the quoted words."""
    return any(_same(evidence, one) for one in point.sides.get(evidence.document, ()))


def _same(one: Evidence, other: Evidence) -> bool:
    """Whether two quotes overlap in the same document."""
    a, b = one.location, other.location
    return one.document == other.document and a.start < b.end and b.start < a.end


def _marks(evidence: Evidence, conflicts: Sequence[Point]) -> tuple[int, ...]:
    return tuple(point.number for point in conflicts if _concerns(point, evidence))


def _steps(
    route: ReferralRoute, wanted: Iterable[Issue], conflicts: Sequence[Point]
) -> Iterable[Step]:
    marks = _marks(route.evidence, conflicts)
    for issue in (i for i in wanted if i in route.issues):
        for allowed, bodies in ((True, route.recipients), (False, route.excluded)):
            for body in bodies:
                within = route.within if allowed else ""
                yield Step(issue, route.document, body, allowed, within, route.evidence, marks)


def _body(
    name: str,
    contacts: Sequence[Contact],
    names: dict[str, str],
    conflicts: Sequence[Point],
) -> Body:
    given: dict[str, list[str]] = defaultdict(list)
    written: dict[str, str] = {}
    marks: set[int] = set()
    for contact in contacts:
        if contact.body == name and contact.means == "telephone":
            written.setdefault(contact.same_as, contact.value)
            if contact.document not in given[contact.same_as]:
                given[contact.same_as].append(contact.document)
            marks.update(
                point.number
                for point in conflicts
                if point.type is InconsistencyType.REFERRAL_ROUTE
                and _concerns(point, contact.evidence)
                and any(contact.value in question for question in point.questions)
            )
    return Body(
        name,
        tuple((written[number], tuple(documents)) for number, documents in given.items()),
        tuple(sorted(marks)),
    )
