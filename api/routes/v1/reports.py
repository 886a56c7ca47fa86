"""The reports on an area's newest check: fetched at once, or made by the worker first."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api import papers, reports
from api.refusals import Refusal
from api.reports import REMARKS
from api.rights import Right, needs
from api.routes.reports import (
    ask_for,
    cancel,
    found_export,
    made_at_once,
    made_file,
)
from api.routes.v1.schemas import ExportOut, ReportOut
from api.service import Looking, Serving
from api.store import Export

router = APIRouter(prefix="/areas/{area_id}/reports", tags=["reports"])


@router.get("")
@needs(Right.READ)
def every(looking: Looking) -> list[ReportOut]:
    """What can be made on this machine; what takes `long` has to be asked for with POST."""
    try:
        found = looking.checked
    except Refusal:  # it was not checked yet
        found = None
    return [
        ReportOut(
            name=name,
            title=report.title,
            about=report.about,
            media_type=report.media_type,
            long=found is not None and report.takes_long(found),
        )
        for name, report in reports.offered().items()
    ]


@router.get("/remarks/{document_id}", response_class=Response)
@needs(Right.READ)
def remarks(looking: Looking, document_id: str) -> Response:
    """A copy of a document with remarks at its words, where that is quickly made."""
    return made_at_once(looking, papers.find(looking.session, looking.area, document_id))


@router.post("/remarks/{document_id}", status_code=202, responses={200: {"model": ExportOut}})
@needs(Right.READ)
def ask_remarks(service: Serving, area_id: str, document_id: str, response: Response) -> ExportOut:
    """Ask for a copy of a document with remarks; what is under way or made already answers 200."""
    return _asked(ask_for(service, area_id, REMARKS, document_id), response)


@router.get("/exports/{export_id}")
@needs(Right.READ)
def made(looking: Looking, export_id: str) -> ExportOut:
    """A report that was asked for, with how far it is."""
    return ExportOut.of(found_export(looking, export_id))


@router.get("/exports/{export_id}/file", response_class=Response)
@needs(Right.READ)
def file(looking: Looking, export_id: str) -> Response:
    """A report that the worker made, as a file; it can be fetched for a day."""
    return made_file(looking, export_id)


@router.post("/exports/{export_id}/cancel")
@needs(Right.READ)
def stop(service: Serving, area_id: str, export_id: str) -> ExportOut:
    """Stop making a report; one that has ended stays as it is."""
    return ExportOut.of(cancel(service, area_id, export_id))


@router.get("/{name}", response_class=Response)
@needs(Right.READ)
def one(looking: Looking, name: str) -> Response:
    """A report, as a file, where that is quickly made."""
    return made_at_once(looking, reports.find(name))


@router.post("/{name}", status_code=202, responses={200: {"model": ExportOut}})
@needs(Right.READ)
def ask(service: Serving, area_id: str, name: str, response: Response) -> ExportOut:
    """Ask for a report to be made; what is under way or made already answers 200."""
    return _asked(ask_for(service, area_id, name), response)


def _asked(asked: tuple[Export, bool], response: Response) -> ExportOut:
    export, is_new = asked
    if not is_new:
        response.status_code = 200
    return ExportOut.of(export)
