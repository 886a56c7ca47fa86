"""Pages on people: who is what in an area, who has an account, who did what. Shared mode only."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from api import areas, people, trail
from api.guard import SharedAccess
from api.paging import Number, Part
from api.refusals import Refusal
from api.rights import Right, needs
from api.service import Looking, Opened, Serving, Visit
from api.store import Role

router = APIRouter()


@router.get("/areas/{area_id}/people")
@needs(Right.PEOPLE)
def members(looking: Looking) -> Response:
    """Who is what in an area."""
    return looking.render("people.html.j2", **_members(looking), login="", role="")


@router.post("/areas/{area_id}/people")
@needs(Right.PEOPLE)
def appoint(
    service: Serving,
    area_id: str,
    login: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "",
) -> Response:
    """Say what someone is in an area."""
    try:
        with service.writing(login=login.strip(), role=role) as session:
            people.appoint(session, areas.find(session, area_id), login, role)
    except Refusal as error:
        if not error.field:
            raise
        with service.store.reading() as session:
            looking = Opened(service, session, areas.find(session, area_id))
            shown = {**_members(looking), "login": login, "role": role}
            return looking.again("people.html.j2", error, **shown)
    return RedirectResponse(f"/areas/{area_id}/people", 303)


@router.post("/areas/{area_id}/people/{account_id}/remove")
@needs(Right.PEOPLE)
def dismiss(service: Serving, area_id: str, account_id: str) -> Response:
    """Let someone be nothing in an area any more."""
    with service.writing() as session:
        people.dismiss(session, areas.find(session, area_id), account_id)
    return RedirectResponse(f"/areas/{area_id}/people", 303)


@router.get("/areas/{area_id}/trail")
@needs(Right.OWN)
def area_trail(looking: Looking, page: Number = 1) -> Response:
    """Who did what in an area."""
    session, area = looking.session, looking.area
    looking.visit.sighted(session, area)
    part = Part.of(trail.count(session, area.id), page)
    events = trail.events(session, area.id, part.offset, part.size)
    return looking.render("trail.html.j2", events=events, part=part)


@router.get("/administration")
@needs(Right.ADMINISTER)
def administration(service: Serving, page: Number = 1) -> Response:
    """Accounts and areas."""
    return service.render("administration.html.j2", **_every(service, page), **_blank(), link="")


@router.post("/administration/accounts")
@needs(Right.ADMINISTER)
def add(
    service: Serving,
    login: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    administrator: Annotated[str, Form()] = "",
) -> Response:
    """Make an account; the link to choose a password is shown this once."""
    given: dict[str, Any] = {"login": login, "name": name, "administrator": administrator}
    try:
        with service.writing() as session:
            made = people.add(session, login, name, administrator=bool(administrator))
            key = people.invite(session, made)
    except Refusal as error:
        return service.again("administration.html.j2", error, **_every(service), **given, link="")
    return _with_link(service, key, made.name)


@router.post("/administration/accounts/{account_id}/invite")
@needs(Right.ADMINISTER)
def invite(service: Serving, account_id: str) -> Response:
    """Invite someone anew: her password and tokens open nothing any more."""
    with service.writing() as session:
        account = people.find(session, account_id)
        key = people.invite(session, account)
    return _with_link(service, key, account.name)


@router.post("/administration/accounts/{account_id}/close")
@needs(Right.ADMINISTER)
def close(service: Serving, account_id: str) -> Response:
    """Close an account."""
    with service.writing() as session:
        people.close(session, people.find(session, account_id))
    return RedirectResponse("/administration", 303)


@router.get("/administration/trail")
@needs(Right.ADMINISTER)
def whole_trail(service: Serving, page: Number = 1) -> Response:
    """Who did what that is about no area: accounts, signing in, areas that were deleted."""
    with service.store.reading() as session:
        part = Part.of(trail.count(session), page)
        events = trail.events(session, None, part.offset, part.size)
        return service.render("trail.html.j2", events=events, part=part)


def _members(looking: Opened) -> dict[str, Any]:
    return {
        "members": people.members(looking.session, looking.area),
        "roles": [(role.value, role.value.capitalize()) for role in Role],
    }


def _every(service: Visit, page: int = 1) -> dict[str, Any]:
    access = _access(service)
    with service.store.reading() as session:
        part = Part.of(areas.count_every(session), page)
        found = areas.every(session, part.offset, part.size)
        return {
            "passwords": access.passwords,
            "provider": access.provider.name if access.provider else "",
            "accounts": people.listed(session),
            "part": part,
            "areas": found,
            "owners": people.owners(session, found),
        }


def _access(service: Visit) -> SharedAccess:
    access = service.service.access
    assert isinstance(access, SharedAccess)  # nobody administers anything elsewhere
    return access


def _blank() -> dict[str, Any]:
    return {"login": "", "name": "", "administrator": ""}


def _with_link(service: Visit, key: str, name: str) -> Response:
    access = _access(service)
    link = f"{access.address}/join/{key}" if access.passwords else f"{access.address}/sign-in"
    return service.render(
        "administration.html.j2", **_every(service), **_blank(), link=link, invited=name
    )
