"""Pages on findings: all of them, one, and what people decide on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from api import areas, checked, people
from api.checked import Item, Standing
from api.paging import Number, Part
from api.refusals import Refusal
from api.rights import Right, needs
from api.service import Looking, Opened, Serving
from api.store import DecisionKind
from checker.model import Severity

router = APIRouter(prefix="/areas/{area_id}")

PAGE = 20
"""Findings on a page."""


@router.get("/findings")
@needs(Right.READ)
def every(
    looking: Looking,
    severity: str = "",
    standing: str = "",
    document: str = "",
    assigned: str = "",
    page: Number = 1,
) -> Response:
    """The findings, some of them if asked, a page at a time."""
    found = looking.checked
    chosen = [
        item
        for item in found.items
        if severity in ("", item.point.severity)
        and standing in ("", item.standing)
        and (not document or document in item.point.documents)
        and assigned in ("", item.assigned.value if item.assigned else None)
    ]
    part = Part.of(len(chosen), page, PAGE)
    return looking.render(
        "findings.html.j2",
        checked=found,
        view=found.view,
        found=chosen[part.slice],
        part=part,
        chosen={
            "severity": severity,
            "standing": standing,
            "document": document,
            "assigned": assigned,
        },
        severities=list(Severity),
        standings=list(Standing),
        counts=Counter(item.standing for item in found.items),
        assignees=sorted({i.assigned.value for i in found.items if i.assigned}, key=str.casefold),
    )


@router.get("/findings/{point_id}")
@needs(Right.READ)
def one(looking: Looking, point_id: str) -> Response:
    """A finding with its evidence, what was decided on it, and the form to decide."""
    return looking.render("finding.html.j2", **_shown(looking, point_id))


@router.post("/findings/{point_id}")
@needs(Right.REVIEW)
def decide(
    service: Serving,
    area_id: str,
    point_id: str,
    kind: Annotated[str, Form()] = "",
    words: Annotated[str, Form()] = "",
    author: Annotated[str, Form()] = "",
) -> Response:
    """Accept, dismiss or comment on a finding."""
    given = {"kind": kind, "words": words, "author": author, "value": ""}
    return _decide(service, area_id, point_id, given)


@router.post("/findings/{point_id}/assign")
@needs(Right.REVIEW)
def assign(
    service: Serving,
    area_id: str,
    point_id: str,
    value: Annotated[str, Form()] = "",
    author: Annotated[str, Form()] = "",
) -> Response:
    """Assign a finding to someone."""
    kind = DecisionKind.ASSIGNED.value
    given = {"kind": kind, "words": "", "author": author, "value": value}
    return _decide(service, area_id, point_id, given)


@router.post("/findings/{point_id}/decisions/{decision_id}/undo")
@needs(Right.REVIEW)
def undo(service: Serving, area_id: str, point_id: str, decision_id: str) -> Response:
    """Take a decision on a finding back."""
    with service.writing() as session:
        area = areas.find(session, area_id)
        service.sighted(session, area)
        checked.take_back(session, area, decision_id)
    return RedirectResponse(f"/areas/{area_id}/findings/{point_id}", 303)


def _decide(service: Serving, area_id: str, point_id: str, given: dict[str, str]) -> Response:
    try:
        service.decide(area_id, point_id, **given)
    except Refusal as error:
        if not error.field:
            raise
        if given["kind"] == DecisionKind.ASSIGNED and error.field == "author":
            error.field = "assigner"
        with service.store.reading() as session:
            looking = Opened(service, session, areas.find(session, area_id))
            shown = _shown(looking, point_id)
            return looking.again("finding.html.j2", error, **{**shown, "given": given})
    return RedirectResponse(f"/areas/{area_id}/findings/{point_id}#decided", 303)


def _shown(looking: Opened, point_id: str) -> dict[str, Any]:
    found = looking.checked
    item = found.item(point_id)
    criterion = next(
        (c for c in found.assessment.criteria if c.id == item.point.subject.split(" ")[-1]), None
    )
    return {
        "view": found.view,
        "around": found.view.around,
        "item": item,
        "next_open": _next_open(found.items, point_id),
        "criterion": criterion,
        "given": {"kind": "", "words": "", "author": last_author(looking), "value": ""},
        "reviewers": people.reviewers(looking.session, looking.area),
    }


def _next_open(items: Sequence[Item], point_id: str) -> str:
    """The id of the next finding that nobody decided on, from the top again at the end; or ""."""
    ids = [item.point.id for item in items]
    at = ids.index(point_id) + 1
    waiting = (i for i in (*items[at:], *items[: at - 1]) if i.standing is Standing.OPEN)
    return next((item.point.id for item in waiting), "")


def last_author(looking: Opened) -> str:
    """Who decided last, for a form to begin with."""
    return looking.checked.decisions[-1].author if looking.checked.decisions else ""
