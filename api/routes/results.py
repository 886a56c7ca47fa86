"""Pages on what a check found: both matrices, a cell of each, a document's text, what changed."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from api import areas, checked, jobs, papers
from api.checked import Checked
from api.links import AreaLinks
from api.refusals import Refusal
from api.service import Serving
from api.store import Area
from checker.findings import shared_ground
from checker.model import Criterion, Document
from checker.reporting import comparison as changing
from checker.reporting import marked

router = APIRouter(prefix="/areas/{area_id}")


@router.get("/results")
def results(service: Serving, area_id: str) -> Response:
    """Both matrices."""
    with service.store.reading() as session:
        area = areas.find(session, area_id)
        if not areas.last_checks(session, [area]):
            return service.pages.render("results-none.html.j2", area)
        found = checked.load(session, area)
        return service.pages.render(
            "results.html.j2",
            area,
            checked=found,
            view=found.view,
            common=shared_ground(found.assessment),
            outdated=_is_outdated(session, area, found),
            running=jobs.open_check(session, area),
        )


@router.get("/answers/{document_id}/{pack}/{name}")
def answer(service: Serving, area_id: str, document_id: str, pack: str, name: str) -> Response:
    """A document's answer to a criterion, with its evidence."""
    with service.store.reading() as session:
        area = areas.find(session, area_id)
        found = checked.load(session, area)
        document = _document(found, document_id)
        criterion = _criterion(found, f"{pack}/{name}")
        verdict = found.assessment.verdict(document_id, criterion.id)
        if verdict is None:
            raise Refusal("page-unknown")
        return service.pages.render(
            "answer.html.j2",
            area,
            checked=found,
            view=found.view,
            around=found.view.around,
            document=document,
            criterion=criterion,
            verdict=verdict,
            items=found.of_answer(document_id, criterion.id),
        )


@router.get("/pairs/{first_id}/{second_id}")
def pair(service: Serving, area_id: str, first_id: str, second_id: str) -> Response:
    """What two documents disagree about, both sides beside each other."""
    with service.store.reading() as session:
        area = areas.find(session, area_id)
        found = checked.load(session, area)
        first, second = _document(found, first_id), _document(found, second_id)
        return service.pages.render(
            "pair.html.j2",
            area,
            checked=found,
            view=found.view,
            around=found.view.around,
            first=first,
            second=second,
            items=found.of_pair(first_id, second_id),
        )


@router.get("/inconsistencies/{identity}")
def inconsistency(service: Serving, area_id: str, identity: str) -> Response:
    """One inconsistency: its finding's page."""
    with service.store.reading() as session:
        area = areas.find(session, area_id)
        for item in checked.load(session, area).items:
            if item.point.key == identity:
                return RedirectResponse(f"/areas/{area.id}/findings/{item.point.id}", 303)
    raise Refusal("point-unknown")


@router.get("/criteria/{pack}/{name}")
def criterion(service: Serving, area_id: str, pack: str, name: str) -> Response:
    """What a criterion asks, why, and every document's answer to it."""
    with service.store.reading() as session:
        area = areas.find(session, area_id)
        found = checked.load(session, area)
        return service.pages.render(
            "criterion.html.j2",
            area,
            view=found.view,
            criterion=_criterion(found, f"{pack}/{name}"),
        )


@router.get("/texts/{document_id}")
def text(service: Serving, area_id: str, document_id: str) -> Response:
    """A document's text with what was found in it."""
    with service.store.reading() as session:
        area = areas.find(session, area_id)
        found = checked.load(session, area)
        document = _document(found, document_id)
        blocks = marked.marked(found.assessment, document, AreaLinks(area.id))
        return service.pages.render(
            "text.html.j2",
            area,
            view=found.view,
            document=document,
            blocks=blocks,
            starts=_starts(found, document),
        )


@router.get("/changes")
def changes(service: Serving, area_id: str) -> Response:
    """What changed between the newest check and the one before."""
    with service.store.reading() as session:
        area = areas.find(session, area_id)
        if not areas.last_checks(session, [area]):
            return service.pages.render("results-none.html.j2", area)
        found = checked.changes(session, area)
        if found is None:
            return service.pages.render("changes-none.html.j2", area)
        context: dict[str, Any] = {**changing.html.context(found), "area": area}
        return service.pages.render("changes.html.j2", **context)


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


def _is_outdated(session: Session, area: Area, found: Checked) -> bool:
    """Whether the documents, or what people say of them, changed since they were checked."""
    job = found.result.job
    versions = [paper.current for paper in papers.listed(session, area)]
    return {v.id for v in versions} != set(job.versions) or any(
        v.changed > job.created for v in versions
    )


def _document(found: Checked, identity: str) -> Document:
    if identity not in found.view.by_id:
        raise Refusal("paper-unknown")
    return found.view.by_id[identity]


def _criterion(found: Checked, identity: str) -> Criterion:
    for criterion in found.assessment.criteria:
        if criterion.id == identity:
            return criterion
    raise Refusal("page-unknown")
