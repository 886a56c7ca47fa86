"""Pages on checks: start one, see how far it is, stop it."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from api import areas, jobs
from api.progress import Progress
from api.rights import Right, needs
from api.service import Looking, Serving
from api.store import Version

router = APIRouter(prefix="/areas/{area_id}/checks")


@router.post("")
@needs(Right.REVIEW)
def start(service: Serving, area_id: str) -> Response:
    """Ask for a check; one that is under way is shown instead."""
    with service.store.reading() as session:
        running = jobs.open_check(session, areas.find(session, area_id))
    if running is None:
        with service.writing() as session:
            running = jobs.ask_check(session, areas.find(session, area_id))
    return RedirectResponse(f"/areas/{area_id}/checks/{running.id}", 303)


@router.get("/{job_id}")
@needs(Right.READ)
def one(looking: Looking, job_id: str) -> Response:
    """How far a check has come."""
    job = jobs.find_check(looking.session, looking.area, job_id)
    versions = [looking.session.get(Version, identity) for identity in job.versions]
    return looking.render(
        "check.html.j2",
        job=job,
        progress=Progress.of(job.progress),
        names=[version.name for version in versions if version],
    )


@router.post("/{job_id}/stop")
@needs(Right.REVIEW)
def stop(service: Serving, area_id: str, job_id: str) -> Response:
    """Stop a check."""
    with service.writing() as session:
        job = jobs.find_check(session, areas.find(session, area_id), job_id)
        jobs.cancel(session, job)
    return RedirectResponse(f"/areas/{area_id}/checks/{job_id}", 303)
