"""Pages on reports: what there is, and each to take away."""

from __future__ import annotations

from itertools import groupby
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import Response

from api import papers, reports
from api.rights import Right, needs
from api.service import Looking
from checker.reading import slug
from checker.reporting import comparison as changing

router = APIRouter(prefix="/areas/{area_id}/reports")


@router.get("")
@needs(Right.READ)
def every(looking: Looking) -> Response:
    """What can be taken away."""
    found = looking.checked
    groups = groupby(reports.offered().items(), key=lambda entry: entry[1].group)
    return looking.render(
        "reports.html.j2",
        groups=[(name, list(entries)) for name, entries in groups],
        drafts=[
            paper.current
            for paper in papers.listed(looking.session, looking.area)
            if paper.current.id in found.result.versions.values()
            and reports.takes_remarks(paper.current)
        ],
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
    paper = papers.find(looking.session, looking.area, paper_id)
    file = reports.with_remarks(looking.visit.store, paper.current, looking.checked)
    return attached(file, f"{paper.current.name.rpartition('.')[0]} with remarks")


@router.get("/{name}")
@needs(Right.READ)
def one(looking: Looking, name: str) -> Response:
    """A report."""
    report = reports.find(name)
    file = report.file(looking.checked)
    return attached(file, f"{looking.area.name} {report.stem}")


def attached(file: reports.File, stem: str) -> Response:
    """A file that the browser saves and never shows as a page of ours."""
    plain, full = f"{slug(stem)}{file.suffix}", quote(f"{stem}{file.suffix}", safe="")
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"
    headers = {"Content-Disposition": disposition}
    return Response(file.content, media_type=file.media_type, headers=headers)
