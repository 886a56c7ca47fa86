"""An area's documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Response, UploadFile

from api import areas, jobs, papers
from api.papers import Upload
from api.rights import Right, needs
from api.routes.v1.schemas import DocumentOut, FactsIn, IntakeOut, Limit, Offset, Page
from api.service import Looking, Serving

router = APIRouter(prefix="/areas/{area_id}/documents", tags=["documents"])


@router.get("")
@needs(Right.READ)
def every(looking: Looking, offset: Offset = 0, limit: Limit = 50) -> Page[DocumentOut]:
    """An area's documents."""
    found = papers.listed(looking.session, looking.area)
    items = [DocumentOut.of(paper) for paper in found[offset : offset + limit]]
    return Page(items=items, total=len(found), offset=offset, limit=limit)


@router.post("", status_code=201, responses={200: {"model": IntakeOut}})
@needs(Right.OWN)
def upload(
    service: Serving, area_id: str, files: Annotated[list[UploadFile], File()], response: Response
) -> IntakeOut:
    """Add documents; the same content again adds nothing (200), new content of a name is a version.

    The documents of a zip archive are taken one by one.
    """
    given = [Upload(file.filename or "", file.file) for file in files]
    with service.writing() as session:
        area = areas.find(session, area_id)
        intake = papers.take_in(session, service.store, area, given, service.limits)
        if intake.added:
            jobs.ask_read(session, area, [version.id for version in intake.added])
        else:
            response.status_code = 200
        return IntakeOut(
            added=[DocumentOut.of(version.paper) for version in intake.added],
            known=[DocumentOut.of(version.paper) for version in intake.known],
            refused=intake.refused,
        )


@router.get("/{document_id}")
@needs(Right.READ)
def one(looking: Looking, document_id: str) -> DocumentOut:
    """A document."""
    return DocumentOut.of(papers.find(looking.session, looking.area, document_id))


@router.put("/{document_id}/facts")
@needs(Right.OWN)
def correct(service: Serving, area_id: str, document_id: str, given: FactsIn) -> DocumentOut:
    """Say what a document is."""
    with service.writing() as session:
        paper = papers.find(session, areas.find(session, area_id), document_id)
        papers.correct(paper.current, given.model_dump())
        return DocumentOut.of(paper)


@router.post("/{document_id}/versions", status_code=201)
@needs(Right.OWN)
def take_version(
    service: Serving, area_id: str, document_id: str, file: Annotated[UploadFile, File()]
) -> DocumentOut:
    """Add a new version of a document, whatever its file is called."""
    with service.writing() as session:
        area = areas.find(session, area_id)
        paper = papers.find(session, area, document_id)
        given = Upload(file.filename or "", file.file)
        version = papers.take_version(session, service.store, paper, given, service.limits)
        jobs.ask_read(session, area, [version.id])
        return DocumentOut.of(paper)


@router.delete("/{document_id}", status_code=204)
@needs(Right.OWN)
def delete(service: Serving, area_id: str, document_id: str) -> None:
    """Delete a document with all its versions."""
    service.delete_paper(area_id, document_id)
