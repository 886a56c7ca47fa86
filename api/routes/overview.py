"""Pages that are about no area: how accessible the pages are."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from api.rights import Right, needs
from api.service import Serving

router = APIRouter()


@router.get("/accessibility")
@needs(Right.OPEN)
def accessibility(service: Serving) -> Response:
    """The accessibility statement."""
    return service.render("accessibility.html.j2")
