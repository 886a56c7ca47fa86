"""Pages on sign-offs: what there is, a new one, the sheet of each."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from api import areas, sign_offs
from api.checked import Standing
from api.refusals import Refusal
from api.reports import File
from api.rights import Right, needs
from api.routes.reports import attached
from api.service import Looking, Opened, Serving
from checker.findings import FindingKind

router = APIRouter(prefix="/areas/{area_id}/sign-off")


@router.get("")
@needs(Right.READ)
def every(looking: Looking) -> Response:
    """Who signed the area off, and the form to do it."""
    return looking.render("sign-off.html.j2", **_shown(looking), given={"author": "", "role": ""})


@router.post("")
@needs(Right.OWN)
def sign(
    service: Serving,
    area_id: str,
    author: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "",
) -> Response:
    """Sign an area off as it stands."""
    try:
        service.sign_off(area_id, author, role)
    except Refusal as error:
        if not error.field:
            raise
        with service.store.reading() as session:
            looking = Opened(service, session, areas.find(session, area_id))
            given = {"author": author, "role": role}
            return looking.again("sign-off.html.j2", error, **_shown(looking), given=given)
    return RedirectResponse(f"/areas/{area_id}/sign-off", 303)


@router.get("/{sign_off_id}")
@needs(Right.READ)
def sheet(looking: Looking, sign_off_id: str) -> Response:
    """The sheet that was signed."""
    looking.visit.sighted(looking.session, looking.area)
    content = sign_offs.sheet(looking.session, looking.area, sign_off_id)
    return attached(File(".html", content), f"{looking.area.name} sign-off")


def _shown(looking: Opened) -> dict[str, Any]:
    found = looking.checked
    left = [item for item in found.items if item.standing in (Standing.OPEN, Standing.ACCEPTED)]
    return {
        "checked": found,
        "outdated": looking.outdated,
        "signed": sign_offs.listed(looking.session, looking.area),
        "gaps": sum(item.point.kind is FindingKind.GAP for item in left),
        "left": sum(item.point.kind is not FindingKind.GAP for item in left),
        "dismissed": sum(item.standing is Standing.DISMISSED for item in found.items),
    }
