"""The queue of work: asked for by pages, done by a worker, each job ending once.

A worker holds a job under a name of its own run. Whatever it writes counts only
while it holds the job and the job runs; so nothing of a run that was given up,
stopped or overtaken is ever kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import CursorResult, func, select, update
from sqlalchemy.orm import Session

from api import papers
from api.refusals import Refusal
from api.store import Area, Job, JobKind, JobState, Store, Version
from api.store.tables import now
from checker.errors import MESSAGES

ATTEMPTS = 3
"""How often a job may take its worker down before it is given up."""

_OPEN = (JobState.QUEUED.value, JobState.RUNNING.value)


class Stopped(Exception):
    """The job was cancelled or deleted while it ran."""


def ask_read(session: Session, area: Area, versions: Sequence[str]) -> Job:
    """Ask for documents to be read, to tell what they are."""
    return ask(session, area, JobKind.READ, versions)


def ask_check(session: Session, area: Area) -> Job:
    """Ask for the newest version of every document to be checked.

    :raises Refusal: a check is under way, or there is nothing to check yet.
    """
    if open_check(session, area) is not None:
        raise Refusal("check-running")
    versions = [paper.current for paper in papers.listed(session, area)]
    if not all(version.is_read for version in versions):
        raise Refusal("check-reading")
    if all(version.problem for version in versions):
        raise Refusal("check-nothing")
    return ask(session, area, JobKind.CHECK, [version.id for version in versions])


def ask(session: Session, area: Area, kind: JobKind, versions: Sequence[str] = ()) -> Job:
    """Ask for something else to be done with documents of an area."""
    job = Job(area_id=area.id, kind=kind.value, versions=list(versions))
    session.add(job)
    session.flush()
    return job


def find_check(session: Session, area: Area, job_id: str) -> Job:
    """The check of that id, if it is the area's.

    :raises Refusal: it is not.
    """
    job = session.get(Job, job_id)
    if job is None or job.area_id != area.id or job.kind != JobKind.CHECK:
        raise Refusal("check-unknown")
    return job


def open_check(session: Session, area: Area) -> Job | None:
    """The area's check that is waiting or under way."""
    query = select(Job).where(
        Job.area_id == area.id, Job.kind == JobKind.CHECK.value, Job.state.in_(_OPEN)
    )
    return session.scalars(query).first()


def checks(session: Session, area: Area, offset: int = 0, limit: int | None = None) -> list[Job]:
    """The area's checks, the newest first."""
    query = (
        select(Job)
        .where(Job.area_id == area.id, Job.kind == JobKind.CHECK.value)
        .order_by(Job.created.desc())
        .offset(offset)
        .limit(limit)
    )
    return list(session.scalars(query))


def count_checks(session: Session, area: Area) -> int:
    """How many checks the area has had."""
    query = select(func.count()).where(Job.area_id == area.id, Job.kind == JobKind.CHECK.value)
    return session.scalar(query) or 0


def cancel(session: Session, job: Job) -> None:
    """Stop a job; one that has ended stays as it is."""
    session.execute(
        update(Job)
        .where(Job.id == job.id, Job.state.in_(_OPEN))
        .values(state=JobState.CANCELLED.value, ended=now())
    )


def recover(store: Store) -> None:
    """Put back what a worker left behind that is no more; give up what took it down too often."""
    with store.writing() as session:
        for job in session.scalars(select(Job).where(Job.state == JobState.RUNNING.value)).all():
            if job.attempts < ATTEMPTS:
                job.state = JobState.QUEUED.value
                continue
            name = job.progress.get("name") or ""
            job.state, job.ended = JobState.FAILED.value, now()
            other = "job-broken-at" if name else "job-broken"
            sentence = "check-broken" if job.kind == JobKind.CHECK else other
            job.problem = MESSAGES[sentence].format(count=job.attempts, name=name or "?")
            if job.kind == JobKind.READ:
                _read_without(session, job, name)


def _read_without(session: Session, job: Job, name: str) -> None:
    """Set the document aside that reading does not survive, and read the others."""
    query = select(Version).where(Version.id.in_(job.versions))
    left = [version for version in session.scalars(query) if not version.is_read]
    culprits = [version for version in left if version.name == name] or left
    for version in culprits:
        version.problem = MESSAGES["reader-crashed"].format(path=version.name)
    others = [version.id for version in left if version not in culprits]
    if others:
        session.add(Job(area_id=job.area_id, kind=job.kind, versions=others))


def claim(store: Store, holder: str) -> Job | None:
    """Take the job that waits longest, for the run of this name; a check lets others go first.

    What is not a check takes seconds, and someone looks on.
    """
    query = (
        select(Job)
        .where(Job.state == JobState.QUEUED.value)
        .order_by(Job.kind == JobKind.CHECK.value, Job.created)
        .limit(1)
    )
    with store.reading() as session:  # an empty queue keeps no writer waiting
        if session.scalars(query).first() is None:
            return None
    with store.writing() as session:
        job = session.scalars(query).first()
        if job is not None:
            job.state, job.holder, job.started = JobState.RUNNING.value, holder, now()
            job.attempts += 1
        return job


def put_back(store: Store, job: Job) -> None:
    """Let another run do the job, as though this one had not begun; it was told to end."""
    with store.writing() as session:
        session.execute(
            update(Job)
            .where(Job.id == job.id, Job.holder == job.holder, Job.state == JobState.RUNNING.value)
            .values(state=JobState.QUEUED.value, attempts=Job.attempts - 1)
        )


def told(store: Store, job: Job, progress: dict[str, Any]) -> None:
    """Write down how far the job has come.

    :raises Stopped: the run does not hold the job any more.
    """
    with store.writing() as session:
        _held(session, job, progress=progress)


def finish(
    store: Store,
    job: Job,
    keep: Callable[[Session], None] | None = None,
    problem: str = "",
) -> None:
    """End the job, with what came of it or with what went wrong.

    :param keep: writes down what came of it, in the same transaction.
    :raises Stopped: the run does not hold the job any more, and nothing is kept.
    """
    state = JobState.FAILED if problem else JobState.DONE
    with store.writing() as session:
        _held(session, job, state=state.value, ended=now(), problem=problem)
        if keep is not None:
            keep(session)


def _held(session: Session, job: Job, **values: object) -> None:
    done = session.execute(
        update(Job)
        .where(Job.id == job.id, Job.holder == job.holder, Job.state == JobState.RUNNING.value)
        .values(**values)
    )
    assert isinstance(done, CursorResult)
    if done.rowcount != 1:
        raise Stopped
