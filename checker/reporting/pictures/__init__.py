"""Pictures of an assessment: the heatmap, the citation graph, the meetings, the flow charts.

Each is drawn as SVG and PNG and has a text equivalent that says the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from checker.model import Assessment, Issue
from checker.reporting.pictures import citations, heatmap, lanes, meetings
from checker.reporting.pictures.flow_chart import flow_chart
from checker.reporting.pictures.flow_chart import words as flow_words
from checker.reporting.pictures.svg import png
from checker.reporting.wording import area_of

__all__ = ["Picture", "citation_graph", "flow", "meeting_map", "pictures", "png"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing (``svg``), its file's name without ending, and the same in sentences."""

    name: str
    title: str
    svg: str
    words: tuple[str, ...]


def pictures(assessment: Assessment) -> tuple[Picture, ...]:
    """All pictures; those that need several documents, or a route, only where there are any."""
    title = _titled(assessment, "Documents and criteria")
    found = [
        Picture(
            "documents-and-criteria",
            title,
            heatmap.draw(assessment, title),
            tuple(heatmap.words(assessment)),
        )
    ]
    if len(assessment.documents) > 1:
        found.append(citation_graph(assessment))
    if assessment.facts.panels:
        found.append(meeting_map(assessment))
    if assessment.facts.routes:
        found.append(flow(assessment))
        found += [flow(assessment, i) for i in flow_chart(assessment).issues]
    return tuple(found)


def citation_graph(assessment: Assessment) -> Picture:
    """Which document names which."""
    title = _titled(assessment, "Which document names which")
    return Picture(
        "citations", title, citations.draw(assessment, title), tuple(citations.words(assessment))
    )


def meeting_map(assessment: Assessment) -> Picture:
    """Which document knows which meeting, and which of them leads where issues come together."""
    title = _titled(assessment, "Meetings and documents")
    return Picture(
        "meetings", title, meetings.draw(assessment, title), tuple(meetings.words(assessment))
    )


def flow(assessment: Assessment, issue: Issue | None = None, *, agenda: bool = True) -> Picture:
    """The referral flow chart of one issue, or of all.

    :param agenda: with what is to be agreed, by its number, below it.
    """
    about = f" for {issue.wording}" if issue else ""
    title = _titled(assessment, f"Referral routes{about}")
    chart = flow_chart(assessment, issue)
    name = f"referral-routes-{issue.value}" if issue else "referral-routes"
    drawn = lanes.draw(chart, title, agenda=agenda)
    return Picture(name, title, drawn, tuple(flow_words(chart, agenda=agenda)))


def _titled(assessment: Assessment, what: str) -> str:
    area = area_of(assessment)
    return f"{area}: {what[0].lower()}{what[1:]}" if area else what
