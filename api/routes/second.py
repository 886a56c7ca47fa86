"""Pages on second reviews: begun, done item by item without what others decided, compared."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from api import areas, checked, second_reviews
from api.checked import By, Checked
from api.refusals import Refusal
from api.rights import Right, needs
from api.service import Looking, Opened, Serving, Visit
from api.store import Area, Second

router = APIRouter(prefix="/areas/{area_id}/second")


@router.get("")
@needs(Right.REVIEW)
def every(looking: Looking) -> Response:
    """Second reviews, and the form to begin one."""
    return looking.render("second.html.j2", **_listed(looking), author="")


@router.post("")
@needs(Right.REVIEW)
def start(service: Serving, area_id: str, author: Annotated[str, Form()] = "") -> Response:
    """Begin a second review."""
    try:
        with service.writing() as session:
            area = areas.find(session, area_id)
            found = service.checked(session, area)
            second = second_reviews.start(session, area, found, service.by(author))
    except Refusal as error:
        if not error.field:
            raise
        with service.store.reading() as session:
            looking = Opened(service, session, areas.find(session, area_id))
            return looking.again("second.html.j2", error, **_listed(looking), author=author)
    return RedirectResponse(f"/areas/{area_id}/second/{second.id}", 303)


@router.get("/{second_id}")
@needs(Right.REVIEW)
def one(looking: Looking, second_id: str) -> Response:
    """A second review: what is judged, and what is left to judge."""
    second, found = _of(looking, second_id)
    answers, findings = second_reviews.judged(looking.session, looking.area, second, found)
    cells = _cells(found)
    return looking.render(
        "second-one.html.j2",
        second=second,
        view=found.view,
        cells=cells,
        points=found.points,
        titles={criterion.id: criterion.title for criterion in found.found.criteria},
        answers={cell: second_reviews.said(d) for cell, d in answers.items()},
        findings={identity: second_reviews.said(d) for identity, d in findings.items()},
        next=_next(looking, second, found),
    )


@router.get("/{second_id}/answers/{document_id}/{pack}/{name}")
@needs(Right.REVIEW)
def answer(looking: Looking, second_id: str, document_id: str, pack: str, name: str) -> Response:
    """An answer to judge anew."""
    shown = _answer(looking, second_id, (document_id, f"{pack}/{name}"))
    return looking.render("second-answer.html.j2", **shown)


@router.post("/{second_id}/answers/{document_id}/{pack}/{name}")
@needs(Right.REVIEW)
def give_answer(
    service: Serving,
    area_id: str,
    second_id: str,
    document_id: str,
    pack: str,
    name: str,
    outcome: Annotated[str, Form()] = "",
    words: Annotated[str, Form()] = "",
    against: Annotated[str, Form()] = "",
) -> Response:
    """Judge an answer anew, in a second review."""
    cell = (document_id, f"{pack}/{name}")
    try:
        with service.writing() as session:
            area = areas.find(session, area_id)
            _, found, by = _mine(service, session, area, second_id)
            checked.give_answer(session, area, found, cell, outcome, words, by, against)
    except Refusal as error:
        if not error.field:
            raise
        given = {"outcome": outcome, "words": words, "against": against}
        with service.store.reading() as session:
            looking = Opened(service, session, areas.find(session, area_id))
            shown = {**_answer(looking, second_id, cell), "given": given}
            return looking.again("second-answer.html.j2", error, **shown)
    return _on(service, area_id, second_id)


@router.get("/{second_id}/findings/{point_id}")
@needs(Right.REVIEW)
def finding(looking: Looking, second_id: str, point_id: str) -> Response:
    """A finding to judge anew."""
    return looking.render("second-finding.html.j2", **_finding(looking, second_id, point_id))


@router.post("/{second_id}/findings/{point_id}")
@needs(Right.REVIEW)
def decide(
    service: Serving,
    area_id: str,
    second_id: str,
    point_id: str,
    kind: Annotated[str, Form()] = "",
    words: Annotated[str, Form()] = "",
) -> Response:
    """Judge a finding anew, in a second review."""
    try:
        with service.writing() as session:
            area = areas.find(session, area_id)
            _, found, by = _mine(service, session, area, second_id)
            if kind not in checked.SETTLING:
                raise Refusal("decision-kind", "kind")
            checked.decide(session, area, found, point_id, kind, words, by)
    except Refusal as error:
        if not error.field:
            raise
        with service.store.reading() as session:
            looking = Opened(service, session, areas.find(session, area_id))
            shown = _finding(looking, second_id, point_id)
            given = {"kind": kind, "words": words}
            return looking.again("second-finding.html.j2", error, **{**shown, "given": given})
    return _on(service, area_id, second_id)


@router.post("/{second_id}/finish")
@needs(Right.REVIEW)
def finish(service: Serving, area_id: str, second_id: str) -> Response:
    """End a second review, so that it can be compared."""
    with service.writing() as session:
        area = areas.find(session, area_id)
        account = service.visitor.account
        second_reviews.finish(second_reviews.open_one(session, area, second_id, account))
    return RedirectResponse(f"/areas/{area_id}/second/{second_id}/agreement", 303)


@router.get("/{second_id}/agreement")
@needs(Right.REVIEW)
def agreement(looking: Looking, second_id: str) -> Response:
    """How far a second review agrees with the first, and where not."""
    second, found = looking.ended_review(second_id)
    answers, findings = second_reviews.compare(looking.session, looking.area, second, found)
    return looking.render(
        "agreement.html.j2",
        second=second,
        view=found.view,
        answers=answers,
        findings=findings,
        titles={criterion.id: criterion.title for criterion in found.found.criteria},
        said=second_reviews.said,
    )


def _listed(looking: Opened) -> dict[str, Any]:
    found = second_reviews.listed(looking.session, looking.area)
    account = looking.visit.visitor.account
    mine = [s for s in found if s.ended is None and s.user_id == account]
    return {"seconds": found, "mine": {second.id for second in mine}, "checked": looking.checked}


def _of(looking: Opened, second_id: str) -> tuple[Second, Checked]:
    """A second review under way, and its check without what was decided."""
    second, found, _ = _mine(looking.visit, looking.session, looking.area, second_id)
    return second, found


def _mine(
    service: Visit, session: Session, area: Area, second_id: str
) -> tuple[Second, Checked, By]:
    account = service.visitor.account
    second = second_reviews.open_one(session, area, second_id, account)
    found = service.service.shelf.take(session, area, second.job_id, blind=True)
    return second, found, By(second.reviewer, account, second.id)


def _cells(found: Checked) -> list[tuple[str, str]]:
    """Every answer there is to judge, in the order of the matrix."""
    view = found.view
    return [
        (document.id, criterion.id)
        for document in view.documents
        for criterion in found.found.criteria
        if found.found.verdict(document.id, criterion.id) is not None
    ]


def _next(looking: Opened, second: Second, found: Checked) -> str:
    """The address of the first item that is not judged yet; "" when all are."""
    answers, findings = second_reviews.judged(looking.session, looking.area, second, found)
    home = f"/areas/{looking.area.id}/second/{second.id}"
    for point in found.points:
        if point.id not in findings:
            return f"{home}/findings/{point.id}"
    for document, criterion in _cells(found):
        if (document, criterion) not in answers:
            return f"{home}/answers/{document}/{criterion}"
    return ""


def _on(service: Visit, area_id: str, second_id: str) -> Response:
    """To the next item, or back to the review when all are judged."""
    with service.store.reading() as session:
        looking = Opened(service, session, areas.find(session, area_id))
        second, found = _of(looking, second_id)
        home = f"/areas/{area_id}/second/{second_id}"
        return RedirectResponse(_next(looking, second, found) or home, 303)


def _answer(looking: Opened, second_id: str, cell: tuple[str, str]) -> dict[str, Any]:
    second, found = _of(looking, second_id)
    verdict = found.found.verdict(*cell)
    if verdict is None or cell[0] not in found.view.by_id:
        raise Refusal("page-unknown")
    answers, _ = second_reviews.judged(looking.session, looking.area, second, found)
    given = answers.get(cell)
    outcome, _, against = given.value.partition(" ") if given else ("", "", "")
    return {
        "second": second,
        "view": found.view,
        "around": found.view.around,
        "document": found.view.by_id[cell[0]],
        "criterion": next(c for c in found.found.criteria if c.id == cell[1]),
        "verdict": verdict,
        "position": (_cells(found).index(cell) + 1, len(_cells(found))),
        "given": {
            "outcome": outcome,
            "words": given.words if given else "",
            "against": against,
        },
    }


def _finding(looking: Opened, second_id: str, point_id: str) -> dict[str, Any]:
    second, found = _of(looking, second_id)
    item = found.item(point_id)
    _, findings = second_reviews.judged(looking.session, looking.area, second, found)
    given = findings.get(point_id)
    ids = [point.id for point in found.points]
    return {
        "second": second,
        "view": found.view,
        "around": found.view.around,
        "item": item,
        "criterion": next(
            (c for c in found.found.criteria if c.id == item.point.subject.split(" ")[-1]), None
        ),
        "position": (ids.index(point_id) + 1, len(ids)),
        "given": {
            "kind": given.kind if given else "",
            "words": given.words if given else "",
        },
    }
