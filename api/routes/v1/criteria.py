"""The criteria of an area's own."""

from __future__ import annotations

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session

from api import areas, own_criteria
from api.rights import Right, needs
from api.routes.v1.schemas import CriterionIn, CriterionOut, Limit, Offset, Page, TrialOut
from api.service import Looking, Serving
from api.store import OwnCriterion

router = APIRouter(prefix="/areas/{area_id}/criteria", tags=["criteria"])


@router.get("")
@needs(Right.READ)
def every(looking: Looking, offset: Offset = 0, limit: Limit = 50) -> Page[CriterionOut]:
    """The area's own criteria, those that checks ask first."""
    found = own_criteria.listed(looking.session, looking.area)
    items = [_out(looking.session, criterion) for criterion in found[offset : offset + limit]]
    return Page(items=items, total=len(found), offset=offset, limit=limit)


@router.post("", status_code=201, responses={200: {"model": CriterionOut}})
@needs(Right.REVIEW)
def add(service: Serving, area_id: str, given: CriterionIn, response: Response) -> CriterionOut:
    """Add a criterion, which no check asks yet; the same text again adds nothing (200)."""
    with service.writing() as session:
        area = areas.find(session, area_id)
        by = service.by(given.author)
        criterion, is_new = own_criteria.add(session, area, given.content, by, service.limits)
        if not is_new:
            response.status_code = 200
        return _out(session, criterion)


@router.get("/{criterion_id}")
@needs(Right.READ)
def one(looking: Looking, criterion_id: str) -> CriterionOut:
    """A criterion, with what became of trying it."""
    found = own_criteria.find(looking.session, looking.area, criterion_id)
    return _out(looking.session, found)


@router.put("/{criterion_id}")
@needs(Right.REVIEW)
def change(service: Serving, area_id: str, criterion_id: str, given: CriterionIn) -> CriterionOut:
    """Put another text in its place; it then has to be tried again."""
    with service.changing(area_id, criterion_id) as (session, area, criterion):
        own_criteria.change(session, area, criterion, given.content)
        return _out(session, criterion)


@router.delete("/{criterion_id}", status_code=204)
@needs(Right.REVIEW)
def remove(service: Serving, area_id: str, criterion_id: str) -> None:
    """Remove a criterion that is not kept."""
    with service.changing(area_id, criterion_id) as (session, _, criterion):
        own_criteria.remove(session, criterion)


@router.post("/{criterion_id}/trial", status_code=202, responses={200: {"model": TrialOut}})
@needs(Right.REVIEW)
def try_out(service: Serving, area_id: str, criterion_id: str, response: Response) -> TrialOut:
    """Ask for a criterion to be tried on the area's documents; one under way answers 200."""
    with service.changing(area_id, criterion_id) as (session, area, criterion):
        trial, is_new = own_criteria.ask_trial(session, area, criterion)
        if not is_new:
            response.status_code = 200
        return TrialOut.of(trial)


@router.delete("/{criterion_id}/trial", status_code=204)
@needs(Right.REVIEW)
def stop_trying(service: Serving, area_id: str, criterion_id: str) -> None:
    """Stop trying a criterion; a trial that has ended stays as it is."""
    with service.changing(area_id, criterion_id) as (session, _, criterion):
        own_criteria.stop_trial(session, criterion)


@router.put("/{criterion_id}/kept")
@needs(Right.OWN)
def keep(service: Serving, area_id: str, criterion_id: str) -> CriterionOut:
    """Let the area's checks ask it from here on; it has to have been tried as it stands."""
    with service.changing(area_id, criterion_id) as (session, _, criterion):
        own_criteria.keep(session, criterion)
        return _out(session, criterion)


@router.delete("/{criterion_id}/kept")
@needs(Right.OWN)
def let_go(service: Serving, area_id: str, criterion_id: str) -> CriterionOut:
    """Let the area's checks ask it no more."""
    with service.changing(area_id, criterion_id) as (session, _, criterion):
        own_criteria.let_go(criterion)
        return _out(session, criterion)


def _out(session: Session, criterion: OwnCriterion) -> CriterionOut:
    return CriterionOut.of(criterion, own_criteria.newest_trial(session, criterion))
