"""What pages say, without a browser: forms that are wrong, lists in pages, states of a check."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient
from reporting.conftest import handmade
from seeding import Seeded

from api.pages import moment, size_words
from api.store import Job, JobState, Store


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "Enter a name for the area."),
        ("   ", "Enter a name for the area."),
        ("x" * 101, "The name must be 100 characters or fewer."),
    ],
)
def test_an_area_needs_a_name(browser: TestClient, name: str, says: str) -> None:
    answer = browser.post("/areas", data={"name": name})
    assert answer.status_code == 422
    assert "<title>Error: Add an area" in answer.text
    assert answer.text.count(says) == 2
    assert 'aria-describedby="name-hint name-error"' in answer.text


def test_an_area_is_deleted_by_its_name_alone(browser: TestClient, seeded: Seeded) -> None:
    path = f"/areas/{seeded.area}/delete"
    wrong = browser.post(path, data={"name": "Another"})
    assert wrong.status_code == 422
    assert "Type the name of the area, Eastmere, to delete it." in wrong.text
    assert browser.post(path, data={"name": " eastmere "}).headers["location"] == "/"
    assert browser.get(f"/areas/{seeded.area}").status_code == 404


def listed(browser: TestClient, seeded: Seeded, **query: object) -> tuple[str, list[str]]:
    page = browser.get(f"/areas/{seeded.area}/findings", params=query)
    assert page.status_code == 200
    items = re.findall(r'<li class="app-finding">(.*?)</li>', page.text, re.DOTALL)
    return page.text, items


def test_findings_can_be_narrowed_down(browser: TestClient, seeded: Seeded) -> None:
    _, every = listed(browser, seeded)
    _, high = listed(browser, seeded, severity="high")
    assert 0 < len(high) < len(every)
    assert all("is-high" in item for item in high)
    text, none = listed(browser, seeded, standing="dismissed")
    assert none == []
    assert "No findings like that" in text
    first = handmade().documents[0]
    _, of_one = listed(browser, seeded, document=first.id)
    assert 0 < len(of_one) < len(every)
    assert listed(browser, seeded, page=99)[1] == every
    assert browser.get(f"/areas/{seeded.area}/findings?page=0").status_code == 422


def test_a_decision_is_shown_and_can_be_taken_back(browser: TestClient, seeded: Seeded) -> None:
    text, _ = listed(browser, seeded)
    point = re.search(r"/findings/([0-9a-f]{10})", text)[1]
    path = f"/areas/{seeded.area}/findings/{point}"
    given = {"kind": "dismissed", "words": "About adults.", "author": "Ada"}
    assert browser.post(path, data=given).headers["location"] == f"{path}#decided"
    page = browser.get(path).text
    assert "Set aside by Ada" in page
    assert 'value="Ada"' in page
    assert len(listed(browser, seeded, standing="dismissed")[1]) == 1
    assert "not counted: 1." in browser.get(f"/areas/{seeded.area}/results").text
    undo = re.search(rf'action="({path}/decisions/\w+/undo)"', page)[1]
    assert browser.post(undo).headers["location"] == path
    assert "Set aside by Ada" not in browser.get(path).text


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (JobState.QUEUED, "The check is waiting to start"),
        (JobState.RUNNING, "Checking the documents"),
        (JobState.DONE, "The check is finished"),
        (JobState.FAILED, "The check could not be finished"),
        (JobState.CANCELLED, "The check was stopped"),
    ],
)
def test_a_check_says_where_it_stands(
    browser: TestClient, store: Store, seeded: Seeded, state: JobState, says: str
) -> None:
    with store.writing() as session:
        job = session.get(Job, seeded.check)
        job.state, job.problem = state.value, "A reason." if state is JobState.FAILED else ""
    page = browser.get(f"/areas/{seeded.area}/checks/{seeded.check}").text
    assert f'<h1 class="govuk-heading-l">{says}</h1>' in page
    assert ('http-equiv="refresh"' in page) == (not state.ended)
    assert ("Stop this check" in page) == (not state.ended)
    assert ("A reason." in page) == (state is JobState.FAILED)


def test_a_second_check_leads_to_the_one_under_way(browser: TestClient, seeded: Seeded) -> None:
    first = browser.post(f"/areas/{seeded.area}/checks").headers["location"]
    assert browser.post(f"/areas/{seeded.area}/checks").headers["location"] == first
    assert browser.post(f"{first}/stop").headers["location"] == first
    assert "The check was stopped" in browser.get(first).text


def test_before_a_check_there_is_a_way_to_it(browser: TestClient) -> None:
    home = browser.post("/areas", data={"name": "New"}).headers["location"].rpartition("/")[0]
    for page in ("results", "findings", "changes", "reports"):
        assert "Not checked yet" in browser.get(f"{home}/{page}").text
    assert browser.get(f"{home}/reports/report").status_code == 409
    assert browser.get(home).headers["location"] == f"{home}/documents"


def test_times_are_written_as_people_here_write_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    try:
        assert moment(datetime(2026, 7, 1, 11, 5, tzinfo=UTC)) == "1 July 2026 at 12:05pm"
        assert moment(datetime(2026, 1, 9, 0, 30, tzinfo=UTC)) == "9 January 2026 at 12:30am"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(("size", "words"), [(0, "1 KB"), (38_000, "37 KB"), (1_300_000, "1.2 MB")])
def test_sizes_are_written_short(size: int, words: str) -> None:
    assert size_words(size) == words
