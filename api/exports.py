"""Reports that take too long for a request: asked for, made by the worker, fetched for a day."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, contains_eager

from api import jobs
from api.checked import Checked
from api.refusals import Refusal
from api.reports import File
from api.store import Area, Export, Job, JobKind, JobState, Paper
from api.store.tables import now

KEPT = timedelta(days=1)
"""How long a report that was made can be fetched."""


def ask(
    session: Session,
    area: Area,
    checked: Checked,
    report: str,
    *,
    blind: bool,
    paper: Paper | None = None,
) -> tuple[Export, bool]:
    """Ask for a report on a check as it stands, and True.

    One that is under way, or was made of just that, is handed back, and False.
    """
    query = (
        select(Export)
        .join(Export.job)
        .where(
            Export.check_id == checked.result.job_id,
            Export.report == report,
            Export.state == checked.state,
            Export.blind == blind,
            Export.paper_id == (paper.id if paper else None),
            Job.state.in_([JobState.QUEUED.value, JobState.RUNNING.value, JobState.DONE.value]),
        )
        .options(contains_eager(Export.job))
        .order_by(Job.created.desc())
    )
    there = session.scalars(query).first()
    if there is not None:
        return there, False
    job = jobs.ask(session, area, JobKind.EXPORT)
    export = Export(
        job=job,
        check_id=checked.result.job_id,
        paper_id=paper.id if paper else None,
        report=report,
        blind=blind,
        state=checked.state,
    )
    session.add(export)
    session.flush()
    return export, True


def find(session: Session, area: Area, export_id: str, *, blind: bool) -> Export:
    """The export of that id, if it is the area's.

    :param blind: whoever asks may not know what others decided.
    :raises Refusal: it is not, or it tells what was decided.
    """
    export = session.get(Export, export_id)
    if export is None or export.job.area_id != area.id:
        raise Refusal("export-unknown")
    if blind and not export.blind:
        raise Refusal("second-under-way")
    return export


def file_of(export: Export) -> File:
    """The file that was made.

    :raises Refusal: it is not made yet, or never will be.
    """
    if export.content is None:
        raise Refusal("export-unfinished")
    return File(export.suffix, export.content)


def expire(session: Session) -> None:
    """Delete what was asked for longer ago than it is kept."""
    old = select(Job.id).where(
        Job.kind == JobKind.EXPORT.value,
        Job.created < now() - KEPT,
        Job.state.not_in([JobState.QUEUED.value, JobState.RUNNING.value]),
    )
    session.execute(delete(Job).where(Job.id.in_(old)))
