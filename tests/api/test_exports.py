"""Reports that take too long for a request: asked for, made once, fetched for a day."""

from __future__ import annotations

import random
import shutil
import signal
import time
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from postgres import on_both
from seeding import Seeded, add_export
from sharing import share
from test_worker import process, state, wait_for

from api import exports, reports, tasks
from api.store import Export, Job, JobState, Store
from api.store.tables import now
from api.worker import Worker

API = "/api/v1"


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which everything takes too long for a request."""
    monkeypatch.setattr(reports, "LONGEST", 0.0)


def count(store: Store) -> int:
    with store.reading() as session:
        return session.query(Export).count()


def test_a_quick_report_is_made_at_once_and_one_through_libreoffice_never(
    browser: TestClient, program: TestClient, seeded: Seeded
) -> None:
    home = f"/areas/{seeded.area}/reports"
    listed = {r["name"]: r["long"] for r in program.get(f"{API}{home}").json()}
    assert not listed["briefing-word"]
    assert not listed["workbook"]
    assert listed.get("briefing-pdf", True)
    assert browser.get(f"{home}/briefing-word").status_code == 200
    page = browser.get(home).text
    assert f'<a class="govuk-link" href="{home}/workbook">' in page
    if "briefing-pdf" in listed:
        assert f'<form action="{home}/briefing-pdf" method="post">' in page


def test_the_size_of_the_documents_decides(seeded: Seeded, store: Store) -> None:
    class Documents:
        words = 6_000

    class Checked:
        class assessment:  # noqa: N801
            documents = (Documents(),)

    assert reports.REPORTS["briefing-word"].takes_long(Checked)
    assert not reports.REPORTS["workbook"].takes_long(Checked)
    Documents.words = 600
    assert not reports.REPORTS["briefing-word"].takes_long(Checked)


@pytest.mark.usefixtures("slow")
def test_a_slow_report_is_asked_for_made_and_fetched(
    browser: TestClient, seeded: Seeded, store: Store, working: Worker
) -> None:
    home = f"/areas/{seeded.area}/reports"
    refused = browser.get(f"{home}/workbook")
    assert refused.status_code == 409
    assert "has to be asked for first" in refused.text
    path = browser.post(f"{home}/workbook").headers["location"]
    assert browser.post(f"{home}/workbook").headers["location"] == path
    page = browser.get(path).text
    assert "It is waiting to be made" in page
    assert 'http-equiv="refresh"' in page
    assert browser.get(f"{path}/file").status_code == 409
    assert working.step()
    assert not working.step()
    page = browser.get(path).text
    assert "It is ready" in page
    assert "http-equiv" not in page
    answer = browser.get(f"{path}/file")
    assert answer.content.startswith(b"PK")
    assert 'filename="eastmere-workbook.xlsx"' in answer.headers["content-disposition"]
    assert browser.post(f"{home}/workbook").headers["location"] == path
    assert count(store) == 1


@on_both
@pytest.mark.usefixtures("slow")
def test_what_was_made_of_other_decisions_is_made_anew(
    program: TestClient, seeded: Seeded, store: Store, working: Worker
) -> None:
    home = f"{API}/areas/{seeded.area}"
    first = program.post(f"{home}/reports/csv")
    assert first.status_code == 202
    assert working.step()
    again = program.post(f"{home}/reports/csv")
    assert again.status_code == 200
    assert (again.json()["id"], again.json()["percent"]) == (first.json()["id"], 100)
    assert again.json()["state"] == "done"
    point = program.get(f"{home}/findings").json()["items"][0]["id"]
    decision = {"kind": "dismissed", "words": "About adults.", "author": "Ada"}
    program.post(f"{home}/findings/{point}/decisions", json=decision)
    other = program.post(f"{home}/reports/csv")
    assert other.status_code == 202
    assert working.step()
    files = [
        program.get(f"{home}/reports/exports/{asked.json()['id']}/file").text
        for asked in (first, other)
    ]
    assert len(files[0]) > len(files[1]) > 0


def test_a_draft_with_remarks_is_made_too(
    program: TestClient, seeded: Seeded, monkeypatch: pytest.MonkeyPatch, working: Worker
) -> None:
    path = f"{API}/areas/{seeded.area}/reports/remarks"
    paper = next(iter(seeded.papers.values()))
    broken = program.post(f"{path}/{paper}").json()["id"]
    assert working.step()  # the file is no Word file, whatever its name says
    said = program.get(f"{API}/areas/{seeded.area}/reports/exports/{broken}").json()
    assert said["state"] == "failed"
    assert said["problem"].startswith(f"{next(iter(seeded.papers))} ")
    made = reports.File(".docx", b"remarked")
    monkeypatch.setattr(reports, "with_remarks", lambda *_: made)
    asked = program.post(f"{path}/{paper}").json()
    assert asked["document"] == paper
    assert working.step()
    answer = program.get(f"{API}/areas/{seeded.area}/reports/exports/{asked['id']}/file")
    assert answer.content == b"remarked"
    assert "with-remarks.docx" in answer.headers["content-disposition"]


@pytest.mark.usefixtures("slow")
def test_what_goes_wrong_is_said_and_can_be_asked_for_again(
    browser: TestClient, seeded: Seeded, working: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = f"/areas/{seeded.area}/reports"

    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    path = browser.post(f"{home}/csv").headers["location"]
    monkeypatch.setattr(reports, "find", broken)
    assert working.step()
    page = browser.get(path).text
    assert "It could not be made" in page
    assert "RuntimeError: boom" in page
    monkeypatch.undo()
    monkeypatch.setattr(reports, "LONGEST", 0.0)
    assert browser.post(f"{home}/csv").headers["location"] != path


@pytest.mark.usefixtures("slow")
def test_one_that_is_stopped_leaves_nothing(
    browser: TestClient, seeded: Seeded, working: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = browser.post(f"/areas/{seeded.area}/reports/csv").headers["location"]
    real = reports.find

    def interrupted(name: str) -> reports.Report:
        browser.post(f"{path}/stop")
        return real(name)

    monkeypatch.setattr(tasks.reports, "find", interrupted)
    assert working.step()
    assert "It was stopped" in browser.get(path).text
    assert browser.get(f"{path}/file").status_code == 409


def test_it_can_be_fetched_for_a_day(store: Store, seeded: Seeded) -> None:
    old, new = add_export(store, seeded.area), ""
    with store.writing() as session:
        job = session.get(Job, old)
        job.created = now() - exports.KEPT - timedelta(minutes=1)
        session.get(Export, old).state = "another"
    new = add_export(store, seeded.area)
    with store.writing() as session:
        exports.expire(session)
    with store.reading() as session:
        assert session.get(Export, old) is None
        assert session.get(Job, old) is None
        assert session.get(Export, new) is not None
        assert session.get(Job, seeded.check) is not None


def test_a_document_that_is_deleted_is_in_none(
    browser: TestClient, store: Store, seeded: Seeded
) -> None:
    path = f"/areas/{seeded.area}/reports/exports/{add_export(store, seeded.area)}"
    assert browser.get(f"{path}/file").content == b"the paper"
    browser.post(f"/areas/{seeded.area}/documents/{next(iter(seeded.papers.values()))}/delete")
    assert browser.get(path).status_code == 404


@pytest.mark.usefixtures("slow")
def test_a_second_reviewer_is_given_none_that_tells_what_others_decided(store: Store) -> None:
    shared = share(store)
    second, owner = shared.browser("second"), shared.browser("owner")
    home = f"/areas/{shared.seeded.area}/reports"
    told = owner.post(f"{home}/csv").headers["location"]
    assert second.get(told).status_code == 409
    assert second.get(f"{told}/file").status_code == 409
    blind = second.post(f"{home}/csv").headers["location"]
    assert blind != told
    assert second.get(blind).status_code == 200


@pytest.mark.skipif(
    shutil.which("soffice") is None and shutil.which("libreoffice") is None,
    reason="LibreOffice is not installed",
)
def test_killed_at_random_moments_a_report_is_made_once(
    program: TestClient, store: Store, seeded: Seeded
) -> None:
    path = f"{API}/areas/{seeded.area}/reports"
    job = program.post(f"{path}/briefing-pdf").json()["id"]
    for attempt in (1, 2):
        with process(store.folder) as running:

            def begun(attempt: int = attempt) -> bool:
                with store.reading() as session:
                    row = session.get(Job, job)
                    # A fast machine may have made it before the last kill.
                    return row.attempts == attempt or row.standing.ended

            wait_for(begun)
            time.sleep(random.uniform(0, 2))
            running.send_signal(signal.SIGKILL)
    with process(store.folder):
        wait_for(lambda: state(store, job)[0].ended)
        wait_for(lambda: not list(store.work.iterdir()))
    assert state(store, job) == (JobState.DONE, "")
    assert count(store) == 1
    assert program.get(f"{path}/exports/{job}/file").content.startswith(b"%PDF")
