"""Pages on reports: what there is, and each to take away, at once or when the worker made it."""

from __future__ import annotations

from itertools import groupby
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from api import areas, exports, jobs, papers, reports
from api.progress import Progress
from api.refusals import Refusal
from api.reports import REMARKS
from api.rights import Right, needs
from api.service import Looking, Opened, Serving, Visit
from api.store import Export, Paper
from checker.reading import slug
from checker.reporting import comparison as changing

router = APIRouter(prefix="/areas/{area_id}/reports")


@router.get("")
@needs(Right.READ)
def every(looking: Looking) -> Response:
    """What can be taken away."""
    found = looking.checked
    groups = groupby(reports.offered().items(), key=lambda entry: entry[1].group)
    listed = papers.listed(looking.session, looking.area)
    drafts = [
        paper.current
        for paper in listed
        if paper.current.id in found.result.versions.values()
        and reports.takes_remarks(paper.current)
    ]
    return looking.render(
        "reports.html.j2",
        groups=[(name, list(entries)) for name, entries in groups],
        drafts=drafts,
        slow={name for name, report in reports.offered().items() if report.takes_long(found)},
        slow_drafts={v.id for v in drafts if reports.remarks_take_long(v, found)},
        outdated=looking.outdated,
        others=sum(not reports.takes_remarks(paper.current) for paper in listed),
        compared=found.result.number > 1,
        checked=found,
    )


@router.get("/changes")
@needs(Right.READ)
def changes(looking: Looking) -> Response:
    """What changed since the check before, as one page."""
    found = looking.visit.changes(looking.session, looking.area)
    if found is None:
        return looking.render("changes-none.html.j2", status=409)
    content = changing.html.render(found).encode()
    return attached(reports.File(".html", content), f"{looking.area.name} what changed")


@router.get("/remarks/{paper_id}")
@needs(Right.READ)
def remarks(looking: Looking, paper_id: str) -> Response:
    """A copy of a document with remarks at its words."""
    return made_at_once(looking, papers.find(looking.session, looking.area, paper_id))


@router.post("/remarks/{paper_id}")
@needs(Right.READ)
def ask_remarks(service: Serving, area_id: str, paper_id: str) -> Response:
    """Ask for a copy of a document with remarks."""
    export, _ = ask_for(service, area_id, REMARKS, paper_id)
    return RedirectResponse(f"/areas/{area_id}/reports/exports/{export.job_id}", 303)


@router.get("/exports/{export_id}")
@needs(Right.READ)
def made(looking: Looking, export_id: str) -> Response:
    """How far a report is that takes a while, and where to fetch it."""
    export = found_export(looking, export_id)
    return looking.render(
        "export.html.j2",
        export=export,
        job=export.job,
        progress=Progress.of(export.job.progress),
        title=title_of(looking, export),
        kept=exports.KEPT,
    )


@router.get("/exports/{export_id}/file")
@needs(Right.READ)
def made_file(looking: Looking, export_id: str) -> Response:
    """A report that the worker made, as a file."""
    export = found_export(looking, export_id)
    return attached(
        exports.file_of(export), _stem(looking, export.report, _paper_of(looking, export))
    )


@router.post("/exports/{export_id}/stop")
@needs(Right.READ)
def stop(service: Serving, area_id: str, export_id: str) -> Response:
    """Stop making a report."""
    cancel(service, area_id, export_id)
    return RedirectResponse(f"/areas/{area_id}/reports/exports/{export_id}", 303)


@router.get("/{name}")
@needs(Right.READ)
def one(looking: Looking, name: str) -> Response:
    """A report."""
    return made_at_once(looking, reports.find(name))


@router.post("/{name}")
@needs(Right.READ)
def ask(service: Serving, area_id: str, name: str) -> Response:
    """Ask for a report to be made."""
    export, _ = ask_for(service, area_id, name)
    return RedirectResponse(f"/areas/{area_id}/reports/exports/{export.job_id}", 303)


def ask_for(service: Visit, area_id: str, name: str, paper_id: str = "") -> tuple[Export, bool]:
    """Ask for a report, and True; what is under way or there already, and False.

    :raises Refusal: there is no such report, or nothing was checked yet.
    """
    with service.writing() as session:
        area = areas.find(session, area_id)
        paper = None
        if name == REMARKS:
            paper = papers.find(session, area, paper_id)
            if not reports.takes_remarks(paper.current):
                raise Refusal("page-unknown")
        else:
            reports.find(name)
        found = service.checked(session, area)
        blind = service.blind(session, area) is not None
        return exports.ask(session, area, found, name, blind=blind, paper=paper)


def cancel(service: Visit, area_id: str, export_id: str) -> Export:
    """Stop making a report; one that is made stays.

    :raises Refusal: there is none.
    """
    with service.writing() as session:
        area = areas.find(session, area_id)
        blind = service.blind(session, area) is not None
        export = exports.find(session, area, export_id, blind=blind)
        jobs.cancel(session, export.job)
        session.refresh(export.job)
        return export


def found_export(looking: Opened, export_id: str) -> Export:
    """A report that was asked for.

    :raises Refusal: there is none that the visitor may see.
    """
    return exports.find(looking.session, looking.area, export_id, blind=bool(looking.blind))


def made_at_once(looking: Opened, asked: reports.Report | Paper) -> Response:
    """A report, or a copy of a document with remarks, as a file.

    :raises Refusal: it takes too long for a request.
    """
    found = looking.checked
    if isinstance(asked, Paper):
        if reports.remarks_take_long(asked.current, found):
            raise Refusal("export-needed")
        file = reports.with_remarks(looking.visit.store, asked.current, found)
        return attached(file, _stem(looking, REMARKS, asked))
    if asked.takes_long(found):
        raise Refusal("export-needed")
    return attached(asked.file(found), f"{looking.area.name} {asked.stem}")


def title_of(looking: Opened, export: Export) -> str:
    """What a report is called that was asked for."""
    if export.report != REMARKS:
        return reports.REPORTS[export.report].title
    paper = _paper_of(looking, export)
    return f"{paper.current.name} with remarks" if paper else "A document with remarks"


def _paper_of(looking: Opened, export: Export) -> Paper | None:
    return looking.session.get(Paper, export.paper_id) if export.paper_id else None


def _stem(looking: Opened, name: str, paper: Paper | None) -> str:
    """What a file is called, without its suffix."""
    if name != REMARKS:
        return f"{looking.area.name} {reports.REPORTS[name].stem}"
    return f"{paper.current.name.rpartition('.')[0] if paper else 'Document'} with remarks"


def attached(file: reports.File, stem: str) -> Response:
    """A file that the browser saves and never shows as a page of ours."""
    plain, full = f"{slug(stem)}{file.suffix}", quote(f"{stem}{file.suffix}", safe="")
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"
    headers = {"Content-Disposition": disposition}
    return Response(file.content, media_type=file.media_type, headers=headers)
