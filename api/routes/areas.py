"""Pages on areas: all of them, a new one, one, its end."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from api import areas, jobs
from api.paging import Number, Part
from api.refusals import Refusal
from api.rights import Right, needs
from api.service import Looking, Serving
from api.store.words import one_line

router = APIRouter()


@router.get("/")
@needs(Right.USE)
def every(service: Serving, page: Number = 1) -> Response:
    """All areas that the visitor may read."""
    visitor = service.visitor
    with service.store.reading() as session:
        part = Part.of(areas.count(session, visitor), page)
        found = areas.listed(session, visitor, part.offset, part.size)
        return service.render(
            "areas.html.j2",
            part=part,
            areas=found,
            papers=areas.papers_of(session, found),
            checks=areas.last_checks(session, found),
            # Whoever has one area of her own has nothing to hold it against.
            compared=areas.count(session, visitor, Right.BENCHMARK) > visitor.local,
        )


@router.get("/areas/new")
@needs(Right.CREATE)
def new(service: Serving) -> Response:
    """The form for a new area."""
    return service.render("area-new.html.j2", name="", login="")


@router.post("/areas")
@needs(Right.CREATE)
def create(
    service: Serving, name: Annotated[str, Form()] = "", login: Annotated[str, Form()] = ""
) -> Response:
    """Make an area."""
    try:
        area = service.make_area(name, login)
    except Refusal as error:
        return service.again("area-new.html.j2", error, name=name, login=login)
    home = f"/areas/{area.id}/documents" if service.visitor.local else "/administration"
    return RedirectResponse(home, 303)


@router.get("/areas/{area_id}")
@needs(Right.READ)
def one(looking: Looking) -> Response:
    """An area: its results, or its documents before it was checked."""
    session, area = looking.session, looking.area
    done = areas.last_checks(session, [area])
    running = jobs.open_check(session, area)
    page = "results" if done else f"checks/{running.id}" if running else "documents"
    return RedirectResponse(f"/areas/{area.id}/{page}", 303)


@router.get("/areas/{area_id}/delete")
@needs(Right.OWN)
def confirm(looking: Looking) -> Response:
    """Ask whether an area is to be deleted."""
    return looking.render("area-delete.html.j2")


@router.post("/areas/{area_id}/delete")
@needs(Right.OWN)
def delete(service: Serving, area_id: str, name: Annotated[str, Form()] = "") -> Response:
    """Delete an area for good, once its name was typed."""
    with service.store.reading() as session:
        area = areas.find(session, area_id)
        if one_line(name).casefold() != area.name.casefold():
            error = Refusal("delete-confirm", "name", name=area.name)
            return service.again("area-delete.html.j2", error, area)
    service.delete_area(area_id)
    return RedirectResponse("/", 303)
