"""Areas."""

from __future__ import annotations

from fastapi import APIRouter

from api import areas
from api.routes.v1.schemas import AreaIn, AreaOut, Limit, Offset, Page
from api.service import Serving

router = APIRouter(prefix="/areas", tags=["areas"])


@router.get("")
def every(service: Serving, offset: Offset = 0, limit: Limit = 50) -> Page[AreaOut]:
    """All areas, by name."""
    with service.store.reading() as session:
        items = [AreaOut.of(area) for area in areas.listed(session, offset, limit)]
        return Page(items=items, total=areas.count(session), offset=offset, limit=limit)


@router.post("", status_code=201)
def create(service: Serving, given: AreaIn) -> AreaOut:
    """Make an area."""
    with service.store.writing() as session:
        return AreaOut.of(areas.create(session, given.name))


@router.get("/{area_id}")
def one(service: Serving, area_id: str) -> AreaOut:
    """An area."""
    with service.store.reading() as session:
        return AreaOut.of(areas.find(session, area_id))


@router.delete("/{area_id}", status_code=204)
def delete(service: Serving, area_id: str) -> None:
    """Delete an area with everything in it, for good."""
    areas.remove(service.store, area_id)
