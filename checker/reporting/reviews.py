"""The open findings for someone who decides on them, each with the id to decide by."""

from __future__ import annotations

from checker.model import Assessment
from checker.reporting.sheet import Look, Sheet, clean
from checker.reporting.wording import in_order, labels, plural
from checker.revising import points


def render_open(assessment: Assessment, look: Look | None = None) -> str:
    """Every open finding with its id, severity, documents and words."""
    sheet = Sheet(look or Look())
    names = labels(in_order(assessment.documents))
    found = points(assessment)
    sheet.line(plural(len(found), "open finding"), "bold")
    for note in assessment.notes:
        sheet.line(clean(note), "dim")
    for point in found:
        where = " and ".join(names[d] for d in point.documents)
        sheet.line()
        sheet.put(sheet.marked(point.severity, f"{point.id}  {point.title}: {where}"))
        if point.summary:
            sheet.line(clean(point.summary), "", 2)
        for evidence in point.evidence if point.quotes else ():
            sheet.quote(evidence, f"{names[evidence.document]}, ", 2)
    return sheet.text()
