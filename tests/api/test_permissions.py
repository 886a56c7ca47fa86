"""Every route as everyone: permissions.csv says what each needs, and one that it lacks fails."""

from __future__ import annotations

import csv
import html
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import APIRouter, FastAPI
from reporting.conftest import handmade
from sharing import Shared, share
from test_routes import filled

from api import app as application
from api.app import create_app, endpoints
from api.guard import LocalAccess
from api.rights import needed
from api.store import Store
from checker.errors import MESSAGES

with (Path(__file__).parent / "permissions.csv").open(encoding="utf-8") as table:
    STATED = {(row["method"], row["path"]): row["right"] for row in csv.DictReader(table)}

OF_AREA = {"steering", "reader", "reviewer", "owner"}
EVERYONE = ["nobody", *sorted(OF_AREA), "administrator", "stranger"]

MAY = {
    "open": set(EVERYONE),
    "use": set(EVERYONE) - {"nobody"},
    "account": set(EVERYONE) - {"nobody"},
    "create": {"administrator"},
    "administer": {"administrator"},
    "read": {"reader", "reviewer", "owner"},
    "review": {"reviewer", "owner"},
    "own": {"owner"},
    "people": {"owner", "administrator"},
}
"""Who may do what in the area; the stranger owns another one."""

LEFT_WHOLE = {"decision_id", "paper_id", "second_id", "account_id", "job_id", "check_id"}
LEFT_WHOLE |= {"criterion_id", "export_id"}
"""What is not named where something is changed, so that it is there for the next one to try."""


def mounted(app: FastAPI) -> dict[tuple[str, str], str]:
    """What each route itself says that it needs."""
    return {
        (method, ("/api/v1" if ".v1." in route.endpoint.__module__ else "") + route.path): str(
            needed(route.endpoint)
        )
        for route in endpoints(app)
        for method in route.methods
    }


@pytest.fixture(scope="module")
def shared(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    """One for all: what someone may change is left there for the others."""
    folder = tmp_path_factory.mktemp("shared") / "data"
    shutil.copytree(empty, folder)
    store = Store(folder)
    yield share(store)
    store.close()


def test_every_route_needs_what_the_table_says(app: FastAPI) -> None:
    assert mounted(app) == STATED


def test_a_route_that_does_not_say_what_it_needs_keeps_the_service_from_starting(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Forgetful:
        router = APIRouter()

    @Forgetful.router.get("/forgotten")
    def forgotten() -> None: ...

    monkeypatch.setattr(application, "PAGES", (*application.PAGES, Forgetful))
    with pytest.raises(AssertionError, match="/forgotten"):
        create_app(store, LocalAccess("t", 1))


def refused(answer: object, path: str) -> bool:
    """Whether someone was kept out, and not only told that something is missing or wrong."""
    if answer.status_code == 303:
        return answer.headers["location"].startswith("/sign-in?to=")
    text = html.unescape(answer.text)
    kept_out = {"right-lacking": 403, "area-unknown": 404, "sign-in-needed": 401}
    return any(
        answer.status_code == status and MESSAGES[code] in text for code, status in kept_out.items()
    )


@pytest.mark.parametrize("who", EVERYONE)
def test_everyone_can_do_what_her_role_allows_and_nothing_else(shared: Shared, who: str) -> None:
    client = shared.browser(who)
    wrong = []
    for (method, path), right in STATED.items():
        ids = dict(shared.ids)
        if method != "GET":
            ids = {key: value for key, value in ids.items() if key not in LEFT_WHOLE}
        if (method, path) == ("DELETE", "/api/v1/areas/{area_id}") and who in MAY[right]:
            continue  # below
        if path == "/sign-out":
            continue  # below
        files = {"files": ("a.md", b"# A\n")} if path.endswith("/documents") else None
        json = {} if "/api/" in path and method in {"POST", "PUT"} and not files else None
        answer = client.request(method, filled(path, ids), files=files, json=json)
        assert answer.status_code < 500, f"{method} {path}: {answer.text[:300]}"
        if refused(answer, path) == (who in MAY[right]):
            wrong.append((method, path, right, answer.status_code))
    assert wrong == []


def test_an_area_is_deleted_by_its_owner_alone(store: Store) -> None:
    shared = share(store)
    path = f"/api/v1/areas/{shared.seeded.area}"
    for who in sorted(EVERYONE, key=lambda who: who == "owner"):
        client = shared.browser(who)
        assert (client.delete(path).status_code == 204) == (who == "owner"), who
        assert client.post("/sign-out").headers["location"].startswith("/sign-in")
        assert client.get("/").headers["location"] == "/sign-in?to=%2F"


def test_what_someone_may_see_is_really_shown(store: Store) -> None:
    """The matrix would also pass if every page were broken."""
    shared = share(store)
    client = shared.browser("owner")
    shown = 0
    for method, path in STATED:
        if method == "GET" and path.startswith("/areas/{area_id}") and "{number}" not in path:
            ids = {**shared.ids, "second_id": "x"}
            if "/pairs/" in path:
                ids["second_id"] = shared.ids["last_id"]
            if path.endswith("/reports/{name}"):
                ids["name"] = "text"
            answer = client.get(filled(path, ids))
            if "/second/{" in path or "sign_off_id" in path or "/routes/picture" in path:
                assert answer.status_code in {200, 404, 409}, path
                continue
            if "/remarks/" in path or path.endswith("/reports/changes"):
                assert answer.status_code in {200, 409, 422}, path
                continue
            assert answer.status_code in {200, 303}, f"{path} {answer.text[-500:]}"
            shown += 1
    assert shown > 18


def test_a_steering_user_sees_no_word_of_a_document(shared: Shared) -> None:
    client = shared.browser("steering")
    documents = handmade().documents
    words = {d.path for d in documents} | {d.title for d in documents if d.title}
    words |= {e.quote for v in handmade().verdicts for e in v.evidence}
    pages = 0
    for method, path in STATED:
        if method == "GET":
            answer = client.get(filled(path, shared.ids))
            text = html.unescape(answer.text)
            assert not [word for word in words if word in text], path
            pages += answer.status_code == 200
    assert pages >= 6
    numbers = html.unescape(client.get("/benchmarks").text)
    assert "Eastmere" in numbers
    assert "Calderwick" not in numbers
    assert re.search(r"\d of \d", numbers)


def test_an_administrator_sees_no_word_of_a_document(shared: Shared) -> None:
    client = shared.browser("administrator")
    for method, path in STATED:
        if method == "GET":
            text = html.unescape(client.get(filled(path, shared.ids)).text)
            assert not [d.path for d in handmade().documents if d.path in text], path


def test_lists_hold_only_what_is_ones_own(shared: Shared) -> None:
    names = {
        who: [a["name"] for a in shared.browser(who).get("/api/v1/areas").json()["items"]]
        for who in ("steering", "reader", "owner", "stranger", "administrator")
    }
    assert names == {
        "steering": [],
        "reader": ["Eastmere"],
        "owner": ["Eastmere"],
        "stranger": ["Calderwick"],
        "administrator": [],
    }
