"""Whatever is changed, by whatever route, stands in the trail once, with who did it."""

from __future__ import annotations

import re
from typing import Any

from fastapi.testclient import TestClient
from seeding import tried
from sharing import PASSWORD, Shared
from sqlalchemy import select
from test_permissions import STATED

from api import trail
from api.store import Event, Store, Version
from checker.judging import criterion_template


def ids_of(store: Store) -> set[str]:
    """The ids of the events: what was done in an area goes with it."""
    with store.reading() as session:
        return set(session.scalars(select(Event.id)))


def newest(store: Store) -> Event:
    with store.reading() as session:
        return session.scalars(select(Event).order_by(Event.created.desc())).first()


class Doer:
    """Changes things by routes and looks what the trail says of each."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.done: set[tuple[str, str]] = set()

    def __call__(
        self, client: TestClient, method: str, route: str, ids: dict[str, str], **given: Any
    ) -> Any:
        before = ids_of(self.shared.store)
        path = re.sub(r"\{(\w+)\}", lambda m: {**self.shared.ids, **ids}[m[1]], route)
        answer = client.request(method, path, **given)
        assert answer.status_code < 400, (
            f"{method} {path} {answer.status_code} {answer.text[-900:]}"
        )
        assert len(ids_of(self.shared.store) - before) == 1, f"{method} {path}"
        event = newest(self.shared.store)
        assert event.who, route
        assert event.action, route
        self.done.add((method, route))
        return answer


def test_whatever_is_changed_is_written_down(shared: Shared) -> None:
    do = Doer(shared)
    owner, second = shared.browser("owner"), shared.browser("second")
    admin, anyone = shared.browser("administrator"), shared.browser("nobody")
    area, api = "/areas/{area_id}", "/api/v1/areas/{area_id}"
    answer = "/answers/{document_id}/{pack}/{name}"
    said = {"outcome": "met", "words": "It does."}

    # Findings and answers.
    finding = f"{area}/findings/{{point_id}}"
    do(owner, "POST", finding, {}, data={"kind": "accepted"})
    assert newest(shared.store).who == "owner person"
    do(owner, "POST", f"{finding}/assign", {}, data={"value": "reviewer person"})
    do(owner, "POST", f"{finding}/decisions/{{decision_id}}/undo", {})
    made = do(
        owner, "POST", f"{api}/findings/{{finding_id}}/decisions", {},
        json={"kind": "comment", "words": "Ask."},
    ).json()  # fmt: skip
    assert {d["author"] for d in made["decisions"]} == {"owner person"}
    do(
        owner,
        "DELETE",
        f"{api}/decisions/{{decision_id}}",
        {"decision_id": made["decisions"][0]["id"]},
    )
    do(owner, "POST", f"{area}{answer}", {}, data=said)
    do(owner, "POST", f"{area}{answer}/undo", {})
    do(owner, "PUT", f"{api}{answer}", {}, json=said)

    # A second review.
    review = f"{area}/second/{{second_id}}"
    do(second, "POST", f"{review}{answer}", {}, data=said)
    do(second, "POST", f"{review}/findings/{{point_id}}", {}, data={"kind": "accepted"})
    do(second, "POST", f"{review}/finish", {})
    do(shared.browser("reviewer"), "POST", f"{area}/second", {})

    # Sign-offs.
    do(owner, "POST", f"{area}/sign-off", {}, data={"role": "Chair"})
    do(owner, "POST", f"{api}/sign-offs", {}, json={"role": "Chair"})

    # Criteria of one's own, and reports that are asked for.
    mine = f"{area}/own-criteria/{{criterion_id}}"
    do(owner, "POST", f"{mine}/keep", {})
    do(owner, "POST", f"{mine}/let-go", {})
    do(owner, "POST", f"{mine}/try", {})
    do(owner, "POST", f"{mine}/try/stop", {})
    content = criterion_template("own/another")
    written = {"as": "text", "content": content}
    do(owner, "POST", f"{area}/own-criteria", {}, data=written)
    changed = {"as": "text", "content": content.replace("own/another", "own/private-fostering")}
    do(owner, "POST", mine, {}, data=changed)
    do(owner, "POST", f"{mine}/remove", {})
    given = {"content": criterion_template("own/third")}
    new = {"criterion_id": do(owner, "POST", f"{api}/criteria", {}, json=given).json()["id"]}
    one = f"{api}/criteria/{{criterion_id}}"
    do(owner, "POST", f"{one}/trial", new)
    do(owner, "DELETE", f"{one}/trial", new)
    do(owner, "PUT", one, new, json={"content": given["content"] + "# A remark.\n"})
    tried(shared.store, new["criterion_id"])
    do(owner, "PUT", f"{one}/kept", new)
    do(owner, "DELETE", f"{one}/kept", new)
    do(owner, "DELETE", one, new)
    docx = {"files": ("draft.docx", b"PK")}
    draft = owner.post(f"/api/v1/areas/{shared.seeded.area}/documents", files=docx).json()
    draft_id = draft["added"][0]["id"]
    do(owner, "POST", f"{area}/reports/remarks/{{paper_id}}", {"paper_id": draft_id})
    do(owner, "POST", f"{area}/reports/{{name}}", {"name": "workbook"})
    do(owner, "POST", f"{area}/reports/exports/{{export_id}}/stop", {})
    again = {"document_id": draft_id}
    do(owner, "POST", f"{api}/reports/remarks/{{document_id}}", again)
    made = do(owner, "POST", f"{api}/reports/{{name}}", {"name": "report"}).json()
    do(owner, "POST", f"{api}/reports/exports/{{export_id}}/cancel", {"export_id": made["id"]})

    # Documents and checks.
    md = {"files": ("new.md", b"# New\n")}
    do(owner, "POST", f"{area}/documents", {}, files=md)
    do(owner, "POST", f"{api}/documents", {}, files={"files": ("newer.md", b"# Newer\n")})
    do(owner, "POST", f"{area}/published", {}, data={})
    paper = f"{area}/documents/{{paper_id}}"
    do(owner, "POST", paper, {}, data={"title": "Another"})
    do(owner, "POST", f"{paper}/version", {}, files={"files": ("v2.md", b"# Two\n")})
    document = {"document_id": shared.ids["paper_id"]}
    do(owner, "PUT", f"{api}/documents/{{document_id}}/facts", document, json={"title": "One"})
    files = {"file": ("v3.md", b"# Three\n")}
    do(owner, "POST", f"{api}/documents/{{document_id}}/versions", document, files=files)
    with shared.store.writing() as session:  # the worker's part
        for version in session.scalars(select(Version)):
            version.detected = version.detected or {}
    begun = do(owner, "POST", f"{area}/checks", {}).headers["location"].rpartition("/")[2]
    do(owner, "POST", f"{area}/checks/{{job_id}}/stop", {"job_id": begun})
    begun = do(owner, "POST", f"{api}/checks", {}).json()["id"]
    do(owner, "POST", f"{api}/checks/{{check_id}}/cancel", {"check_id": begun})
    do(owner, "POST", f"{paper}/delete", {})
    others = owner.get(f"/api/v1/areas/{shared.seeded.area}/documents").json()["items"]
    do(owner, "DELETE", f"{api}/documents/{{document_id}}", {"document_id": others[0]["id"]})

    # People.
    given = {"login": "stranger@board.example", "role": "reader"}
    do(owner, "POST", f"{area}/people", {}, data=given)
    gone = {"account_id": shared.accounts["stranger"]}
    do(owner, "POST", f"{area}/people/{{account_id}}/remove", gone)
    new = {"login": "new@board.example", "name": "New person"}
    page = do(admin, "POST", "/administration/accounts", {}, data=new).text
    key = re.search(r"/join/([\w-]+)", page)[1]
    chosen = {"password": PASSWORD, "again": PASSWORD}
    do(anyone, "POST", "/join/{key}", {"key": key}, data=chosen)
    entered = {"login": "new@board.example", "password": PASSWORD}
    do(anyone, "POST", "/sign-in", {}, data=entered)
    assert newest(shared.store).who == "New person"
    token = do(anyone, "POST", "/account/tokens", {}, data={"label": "A script"}).text
    assert "sensecheck-" in token
    revoked = re.search(r"/tokens/(\w+)/revoke", token)[1]
    do(anyone, "POST", "/account/tokens/{token_id}/revoke", {"token_id": revoked})
    do(anyone, "POST", "/account/password", {}, data={**chosen, "now": PASSWORD})
    assert anyone.get("/account").status_code == 303
    do(anyone, "POST", "/sign-in", {}, data=entered)
    do(anyone, "POST", "/sign-out", {})
    assert anyone.get("/account").status_code == 303
    someone = {"account_id": shared.accounts["stranger"]}
    do(admin, "POST", "/administration/accounts/{account_id}/invite", someone)
    do(admin, "POST", "/administration/accounts/{account_id}/close", someone)

    # Areas.
    owned = {"name": "Kestrel Bay", "login": "owner@board.example"}
    do(admin, "POST", "/areas", {}, data=owned)
    given = {"name": "Port Ansley", "owner": "owner@board.example"}
    port = do(admin, "POST", "/api/v1/areas", {}, json=given).json()["id"]
    do(owner, "DELETE", api, {"area_id": port})
    assert newest(shared.store).area_id is None
    assert "Port Ansley" not in str(vars(newest(shared.store)))
    do(owner, "POST", f"{area}/delete", {}, data={"name": "Eastmere"})

    assert do.done == {(method, path) for method, path in STATED if method != "GET"}


def test_what_fails_is_not_written_down(shared: Shared) -> None:
    before = ids_of(shared.store)
    owner = shared.browser("owner")
    path = f"/areas/{shared.seeded.area}"
    assert owner.post(f"{path}/findings/{shared.ids['point_id']}", data={}).status_code == 422
    assert owner.post(f"{path}/sign-off", data={}).status_code == 422
    assert ids_of(shared.store) == before


def test_an_area_s_trail_is_its_owner_s_and_goes_with_it(shared: Shared) -> None:
    owner = shared.browser("owner")
    path = f"/areas/{shared.seeded.area}"
    owner.post(f"{path}/findings/{shared.ids['point_id']}", data={"kind": "accepted"})
    assert "Accept, dismiss or comment on a finding" in owner.get(f"{path}/trail").text
    with shared.store.reading() as session:
        assert trail.count(session, shared.seeded.area) == 1
    owner.post(f"{path}/delete", data={"name": "Eastmere"})
    with shared.store.reading() as session:
        assert trail.count(session, shared.seeded.area) == 0
        (left,) = trail.events(session)
    assert (left.who, left.action) == (
        "owner person",
        "Delete an area for good, once its name was typed",
    )
    whole = shared.browser("administrator").get("/administration/trail").text
    assert "Delete an area for good" in whole


def test_who_was_given_which_role_stands_in_the_trail(shared: Shared) -> None:
    owner = shared.browser("owner")
    people = f"/areas/{shared.seeded.area}/people"
    owner.post(people, data={"login": "reader@board.example", "role": "reviewer"})
    page = owner.get(f"/areas/{shared.seeded.area}/trail").text
    assert "reader@board.example, reviewer" in page


def test_a_finding_that_was_decided_on_is_reached_from_the_trail(shared: Shared) -> None:
    owner, point = shared.browser("owner"), shared.ids["point_id"]
    path = f"/areas/{shared.seeded.area}/findings/{point}"
    owner.post(path, data={"kind": "accepted"})
    page = owner.get(f"/areas/{shared.seeded.area}/trail").text
    assert f'href="{path}"' in page
