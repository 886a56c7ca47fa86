"""Every route, as a stranger and with ids of another area: generated, so that none is left out."""

from __future__ import annotations

import re

from conftest import ACCESS, ORIGIN
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from seeding import Seeded, add_criterion, add_export, seed

from api import checked
from api.app import PAGES
from api.store import Area, Store

OPEN = {
    "/health",
    "/static/findings.css",
    "/static/benchmark.css",
    "/accessibility",
    "/sign-in",
    "/sign-in/provider",
    "/sign-in/provider/answer",
    "/join/{key}",
}


def routes(app: FastAPI) -> list[tuple[str, str]]:
    """Every (method, path): the pages' from their routers, the API's from its description."""
    pages = [r for module in PAGES for r in module.router.routes if isinstance(r, APIRoute)]
    found = [(method, r.path) for r in pages for method in sorted(r.methods)]
    for path, methods in app.openapi()["paths"].items():
        found += [(method.upper(), path) for method in methods]
    return found


def filled(path: str, ids: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda m: ids.get(m[1], "unknown"), path)


def test_the_routes_are_known(app: FastAPI) -> None:
    found = routes(app)
    assert len(found) > 45
    assert ("POST", "/areas/{area_id}/documents/{paper_id}/delete") in found
    assert ("GET", "/api/v1/areas/{area_id}/checks/{check_id}/assessment") in found


def test_without_the_token_every_route_is_closed(
    app: FastAPI, stranger: TestClient, seeded: Seeded
) -> None:
    ids = {"area_id": seeded.area, "job_id": seeded.check, "check_id": seeded.check}
    for method, path in routes(app):
        if path not in OPEN:
            answer = stranger.request(method, filled(path, ids), headers={"Origin": ORIGIN})
            assert answer.status_code == 403, f"{method} {path}"
            assert "Eastmere" not in answer.text


def test_ids_that_are_guessed_find_nothing(app: FastAPI, program: TestClient) -> None:
    bodies = {
        "json": {
            **{"name": "x", "kind": "accepted", "author": "x", "outcome": "met", "role": "x"},
            "content": "x",
        }
    }
    for method, path in routes(app):
        if "{" in path:
            given = bodies if method in {"POST", "PUT"} and "/api/" in path else {}
            if path.endswith(("/documents", "/versions", "/version")) and method == "POST":
                given = {"files": {"files" if "/versions" not in path else "file": b"x"}}
            answer = program.request(method, filled(path, {}), **given)
            assert answer.status_code == 404, f"{method} {path}: {answer.text[:200]}"


def test_what_belongs_to_another_area_is_not_found_through_ones_own(
    app: FastAPI, program: TestClient, store: Store, seeded: Seeded
) -> None:
    own = seed(store, name="Calderwick")
    with store.writing() as session:
        area = session.get(Area, seeded.area)
        found = checked.load(session, area)
        point = found.items[0].point.id
        decision = checked.decide(session, area, found, point, "comment", "Mine.", checked.By("A"))
    paper = next(iter(seeded.papers.values()))
    criterion, export = add_criterion(store, seeded.area), add_export(store, seeded.area)
    for path in (
        f"/areas/{own.area}/documents/{paper}",
        f"/areas/{own.area}/documents/{paper}/version",
        f"/areas/{own.area}/documents/{paper}/delete",
        f"/areas/{own.area}/checks/{seeded.check}",
        f"/areas/{own.area}/reports/remarks/{paper}",
        f"/areas/{own.area}/own-criteria/{criterion}",
        f"/areas/{own.area}/own-criteria/{criterion}/file",
        f"/areas/{own.area}/reports/exports/{export}",
        f"/areas/{own.area}/reports/exports/{export}/file",
        f"/api/v1/areas/{own.area}/criteria/{criterion}",
        f"/api/v1/areas/{own.area}/reports/exports/{export}/file",
        f"/api/v1/areas/{own.area}/documents/{paper}",
        f"/api/v1/areas/{own.area}/checks/{seeded.check}",
        f"/api/v1/areas/{own.area}/checks/{seeded.check}/assessment",
        f"/api/v1/areas/{own.area}/reports/remarks/{paper}",
    ):
        assert program.get(path).status_code == 404, path
    for method, path in (
        ("POST", f"/areas/{own.area}/documents/{paper}/delete"),
        ("DELETE", f"/api/v1/areas/{own.area}/documents/{paper}"),
        ("POST", f"/areas/{own.area}/own-criteria/{criterion}/keep"),
        ("DELETE", f"/api/v1/areas/{own.area}/criteria/{criterion}"),
        ("POST", f"/areas/{own.area}/reports/exports/{export}/stop"),
        ("POST", f"/areas/{own.area}/checks/{seeded.check}/stop"),
        ("POST", f"/areas/{own.area}/findings/{point}/decisions/{decision.id}/undo"),
        ("DELETE", f"/api/v1/areas/{own.area}/decisions/{decision.id}"),
    ):
        assert program.request(method, path).status_code == 404, path
    left = program.get(f"/api/v1/areas/{seeded.area}/documents").json()
    assert left["total"] == len(seeded.papers)
    assert ACCESS.token not in str(left)


def test_what_is_not_there_has_a_page_and_a_shape(program: TestClient) -> None:
    answer = program.get("/nothing/here")
    assert answer.status_code == 404
    assert "Page not found" in answer.text
    answer = program.get("/api/v1/nothing")
    assert answer.json() == {
        "error": {
            "code": "page-unknown",
            "message": "There is nothing at this address: it may have been deleted.",
        }
    }
    assert program.delete("/areas/new").status_code == 405
    assert program.put("/api/v1/areas").json()["error"]["code"] == "method-unknown"
