"""The referral flow chart: where each document sends which concern, as a drawing and in words.

It is drawn from the extracted routes, contacts and panels, so that people can
see at once where two documents send the same child to two places. What
disagrees is numbered, in the drawing and in the words below it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from checker.facts import Contact, Panel, ReferralRoute
from checker.model import Assessment, Evidence, Inconsistency, InconsistencyType, Issue
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

    ``conflicts`` are numbered from 1 in this order; ``silent`` are the issues
    that have a document from which no first step could be read.
    """

    issues: tuple[Issue, ...]
    steps: tuple[Step, ...]
    bodies: tuple[Body, ...]
    meetings: tuple[Meeting, ...]
    conflicts: tuple[Inconsistency, ...]
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


def words(chart: FlowChart) -> list[str]:
    """The chart in sentences: the text equivalent that stands beside the drawing."""
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
    return lines


def _sentence(chart: FlowChart, step: Step, numbers: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    to = "to" if step.allowed else "not to"
    when = f", within {step.within}" if step.within and step.allowed else ""
    given = [number for number, documents in numbers if step.document in documents]
    ring = f" ({', '.join(given)})" if given and step.allowed else ""
    return (
        f"{chart.names[step.document]}: a concern about {step.issue.wording} goes {to} "
        f"{step.body}{ring}{when}; {place(step.evidence.location)}{_numbered(step.conflicts)}."
    )


def _numbered(conflicts: Sequence[int]) -> str:
    return f" [see {', '.join(map(str, conflicts))}]" if conflicts else ""


def _conflicts(
    assessment: Assessment,
    routes: Sequence[ReferralRoute],
    contacts: Sequence[Contact],
    panels: Sequence[Panel],
    issue: Issue | None,
) -> list[Inconsistency]:
    """What disagrees about the words that the chart is drawn from, the gravest first."""
    drawn = [fact.evidence for fact in (*routes, *contacts, *panels)]
    documents = {document.id: document.issue for document in assessment.documents}
    return [
        item
        for item in assessment.disagreements
        if item.type in _CONFLICTS
        and any(_same(one, other) for one in item.evidence for other in drawn)
        and (issue is None or issue in {documents[d] for d in item.documents})
    ]


def _same(one: Evidence, other: Evidence) -> bool:
    """Whether two quotes overlap in the same document."""
    a, b = one.location, other.location
    return one.document == other.document and a.start < b.end and b.start < a.end


def _marks(evidence: Evidence, conflicts: Sequence[Inconsistency]) -> tuple[int, ...]:
    return tuple(
        number
        for number, item in enumerate(conflicts, 1)
        if any(_same(evidence, one) for one in item.evidence)
    )


def _steps(
    route: ReferralRoute, wanted: Iterable[Issue], conflicts: Sequence[Inconsistency]
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
    conflicts: Sequence[Inconsistency],
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
                number
                for number in _marks(contact.evidence, conflicts)
                if conflicts[number - 1].type is InconsistencyType.REFERRAL_ROUTE
                and contact.value in conflicts[number - 1].summary
            )
    return Body(
        name,
        tuple((written[number], tuple(documents)) for number, documents in given.items()),
        tuple(sorted(marks)),
    )
