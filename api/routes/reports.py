"""Pages on reports: what there is, and each to take away."""

from __future__ import annotations

from itertools import groupby
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import Response

from api import areas, checked, papers, reports
from api.service import Serving
from checker.reading import slug
from checker.reporting import comparison as changing

router = APIRouter(prefix="/areas/{area_id}/reports")


@router.get("")
def every(service: Serving, area_id: str) -> Response:
    """What can be taken away."""
    with service.store.reading() as session:
        area = areas.find(session, area_id)
        if not areas.last_checks(session, [area]):
            return service.pages.render("results-none.html.j2", area)
        found = checked.load(session, area)
        groups = groupby(reports.offered().items(), key=lambda entry: entry[1].group)
        return service.pages.render(
            "reports.html.j2",
            area,
            groups=[(name, list(entries)) for name, entries in groups],
            drafts=[
                paper.current
                for paper in papers.listed(session, area)
                if paper.current.id in found.result.versions.values()
                and reports.takes_remarks(paper.current)
            ],
            compared=found.result.number > 1,
            checked=found,
        )


@router.get("/changes")
def changes(service: Serving, area_id: str) -> Response:
    """What changed since the check before, as one page."""
    with service.store.reading() as session:
        area = areas.find(session, area_id)
        found = checked.changes(session, area)
        if found is None:
            return service.pages.render("changes-none.html.j2", area, status=409)
        content = changing.html.render(found).encode()
        return attached(reports.File(".html", content), f"{area.name} what changed")


@router.get("/remarks/{paper_id}")
def remarks(service: Serving, area_id: str, paper_id: str) -> Response:
    """A copy of a document with remarks at its words."""
    with service.store.reading() as session:
        area = areas.find(session, area_id)
        paper = papers.find(session, area, paper_id)
        found = checked.load(session, area)
        file = reports.with_remarks(service.store, paper.current, found)
        return attached(file, f"{paper.current.name.rpartition('.')[0]} with remarks")


@router.get("/{name}")
def one(service: Serving, area_id: str, name: str) -> Response:
    """A report."""
    report = reports.find(name)
    with service.store.reading() as session:
        area = areas.find(session, area_id)
        file = report.file(checked.load(session, area).assessment)
        return attached(file, f"{area.name} {report.stem}")


def attached(file: reports.File, stem: str) -> Response:
    """A file that the browser saves and never shows as a page of ours."""
    plain, full = f"{slug(stem)}{file.suffix}", quote(f"{stem}{file.suffix}", safe="")
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"
    headers = {"Content-Disposition": disposition}
    return Response(file.content, media_type=file.media_type, headers=headers)
