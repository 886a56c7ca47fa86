"""Criteria of an area's own: written, refused with a sentence, tried, kept, asked, removed."""

from __future__ import annotations

import html
import random
import signal
import time

import pytest
import yaml
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from postgres import on_both
from seeding import Seeded, add_criterion, criterion_form, documents, tried
from sharing import Shared
from test_worker import asked, process, state, uploaded, wait_for

from api import checked, jobs, own_criteria, tasks
from api.checked import By
from api.criterion_forms import CriterionForm, passages
from api.refusals import Refusal
from api.settings import ServiceSettings
from api.store import Area, Job, JobState, OwnCriterion, Store, Version
from api.worker import Worker
from checker.judging import criterion_from_text, criterion_template

API = "/api/v1"

FOSTERING = (
    b"# Eastmere Private Fostering Protocol\n\nApproved March 2021.\n\n## 1 Duties\n\n"
    b"1.1 A teacher who hears that a pupil is privately fostered tells the council that day.\n"
)


def filled(**other: str) -> dict[str, str]:
    return {**criterion_form().model_dump(), "as": "form", "author": "Ada", **other}


def shown(client: TestClient, path: str) -> str:
    return html.unescape(client.get(path).text)


def test_a_form_is_the_yaml_that_it_stands_for_and_back() -> None:
    form = criterion_form()
    content = form.as_yaml()
    criterion = criterion_from_text(content)
    assert criterion.id == "own/private-fostering"
    assert sum(map(len, criterion.exemplars.values())) == 8
    assert CriterionForm.of(content) == form
    assert CriterionForm.of(content.replace("date: '2024'", "date: 2024-01-01")) is None
    assert CriterionForm.of(criterion_template("own/x")) is None
    assert CriterionForm.of(content.replace("severity: medium", "place: 3\nseverity: low")) is None


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXT, TEXT, st.lists(TEXT, max_size=12))
def test_whatever_is_filled_in_is_a_criterion_or_a_sentence(
    title: str, asks: str, texts: list[str]
) -> None:
    values = {
        **criterion_form().model_dump(),
        "title": title,
        "asks": asks,
        "meets": "\n".join(texts),
    }
    try:
        content = CriterionForm(**values).as_yaml()
    except Refusal as error:
        refused = error.field
    else:
        refused = ""
    if refused:
        assert refused in values
        return
    assert own_criteria.parse(content).title == " ".join(title.split())
    again = CriterionForm.of(content)
    assert again is None or again.as_yaml() == content


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("One.\r\nTwo.\r\n", ["One.", "Two."]),
        ("• One.\n• Two.", ["One.", "Two."]),
        ("One that\ngoes on.\n\n\nTwo.", ["One that goes on.", "Two."]),
        ("One.\nOne.", ["One."]),
    ],
)
def test_passages_are_pasted_as_they_come(text: str, found: list[str]) -> None:
    assert passages(text) == found


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"title": " "}, "title", "Enter a few words that name the criterion."),
        ({"asks": ""}, "asks", "Enter the question that it puts to a document."),
        ({"why": "x" * 501}, "why", "The text must be 500 characters or fewer."),
        ({"severity": "dire"}, "severity", "Choose how much it matters."),
        ({"meets": "One."}, "meets", "in two or more of the three boxes: there are 5 now."),
        ({"meets": "\n".join("abcdefghi"), "contradicts": "", "mentions": ""}, "meets", "are 9"),
        ({"author": ""}, "author", "Enter your name."),
    ],
)
def test_what_is_wrong_in_the_form_is_said_at_the_field(
    browser: TestClient, seeded: Seeded, change: dict[str, str], field: str, says: str
) -> None:
    answer = browser.post(f"/areas/{seeded.area}/own-criteria", data=filled(**change))
    page = html.unescape(answer.text)
    assert answer.status_code == 422
    assert page.count(says) == 2
    assert f'<a href="#{field}">' in page
    assert f'id="{field}-error"' in page
    assert "Health visitors ask who looks after the child" in page or "meets" in change


TEMPLATE = criterion_template("own/private-fostering")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Write the criterion, or paste it."),
        ("x: [", "Line 2: it is not YAML"),
        ("- a\n- b\n", "Line 1: it has to be a list of keys, each with its value (“- a”)."),
        ("tittle: A\n", 'Line 1: there is no key "tittle" here: did you mean title?'),
        (TEMPLATE.replace("own/private", "Own/private"), 'Line 5: "id" is not right'),
        (TEMPLATE.replace("own/private-fostering", "sense-check/environment"), "another id"),
        ("a: &a x\nb: *a\n", "Line 2: write out what * stands for"),
        ("# " + "x" * 60_000, "The criterion must be 60000 characters or fewer."),
    ],
)
def test_text_that_is_no_criterion_is_answered_with_one_sentence_at_the_field(
    browser: TestClient, program: TestClient, seeded: Seeded, text: str, says: str
) -> None:
    given = {"as": "text", "content": text, "author": "Ada"}
    answer = browser.post(f"/areas/{seeded.area}/own-criteria", data=given)
    page = html.unescape(answer.text)
    assert answer.status_code == 422
    assert page.count(says) == 2
    assert 'aria-describedby="content-hint content-error"' in page
    refused = program.post(
        f"{API}/areas/{seeded.area}/criteria", json={"content": text, "author": "Ada"}
    )
    assert refused.status_code == 422
    assert set(refused.json()) == {"error"}
    assert says in refused.json()["error"]["message"]
    assert "\n" not in refused.json()["error"]["message"]


def test_from_the_template_to_the_next_check(
    browser: TestClient, store: Store, working: Worker
) -> None:
    """Added, tried by the worker, kept, asked by the check, let go, asked no more."""
    area = uploaded(store, {**documents(), "fostering.md": FOSTERING})
    home = f"/areas/{area}/own-criteria"
    given = {"as": "text", "content": TEMPLATE, "author": "Ada"}
    path = browser.post(home, data=given).headers["location"]
    assert "It was not tried yet" in shown(browser, path)  # the documents are still being read
    assert working.step()
    assert browser.post(f"{path}/keep").status_code == 409
    assert browser.post(f"{path}/try").headers["location"] == path
    assert "It is being tried" in shown(browser, path)
    assert browser.post(f"{path}/try").headers["location"] == path
    assert working.step()
    assert not working.step()
    page = shown(browser, path)
    assert "Learnt from 10 sentences" in page
    assert "Eastmere Private Fostering Protocol" in page
    assert "<mark>A teacher who hears" in page
    assert browser.post(f"{path}/keep").headers["location"] == path
    assert "The next check will be the first to." in shown(browser, path)
    job = asked(store, area)
    assert working.step()
    with store.reading() as session:
        found = checked.load(session, session.get(Area, area)).assessment
        shipped = {c.id for c in own_criteria.shipped().criteria}
        assert {c.id for c in found.criteria} - shipped == {"own/private-fostering"}
        assert session.get(Job, job).problem == ""
        tried_on = session.get(Job, job).versions
    assert len(tried_on) == 4
    assert "The next check will" not in shown(browser, path)
    assert "Private fostering" in shown(browser, f"/areas/{area}/results")
    assert "have changed since" not in shown(browser, f"/areas/{area}/results")
    asks = shown(browser, f"/areas/{area}/criteria/own/private-fostering")
    assert "Where the question comes from, 2024 (not confirmed)" in asks
    assert "In use" in shown(browser, f"/areas/{area}/criteria")
    for change in ("remove", ""):
        assert browser.post(f"{path}/{change}".rstrip("/"), data=filled()).status_code in {303, 409}
    browser.post(f"{path}/let-go")
    assert "have changed since" in shown(browser, f"/areas/{area}/results")
    asked(store, area)
    assert working.step()
    with store.reading() as session:
        found = checked.load(session, session.get(Area, area)).assessment
    assert "own/private-fostering" not in {c.id for c in found.criteria}
    assert browser.post(f"{path}/remove").headers["location"] == f"/areas/{area}/criteria"
    assert browser.get(path).status_code == 404


def test_examples_are_run_and_one_that_goes_wrong_keeps_it_out_of_use(
    browser: TestClient, store: Store, seeded: Seeded, working: Worker
) -> None:
    wrong = TEMPLATE.replace(
        "Private tuition is arranged", "Private fostering is told to the council"
    )
    given = {"as": "text", "content": wrong, "author": "Ada"}
    path = browser.post(f"/areas/{seeded.area}/own-criteria", data=given).headers["location"]
    assert working.step()
    page = shown(browser, path)
    assert "told: 1 of 4 examples go wrong." in page
    assert "own/private-fostering/told finds" in page
    assert "Use it in checks" not in page
    refused = browser.post(f"{path}/keep")
    assert refused.status_code == 409
    assert "put them right first" in refused.text
    right = {"as": "text", "content": TEMPLATE}
    assert browser.post(path, data=right).headers["location"] == path
    assert working.step()
    assert "told: all 4 examples are right." in shown(browser, path)
    assert "Use it in checks" in shown(browser, path)


def test_the_file_is_what_was_written(browser: TestClient, seeded: Seeded) -> None:
    given = {"as": "text", "content": TEMPLATE.replace("\n", "\r\n"), "author": "Ada"}
    path = browser.post(f"/areas/{seeded.area}/own-criteria", data=given).headers["location"]
    answer = browser.get(f"{path}/file")
    assert answer.text == TEMPLATE
    assert 'filename="private-fostering.yaml"' in answer.headers["content-disposition"]
    assert browser.get(f"{path}/change").headers["location"] == f"{path}/text"
    assert "what each key means" in shown(browser, f"{path}/text").lower()


def test_a_form_can_be_changed_as_a_form(browser: TestClient, store: Store, seeded: Seeded) -> None:
    path = f"/areas/{seeded.area}/own-criteria/{add_criterion(store, seeded.area)}"
    assert "Health visitors ask who" in shown(browser, f"{path}/change")
    assert browser.post(path, data=filled(title="Lodging")).headers["location"] == path
    page = shown(browser, path)
    assert "Lodging" in page
    assert "It is being tried" in page  # what was found before is of another text
    with store.reading() as session:
        assert session.query(OwnCriterion).one().key == "own/private-fostering"


@on_both
def test_the_same_again_changes_nothing_and_another_of_its_id_is_refused(
    program: TestClient, store: Store, seeded: Seeded
) -> None:
    path = f"{API}/areas/{seeded.area}/criteria"
    given = {"content": TEMPLATE, "author": "Ada"}
    first, again = program.post(path, json=given), program.post(path, json=given)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    other = {**given, "content": TEMPLATE.replace("severity: medium", "severity: low")}
    taken = program.post(path, json=other)
    assert (taken.status_code, taken.json()["error"]["code"]) == (409, "criterion-taken")
    one = f"{path}/{first.json()['id']}"
    begun, same = program.post(f"{one}/trial"), program.post(f"{one}/trial")
    assert (begun.status_code, same.status_code) == (202, 200)
    assert same.json() == begun.json()
    assert program.get(one).json()["trial"]["state"] == "queued"
    assert program.delete(f"{one}/trial").status_code == 204
    assert program.delete(f"{one}/trial").status_code == 204
    assert program.get(one).json()["trial"]["state"] == "cancelled"
    assert program.put(f"{one}/kept").json()["error"]["code"] == "criterion-untried"
    tried(store, first.json()["id"])
    kept = program.put(f"{one}/kept")
    assert program.put(f"{one}/kept").json() == kept.json()
    assert kept.json()["trial"]["learnt"]["confidence"] == "fair"
    assert kept.json()["trial"]["documents"][0]["quotes"]
    assert program.put(one, json=other).json()["error"]["code"] == "criterion-kept"
    assert program.delete(one).json()["error"]["code"] == "criterion-kept"
    assert program.delete(f"{one}/kept").json()["kept"] is None
    assert program.delete(f"{one}/kept").status_code == 200
    assert program.put(one, json=other).json()["trial"] is None
    assert program.put(one, json=other).status_code == 200
    assert program.get(path).json()["total"] == 1
    assert program.delete(one).status_code == 204
    assert program.delete(one).json()["error"]["code"] == "criterion-unknown"


def test_what_is_removed_or_changed_while_it_is_tried_leaves_nothing(
    program: TestClient,
    store: Store,
    seeded: Seeded,
    working: Worker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = f"{API}/areas/{seeded.area}/criteria"
    made = program.post(path, json={"content": TEMPLATE, "author": "Ada"}).json()["id"]
    real = tasks.run_examples

    for end in ("change", "delete"):
        program.post(f"{path}/{made}/trial")

        def interrupted(*given: object, end: str = end) -> object:
            if end == "change":
                program.put(f"{path}/{made}", json={"content": TEMPLATE + "# One.\n"})
            else:
                program.delete(f"{path}/{made}")
            return real(*given)

        monkeypatch.setattr(tasks, "run_examples", interrupted)
        assert working.step()
        assert not working.step()
        if end == "change":
            assert program.get(f"{path}/{made}").json()["trial"] is None
    with store.reading() as session:
        assert session.query(Job).filter(Job.kind == "try").count() == 0


def test_there_are_not_too_many(store: Store, seeded: Seeded) -> None:
    limits = ServiceSettings(max_area_criteria=2)
    with store.writing() as session:
        area = session.get(Area, seeded.area)
        for number in range(2):
            own_criteria.add(session, area, criterion_template(f"own/{number}"), By("A"), limits)
        with pytest.raises(Refusal, match="can have 2 criteria"):
            own_criteria.add(session, area, criterion_template("own/x"), By("A"), limits)


def test_what_no_longer_fits_a_release_is_left_out_of_checks_and_said(
    browser: TestClient, store: Store, working: Worker
) -> None:
    area = uploaded(store)
    working.step()
    path = f"/areas/{area}/own-criteria/{add_criterion(store, area)}"
    browser.post(f"{path}/keep")
    with store.writing() as session:
        row = session.query(OwnCriterion).one()
        row.content = row.content.replace("why:", "wherefore:")
    asked(store, area)
    working.step()
    assert "Your criterion own/private-fostering was left out" in shown(
        browser, f"/areas/{area}/results"
    )
    for page in (path, f"{path}/text", f"{path}/remove", f"/areas/{area}/criteria"):
        assert browser.get(page).status_code == 200, page
    assert "no longer fits" in shown(browser, path)


def test_a_document_that_is_deleted_is_quoted_nowhere(
    browser: TestClient, store: Store, seeded: Seeded
) -> None:
    path = f"/areas/{seeded.area}/own-criteria/{add_criterion(store, seeded.area)}"
    assert "<mark>" in shown(browser, path)
    browser.post(f"/areas/{seeded.area}/documents/{next(iter(seeded.papers.values()))}/delete")
    assert "<mark>" not in shown(browser, path)


def test_what_is_written_is_never_markup(browser: TestClient, seeded: Seeded) -> None:
    markup = "<script>alert(1)</script>"
    given = filled(title=markup, asks=markup, why=markup, meets=criterion_form().meets + markup)
    path = browser.post(f"/areas/{seeded.area}/own-criteria", data=given).headers["location"]
    for page in (path, f"{path}/change", f"{path}/text", f"/areas/{seeded.area}/criteria"):
        assert "<script>alert" not in browser.get(page).text
    written = {"as": "text", "content": markup, "author": "A"}
    again = browser.post(f"/areas/{seeded.area}/own-criteria", data=written).text
    assert "<script>alert" not in again


def test_the_largest_text_is_read_quickly(browser: TestClient, seeded: Seeded) -> None:
    data = yaml.safe_load(TEMPLATE)
    data["rules"][0]["terms"] = [f"(aaa{n}|~bbb{n}) ...20 ?~ccc{n} ...20 d*" for n in range(1200)]
    content = yaml.safe_dump(data, sort_keys=False)[: own_criteria.CONTENT_LIMIT + 10_000]
    begun = time.monotonic()
    given = {"as": "text", "content": content, "author": "A"}
    browser.post(f"/areas/{seeded.area}/own-criteria", data=given)
    assert time.monotonic() - begun < 5


def test_documents_that_cannot_be_read_are_not_tried_on(store: Store, seeded: Seeded) -> None:
    criterion = add_criterion(store, seeded.area)
    with store.writing() as session:
        area = session.get(Area, seeded.area)
        version = session.query(Version).first()
        version.problem = "It is a scan."
        trial, _ = own_criteria.ask_trial(session, area, session.get(OwnCriterion, criterion))
        assert version.id not in trial.job.versions
        assert len(trial.job.versions) == len(seeded.papers) - 1


def test_killed_in_the_middle_a_trial_ends_once(store: Store, seeded: Seeded) -> None:
    with store.writing() as session:
        area = session.get(Area, seeded.area)
        limits = ServiceSettings()
        criterion, _ = own_criteria.add(session, area, TEMPLATE, By("Ada"), limits)
        trial, _ = own_criteria.ask_trial(session, area, criterion)
        job, identity = trial.job_id, criterion.id

    def attempts() -> int:
        with store.reading() as session:
            return session.get(Job, job).attempts

    with process(store.folder) as running:
        wait_for(lambda: attempts() == 1)
        time.sleep(random.uniform(0, 2))
        running.send_signal(signal.SIGKILL)
    with process(store.folder):
        wait_for(lambda: state(store, job)[0].ended)
    assert state(store, job) == (JobState.DONE, "")
    with store.reading() as session:
        (kept,) = session.get(OwnCriterion, identity).trials
        assert own_criteria.report_of(kept).learnt.tried == 10


def test_what_takes_its_worker_down_is_given_up_with_a_sentence(
    browser: TestClient, store: Store, seeded: Seeded
) -> None:
    given = {"as": "text", "content": TEMPLATE, "author": "Ada"}
    path = browser.post(f"/areas/{seeded.area}/own-criteria", data=given).headers["location"]
    for _ in range(jobs.ATTEMPTS):
        jobs.claim(store, "a run")
        jobs.recover(store)
    assert "This stopped Sensecheck 3 times and was given up." in shown(browser, path)
    browser.post(f"{path}/try")
    for _ in range(jobs.ATTEMPTS):
        jobs.told(store, jobs.claim(store, "a run"), {"name": "gangs.md"})
        jobs.recover(store)
    with store.reading() as session:
        problems = {job.problem for job in session.query(Job).filter(Job.kind == "try")}
    assert any("worked on (gangs.md)" in problem for problem in problems)


def test_a_reviewer_is_told_who_lets_checks_ask_a_criterion(shared: Shared) -> None:
    path = f"/areas/{shared.seeded.area}/own-criteria/{shared.ids['criterion_id']}"
    said = "An owner of the area can let its checks ask it."
    assert said in shared.browser("reviewer").get(path).text
    assert said not in shared.browser("owner").get(path).text
