"""Pages on checks: start one, see how far it is, stop it."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from api import areas, jobs
from api.progress import Progress
from api.refusals import Refusal
from api.service import Serving
from api.store import Version

router = APIRouter(prefix="/areas/{area_id}/checks")


@router.post("")
def start(service: Serving, area_id: str) -> Response:
    """Ask for a check; one that is under way is shown instead."""
    with service.store.writing() as session:
        area = areas.find(session, area_id)
        try:
            job = jobs.ask_check(session, area)
        except Refusal as error:
            running = jobs.open_check(session, area)
            if error.code != "check-running" or running is None:
                raise
            job = running
    return RedirectResponse(f"/areas/{area_id}/checks/{job.id}", 303)


@router.get("/{job_id}")
def one(service: Serving, area_id: str, job_id: str) -> Response:
    """How far a check has come."""
    with service.store.reading() as session:
        area = areas.find(session, area_id)
        job = jobs.find_check(session, area, job_id)
        versions = [session.get(Version, identity) for identity in job.versions]
        return service.pages.render(
            "check.html.j2",
            area,
            job=job,
            progress=Progress.of(job.progress),
            names=[version.name for version in versions if version],
        )


@router.post("/{job_id}/stop")
def stop(service: Serving, area_id: str, job_id: str) -> Response:
    """Stop a check."""
    with service.store.writing() as session:
        job = jobs.find_check(session, areas.find(session, area_id), job_id)
        jobs.cancel(session, job)
    return RedirectResponse(f"/areas/{area_id}/checks/{job_id}", 303)
