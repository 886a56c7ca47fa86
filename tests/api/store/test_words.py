"""What no database keeps is left out, and stumbled over nowhere."""

from __future__ import annotations

import doctest

from conftest import ACCESS, ORIGIN
from fastapi.testclient import TestClient
from postgres import on_both
from pydantic import BaseModel
from seeding import seed
from sharing import Shared, share

from api.app import create_app
from api.routes.v1 import schemas
from api.store import Store, Version, words

HALF, NUL = "\\ud83d", "\\u0000"
"""Half a character and none at all, as a program may write them in JSON."""

API = "/api/v1"


def test_examples() -> None:
    assert doctest.testmod(words).failed == 0


def test_whatever_a_program_sends_is_taken_so() -> None:
    given = [m for name, m in vars(schemas).items() if name.endswith("In") and len(name) > 2]
    assert len(given) > 4
    assert [m for m in given if issubclass(m, BaseModel) and not issubclass(m, schemas.Given)] == []


@on_both
def test_no_text_breaks_what_comes_after(store: Store) -> None:
    """A title with half a character was kept, and then no list could be shown any more."""
    seeded = seed(store)
    app = create_app(store, ACCESS)
    headers = {"Authorization": f"Bearer {ACCESS.token}"}
    program = TestClient(app, base_url=ORIGIN, headers=headers, follow_redirects=False)
    home = f"{API}/areas/{seeded.area}"
    paper = next(iter(seeded.papers.values()))
    point = program.get(f"{home}/findings").json()["items"][0]["id"]

    def sent(method: str, path: str, **given: str) -> object:
        text = ", ".join(f'"{key}": "{value}"' for key, value in given.items())
        json = {"Content-Type": "application/json"}
        answer = program.request(method, path, content=f"{{{text}}}", headers=json)
        assert answer.status_code < 300, answer.text
        return answer.json()

    for bad, name in ((HALF, "Another"), (NUL, "Other")):
        assert sent("POST", f"{API}/areas", name=f"{bad}{name}")["name"] == name
        sent("PUT", f"{home}/documents/{paper}/facts", title=f"A{bad} title")
        decided = sent(
            "POST",
            f"{home}/findings/{point}/decisions",
            kind="comment",
            words=f"So{bad}.",
            author=f"A{bad}da",
        )
        assert decided["decisions"][-1]["words"] == "So."
        signed = sent("POST", f"{home}/sign-offs", author=f"A{bad}da", role=f"Ch{bad}air")
        assert (signed["by"], signed["role"]) == ("Ada", "Chair")
    with store.writing() as session:
        version = session.get(Version, next(iter(session.query(Version.id)))[0])
        version.problem, version.detected = "No\0 good.", {"title": "Half \ud83d."}
    for path in ("/", f"/areas/{seeded.area}/documents", f"{home}/documents", f"{API}/areas"):
        page = program.get(path)
        assert page.status_code == 200, path
        assert "\0" not in page.text


@on_both
def test_no_address_and_no_form_breaks_a_page(store: Store) -> None:
    shared = share(store)
    for text in ("a%00b", "%ED%A0%BD", "%FF"):
        stumble(shared, text)


def stumble(shared: Shared, text: str) -> None:
    nobody, owner = shared.browser("nobody"), shared.browser("owner")
    home = f"/areas/{shared.seeded.area}"
    for path in (
        f"/areas/{text}",
        *(f"{home}/{p}/{text}" for p in ("documents", "checks", "texts")),
    ):
        assert owner.get(path).status_code == 404, path
    assert owner.get(f"{home}/findings?document={text}&assigned={text}").status_code == 200
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    entered = nobody.post("/sign-in", content=f"login={text}&password={text}", headers=form)
    assert entered.status_code == 403
    appointed = owner.post(f"{home}/people", content=f"login={text}&role=reader", headers=form)
    assert appointed.status_code == 422
