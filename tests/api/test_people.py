"""Accounts and roles: what can be, and what must stay."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner
from postgres import on_both
from sharing import PASSWORD, share
from sqlalchemy import select, update

from api import areas, people
from api.refusals import Refusal
from api.store import Account, Member, Role, Store
from api.store.tables import now
from checker.cli import main


@pytest.mark.parametrize(
    ("login", "name", "says"),
    [
        ("", "Ada", "The login must be"),
        ("two words", "Ada", "The login must be"),
        ("<script>", "Ada", "The login must be"),
        ("x" * 101, "Ada", "The login must be"),
        ("ada", " ", "Enter a name"),
        ("ada", "x" * 101, "Enter a name"),
        ("TAKEN@board.example", "Ada", "an account with the login taken@board.example"),
        ("ada", "the  taken", "Someone is called the taken"),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    store: Store, login: str, name: str, says: str
) -> None:
    with store.writing() as session:
        people.add(session, "taken@board.example", "The Taken")
        with pytest.raises(Refusal, match=says):
            people.add(session, login, name)


@on_both
def test_an_invitation_works_once_and_for_a_week(store: Store) -> None:
    with store.writing() as session:
        account = people.add(session, "ada@board.example", "Ada")
        key = people.invite(session, account)
    with store.writing() as session:
        with pytest.raises(Refusal, match="This invitation is not good"):
            people.join(session, "another", PASSWORD)
        for weak in ("short", "x" * 201, "ada@board.example"):
            with pytest.raises(Refusal, match="The password must have"):
                people.join(session, key, weak)
        joined = people.join(session, key, PASSWORD)
        assert people.is_password(joined, PASSWORD)
        assert not people.is_password(joined, PASSWORD + " ")
        assert PASSWORD not in joined.password
        assert joined.password.startswith("$argon2id$")
    with store.writing() as session, pytest.raises(Refusal, match="not good"):
        people.join(session, key, PASSWORD)
    with store.writing() as session:
        again = people.invite(session, session.get(Account, account.id))
        session.execute(update(Account).values(invited=now() - people.INVITED_FOR))
    with store.writing() as session:
        with pytest.raises(Refusal, match="not good"):
            people.invited(session, again)
        assert not people.is_password(session.get(Account, account.id), PASSWORD)


def test_nobody_and_no_password_is_no_password(store: Store) -> None:
    with store.writing() as session:
        account = people.add(session, "ada", "Ada")
        assert not people.is_password(account, "")
    assert not people.is_password(None, "")


@on_both
def test_an_area_keeps_an_owner_and_the_service_an_administrator(store: Store) -> None:
    shared = share(store)
    with store.writing() as session:
        area = areas.find(session, shared.seeded.area)
        with pytest.raises(Refusal, match="Somebody has to own"):
            people.dismiss(session, area, shared.accounts["owner"])
        with pytest.raises(Refusal, match="Somebody has to own"):
            people.appoint(session, area, "owner@board.example", Role.READER)
        people.appoint(session, area, "reader@board.example", Role.OWNER)
        people.dismiss(session, area, shared.accounts["owner"])
        with pytest.raises(Refusal, match="has no role"):
            people.dismiss(session, area, shared.accounts["owner"])
        with pytest.raises(Refusal, match="Enter the login"):
            people.appoint(session, area, "nobody", Role.OWNER)
        with pytest.raises(Refusal, match="Choose a role"):
            people.appoint(session, area, "owner@board.example", "king")
        with pytest.raises(Refusal, match="only administrator"):
            people.close(session, session.get(Account, shared.accounts["administrator"]))
        people.close(session, session.get(Account, shared.accounts["reviewer"]))
    with store.reading() as session:
        roles = dict(
            session.execute(
                select(Account.login, Member.role)
                .join(Member)
                .where(Member.area_id == shared.seeded.area)
            ).all()
        )
    assert roles == {
        "reader@board.example": "owner",
        "second@board.example": "reviewer",
        "steering@board.example": "steering",
    }


def test_the_commands_look_after_accounts(store: Store) -> None:
    def run(*words: str) -> object:
        return CliRunner().invoke(main, ["users", *words, "--data", str(store.folder)])

    made = run("add", "ada@board.example", "--name", "Ada Admin", "--administrator")
    assert made.exit_code == 0
    assert made.output.startswith("/join/")
    run("add", "ben", "--name", "Ben")
    assert (
        "Error: There is an account with the login ben already."
        in run("add", "ben", "--name", "Benjamin").output
    )
    assert run("list").output.splitlines() == [
        "ada@board.example\tAda Admin\tinvited, administrator",
        "ben\tBen\tinvited",
    ]
    key = run("invite", "ben").output.strip().rpartition("/")[2]
    with store.writing() as session:
        people.join(session, key, PASSWORD)
    assert run("close", "ben").exit_code == 0
    assert "ben\tBen\tclosed" in run("list").output
    assert "no account with the login nobody" in run("close", "nobody").output
    assert "only administrator" in run("close", "ada@board.example").output


def test_passwords_are_hashed_at_the_cost_that_is_recommended() -> None:
    """RFC 9106's second choice: 64 MiB, three passes, four lanes."""
    program = "from api import people; print(people._HASHES.hash('x'))"
    made = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert made.stdout.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
