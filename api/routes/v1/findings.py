"""The findings of an area's newest check, and what people decide on them."""

from __future__ import annotations

from fastapi import APIRouter

from api import areas, checked
from api.checked import Standing
from api.routes.v1.schemas import DecisionIn, FindingOut, Limit, Offset, Page
from api.service import Serving
from checker.model import Severity

router = APIRouter(prefix="/areas/{area_id}", tags=["findings"])


@router.get("/findings")
def every(
    service: Serving,
    area_id: str,
    severity: Severity | None = None,
    standing: Standing | None = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> Page[FindingOut]:
    """The findings, the gravest first."""
    with service.store.reading() as session:
        found = [
            item
            for item in checked.load(session, areas.find(session, area_id)).items
            if severity in (None, item.point.severity) and standing in (None, item.standing)
        ]
        items = [FindingOut.of(item) for item in found[offset : offset + limit]]
        return Page(items=items, total=len(found), offset=offset, limit=limit)


@router.get("/findings/{finding_id}")
def one(service: Serving, area_id: str, finding_id: str) -> FindingOut:
    """A finding."""
    with service.store.reading() as session:
        found = checked.load(session, areas.find(session, area_id))
        return FindingOut.of(found.item(finding_id))


@router.post("/findings/{finding_id}/decisions", status_code=201)
def decide(service: Serving, area_id: str, finding_id: str, given: DecisionIn) -> FindingOut:
    """Accept, dismiss or comment on a finding; accepting and dismissing replace each other."""
    with service.store.writing() as session:
        area = areas.find(session, area_id)
        before = checked.load(session, area)
        checked.decide(session, area, before, finding_id, given.kind, given.words, given.author)
        return FindingOut.of(checked.load(session, area).item(finding_id))


@router.delete("/decisions/{decision_id}", status_code=204)
def take_back(service: Serving, area_id: str, decision_id: str) -> None:
    """Take a decision back."""
    with service.store.writing() as session:
        checked.take_back(session, areas.find(session, area_id), decision_id)
