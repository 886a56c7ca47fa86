"""A second review is blind to the first, and both are compared."""

from __future__ import annotations

import html
import io
import re
import zipfile

import pytest
from fastapi.testclient import TestClient
from postgres import on_both
from seeding import Seeded
from sharing import Shared, share
from test_permissions import STATED
from test_routes import filled

from api import areas, checked, second_reviews
from api.checked import By
from api.store import Store

WORDS = "Zanzibar says so"
"""What the first reviewer wrote."""


KINDS = ("dismissed", "dismissed", "accepted", "accepted")
OUTCOMES = ("partly", "met", "not-addressed", "met")


@pytest.fixture
def shared(shared: Shared) -> Shared:
    """The service after someone has reviewed."""
    made = shared
    with made.store.writing() as session:
        area = areas.find(session, made.seeded.area)
        found = checked.load(session, area)
        first = By("Zanzibar reviewer", made.accounts["reviewer"])
        for point in found.points[:3]:
            checked.decide(session, area, found, point.id, "dismissed", WORDS, first)
            checked.decide(session, area, found, point.id, "comment", WORDS, first)
            checked.decide(session, area, found, point.id, "assigned", "", first, "Zanzibar")
        for verdict in found.found.verdicts[:3]:
            cell = (verdict.document, verdict.criterion)
            checked.give_answer(session, area, found, cell, "partly", WORDS, first)
    return made


def readable(content: bytes) -> str:
    """The text of an answer, also inside a file of Office."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = [packed.read(name) for name in packed.namelist()]
        return b" ".join(parts).decode("utf-8", "replace")
    return html.unescape(content.decode("utf-8", "replace"))


def swept(shared: Shared, who: str) -> list[str]:
    """The addresses at which someone reads what the first reviewer wrote."""
    client = shared.browser(who)
    names = ("briefing-page", "report", "workbook", "text", "json")
    seen = []
    for method, path in STATED:
        if method != "GET":
            continue
        for name in names if path.endswith("/reports/{name}") else (shared.ids["name"],):
            answer = client.get(filled(path, {**shared.ids, "name": name}))
            if "Zanzibar" in readable(answer.content):
                seen.append(path.replace("{name}", name))
    with shared.store.reading() as session:
        found = checked.load(session, areas.find(session, shared.seeded.area))
    for point in found.points:
        path = f"/areas/{shared.seeded.area}/findings/{point.id}"
        seen += [path] if "Zanzibar" in client.get(path).text else []
    return seen


def test_who_reviews_again_reads_nothing_of_the_first(shared: Shared) -> None:
    assert len(swept(shared, "owner")) > 8  # what would show, shows
    assert swept(shared, "second") == []
    home = f"/areas/{shared.seeded.area}"
    client = shared.browser("second")
    for path in ("trail", f"second/{shared.ids['second_id']}/agreement"):
        assert client.get(f"{home}/{path}").status_code in {403, 409}


def test_who_reviews_again_decides_only_there(shared: Shared) -> None:
    client = shared.browser("second")
    home = f"/areas/{shared.seeded.area}"
    point = shared.ids["point_id"]
    refused = client.post(f"{home}/findings/{point}", data={"kind": "accepted"})
    assert refused.status_code == 409
    assert "under way already: finish it first" in refused.text
    review = f"{home}/second/{shared.ids['second_id']}"
    assert shared.browser("reviewer").get(review).status_code == 404
    page = client.get(review)
    on = re.search(r'href="([^"]+)"[^>]*>Judge the next one', page.text)[1]
    assert on.endswith(f"/findings/{point}")
    wrong = client.post(on, data={"kind": "comment", "words": "x"})
    assert wrong.status_code == 422
    following = client.post(on, data={"kind": "accepted"}).headers["location"]
    assert following != on
    assert "1 of " in client.get(review).text
    with shared.store.reading() as session:
        found = checked.load(session, areas.find(session, shared.seeded.area))
    assert found.item(point).settled.words == WORDS  # the first's still stands
    client.post(f"{review}/finish")
    assert client.post(on, data={"kind": "dismissed", "words": "x"}).status_code == 409
    assert client.post(f"{home}/findings/{point}", data={"kind": "accepted"}).status_code == 303


def test_both_are_compared(shared: Shared) -> None:
    store, home = shared.store, f"/areas/{shared.seeded.area}"
    with store.writing() as session:
        area = areas.find(session, shared.seeded.area)
        second = second_reviews.find(session, area, shared.ids["second_id"])
        found = checked.load(session, area)
        by = By(second.reviewer, second.user_id, second.id)
        for point, kind in zip(found.points[:4], KINDS, strict=True):
            checked.decide(session, area, found, point.id, kind, "Mine.", by)
        for verdict, said in zip(found.found.verdicts[:4], OUTCOMES, strict=True):
            cell = (verdict.document, verdict.criterion)
            checked.give_answer(session, area, found, cell, said, "Mine.", by)
        second_reviews.finish(second)
    client = shared.browser("reviewer")
    api = client.get(f"/api/v1{home}/second-reviews/{second.id}/agreement").json()
    assert (api["findings"]["every"]["count"], api["findings"]["every"]["agreed"]) == (3, 2)
    assert (api["findings"]["coded"]["count"], api["findings"]["coded"]["agreed"]) == (1, 0)
    assert (api["answers"]["every"]["count"], api["answers"]["every"]["agreed"]) == (3, 1)
    assert len(api["answers"]["differences"]) == 2
    assert api["answers"]["every"]["kappa"] == pytest.approx(0)
    (difference,) = api["findings"]["differences"]
    assert (difference["first"]["words"], difference["second"]["words"]) == (WORDS, "Mine.")
    page = html.unescape(client.get(f"{home}/second/{second.id}/agreement").text)
    assert "2 (67%)" in page
    assert page.count("Mine.") == 3
    (listed,) = client.get(f"/api/v1{home}/second-reviews").json()
    assert listed["reviewer"] == "second person"


def test_who_has_decided_cannot_be_blind(shared: Shared) -> None:
    client = shared.browser("reviewer")
    answer = client.post(f"/areas/{shared.seeded.area}/second")
    assert answer.status_code == 409
    assert "would not be blind" in answer.text
    again = shared.browser("second").post(f"/areas/{shared.seeded.area}/second")
    assert "under way already" in again.text


def test_on_one_machine_the_second_reviewer_types_her_name(
    browser: TestClient, seeded: Seeded
) -> None:
    home = f"/areas/{seeded.area}/second"
    assert "Enter your name." in browser.post(home, data={"author": ""}).text
    review = browser.post(home, data={"author": "Ben"}).headers["location"]
    page = browser.get(review).text
    on = re.search(r'href="([^"]+)"[^>]*>Judge the next one', page)[1]
    browser.post(on, data={"kind": "dismissed", "words": "About adults."})
    finding = browser.get(on.replace(review, f"/areas/{seeded.area}")).text
    assert "Set aside by" not in finding
    ended = browser.post(f"{review}/finish").headers["location"]
    assert "Nothing to compare" in browser.get(ended).text


@on_both
def test_an_answer_holds_and_can_be_taken_back(store: Store) -> None:
    made = share(store)
    with store.writing() as session:
        area = areas.find(session, made.seeded.area)
        found = checked.load(session, area)
        against = next(v for v in found.found.verdicts if v.outcome == "contradicted")
        cell = (against.document, against.criterion)
        checked.give_answer(session, area, found, cell, "met", "A quotation.", By("A"))
        again = checked.load(session, area)
        assert again.assessment.verdict(*cell).outcome == "met"
        gone = [i for i in again.items if i.point.key == " ".join(cell)]
        assert {item.standing for item in gone} == {"answered"}
        checked.give_answer(session, area, found, cell, "partly", "Half.", By("A"))
        assert len([d for d in checked.decisions(session, area) if d.kind == "answered"]) == 1
        again = checked.load(session, area)
        now = next(i for i in again.items if i.point.key == " ".join(cell) and i.standing == "open")
        assert now.point.kind == "gap"
        checked.take_back(session, area, again.answer(*cell).id)
        assert checked.load(session, area).assessment == found.assessment
