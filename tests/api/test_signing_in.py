"""Signing in: the right password alone, not too many tries, and for a time."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sharing import ADDRESS, PASSWORD, Shared
from sqlalchemy import select, update

from api import people, signing_in
from api.guard import own_path
from api.refusals import Refusal
from api.store import Account, Attempt, SignIn, Token
from api.store.tables import now

LOGIN = "reader@board.example"


def enter(client: TestClient, login: str = LOGIN, password: str = PASSWORD, to: str = "/"):
    return client.post("/sign-in", data={"login": login, "password": password, "to": to})


def test_the_right_password_opens_the_page_that_was_asked_for(shared: Shared) -> None:
    client = shared.browser("nobody")
    path = f"/areas/{shared.seeded.area}/findings"
    asked = client.get(path).headers["location"]
    assert 'name="to" value="' + path in client.get(asked).text
    answer = enter(client, to=path)
    assert answer.headers["location"] == path
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-sensecheck=")
    for word in ("HttpOnly", "Secure", "SameSite=lax", "Path=/"):
        assert word in cookie
    assert client.get(path).status_code == 200
    with shared.store.reading() as session:
        kept = session.scalars(select(SignIn.sha256)).all()
    assert not any(sha256 in cookie for sha256 in kept)


def test_one_comes_back_to_the_page_that_was_asked_for_with_all_of_its_address(
    shared: Shared,
) -> None:
    client = shared.browser("nobody")
    path = f"/areas/{shared.seeded.area}/findings?severity=high&page=2"
    asked = client.get(path).headers["location"]
    assert html.unescape(client.get(asked).text).count(f'name="to" value="{path}"') == 1
    assert enter(client, to=path).headers["location"] == path


def test_a_form_that_came_too_late_leads_back_to_its_page(shared: Shared) -> None:
    client = shared.browser("nobody")
    path = f"/areas/{shared.seeded.area}/findings/{shared.ids['point_id']}"
    for page, to in (
        (f"{ADDRESS}{path}", path),
        (f"https://evil.example{path}", "/"),
        (f"{ADDRESS}//evil.example", "/evil.example"),
        ("", "/"),
    ):
        answer = client.post(path, data={"kind": "accepted"}, headers={"Referer": page})
        text = client.get(answer.headers["location"]).text
        assert f'name="to" value="{to}"' in text
        assert "was not saved" in text
    assert "was not saved" not in client.get("/sign-in").text


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_no_address_leads_elsewhere(shared: Shared, to: str) -> None:
    assert enter(shared.browser("nobody"), to=to).headers["location"] == own_path(to)
    assert own_path(to).startswith("/")
    assert not own_path(to).startswith(("//", "/\\"))


@pytest.mark.parametrize(
    ("login", "password"),
    [(LOGIN, "wrong"), (LOGIN, ""), ("nobody@board.example", PASSWORD), ("", "")],
)
def test_what_is_wrong_is_not_told_apart(shared: Shared, login: str, password: str) -> None:
    answer = enter(shared.browser("nobody"), login, password)
    assert answer.status_code == 403
    assert "The login or the password is not right." in answer.text
    assert "set-cookie" not in answer.headers


def test_too_many_tries_close_the_login_for_a_while(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(signing_in.TRIES, "login", 2)  # each takes its time by design
    client = shared.browser("nobody")
    for _ in range(2):
        assert enter(client, password="x").status_code == 403
    throttled = enter(client)
    assert throttled.status_code == 429
    assert "too many tries" in throttled.text
    assert enter(client, "owner@board.example").status_code == 303
    with shared.store.writing() as session:
        session.execute(update(Attempt).values(created=now() - signing_in.WITHIN))
    assert enter(client).status_code == 303


def test_one_address_cannot_try_everyone(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(signing_in.TRIES, "from", 3)
    for number in range(3):
        with pytest.raises(Refusal, match="not right"):
            signing_in.sign_in(shared.store, f"{number}", "x", "192.0.2.1")
    with pytest.raises(Refusal, match="too many"):
        signing_in.sign_in(shared.store, LOGIN, PASSWORD, "192.0.2.1")
    for _ in range(4):  # what does not fail does not count
        assert signing_in.sign_in(shared.store, LOGIN, PASSWORD, "192.0.2.3")
    assert signing_in.sign_in(shared.store, LOGIN, PASSWORD, "192.0.2.2")


@pytest.mark.parametrize(
    ("values", "still"),
    [
        ({"seen": signing_in.IDLE - timedelta(minutes=5)}, True),
        ({"seen": signing_in.IDLE + timedelta(minutes=5)}, False),
        ({"created": signing_in.LASTING + timedelta(minutes=5)}, False),
    ],
)
def test_one_is_signed_in_for_a_time(
    shared: Shared, values: dict[str, timedelta], still: bool
) -> None:
    with shared.store.writing() as session:
        times = {key: now() - value for key, value in values.items()}
        session.execute(update(SignIn).values(**times))
    client = shared.browser("reader")
    assert (client.get("/").status_code == 200) == still
    if still:  # and is seen anew
        with shared.store.reading() as session:
            account = shared.accounts["reader"]
            seen = session.scalars(select(SignIn.seen).where(SignIn.user_id == account)).one()
        assert now() - seen < timedelta(minutes=1)


def test_a_closed_account_opens_nothing(shared: Shared) -> None:
    with shared.store.writing() as session:
        token = signing_in.make_token(session, shared.accounts["reader"], "A script")
    program = TestClient(shared.app, base_url=ADDRESS, headers={"Authorization": f"Bearer {token}"})
    assert program.get("/api/v1/areas").json()["total"] == 1
    with shared.store.writing() as session:
        people.close(session, session.get(Account, shared.accounts["reader"]))
    assert program.get("/api/v1/areas").status_code == 401
    assert shared.browser("reader").get("/").status_code == 303
    assert enter(shared.browser("nobody")).status_code == 403


def test_a_token_is_kept_as_a_hash_and_needs_no_origin(shared: Shared) -> None:
    page = shared.browser("reviewer").post("/account/tokens", data={"label": "A script"}).text
    token = page.partition("sensecheck-")[2].partition("<")[0]
    shown = {"Authorization": f"Bearer sensecheck-{token}"}
    program = TestClient(shared.app, base_url=ADDRESS, headers=shown)
    path = f"/api/v1/areas/{shared.seeded.area}/checks"
    assert program.post(path).status_code == 202
    with shared.store.reading() as session:
        assert token not in session.scalars(select(Token.sha256)).one()
    wrong = TestClient(shared.app, base_url=ADDRESS, headers={"Authorization": "Bearer x"})
    assert wrong.get("/api/v1/areas").json()["error"]["code"] == "sign-in-needed"


def test_with_a_wrong_token_no_cookie_counts(shared: Shared) -> None:
    client = shared.browser("owner")
    assert client.get("/api/v1/areas", headers={"Authorization": "Bearer x"}).status_code == 401


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://sensecheck.example"])
def test_another_page_changes_nothing(shared: Shared, origin: str) -> None:
    client = shared.browser("owner")
    path = f"/areas/{shared.seeded.area}/delete"
    answer = client.post(path, data={"name": "Eastmere"}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert client.get(f"/areas/{shared.seeded.area}/documents").status_code == 200


def test_another_host_is_not_ours(shared: Shared) -> None:
    assert shared.browser("owner").get("/", headers={"Host": "evil.example"}).status_code == 421


def test_a_new_password_signs_every_browser_out(shared: Shared) -> None:
    one = shared.browser("owner")
    given = {"now": PASSWORD, "password": "four other plain words", "again": "something else"}
    assert "not the same" in one.post("/account/password", data=given).text
    given["again"] = given["password"]
    assert "not your present" in one.post("/account/password", data={**given, "now": "x"}).text
    assert one.post("/account/password", data=given).status_code == 303
    assert one.get("/").status_code == 303
    assert enter(one, "owner@board.example").status_code == 403
    assert enter(one, "owner@board.example", given["password"]).status_code == 303
