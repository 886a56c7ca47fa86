"""An area's documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Response, UploadFile

from api import areas, jobs, papers
from api.papers import Upload
from api.routes.v1.schemas import DocumentOut, FactsIn, IntakeOut, Limit, Offset, Page
from api.service import Serving

router = APIRouter(prefix="/areas/{area_id}/documents", tags=["documents"])


@router.get("")
def every(
    service: Serving, area_id: str, offset: Offset = 0, limit: Limit = 50
) -> Page[DocumentOut]:
    """An area's documents."""
    with service.store.reading() as session:
        found = papers.listed(session, areas.find(session, area_id))
        items = [DocumentOut.of(paper) for paper in found[offset : offset + limit]]
        return Page(items=items, total=len(found), offset=offset, limit=limit)


@router.post("", status_code=201, responses={200: {"model": IntakeOut}})
def upload(
    service: Serving, area_id: str, files: Annotated[list[UploadFile], File()], response: Response
) -> IntakeOut:
    """Add documents; the same content again adds nothing (200), new content of a name is a version.

    The documents of a zip archive are taken one by one.
    """
    given = [Upload(file.filename or "", file.file) for file in files]
    with service.store.writing() as session:
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
def one(service: Serving, area_id: str, document_id: str) -> DocumentOut:
    """A document."""
    with service.store.reading() as session:
        return DocumentOut.of(papers.find(session, areas.find(session, area_id), document_id))


@router.put("/{document_id}/facts")
def correct(service: Serving, area_id: str, document_id: str, given: FactsIn) -> DocumentOut:
    """Say what a document is."""
    with service.store.writing() as session:
        paper = papers.find(session, areas.find(session, area_id), document_id)
        papers.correct(paper.current, given.model_dump())
        return DocumentOut.of(paper)


@router.post("/{document_id}/versions", status_code=201)
def take_version(
    service: Serving, area_id: str, document_id: str, file: Annotated[UploadFile, File()]
) -> DocumentOut:
    """Add a new version of a document, whatever its file is called."""
    with service.store.writing() as session:
        area = areas.find(session, area_id)
        paper = papers.find(session, area, document_id)
        given = Upload(file.filename or "", file.file)
        version = papers.take_version(session, service.store, paper, given, service.limits)
        jobs.ask_read(session, area, [version.id])
        return DocumentOut.of(paper)


@router.delete("/{document_id}", status_code=204)
def delete(service: Serving, area_id: str, document_id: str) -> None:
    """Delete a document with all its versions."""
    papers.remove(service.store, area_id, document_id)
