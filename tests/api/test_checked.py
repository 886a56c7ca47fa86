"""What a check found with what was decided: kept at hand, and never out of date."""

from __future__ import annotations

import html

import pytest
from fastapi.testclient import TestClient
from reporting.conftest import handmade
from seeding import Seeded, seed

from api import areas, checked
from api.checked import By, Shelf
from api.refusals import Refusal
from api.store import Store


def take(shelf: Shelf, store: Store, area_id: str, **options: object) -> checked.Checked:
    with store.reading() as session:
        return shelf.take(session, areas.find(session, area_id), **options)


def test_a_check_is_opened_once_until_something_is_decided(store: Store, seeded: Seeded) -> None:
    shelf = Shelf()
    first = take(shelf, store, seeded.area)
    assert take(shelf, store, seeded.area) is first
    with store.writing() as session:
        area = areas.find(session, seeded.area)
        decision = checked.decide(
            session, area, first, first.points[0].id, "dismissed", "About adults.", By("Ada")
        )
    now = take(shelf, store, seeded.area)
    assert now is not first
    assert now.item(first.points[0].id).settled.words == "About adults."
    assert take(shelf, store, seeded.area, blind=True).decisions == ()
    with store.writing() as session:
        checked.take_back(session, areas.find(session, seeded.area), decision.id)
    assert take(shelf, store, seeded.area) is first


def test_only_so_many_are_kept_and_none_after_a_deletion(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checked, "KEPT", 2 * len(handmade().documents))
    shelf = Shelf()
    many = [seed(store, name=f"Area {number}") for number in range(3)]
    found = [take(shelf, store, one.area) for one in many]
    assert take(shelf, store, many[-1].area) is found[-1]
    assert take(shelf, store, many[0].area) is not found[0]
    shelf.clear()
    assert take(shelf, store, many[-1].area) is not found[-1]


def test_a_decision_does_not_open_the_check_itself_again(
    store: Store, seeded: Seeded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checked, "DECIDED", 2)
    shelf = Shelf()
    first = take(shelf, store, seeded.area)
    for number in range(3):
        with store.writing() as session:
            area = areas.find(session, seeded.area)
            point = first.points[0].id
            checked.decide(session, area, first, point, "comment", f"{number}.", By("Ada"))
        now = take(shelf, store, seeded.area)
        assert now.kept is first.kept
        assert len(now.item(point).comments) == number + 1
    assert take(shelf, store, seeded.area, blind=True) is not first  # too old to be kept


def test_of_a_deleted_area_nothing_is_served_from_memory(
    browser: TestClient, seeded: Seeded
) -> None:
    path = f"/areas/{seeded.area}/results"
    assert browser.get(path).status_code == 200
    browser.post(f"/areas/{seeded.area}/delete", data={"name": "Eastmere"})
    assert browser.get(path).status_code == 404


def test_a_report_is_made_once_as_long_as_the_decisions_stay(
    browser: TestClient, seeded: Seeded, store: Store
) -> None:
    path = f"/areas/{seeded.area}/reports/text"
    first = browser.get(path).text
    assert browser.get(path).text == first
    found = take(Shelf(), store, seeded.area)
    point = next(p for p in found.points if p.kind == "statement")
    given = {"kind": "dismissed", "words": "About adults.", "author": "Ada"}
    browser.post(f"/areas/{seeded.area}/findings/{point.id}", data=given)
    assert browser.get(path).text != first


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"outcome": "", "words": "x"}, "Choose what the answer is."),
        ({"outcome": "perhaps", "words": "x"}, "Choose what the answer is."),
        ({"outcome": "not-applicable", "words": " "}, "Enter why this is the answer."),
        ({"outcome": "contradicted", "words": "x"}, "Choose the words that are against"),
        (
            {"outcome": "contradicted", "words": "x", "against": "not there"},
            "Choose the words that",
        ),
        ({"outcome": "not-applicable", "words": "x" * 2001}, "must be 2000 characters or fewer"),
        ({"outcome": "not-applicable", "words": "x", "author": ""}, "Enter your name."),
    ],
)
def test_an_answer_that_cannot_be_is_refused_beside_its_field(
    browser: TestClient, seeded: Seeded, given: dict[str, str], says: str
) -> None:
    judged = next(v for v in handmade().verdicts if v.outcome == "met" and v.evidence)
    path = f"/areas/{seeded.area}/answers/{judged.document}/{judged.criterion}"
    answer = browser.post(path, data={"author": "Ada", **given})
    assert answer.status_code == 422
    text = html.unescape(answer.text)
    assert text.count(says) == 2
    field = (
        text.partition('govuk-error-summary__list">')[2].partition('href="#')[2].partition('"')[0]
    )
    assert f'id="{field}"' in text


def test_an_answer_is_shown_counted_and_taken_back(browser: TestClient, seeded: Seeded) -> None:
    judged = next(v for v in handmade().verdicts if v.outcome == "met" and v.evidence)
    path = f"/areas/{seeded.area}/answers/{judged.document}/{judged.criterion}"
    quote = judged.evidence[0].quote
    given = {"outcome": "contradicted", "words": "It means it.", "author": "Ada", "against": quote}
    assert browser.post(path, data=given).headers["location"] == f"{path}#answered"
    page = html.unescape(browser.get(path).text)
    assert "Answered by Ada" in page
    assert "Against it" in page
    findings = html.unescape(browser.get(f"/areas/{seeded.area}/findings").text)
    assert quote[:40] in findings
    assert browser.post(f"{path}/undo").headers["location"] == path
    assert "Answered by Ada" not in browser.get(path).text
    assert browser.post(f"{path}/undo").status_code == 404


def test_a_finding_is_assigned_and_found_again(browser: TestClient, seeded: Seeded) -> None:
    home = f"/areas/{seeded.area}/findings"
    point = browser.get(home).text.partition(f"{home}/")[2].partition('"')[0]
    nobody = browser.post(f"{home}/{point}/assign", data={"value": "", "author": "Ada"})
    assert "Enter who is to deal with it." in nobody.text
    unsigned = browser.post(f"{home}/{point}/assign", data={"value": "Ben", "author": ""})
    assert '<a href="#assigner">Enter your name.</a>' in unsigned.text
    for name in ("Ben", "Cleo"):
        browser.post(f"{home}/{point}/assign", data={"value": name, "author": "Ada"})
    page = browser.get(f"{home}/{point}").text
    assert "For Cleo to deal with, says Ada" in page
    assert "For Ben" not in page
    assert (
        browser.get(home, params={"assigned": "Cleo"}).text.count('<li class="app-finding">') == 1
    )
    assert "No findings like that" in browser.get(home, params={"assigned": "Ben"}).text


def test_a_sign_off_is_kept_as_it_was_signed(browser: TestClient, seeded: Seeded) -> None:
    home = f"/areas/{seeded.area}/sign-off"
    wrong = browser.post(home, data={"author": "Ada", "role": ""})
    assert "Enter in what role you sign" in wrong.text
    assert browser.post(home, data={"author": "Ada", "role": "Chair"}).status_code == 303
    path = browser.get(home).text.partition(f'href="{home}/')[2].partition('"')[0]
    sheet = browser.get(f"{home}/{path}")
    assert sheet.headers["content-disposition"].startswith("attachment;")
    assert "Ada" in sheet.text
    assert "Chair" in sheet.text
    point = browser.get(f"/areas/{seeded.area}/findings").text
    point = point.partition(f"/areas/{seeded.area}/findings/")[2].partition('"')[0]
    given = {"kind": "dismissed", "words": "About adults.", "author": "Ada"}
    browser.post(f"/areas/{seeded.area}/findings/{point}", data=given)
    assert browser.get(f"{home}/{path}").text == sheet.text
    assert browser.get(f"{home}/unknown").status_code == 404


def test_who_has_no_name_cannot_decide(store: Store, seeded: Seeded) -> None:
    with store.writing() as session:
        area = areas.find(session, seeded.area)
        found = checked.load(session, area)
        with pytest.raises(Refusal, match="Enter your name"):
            checked.decide(session, area, found, found.points[0].id, "accepted", "", By(" "))
