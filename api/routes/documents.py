"""Pages on an area's documents: all of them, what each is, a new version, its end."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, UploadFile
from fastapi.responses import RedirectResponse, Response

from api import areas, jobs, papers
from api.paging import Number, Part
from api.papers import Upload
from api.refusals import Refusal
from api.rights import Right, needs
from api.service import Looking, Opened, Serving, Visit

router = APIRouter(prefix="/areas/{area_id}/documents")

Files = Annotated[list[UploadFile | str] | None, File()]
"""The files of a form; a browser sends an empty word where none was chosen."""


@router.get("")
@needs(Right.READ)
def every(looking: Looking, page: Number = 1) -> Response:
    """All documents of an area, with what they are, and the form to add more."""
    return looking.render("documents.html.j2", **_listing(looking, page))


@router.post("")
@needs(Right.OWN)
def upload(service: Serving, area_id: str, files: Files = None) -> Response:
    """Add documents."""
    try:
        with service.writing() as session:
            area = areas.find(session, area_id)
            intake = papers.take_in(
                session, service.store, area, uploads(files or []), service.limits
            )
            if intake.added:
                jobs.ask_read(session, area, [version.id for version in intake.added])
    except Refusal as error:
        return _again(service, area_id, error)
    if not intake.refused and not intake.known:
        return RedirectResponse(f"/areas/{area.id}/documents", 303)
    return service.render("uploaded.html.j2", area, intake=intake)


@router.get("/{paper_id}")
@needs(Right.OWN)
def one(looking: Looking, paper_id: str) -> Response:
    """What a document is, to be corrected."""
    paper = papers.find(looking.session, looking.area, paper_id)
    return looking.render("document.html.j2", paper=paper, given=paper.current.facts)


@router.post("/{paper_id}")
@needs(Right.OWN)
def correct(
    service: Serving,
    area_id: str,
    paper_id: str,
    title: Annotated[str, Form()] = "",
    issue: Annotated[str, Form()] = "",
    kind: Annotated[str, Form()] = "",
    date: Annotated[str, Form()] = "",
) -> Response:
    """Say what a document is."""
    given = {"title": title, "issue": issue, "kind": kind, "date": date}
    try:
        with service.writing() as session:
            area = areas.find(session, area_id)
            papers.correct(papers.find(session, area, paper_id).current, given)
    except Refusal as error:
        return _paper_again(service, "document.html.j2", error, area_id, paper_id, given=given)
    return RedirectResponse(f"/areas/{area_id}/documents", 303)


@router.get("/{paper_id}/version")
@needs(Right.OWN)
def next_version(looking: Looking, paper_id: str) -> Response:
    """The form for a new version of a document."""
    paper = papers.find(looking.session, looking.area, paper_id)
    return looking.render("document-version.html.j2", paper=paper)


@router.post("/{paper_id}/version")
@needs(Right.OWN)
def take_version(service: Serving, area_id: str, paper_id: str, files: Files = None) -> Response:
    """Add a new version of a document."""
    given = uploads(files or [])
    try:
        with service.writing() as session:
            area = areas.find(session, area_id)
            paper = papers.find(session, area, paper_id)
            first = given[0] if given else Upload("", BytesIO())
            version = papers.take_version(session, service.store, paper, first, service.limits)
            jobs.ask_read(session, area, [version.id])
    except Refusal as error:
        return _paper_again(service, "document-version.html.j2", error, area_id, paper_id)
    return RedirectResponse(f"/areas/{area_id}/documents", 303)


@router.get("/{paper_id}/delete")
@needs(Right.OWN)
def confirm(looking: Looking, paper_id: str) -> Response:
    """Ask whether a document is to be deleted."""
    paper = papers.find(looking.session, looking.area, paper_id)
    return looking.render("document-delete.html.j2", paper=paper)


@router.post("/{paper_id}/delete")
@needs(Right.OWN)
def delete(service: Serving, area_id: str, paper_id: str) -> Response:
    """Delete a document with all its versions."""
    service.delete_paper(area_id, paper_id)
    return RedirectResponse(f"/areas/{area_id}/documents", 303)


def uploads(files: Sequence[UploadFile | str]) -> list[Upload]:
    """The files of a form that were chosen."""
    return [Upload(file.filename or "", file.file) for file in files if not isinstance(file, str)]


def _listing(looking: Opened, page: int = 1) -> dict[str, Any]:
    """What the page of all documents shows."""
    session, area = looking.session, looking.area
    found = papers.listed(session, area)
    part = Part.of(len(found), page)
    return {
        "part": part,
        "papers": found[part.slice],
        "reading": not all(paper.current.is_read for paper in found),
        "ready": any(not paper.current.problem for paper in found),
        "running": jobs.open_check(session, area),
        "last": areas.last_checks(session, [area]).get(area.id),
    }


def _again(service: Visit, area_id: str, error: Refusal) -> Response:
    with service.store.reading() as session:
        looking = Opened(service, session, areas.find(session, area_id))
        return looking.again("documents.html.j2", error, **_listing(looking))


def _paper_again(
    service: Visit, template: str, error: Refusal, area_id: str, paper_id: str, **context: Any
) -> Response:
    """A document's form with what is wrong in it.

    :raises Refusal: the one given, where it is about no field of the form.
    """
    if not error.field:
        raise error
    with service.store.reading() as session:
        area = areas.find(session, area_id)
        paper = papers.find(session, area, paper_id)
        return service.again(template, error, area, paper=paper, **context)
