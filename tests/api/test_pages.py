"""What pages say, without a browser: forms that are wrong, lists in pages, states of a check."""

from __future__ import annotations

import html
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


@pytest.mark.parametrize(
    ("size", "words"), [(0, "1\xa0KB"), (38_000, "37\xa0KB"), (1_300_000, "1.2\xa0MB")]
)
def test_sizes_are_written_short(size: int, words: str) -> None:
    assert size_words(size) == words


def test_after_a_decision_there_is_a_way_to_the_next_open_finding(
    browser: TestClient, seeded: Seeded
) -> None:
    text, every = listed(browser, seeded)
    first, second, *_ = re.findall(r'/findings/([0-9a-f]{10})"', text)
    path = f"/areas/{seeded.area}/findings"
    assert f'href="{path}/{second}">Next open finding' in browser.get(f"{path}/{first}").text
    browser.post(f"{path}/{second}", data={"kind": "accepted", "author": "Ada"})
    page = browser.get(f"{path}/{first}").text
    assert f'href="{path}/{second}"' not in page
    assert "Next open finding" in page
    text, _ = listed(browser, seeded)
    assert f"{len(every) - 1} open, 1 accepted" in text


def test_the_last_open_finding_leads_on_to_the_first(browser: TestClient, seeded: Seeded) -> None:
    text, _ = listed(browser, seeded)
    points = re.findall(r'/findings/([0-9a-f]{10})"', text)
    path = f"/areas/{seeded.area}/findings"
    assert (
        f'href="{path}/{points[0]}">Next open finding' in browser.get(f"{path}/{points[-1]}").text
    )
    for point in points:
        browser.post(f"{path}/{point}", data={"kind": "accepted", "author": "Ada"})
    page = browser.get(f"{path}/{points[0]}").text
    assert "Next open finding" not in page
    assert "No finding is open any more" in page


def test_the_results_say_what_the_short_names_stand_for(
    browser: TestClient, seeded: Seeded
) -> None:
    page = html.unescape(browser.get(f"/areas/{seeded.area}/results").text)
    for document in handmade().documents:
        assert document.name in page
    assert "Go through the findings" in page


def test_an_answer_that_was_confirmed_asks_for_no_person_any_more(
    browser: TestClient, seeded: Seeded
) -> None:
    verdict = next(v for v in handmade().verdicts if v.needs_review)
    path = f"/areas/{seeded.area}/answers/{verdict.document}/{verdict.criterion}"
    assert "% sure;" in browser.get(path).text
    browser.post(path, data={"outcome": verdict.outcome.value, "author": "Ada"})
    page = browser.get(path).text
    assert page.count("Confirmed by Ada") == 1
    assert "% sure;" not in page


def test_a_pair_stands_in_the_order_of_its_heading(browser: TestClient, seeded: Seeded) -> None:
    first, second = handmade().inconsistencies[0].documents[:2]
    for one, other in ((first, second), (second, first)):
        page = browser.get(f"/areas/{seeded.area}/pairs/{one}/{other}").text
        names = re.findall(r'class="side">\s*<h3[^>]*>([^<]*)</h3>', page)
        titles = [handmade().document(identity).name for identity in (one, other)]
        assert [html.unescape(name).partition(": ")[2] for name in names[:2]] == titles


@pytest.mark.parametrize("page", ["sign-off", "reports"])
def test_what_changed_since_the_check_is_said_before_it_is_relied_on(
    browser: TestClient, seeded: Seeded, page: str
) -> None:
    path = f"/areas/{seeded.area}/{page}"
    assert "have changed since this check" not in browser.get(path).text
    paper = next(iter(seeded.papers.values()))
    browser.post(f"/areas/{seeded.area}/documents/{paper}", data={"date": "2014"})
    assert "have changed since this check" in browser.get(path).text


def test_who_signed_is_told_that_it_was_done(browser: TestClient, seeded: Seeded) -> None:
    path = f"/areas/{seeded.area}/sign-off"
    answer = browser.post(path, data={"author": "Ada", "role": "Chair"})
    page = browser.get(answer.headers["location"]).text
    assert "Signed off by Ada" in page
    assert "Sign it off again" in page


def test_what_is_sent_twice_stands_once(browser: TestClient, seeded: Seeded) -> None:
    """Pressed twice, or sent again after "Back"."""
    home = f"/areas/{seeded.area}"
    text, _ = listed(browser, seeded)
    finding = f"{home}/findings/{re.search(r'/findings/([0-9a-f]{10})', text)[1]}"
    for _ in range(2):
        browser.post(finding, data={"kind": "comment", "words": "Ask them.", "author": "Ada"})
        browser.post(f"{home}/sign-off", data={"author": "Ada", "role": "Chair"})
    assert browser.get(finding).text.count("Ada wrote") == 1
    assert browser.get(f"{home}/sign-off").text.count("Download<") == 1
    browser.post(finding, data={"kind": "accepted", "words": "", "author": "Ada"})
    browser.post(finding, data={"kind": "comment", "words": "Ask them.", "author": "Ben"})
    assert browser.get(finding).text.count(" wrote") == 2


def test_no_two_areas_have_one_name(browser: TestClient) -> None:
    assert browser.post("/areas", data={"name": "Twice"}).status_code == 303
    again = browser.post("/areas", data={"name": " TWICE\u200b "})
    assert again.status_code == 409
    assert "There is an area called TWICE already" in again.text
    assert browser.get("/").text.count("0 documents") == 1


def test_letters_that_nobody_sees_are_no_part_of_a_name(
    browser: TestClient, seeded: Seeded
) -> None:
    browser.post(
        f"/areas/{seeded.area}/sign-off", data={"author": "A\u202eda", "role": "Ch\x00air"}
    )
    page = browser.get(f"/areas/{seeded.area}/sign-off").text
    assert "Ada" in page
    assert "Chair" in page


def test_a_page_that_is_gone_leaves_the_area_at_hand(browser: TestClient, seeded: Seeded) -> None:
    home = f"/areas/{seeded.area}"
    for path in ("/findings/0000000000", "/checks/nothing", "/sign-off/nothing"):
        page = browser.get(home + path)
        assert page.status_code == 404
        assert f'href="{home}/findings"' in page.text
