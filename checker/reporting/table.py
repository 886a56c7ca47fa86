"""The findings as one table (CSV): a row for every quote, for those who work in spreadsheets."""

from __future__ import annotations

import csv
import io

from checker.model import Assessment, Evidence
from checker.reporting.wording import file_name
from checker.revising import Point, points

COLUMNS = (
    "id",
    "kind",
    "severity",
    "subject",
    "title",
    "summary",
    "advice",
    "document",
    "file",
    "section",
    "paragraph",
    "page",
    "quote",
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(assessment: Assessment) -> str:
    """CSV text with a header; a finding without a quote has one row for each document."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for point in points(assessment):
        for row in _rows(assessment, point):
            writer.writerow([harmless(cell) for cell in row])
    return out.getvalue()


def harmless(cell: str) -> str:
    """The text of a cell, such that no spreadsheet takes it for a formula.

    An apostrophe before it is what spreadsheets themselves write for "this is text".
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _rows(assessment: Assessment, point: Point) -> list[list[str]]:
    shared = [
        point.id,
        point.kind.value,
        point.severity.value,
        point.subject,
        point.title,
        point.summary,
        point.advice,
    ]
    quoted = {item.document for item in point.evidence}
    silent = [identity for identity in point.documents if identity not in quoted]
    rows = [shared + _place(assessment, item) for item in point.evidence]
    rows += [
        [*shared, document.name, file_name(document), "", "", "", ""]
        for document in map(assessment.document, silent)
    ]
    return rows


def _place(assessment: Assessment, evidence: Evidence) -> list[str]:
    document, place = assessment.document(evidence.document), evidence.location
    page = "" if place.page is None else str(place.page)
    return [
        document.name, file_name(document), place.section, place.paragraph, page, evidence.quote,
    ]  # fmt: skip
