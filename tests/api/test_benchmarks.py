"""How areas compare: figures for those who may see them, and words of published documents alone."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from io import BytesIO

import pytest
from fastapi.testclient import TestClient
from reporting.conftest import handmade
from seeding import LIMITS, Seeded, add_result, seed
from sharing import share
from sqlalchemy import select

from api import areas, benchmarks, jobs, papers
from api.papers import Upload
from api.store import Area, Figures, Paper, Published, Store
from checker.model import Assessment, Outcome

PAGES = ("", "/criteria", "/inconsistencies", "/words", "/trends", "/areas", "/downloads")
SAFEGUARDING = "sense-check/safeguarding-response"
WORDS = "A child who harms may also be a victim, and is owed an assessment."


def told(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text[-600:]
    return html.unescape(answer.text)


def mark(store: Store, seeded: Seeded) -> None:
    """Mark every document of an area as published."""
    with store.writing() as session:
        listed = papers.listed(session, areas.find(session, seeded.area))
        benchmarks.publish(session, listed, [paper.current.id for paper in listed], None)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_what_areas_say(
    browser: TestClient, store: Store, seeded: Seeded, page: str
) -> None:
    seed(store, name="Calderwick")
    text = told(browser, f"/benchmarks{page}")
    assert 'aria-current="page"' in text
    if page in {"", "/areas"}:
        assert "Eastmere" in text
        assert "Calderwick" in text


def test_without_a_check_there_is_nothing_to_compare(browser: TestClient, store: Store) -> None:
    assert "no area whose figures you may see" in told(browser, "/benchmarks")
    browser.post("/areas", data={"name": "New"})
    assert "None of the areas has been checked yet: New." in told(browser, "/benchmarks")
    assert browser.get("/benchmarks/downloads/report").status_code == 409


def test_an_area_not_checked_yet_is_named_apart(
    browser: TestClient, store: Store, seeded: Seeded
) -> None:
    browser.post("/areas", data={"name": "New"})
    assert "Not checked yet: New." in told(browser, "/benchmarks")


def test_no_word_leaves_an_area_that_is_not_marked(
    browser: TestClient, store: Store, seeded: Seeded
) -> None:
    seed(store, name="Calderwick")
    documents = handmade().documents
    words = {d.path for d in documents} | {d.title for d in documents if d.title}
    words |= {e.quote for v in handmade().verdicts for e in v.evidence}
    words |= {unread.reason for unread in handmade().unread}
    paths = [f"/benchmarks{page}" for page in PAGES]
    paths += [f"/benchmarks/criteria/{c.id}" for c in handmade().criteria]
    paths += [f"/benchmarks/downloads/{name}" for name in ("report", "data")]
    for path in paths:
        text = told(browser, path)
        assert not [word for word in words if word in text], path


def test_words_of_a_published_document_are_shown(
    browser: TestClient, store: Store, seeded: Seeded
) -> None:
    assert WORDS not in told(browser, "/benchmarks/words")
    mark(store, seeded)
    for path in ("words", f"criteria/{SAFEGUARDING}", "downloads/report", "downloads/data"):
        assert WORDS in told(browser, f"/benchmarks/{path}"), path


def test_a_draft_is_never_quoted_whoever_marks_it(browser: TestClient, store: Store) -> None:
    made = handmade()
    drafts = tuple(
        replace(d, profile=replace(d.profile, status=replace(d.profile.status, value="draft")))
        for d in made.documents
    )
    mark(store, seed(store, replace(made, documents=drafts)))
    assert WORDS not in told(browser, "/benchmarks/words")
    (row,) = re.findall(
        r'<th scope="row">Eastmere</th>(.*?)</tr>', told(browser, "/benchmarks/areas")
    )[:1]
    assert ">3<" in row  # left out as drafts


def test_an_owner_says_which_are_published(
    browser: TestClient, store: Store, seeded: Seeded
) -> None:
    page = f"/areas/{seeded.area}/published"
    ids = re.findall(r'type="checkbox" value="(\w+)"', told(browser, page))
    assert len(ids) == 3
    assert browser.post(page, data={"version": ids[:2]}).status_code == 303
    assert told(browser, page).count(" checked>") == 2
    browser.post(page, data={"version": [ids[2], "of another area"]})
    assert told(browser, page).count(" checked>") == 1
    browser.post(page)
    with store.reading() as session:
        assert session.scalars(select(Published)).all() == []


def test_a_mark_does_not_pass_to_a_new_version(
    browser: TestClient, store: Store, seeded: Seeded
) -> None:
    mark(store, seeded)
    with store.writing() as session:
        for paper in session.scalars(select(Paper)):
            given = Upload(paper.current.name, BytesIO(f"# New {paper.id}\n".encode()))
            papers.take_version(session, store, paper, given, LIMITS)
    assert " checked>" not in told(browser, f"/areas/{seeded.area}/published")


def test_figures_are_kept_and_made_anew_when_something_is_decided(
    browser: TestClient, store: Store, seeded: Seeded
) -> None:
    def kept() -> list[str]:
        with store.reading() as session:
            return list(session.scalars(select(Figures.key)))

    told(browser, "/benchmarks")
    first = kept()
    assert len(first) == 1
    told(browser, "/benchmarks/criteria")
    assert kept() == first
    verdict = next(v for v in handmade().verdicts if v.outcome is Outcome.CONTRADICTED)
    path = f"/areas/{seeded.area}/answers/{verdict.document}/{verdict.criterion}"
    given = {"outcome": "not-addressed", "words": "Of others.", "author": "Ada"}
    assert browser.post(path, data=given).status_code == 303
    page = told(browser, f"/benchmarks/criteria/{verdict.criterion}")
    assert len(kept()) == 1
    assert kept() != first
    assert "0 of 1" in page or "0 of 2" in page or "0 of 3" in page


def test_a_renewed_document_is_held_against_its_version_before(
    browser: TestClient, store: Store
) -> None:
    made = handmade()
    seeded = seed(store, turned(made, Outcome.MET, Outcome.NOT_ADDRESSED))
    assert "No document was checked in an earlier version" in told(browser, "/benchmarks/trends")
    with store.writing() as session:
        area = areas.find(session, seeded.area)
        added = []
        for paper in papers.listed(session, area):
            given = Upload(paper.current.name, BytesIO(f"# New {paper.id}\n".encode()))
            version = papers.take_version(session, store, paper, given, LIMITS)
            version.detected = {"title": "", "issue": "", "kind": "", "date": ""}
            added.append(version)
        session.flush()
        job = jobs.ask_check(session, area)
        add_result(session, job, made, added, number=2)
    page = told(browser, "/benchmarks/trends")
    assert "There are 3 such documents." in page
    data = json.loads(told(browser, "/benchmarks/downloads/data"))
    gained = data["renewed"]["criteria"][SAFEGUARDING]["gained"]
    met = [v for v in made.verdicts if v.criterion == SAFEGUARDING and v.outcome is Outcome.MET]
    assert gained["count"] == len(met) > 0


def turned(made: Assessment, before: Outcome, after: Outcome) -> Assessment:
    """The assessment with one outcome in place of another."""
    return replace(
        made,
        verdicts=tuple(
            replace(v, outcome=after) if v.outcome is before else v for v in made.verdicts
        ),
    )


def test_downloads_have_every_form(browser: TestClient, store: Store, seeded: Seeded) -> None:
    for name in ("report", "workbook", "paper", "data"):
        answer = browser.get(f"/benchmarks/downloads/{name}")
        assert answer.status_code == 200
        assert "areas-side-by-side-2026-01-02" in answer.headers["content-disposition"]
        few = browser.get(f"/benchmarks/downloads/anonymous-{name}")
        assert few.status_code == 409
        assert "need at least 5 areas" in html.unescape(few.text) or "at least 5" in few.text
    assert browser.get("/benchmarks/downloads/other").status_code == 404
    for number in range(4):
        seed(store, name=f"Area {number}")
    for name in ("report", "workbook", "paper", "data"):
        answer = browser.get(f"/benchmarks/downloads/anonymous-{name}")
        assert answer.status_code == 200
        assert b"Eastmere" not in answer.content
    assert "anonymous-report" in told(browser, "/benchmarks/downloads")


def test_a_criterion_nobody_asks_has_no_page(browser: TestClient, seeded: Seeded) -> None:
    assert browser.get("/benchmarks/criteria/sense-check/nothing").status_code == 404


def test_checks_by_another_version_are_told(browser: TestClient, store: Store) -> None:
    made = handmade()
    seed(store, made)
    later = replace(made.manifest, version="9.9", created="2027-01-02T03:04:05+00:00")
    seed(store, replace(made, manifest=later), name="Calderwick")
    assert "these answers compare less well: Eastmere." in told(browser, "/benchmarks")


def test_a_steering_user_sees_her_areas_alone(store: Store) -> None:
    shared = share(store)
    for page in PAGES:
        text = told(shared.browser("steering"), f"/benchmarks{page}")
        assert "Calderwick" not in text, page
    told_apart = told(shared.browser("administrator"), "/benchmarks")
    assert "no area whose figures you may see" in told_apart


def test_a_deleted_area_is_in_no_benchmark(
    browser: TestClient, store: Store, seeded: Seeded
) -> None:
    other = seed(store, name="Calderwick")
    mark(store, other)
    assert "Calderwick" in told(browser, "/benchmarks")
    browser.post(f"/areas/{other.area}/delete", data={"name": "Calderwick"})
    assert "Calderwick" not in told(browser, "/benchmarks")
    with store.reading() as session:
        (kept,) = session.scalars(select(Figures)).all()
        assert session.get(Area, kept.area_id).name == "Eastmere"
