"""Pages on areas: all of them, a new one, one, its end."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from api import areas, jobs
from api.refusals import Refusal
from api.service import Serving

router = APIRouter()


@router.get("/")
def every(service: Serving) -> Response:
    """All areas."""
    with service.store.reading() as session:
        found = areas.listed(session)
        return service.pages.render(
            "areas.html.j2",
            areas=found,
            papers=areas.papers_of(session, found),
            checks=areas.last_checks(session, found),
        )


@router.get("/areas/new")
def new(service: Serving) -> Response:
    """The form for a new area."""
    return service.pages.render("area-new.html.j2", name="")


@router.post("/areas")
def create(service: Serving, name: Annotated[str, Form()] = "") -> Response:
    """Make an area."""
    try:
        with service.store.writing() as session:
            area = areas.create(session, name)
    except Refusal as error:
        return service.pages.again("area-new.html.j2", error, name=name)
    return RedirectResponse(f"/areas/{area.id}/documents", 303)


@router.get("/areas/{area_id}")
def one(service: Serving, area_id: str) -> Response:
    """An area: its results, or its documents before it was checked."""
    with service.store.reading() as session:
        area = areas.find(session, area_id)
        done = areas.last_checks(session, [area])
        running = jobs.open_check(session, area)
        page = "results" if done else f"checks/{running.id}" if running else "documents"
    return RedirectResponse(f"/areas/{area.id}/{page}", 303)


@router.get("/areas/{area_id}/delete")
def confirm(service: Serving, area_id: str) -> Response:
    """Ask whether an area is to be deleted."""
    with service.store.reading() as session:
        return service.pages.render("area-delete.html.j2", areas.find(session, area_id))


@router.post("/areas/{area_id}/delete")
def delete(service: Serving, area_id: str, name: Annotated[str, Form()] = "") -> Response:
    """Delete an area for good, once its name was typed."""
    with service.store.reading() as session:
        area = areas.find(session, area_id)
        if " ".join(name.split()).casefold() != area.name.casefold():
            error = Refusal("delete-confirm", "name", name=area.name)
            return service.pages.again("area-delete.html.j2", error, area)
    areas.remove(service.store, area_id)
    return RedirectResponse("/", 303)
