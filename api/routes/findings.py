"""Pages on findings: all of them, one, and what people decide on it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query
from fastapi.responses import RedirectResponse, Response

from api import areas, checked
from api.checked import Checked, Standing
from api.refusals import Refusal
from api.service import Serving
from checker.model import Severity

router = APIRouter(prefix="/areas/{area_id}")

PAGE = 20
"""Findings on a page."""


@router.get("/findings")
def every(
    service: Serving,
    area_id: str,
    severity: str = "",
    standing: str = "",
    document: str = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """The findings, some of them if asked, a page at a time."""
    with service.store.reading() as session:
        area = areas.find(session, area_id)
        if not areas.last_checks(session, [area]):
            return service.pages.render("results-none.html.j2", area)
        found = checked.load(session, area)
        chosen = [
            item
            for item in found.items
            if severity in ("", item.point.severity)
            and standing in ("", item.standing)
            and (not document or document in item.point.documents)
        ]
        pages = max(1, -(-len(chosen) // PAGE))
        page = min(page, pages)
        return service.pages.render(
            "findings.html.j2",
            area,
            view=found.view,
            found=chosen[(page - 1) * PAGE : page * PAGE],
            total=len(chosen),
            first=(page - 1) * PAGE + 1,
            page=page,
            pages=pages,
            chosen={"severity": severity, "standing": standing, "document": document},
            severities=list(Severity),
            standings=list(Standing),
        )


@router.get("/findings/{point_id}")
def one(service: Serving, area_id: str, point_id: str) -> Response:
    """A finding with its evidence, what was decided on it, and the form to decide."""
    with service.store.reading() as session:
        area = areas.find(session, area_id)
        found = checked.load(session, area)
        return service.pages.render("finding.html.j2", area, **_shown(found, point_id))


@router.post("/findings/{point_id}")
def decide(
    service: Serving,
    area_id: str,
    point_id: str,
    kind: Annotated[str, Form()] = "",
    words: Annotated[str, Form()] = "",
    author: Annotated[str, Form()] = "",
) -> Response:
    """Accept, dismiss or comment on a finding."""
    try:
        with service.store.writing() as session:
            area = areas.find(session, area_id)
            found = checked.load(session, area)
            checked.decide(session, area, found, point_id, kind, words, author)
    except Refusal as error:
        if not error.field:
            raise
        given = {"kind": kind, "words": words, "author": author}
        with service.store.reading() as session:
            area = areas.find(session, area_id)
            shown = _shown(checked.load(session, area), point_id)
            return service.pages.again("finding.html.j2", error, area, **{**shown, "given": given})
    return RedirectResponse(f"/areas/{area_id}/findings/{point_id}#decided", 303)


@router.post("/findings/{point_id}/decisions/{decision_id}/undo")
def undo(service: Serving, area_id: str, point_id: str, decision_id: str) -> Response:
    """Take a decision back."""
    with service.store.writing() as session:
        checked.take_back(session, areas.find(session, area_id), decision_id)
    return RedirectResponse(f"/areas/{area_id}/findings/{point_id}", 303)


def _shown(found: Checked, point_id: str) -> dict[str, Any]:
    item = found.item(point_id)
    last = found.decisions[-1].author if found.decisions else ""
    criterion = next(
        (c for c in found.assessment.criteria if c.id == item.point.subject.split(" ")[-1]), None
    )
    return {
        "view": found.view,
        "around": found.view.around,
        "item": item,
        "criterion": criterion,
        "given": {"kind": "", "words": "", "author": last},
    }
