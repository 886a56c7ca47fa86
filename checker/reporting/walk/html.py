"""A walk as one HTML page, with the words of every answer."""

from __future__ import annotations

from checker.model import Assessment
from checker.reporting.page import render_page
from checker.reporting.walk.wording import opening, result
from checker.reporting.wording import area_of, labels
from checker.walk import Walk


def render(walk: Walk, assessment: Assessment) -> str:
    """The whole page as HTML text.

    :param assessment: the one whose documents the case was taken through.
    """
    return render_page(
        "walk.html.j2",
        {
            "walk": walk,
            "area": area_of(assessment),
            "names": labels(walk.documents),
            "opening": opening(walk),
            "result": result(walk),
            "version": assessment.manifest.version,
        },
    )
