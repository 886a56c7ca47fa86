"""The sign-off sheet as one HTML page: to be printed, signed and filed with the documents."""

from __future__ import annotations

from checker.findings import FindingKind
from checker.model import Assessment
from checker.passages import date_words
from checker.reporting.page import render_page
from checker.reporting.wording import area_of, labels
from checker.revising import SignOff


def render(sheet: SignOff, assessment: Assessment) -> str:
    """The whole sheet as HTML text.

    :param assessment: the one that is signed off.
    """
    accepted = [point for point in sheet.open if point.kind is not FindingKind.GAP]
    return render_page(
        "sign-off.html.j2",
        {
            "sheet": sheet,
            "area": area_of(assessment),
            "names": labels(sheet.documents),
            "accepted": accepted,
            "gaps": [point for point in sheet.open if point.kind is FindingKind.GAP],
            "when": date_words,
            "notes": assessment.notes,
            "version": sheet.manifest.version,
        },
    )
