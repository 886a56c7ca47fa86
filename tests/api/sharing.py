"""A shared service with someone of each role, and their browsers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from reporting.conftest import handmade
from seeding import Seeded, add_criterion, add_export, seed

from api import areas, checked, people, second_reviews
from api.app import create_app
from api.checked import By
from api.guard import SharedAccess
from api.people import hashed
from api.settings import ServiceSettings
from api.store import Role, SignIn, Store

ADDRESS = "https://sensecheck.example"

PASSWORD = "three plain words"

# Hashing takes its time by design; the tests of this process need not.
people._HASHES = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1),))
HASHED = people._HASHES.hash(PASSWORD)

ROLES = ("steering", "reader", "reviewer", "owner")


@dataclass(frozen=True)
class Shared:
    """The service, its first area with all in it, another area, and everyone's account."""

    app: FastAPI
    store: Store
    seeded: Seeded
    other: Seeded
    accounts: Mapping[str, str]
    ids: Mapping[str, str]

    def opened(self, store: Store) -> Shared:
        """The same on another store that has the same in it."""
        app = create_app(store, SharedAccess(ADDRESS, store), ServiceSettings(max_upload_mb=2))
        return replace(self, app=app, store=store)

    def browser(self, who: str) -> TestClient:
        """The browser of someone who is signed in; of nobody, with "nobody"."""
        client = TestClient(
            self.app,
            base_url=ADDRESS,
            headers={"Origin": ADDRESS},
            follow_redirects=False,
            raise_server_exceptions=True,
        )
        if who != "nobody":
            client.cookies.set("__Host-sensecheck", f"the secret of {who}")
        return client


def share(store: Store) -> Shared:
    """Everything that a route can be about, once, in an area that was checked."""
    seeded, other = seed(store), seed(store, name="Calderwick")
    accounts = {}
    with store.writing() as session:
        for who in (*ROLES, "second", "administrator", "stranger"):
            made = people.add(
                session,
                f"{who}@board.example",
                f"{who} person",
                administrator=who == "administrator",
            )
            made.password = HASHED
            session.add(SignIn(sha256=hashed(f"the secret of {who}"), user_id=made.id))
            accounts[who] = made.id
        area = areas.find(session, seeded.area)
        for who in ROLES:
            people.appoint(session, area, f"{who}@board.example", who)
        people.appoint(session, area, "second@board.example", Role.REVIEWER)
        elsewhere = areas.find(session, other.area)
        people.appoint(session, elsewhere, "stranger@board.example", Role.OWNER)
        found = checked.load(session, area)
        point, answer = found.points[0], found.found.verdicts[0]
        decision = checked.decide(
            session, area, found, point.id, "comment", "A comment.", By("reviewer person")
        )
        second = second_reviews.start(session, area, found, By("second person", accounts["second"]))
        first, last = handmade().documents[0], handmade().documents[-1]
        pack, _, name = answer.criterion.partition("/")
        ids = {
            "area_id": seeded.area,
            "check_id": seeded.check,
            "job_id": seeded.check,
            "paper_id": seeded.papers[first.path],
            "document_id": first.id,
            "first_id": first.id,
            "second_id": second.id,
            "point_id": point.id,
            "finding_id": point.id,
            "decision_id": decision.id,
            "pack": pack,
            "name": name,
            "account_id": accounts["reader"],
            "number": "1",
            "identity": handmade().inconsistencies[0].id,
            "last_id": last.id,
        }
    ids["criterion_id"] = add_criterion(store, seeded.area)
    ids["export_id"] = add_export(store, seeded.area)
    app = create_app(store, SharedAccess(ADDRESS, store), ServiceSettings(max_upload_mb=2))
    return Shared(app, store, seeded, other, accounts, ids)
