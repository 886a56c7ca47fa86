"""The reports on an area's newest check."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api import areas, checked, papers, reports
from api.routes.reports import attached
from api.routes.v1.schemas import ReportOut
from api.service import Serving

router = APIRouter(prefix="/areas/{area_id}/reports", tags=["reports"])


@router.get("")
def every(service: Serving, area_id: str) -> list[ReportOut]:
    """What can be made on this machine."""
    with service.store.reading() as session:
        areas.find(session, area_id)
    return [
        ReportOut(name=name, title=report.title, about=report.about, media_type=report.media_type)
        for name, report in reports.offered().items()
    ]


@router.get("/remarks/{document_id}", response_class=Response)
def remarks(service: Serving, area_id: str, document_id: str) -> Response:
    """A copy of a document with remarks at its words."""
    with service.store.reading() as session:
        area = areas.find(session, area_id)
        paper = papers.find(session, area, document_id)
        file = reports.with_remarks(service.store, paper.current, checked.load(session, area))
        return attached(file, f"{paper.current.name.rpartition('.')[0]} with remarks")


@router.get("/{name}", response_class=Response)
def one(service: Serving, area_id: str, name: str) -> Response:
    """A report, as a file."""
    report = reports.find(name)
    with service.store.reading() as session:
        area = areas.find(session, area_id)
        file = report.file(checked.load(session, area).assessment)
        return attached(file, f"{area.name} {report.stem}")
