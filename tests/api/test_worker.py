"""The worker: with the real library on short documents, and killed in the middle of its work."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from seeding import LIMITS, documents
from sqlalchemy import func, select

from api import areas, checked, jobs, papers, tasks
from api.papers import Upload
from api.store import Area, Job, JobState, Result, Store, Version
from api.worker import Worker


def uploaded(store: Store, files: dict[str, bytes] | None = None) -> str:
    with store.writing() as session:
        area = areas.create(session, "Eastmere")
        given = [Upload(name, BytesIO(content)) for name, content in (files or documents()).items()]
        intake = papers.take_in(session, store, area, given, LIMITS)
        jobs.ask_read(session, area, [version.id for version in intake.added])
        return area.id


def asked(store: Store, area_id: str) -> str:
    with store.writing() as session:
        return jobs.ask_check(session, session.get(Area, area_id)).id


def state(store: Store, job_id: str) -> tuple[JobState, str]:
    with store.reading() as session:
        job = session.get(Job, job_id)
        return job.standing, job.problem


def results(store: Store) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(Result))


def test_documents_are_read_and_what_cannot_be_read_is_named(store: Store, working: Worker) -> None:
    broken = {"scan.pdf": b"%PDF-1.4 nothing", "empty.md": b""}
    area_id = uploaded(store, {**documents(), **broken})
    assert working.step()
    assert not working.step()
    with store.reading() as session:
        versions = {v.name: v for v in session.scalars(select(Version))}
    assert versions["gangs-protocol.md"].facts["issue"] == "gangs"
    assert versions["gangs-protocol.md"].facts["kind"] == "protocol"
    assert versions["gangs-protocol.md"].facts["title"] == "Eastmere Gangs Protocol"
    assert versions["gangs-protocol.md"].facts["date"] == "2014-09"
    assert versions["scan.pdf"].problem.startswith("scan.pdf ")
    assert versions["empty.md"].problem == (
        "empty.md is empty: save it again from the program that made it."
    )
    job = asked(store, area_id)
    assert working.step()
    assert state(store, job) == (JobState.DONE, "")
    with store.reading() as session:
        found = checked.load(session, session.get(Area, area_id)).assessment
    assert {u.path for u in found.unread} == {"scan.pdf", "empty.md"}
    assert len(found.documents) == 3


def test_a_check_finds_what_the_library_finds_and_heeds_corrections(
    store: Store, working: Worker
) -> None:
    area_id = uploaded(store)
    working.step()
    with store.writing() as session:
        for paper in papers.listed(session, session.get(Area, area_id)):
            if paper.current.name == "missing-children.md":
                given = {"issue": "hsb", "title": "Another title", "date": "2020"}
                papers.correct(paper.current, given)
    job = asked(store, area_id)
    working.step()
    assert state(store, job) == (JobState.DONE, "")
    with store.reading() as session:
        found = checked.load(session, session.get(Area, area_id))
    by_path = {d.path: d for d in found.assessment.documents}
    corrected = by_path["missing-children.md"]
    assert (corrected.issue, corrected.title, corrected.date) == ("hsb", "Another title", "2020")
    assert {d.area for d in found.assessment.documents} == {"Eastmere"}
    told = [i.point.title for i in found.items if i.point.kind == "statement"]
    assert any("choice" in title for title in told)
    assert any(i.point.subject.startswith("referral-route") for i in found.items)
    assert not (store.work / job).exists()


def test_two_documents_may_end_up_with_one_name(store: Store, working: Worker) -> None:
    area_id = uploaded(store)
    working.step()
    with store.writing() as session:
        first = papers.listed(session, session.get(Area, area_id))[0]
        same = Upload("gangs-protocol.md", BytesIO(b"# Another one\n\nShort.\n"))
        papers.take_version(session, store, first, same, LIMITS)
        first.current.detected = {}
    asked(store, area_id)
    working.step()
    with store.reading() as session:
        found = checked.load(session, session.get(Area, area_id)).assessment
    paths = {d.path for d in found.documents}
    assert {"gangs-protocol.md", "gangs-protocol (2).md"} <= paths


def test_what_goes_wrong_ends_the_job_with_a_sentence(
    store: Store, working: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    area_id = uploaded(store)
    working.step()

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(tasks, "assess", broken)
    job = asked(store, area_id)
    assert working.step()
    standing, problem = state(store, job)
    assert standing is JobState.FAILED
    assert "RuntimeError: boom" in problem
    assert results(store) == 0
    assert asked(store, area_id) != job


@pytest.mark.parametrize("ending", ["cancel", "delete"])
def test_a_job_that_is_stopped_while_it_runs_leaves_nothing(
    store: Store, working: Worker, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    area_id = uploaded(store)
    working.step()
    job = asked(store, area_id)
    real = tasks.assess

    def interrupted(*given: object, **options: object) -> object:
        if ending == "cancel":
            with store.writing() as session:
                jobs.cancel(session, session.get(Job, job))
        else:
            areas.remove(store, area_id)
        return real(*given, **options)

    monkeypatch.setattr(tasks, "assess", interrupted)
    assert working.step()
    assert results(store) == 0
    assert not (store.work / job).exists()
    if ending == "cancel":
        assert state(store, job)[0] is JobState.CANCELLED
    else:
        assert list(store.contents.hashes()) == []
    assert not working.step()


def test_a_job_that_ends_twice_counts_once(store: Store) -> None:
    uploaded(store)
    first = jobs.claim(store, "one run")
    jobs.recover(store)
    second = jobs.claim(store, "another run")
    assert second.id == first.id
    jobs.finish(store, second)
    with pytest.raises(jobs.Stopped):
        jobs.finish(store, first)
    with pytest.raises(jobs.Stopped):
        jobs.told(store, first, {})
    assert state(store, first.id)[0] is JobState.DONE


def test_what_takes_its_worker_down_again_and_again_is_given_up(
    store: Store, working: Worker
) -> None:
    area_id = uploaded(store)
    working.step()
    asked(store, area_id)
    for _ in range(jobs.ATTEMPTS):
        job = jobs.claim(store, "a run")
        jobs.told(store, job, {"name": "gangs-protocol.md"})
        jobs.recover(store)
    assert jobs.claim(store, "a run") is None
    standing, problem = state(store, job.id)
    assert standing is JobState.FAILED
    assert "3 times" in problem
    assert "gangs-protocol.md" in problem


def test_a_document_that_reading_does_not_survive_is_set_aside_and_the_others_are_read(
    store: Store, working: Worker
) -> None:
    uploaded(store)
    for _ in range(jobs.ATTEMPTS):
        job = jobs.claim(store, "a run")
        jobs.told(store, job, {"name": "gangs-protocol.md"})
        jobs.recover(store)
    assert working.step()
    assert not working.step()
    with store.reading() as session:
        versions = {v.name: v for v in session.scalars(select(Version))}
    assert "stopped the reader" in versions.pop("gangs-protocol.md").problem
    assert all(version.detected for version in versions.values())


@contextmanager
def process(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    running = subprocess.Popen(
        [sys.executable, "-m", "api.worker", str(folder)], stdin=subprocess.PIPE
    )
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def wait_for(condition, seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.05)


def test_killed_at_random_moments_a_check_ends_once(store: Store, working: Worker) -> None:
    area_id = uploaded(store)
    working.step()
    job = asked(store, area_id)
    for attempt, moments in ((1, 0.5), (2, 2.5)):  # loading the model alone takes longer than 0.5 s
        with process(store.folder) as running:

            def begun(attempt: int = attempt) -> bool:
                with store.reading() as session:
                    row = session.get(Job, job)
                    return row.attempts == attempt

            wait_for(begun)
            time.sleep(random.uniform(0, moments))
            running.send_signal(signal.SIGKILL)
    with process(store.folder):
        wait_for(lambda: state(store, job)[0].ended)
        wait_for(lambda: not list(store.work.iterdir()))
    assert state(store, job) == (JobState.DONE, "")
    assert results(store) == 1


@contextmanager
def command(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """`sensecheck worker`, once it says that it works."""
    words = [sys.executable, "-c", "from checker.cli import main; main()", "worker"]
    running = subprocess.Popen([*words, "--data", str(folder)], stdout=subprocess.PIPE, text=True)
    try:
        assert running.stdout.readline() == f"Sensecheck works on {folder}\n"
        yield running
    finally:
        running.kill()
        running.wait()
        running.stdout.close()


def test_told_to_end_it_puts_back_what_it_was_doing(store: Store, working: Worker) -> None:
    """As often as it is told: that is no fault of the job."""
    area_id = uploaded(store)
    working.step()
    job = asked(store, area_id)

    def row() -> Job:
        with store.reading() as session:
            return session.get(Job, job)

    for _ in range(jobs.ATTEMPTS):
        with command(store.folder) as running:
            wait_for(lambda: row().state == JobState.RUNNING)
            running.send_signal(signal.SIGTERM)
            assert running.wait(timeout=60) == 0
        assert (row().state, row().attempts) == (JobState.QUEUED, 0)
        assert list(store.work.iterdir()) == []
    with command(store.folder):
        wait_for(lambda: row().standing.ended)
    assert state(store, job) == (JobState.DONE, "")
    assert results(store) == 1


def test_what_a_killed_worker_s_programs_go_on_writing_is_taken_away(
    store: Store, working: Worker
) -> None:
    (store.work / "profile").mkdir(parents=True)
    (store.work / "profile" / "draft.pdf").write_bytes(b"%PDF")
    (store.work / "lu1.tmp").write_bytes(b"a draft")
    assert not working.step()
    assert list(store.work.iterdir()) == []


def test_of_two_workers_one_waits(store: Store) -> None:
    with command(store.folder), command(store.folder):
        uploaded(store)

        def read() -> bool:
            with store.reading() as session:
                return all(version.is_read for version in session.scalars(select(Version)))

        wait_for(read)
        with store.reading() as session:
            assert [job.attempts for job in session.scalars(select(Job))] == [1]


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="this system has no alarm")
def test_what_is_stuck_in_a_pattern_is_ended_by_the_alarm() -> None:
    stuck = "import re; from api.tasks import be_patient; be_patient(1); "
    stuck += "re.match(r'(a+)+b', 'a' * 60)"
    ended = subprocess.run([sys.executable, "-c", stuck], timeout=60)
    assert ended.returncode == -signal.SIGALRM


def test_a_check_lets_what_is_short_go_first(store: Store, working: Worker) -> None:
    area_id = uploaded(store)
    working.step()
    check = asked(store, area_id)
    with store.writing() as session:
        session.get(Job, check).created -= timedelta(minutes=5)
        read = jobs.ask_read(session, session.get(Area, area_id), [])
    assert jobs.claim(store, "a run").id == read.id
    assert jobs.claim(store, "a run").id == check


def test_a_worker_lets_pages_go_first_and_ends_with_the_service(store: Store) -> None:
    with process(store.folder) as running:
        if hasattr(os, "getpriority"):  # Windows has no such thing
            behind = min(19, os.getpriority(os.PRIO_PROCESS, 0) + 10)
            wait_for(lambda: os.getpriority(os.PRIO_PROCESS, running.pid) == behind)
        running.stdin.close()
        assert running.wait(timeout=20) == 0
