"""Pages on how areas compare, for whoever may see their figures; and what may be quoted."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import PlainTextResponse, RedirectResponse, Response

from api import areas, benchmarks, papers, reports
from api.refusals import Refusal
from api.rights import Right, needs
from api.routes.reports import attached
from api.service import Looking, Serving, Visit
from checker.benchmarking import anonymised
from checker.reporting import benchmark as written
from checker.reporting import page

router = APIRouter()

DOWNLOADS = {
    "report": ("Web page", "Every table and figure in one file.", ".html"),
    "workbook": ("Workbook (Excel)", "To sort and filter, or for a chart of your own.", ".xlsx"),
    "paper": ("Paper (Word)", "For the steering group, to edit and send out.", ".docx"),
    "data": ("JSON", "For other programs.", ".json"),
}
"""What can be taken away: with names, and without them under the same name after ``anonymous-``."""

ANONYMOUS = "anonymous-"


@router.get("/benchmarks")
@needs(Right.USE)
def overview(service: Serving) -> Response:
    """Areas beside each other, criterion by criterion."""
    return _page(service, "benchmarks.html.j2")


@router.get("/benchmarks/criteria")
@needs(Right.USE)
def criteria(service: Serving) -> Response:
    """How the documents of all areas answer each criterion."""
    return _page(service, "benchmarks-criteria.html.j2")


@router.get("/benchmarks/criteria/{pack}/{name}")
@needs(Right.USE)
def criterion(service: Serving, pack: str, name: str) -> Response:
    """One criterion over all areas: who meets it, in which words, since when."""
    found = service.compared().benchmark
    key = f"{pack}/{name}"
    row = next((row for row in found.rows if row.criterion.id == key), None) if found else None
    if row is None:
        raise Refusal("page-unknown")
    return _page(service, "benchmarks-criterion.html.j2", row=row)


@router.get("/benchmarks/inconsistencies")
@needs(Right.USE)
def inconsistencies(service: Serving) -> Response:
    """What documents of one area disagree about, in how many areas."""
    return _page(service, "benchmarks-inconsistencies.html.j2")


@router.get("/benchmarks/words")
@needs(Right.USE)
def words(service: Serving) -> Response:
    """Words that work, and text that areas share; of published documents alone."""
    return _page(service, "benchmarks-words.html.j2")


@router.get("/benchmarks/trends")
@needs(Right.USE)
def trends(service: Serving) -> Response:
    """Later documents beside earlier ones, and new versions beside old ones."""
    return _page(service, "benchmarks-trends.html.j2")


@router.get("/benchmarks/areas")
@needs(Right.USE)
def every_area(service: Serving) -> Response:
    """What each area handed in, and which areas are alike."""
    return _page(service, "benchmarks-areas.html.j2")


@router.get("/benchmarks/downloads")
@needs(Right.USE)
def downloads(service: Serving) -> Response:
    """What can be taken away."""
    return _page(service, "benchmarks-downloads.html.j2", downloads=DOWNLOADS, ANONYMOUS=ANONYMOUS)


@router.get("/benchmarks/downloads/{name}")
@needs(Right.USE)
def download(service: Serving, name: str) -> Response:
    """The benchmark as a file."""
    nameless = name.startswith(ANONYMOUS)
    form = DOWNLOADS.get(name.removeprefix(ANONYMOUS))
    if form is None:
        raise Refusal("page-unknown")
    found = service.compared().benchmark
    if found is None:
        raise Refusal("benchmark-none")
    path = Path(f"benchmark{form[2]}")
    made = (
        written.render_anonymous(anonymised(found), found, path)
        if nameless
        else written.render(found, path)
    )
    content = made.encode() if isinstance(made, str) else made
    stem = "areas without names" if nameless else "areas side by side"
    return attached(reports.File(form[2], content), f"{stem} {found.manifest.created[:10]}")


@router.get("/areas/{area_id}/published")
@needs(Right.OWN)
def published(looking: Looking) -> Response:
    """Which documents others may be shown words of."""
    return looking.render(
        "published.html.j2",
        papers=papers.listed(looking.session, looking.area),
        chosen=benchmarks.published(looking.session, looking.area),
    )


@router.post("/areas/{area_id}/published")
@needs(Right.OWN)
def publish(
    service: Serving, area_id: str, version: Annotated[list[str] | None, Form()] = None
) -> Response:
    """Say which documents others may be shown words of."""
    with service.writing() as session:
        area = areas.find(session, area_id)
        listed = papers.listed(session, area)
        benchmarks.publish(session, listed, version or [], service.visitor.account)
    return RedirectResponse(f"/areas/{area_id}/documents", 303)


@router.get("/static/benchmark.css")
@needs(Right.OPEN)
def looks() -> Response:
    """How the tables of a benchmark look, here and in its report."""
    return PlainTextResponse(page.part("benchmark.css"), media_type="text/css")


def _page(service: Visit, template: str, **context: Any) -> Response:
    compared = service.compared()
    found = compared.benchmark
    if found is not None:
        context |= written.tables(found)
    return service.render(
        template if found else "benchmarks-none.html.j2",
        unchecked=compared.unchecked,
        **context,
    )
