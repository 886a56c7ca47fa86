"""An area's checks: what was asked, how far it is, what it found, what changed."""

from __future__ import annotations

from fastapi import APIRouter

from api import areas, jobs
from api.refusals import Refusal
from api.rights import Right, needs
from api.routes.v1.schemas import CheckOut, Json, Limit, Offset, Page
from api.service import Looking, Serving
from checker.reporting import comparison, json_report

router = APIRouter(prefix="/areas/{area_id}", tags=["checks"])


@router.get("/checks")
@needs(Right.READ)
def every(looking: Looking, offset: Offset = 0, limit: Limit = 50) -> Page[CheckOut]:
    """An area's checks, the newest first."""
    session, area = looking.session, looking.area
    items = [CheckOut.of(job) for job in jobs.checks(session, area, offset, limit)]
    return Page(items=items, total=jobs.count_checks(session, area), offset=offset, limit=limit)


@router.post("/checks", status_code=202)
@needs(Right.REVIEW)
def start(service: Serving, area_id: str) -> CheckOut:
    """Ask for the newest version of every document to be checked."""
    with service.writing() as session:
        return CheckOut.of(jobs.ask_check(session, areas.find(session, area_id)))


@router.get("/checks/{check_id}")
@needs(Right.READ)
def one(looking: Looking, check_id: str) -> CheckOut:
    """A check, with how far it is."""
    return CheckOut.of(jobs.find_check(looking.session, looking.area, check_id))


@router.post("/checks/{check_id}/cancel")
@needs(Right.REVIEW)
def cancel(service: Serving, area_id: str, check_id: str) -> CheckOut:
    """Stop a check; one that has ended stays as it is."""
    with service.writing() as session:
        job = jobs.find_check(session, areas.find(session, area_id), check_id)
        jobs.cancel(session, job)
        session.refresh(job)
        return CheckOut.of(job)


@router.get("/checks/{check_id}/assessment")
@needs(Right.READ)
def assessment(looking: Looking, check_id: str) -> Json:
    """Everything that a check found, without what was set aside: `sensecheck.assessment/1`."""
    found = looking.visit.checked(looking.session, looking.area, check_id)
    return dict(json_report.as_json(found.assessment))


@router.get("/changes")
@needs(Right.READ)
def changes(looking: Looking) -> Json:
    """What changed between the newest check and the one before."""
    found = looking.visit.changes(looking.session, looking.area)
    if found is None:
        raise Refusal("check-none-before")
    return dict(comparison.json_report.as_json(found))
