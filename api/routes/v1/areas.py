"""Areas."""

from __future__ import annotations

from fastapi import APIRouter

from api import areas
from api.rights import Right, needs
from api.routes.v1.schemas import AreaIn, AreaOut, Limit, Offset, Page
from api.service import Looking, Serving

router = APIRouter(prefix="/areas", tags=["areas"])


@router.get("")
@needs(Right.USE)
def every(service: Serving, offset: Offset = 0, limit: Limit = 50) -> Page[AreaOut]:
    """The areas whose documents you may read, by name."""
    with service.store.reading() as session:
        found = areas.listed(session, service.visitor, offset, limit)
        total = areas.count(session, service.visitor)
        items = [AreaOut.of(area) for area in found]
        return Page(items=items, total=total, offset=offset, limit=limit)


@router.post("", status_code=201)
@needs(Right.CREATE)
def create(service: Serving, given: AreaIn) -> AreaOut:
    """Make an area; where there are accounts, `owner` is the login of who owns it."""
    return AreaOut.of(service.make_area(given.name, given.owner))


@router.get("/{area_id}")
@needs(Right.READ)
def one(looking: Looking) -> AreaOut:
    """An area."""
    return AreaOut.of(looking.area)


@router.delete("/{area_id}", status_code=204)
@needs(Right.OWN)
def delete(service: Serving, area_id: str) -> None:
    """Delete an area with everything in it, for good."""
    service.delete_area(area_id)
