"""Pages that are about no one area: how areas compare in numbers, how accessible the pages are."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from api import areas
from api.refusals import Refusal
from api.rights import Right, needs
from api.service import Serving

router = APIRouter()


@router.get("/benchmarks")
@needs(Right.USE)
def compared(service: Serving) -> Response:
    """Areas beside each other, in numbers alone."""
    with service.store.reading() as session:
        found, unchecked = [], []
        for area in areas.compared(session, service.visitor):
            try:
                found.append(service.numbers(session, area))
            except Refusal:  # it was not checked yet
                unchecked.append(area.name)
        titles = {key: title for row in found for key, title in row.titles.items()}
        return service.render("benchmarks.html.j2", rows=found, titles=titles, unchecked=unchecked)


@router.get("/accessibility")
@needs(Right.OPEN)
def accessibility(service: Serving) -> Response:
    """The accessibility statement."""
    return service.render("accessibility.html.j2")
