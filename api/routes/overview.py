"""Pages that are about no one area: how areas compare in numbers, how accessible the pages are."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from api import areas
from api.paging import Number, Part
from api.refusals import Refusal
from api.rights import Right, needs
from api.service import Serving

router = APIRouter()

ABREAST = 20
"""Areas beside each other on a page: each is a column."""


@router.get("/benchmarks")
@needs(Right.USE)
def compared(service: Serving, page: Number = 1) -> Response:
    """Areas beside each other, in numbers alone."""
    visitor = service.visitor
    with service.store.reading() as session:
        found, unchecked = [], []
        part = Part.of(areas.count(session, visitor, Right.BENCHMARK), page, ABREAST)
        for area in areas.compared(session, visitor, part.offset, part.size):
            try:
                found.append(service.numbers(session, area))
            except Refusal:  # it was not checked yet
                unchecked.append(area.name)
        titles = {key: title for row in found for key, title in row.titles.items()}
        return service.render(
            "benchmarks.html.j2", part=part, rows=found, titles=titles, unchecked=unchecked
        )


@router.get("/accessibility")
@needs(Right.OPEN)
def accessibility(service: Serving) -> Response:
    """The accessibility statement."""
    return service.render("accessibility.html.j2")
