"""Who may ask: the right address, the right token, a page of ours."""

from __future__ import annotations

import re

import pytest
from conftest import ACCESS, ORIGIN
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api import areas
from api.app import create_app
from api.guard import LocalAccess
from api.pages import LOOKS
from api.store import Store


def test_the_opened_address_gives_a_cookie_that_no_script_can_read(stranger: TestClient) -> None:
    answer = stranger.get("/areas/new", params={"token": ACCESS.token, "name": "a b"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/areas/new?name=a+b"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert "Domain" not in cookie
    assert stranger.get("/areas/new").status_code == 200


def test_a_key_opens_the_page_once(app: FastAPI, stranger: TestClient) -> None:
    access = LocalAccess("another token", 8613)
    guarded = TestClient(create_app(app.state.service.store, access), base_url=ORIGIN)
    path = access.invitation().removeprefix(ORIGIN)
    assert access.token not in path
    assert guarded.get(path).status_code == 200
    assert guarded.get("/").status_code == 200
    guarded.cookies.clear()
    assert guarded.get(path).status_code == 403


def test_the_address_after_the_token_is_never_another_host(stranger: TestClient) -> None:
    for path in ("//evil.example", "/\\evil.example"):
        answer = stranger.get(f"{ORIGIN}{path}?token={ACCESS.token}")
        assert answer.headers["location"] == "/evil.example"


@pytest.mark.parametrize("token", ["", "wrong", ACCESS.token[:-1], "ü"])
def test_a_wrong_token_opens_nothing(stranger: TestClient, token: str) -> None:
    assert stranger.get("/", params={"token": token}).status_code == 403
    header = {"Authorization": f"Bearer {token}".encode()}
    assert stranger.get("/api/v1/areas", headers=header).json()["error"]["code"] == "token-wrong"
    stranger.cookies.set(ACCESS.cookie, token.encode().hex())
    assert stranger.get("/").status_code == 403


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8613",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1.evil.example",
        "",
    ],
)
def test_another_name_for_this_machine_is_refused(browser: TestClient, host: str) -> None:
    answer = browser.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert ACCESS.token not in answer.text


def test_the_name_localhost_is_ours_too(program: TestClient) -> None:
    assert program.get("/", headers={"Host": "localhost:8613"}).status_code == 200


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://127.0.0.1:8000", "https://127.0.0.1:8613", ""],
)
def test_another_page_changes_nothing(browser: TestClient, store: Store, origin: str) -> None:
    answer = browser.post("/areas", data={"name": "Planted"}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert "Planted" not in browser.get("/").text


def test_without_an_origin_a_cookie_is_not_enough(browser: TestClient) -> None:
    del browser.headers["Origin"]
    assert browser.post("/areas", data={"name": "Planted"}).status_code == 403
    sent = {"Sec-Fetch-Site": "cross-site"}
    assert browser.post("/areas", data={"name": "Planted"}, headers=sent).status_code == 403
    sent = {"Sec-Fetch-Site": "same-origin"}
    assert browser.post("/areas", data={"name": "Own"}, headers=sent).status_code == 303


@pytest.mark.parametrize(
    "path", ["/", "/health", "/static/service.css", "/nothing", "/api/v1/areas"]
)
def test_every_answer_carries_the_policy(
    browser: TestClient, stranger: TestClient, path: str
) -> None:
    for client in (browser, stranger):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        if not path.startswith("/static/"):
            assert headers["cache-control"] == "no-store"


def test_looks_are_kept_by_browsers_until_they_change(browser: TestClient) -> None:
    page = browser.get("/").text
    addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(addresses) == 5
    for address in addresses:
        assert address.endswith(f"?{LOOKS}")
        assert "immutable" in browser.get(address).headers["cache-control"]
    assert browser.get("/static/nothing.css").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/api/v1/areas"])
def test_what_breaks_tells_no_stranger_how(
    stranger: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the inside")

    monkeypatch.setattr(areas, "listed", broken)
    answer = stranger.get(path, headers={"Authorization": f"Bearer {ACCESS.token}"})
    assert answer.status_code == 500
    assert "Something went wrong inside Sensecheck" in answer.text
    assert "the inside" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_what_is_open_says_nothing_of_anyone(stranger: TestClient, seeded: object) -> None:
    assert set(stranger.get("/health").json()) == {"status", "version"}
    for path in (
        "/static/../../pyproject.toml",
        "/static/%2e%2e/%2e%2e/pyproject.toml",
        "/static/",
    ):
        assert stranger.get(path).status_code in {403, 404}
