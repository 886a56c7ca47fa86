"""The reports on an area's newest check."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api import papers, reports
from api.rights import Right, needs
from api.routes.reports import attached
from api.routes.v1.schemas import ReportOut
from api.service import Looking

router = APIRouter(prefix="/areas/{area_id}/reports", tags=["reports"])


@router.get("")
@needs(Right.READ)
def every(looking: Looking) -> list[ReportOut]:
    """What can be made on this machine."""
    return [
        ReportOut(name=name, title=report.title, about=report.about, media_type=report.media_type)
        for name, report in reports.offered().items()
    ]


@router.get("/remarks/{document_id}", response_class=Response)
@needs(Right.READ)
def remarks(looking: Looking, document_id: str) -> Response:
    """A copy of a document with remarks at its words."""
    paper = papers.find(looking.session, looking.area, document_id)
    file = reports.with_remarks(looking.visit.store, paper.current, looking.checked)
    return attached(file, f"{paper.current.name.rpartition('.')[0]} with remarks")


@router.get("/{name}", response_class=Response)
@needs(Right.READ)
def one(looking: Looking, name: str) -> Response:
    """A report, as a file."""
    report = reports.find(name)
    file = report.file(looking.checked)
    return attached(file, f"{looking.area.name} {report.stem}")
