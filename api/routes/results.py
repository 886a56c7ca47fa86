"""Pages on what a check found: both matrices, a cell of each, a document's text, what changed."""

from __future__ import annotations

from bisect import bisect_right
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from api import areas, checked, jobs, page_pictures
from api.checked import Checked
from api.links import AreaLinks
from api.refusals import Refusal
from api.rights import Right, needs
from api.routes.findings import last_author
from api.service import Looking, Opened, Serving
from api.store import Version
from checker.findings import shared_ground
from checker.model import Document
from checker.reporting import comparison as changing
from checker.reporting import marked, pictures

router = APIRouter(prefix="/areas/{area_id}")


@router.get("/results")
@needs(Right.READ)
def results(looking: Looking) -> Response:
    """Both matrices."""
    found = looking.checked
    return looking.render(
        "results.html.j2",
        checked=found,
        view=found.view,
        common=shared_ground(found.assessment),
        outdated=looking.outdated,
        running=jobs.open_check(looking.session, looking.area),
        routes=bool(found.assessment.facts.routes),
    )


@router.get("/answers/{document_id}/{pack}/{name}")
@needs(Right.READ)
def answer(looking: Looking, document_id: str, pack: str, name: str) -> Response:
    """A document's answer to a criterion, with its evidence."""
    given = {"outcome": "", "words": "", "author": last_author(looking), "against": ""}
    shown = _answer(looking, document_id, f"{pack}/{name}")
    return looking.render("answer.html.j2", **shown, given=given)


@router.post("/answers/{document_id}/{pack}/{name}")
@needs(Right.REVIEW)
def give_answer(
    service: Serving,
    area_id: str,
    document_id: str,
    pack: str,
    name: str,
    outcome: Annotated[str, Form()] = "",
    words: Annotated[str, Form()] = "",
    author: Annotated[str, Form()] = "",
    against: Annotated[str, Form()] = "",
) -> Response:
    """Say what a document answers to a criterion."""
    cell = (document_id, f"{pack}/{name}")
    try:
        service.give_answer(area_id, cell, outcome, words, author, against)
    except Refusal as error:
        if not error.field:
            raise
        given = {"outcome": outcome, "words": words, "author": author, "against": against}
        with service.store.reading() as session:
            looking = Opened(service, session, areas.find(session, area_id))
            return looking.again("answer.html.j2", error, **_answer(looking, *cell), given=given)
    return RedirectResponse(AreaLinks(area_id).answer(*cell) + "#answered", 303)


@router.post("/answers/{document_id}/{pack}/{name}/undo")
@needs(Right.REVIEW)
def undo_answer(service: Serving, area_id: str, document_id: str, pack: str, name: str) -> Response:
    """Take back what was said that a document answers."""
    cell = (document_id, f"{pack}/{name}")
    with service.writing() as session:
        area = areas.find(session, area_id)
        service.sighted(session, area)
        decision = service.checked(session, area).answer(*cell)
        checked.take_back(session, area, decision.id if decision else "")
    return RedirectResponse(AreaLinks(area_id).answer(*cell), 303)


@router.get("/pairs/{first_id}/{second_id}")
@needs(Right.READ)
def pair(looking: Looking, first_id: str, second_id: str) -> Response:
    """What two documents disagree about, both sides beside each other."""
    found = looking.checked
    return looking.render(
        "pair.html.j2",
        checked=found,
        view=found.view,
        around=found.view.around,
        first=_document(found, first_id),
        second=_document(found, second_id),
        items=found.of_pair(first_id, second_id),
    )


@router.get("/inconsistencies/{identity}")
@needs(Right.READ)
def inconsistency(looking: Looking, identity: str) -> Response:
    """One inconsistency: its finding's page."""
    for item in looking.checked.items:
        if item.point.key == identity:
            return RedirectResponse(f"/areas/{looking.area.id}/findings/{item.point.id}", 303)
    raise Refusal("point-unknown")


@router.get("/texts/{document_id}")
@needs(Right.READ)
def text(looking: Looking, document_id: str) -> Response:
    """A document's text with what was found in it."""
    found = looking.checked
    document = _document(found, document_id)
    blocks = marked.marked(found.assessment, document, AreaLinks(looking.area.id))
    return looking.render(
        "text.html.j2",
        view=found.view,
        document=document,
        blocks=blocks,
        starts=_starts(found, document),
        pages=page_pictures.marked_pages(blocks) or [1],
        pictured=_is_pictured(looking, document),
    )


@router.get("/texts/{document_id}/pages/{number}")
@needs(Right.READ)
def text_page(looking: Looking, document_id: str, number: int) -> Response:
    """A page of a PDF as a picture, with what was found on it marked."""
    found, document = _pictured(looking, document_id, number)
    blocks = marked.marked(found.assessment, document, AreaLinks(looking.area.id))
    return looking.render(
        "text-page.html.j2",
        view=found.view,
        document=document,
        number=number,
        marked_pages=page_pictures.marked_pages(blocks),
        marks=page_pictures.marks(blocks, document, number),
    )


@router.get("/texts/{document_id}/pages/{number}/picture")
@needs(Right.READ)
def text_picture(looking: Looking, document_id: str, number: int) -> Response:
    """The picture of a page of a PDF."""
    found, document = _pictured(looking, document_id, number)
    version = version_of(looking, document_id)
    picture = page_pictures.draw(looking.visit.store, version, found, document, number)
    return Response(picture, media_type="image/png")


@router.get("/routes")
@needs(Right.READ)
def referral_routes(looking: Looking) -> Response:
    """The referral flow chart, and the same in words."""
    found = looking.checked
    return looking.render(
        "routes.html.j2",
        checked=found,
        view=found.view,
        picture=_flow(found) if found.assessment.facts.routes else None,
    )


@router.get("/routes/picture")
@needs(Right.READ)
def routes_picture(looking: Looking) -> Response:
    """The referral flow chart as a drawing."""
    found = looking.checked
    if not found.assessment.facts.routes:
        raise Refusal("page-unknown")
    return Response(_flow(found).svg, media_type="image/svg+xml")


@router.get("/changes")
@needs(Right.READ)
def changes(looking: Looking) -> Response:
    """What changed between the newest check and the one before."""
    found = looking.visit.changes(looking.session, looking.area)
    if found is None:
        return looking.render("changes-none.html.j2")
    context: dict[str, Any] = {**changing.html.context(found)}
    context.pop("area", None)
    return looking.render("changes.html.j2", **context)


def _flow(found: Checked) -> pictures.Picture:
    return found.once("referral routes", lambda: pictures.flow(found.assessment))


def version_of(looking: Opened, document_id: str) -> Version:
    """The file that a document of the newest check was read from.

    :raises Refusal: it was deleted since.
    """
    found = looking.checked
    version = looking.session.get(Version, found.result.versions.get(document_id, ""))
    if version is None:
        raise Refusal("paper-unknown")
    return version


def _is_pictured(looking: Opened, document: Document) -> bool:
    version = looking.session.get(
        Version, looking.checked.result.versions.get(document.id, "")
    )  # deleted since, the text is still here
    return version is not None and page_pictures.is_pictured(version, document)


def _pictured(looking: Opened, document_id: str, number: int) -> tuple[Checked, Document]:
    found = looking.checked
    document = _document(found, document_id)
    if not page_pictures.is_pictured(version_of(looking, document_id), document):
        raise Refusal("picture-none")
    if not 1 <= number <= (document.pages or 0):
        raise Refusal("page-unknown")
    return found, document


def _answer(looking: Opened, document_id: str, criterion_id: str) -> dict[str, Any]:
    found = looking.checked
    document, asked = _document(found, document_id), found.criterion(criterion_id)
    verdict = found.assessment.verdict(document_id, criterion_id)
    if verdict is None:
        raise Refusal("page-unknown")
    return {
        "checked": found,
        "view": found.view,
        "around": found.view.around,
        "document": document,
        "criterion": asked,
        "verdict": verdict,
        "judged": found.found.verdict(document_id, criterion_id),
        "answer": found.answer(document_id, criterion_id),
        "items": found.of_answer(document_id, criterion_id),
    }


def _starts(found: Checked, document: Document) -> dict[int, list[int]]:
    """Where the quotes of a document begin, also of near misses, by the start of their block."""
    assessment = found.found
    quotes = [e for v in assessment.verdicts for e in (*v.evidence, *v.near_misses)]
    quotes += [e for i in assessment.inconsistencies for e in i.evidence]
    blocks = [block.location.start for block in document.blocks]
    starts: dict[int, list[int]] = {block: [] for block in blocks}
    for at in sorted({e.location.start for e in quotes if e.document == document.id}):
        starts[blocks[max(0, bisect_right(blocks, at) - 1)]].append(at)
    return starts


def _document(found: Checked, identity: str) -> Document:
    if identity not in found.view.by_id:
        raise Refusal("paper-unknown")
    return found.view.by_id[identity]
