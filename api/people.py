"""Accounts, and what each is in which area."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from datetime import timedelta
from functools import cache

from pwdlib import PasswordHash
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, joinedload

from api.refusals import Refusal
from api.rights import OF_ROLES, Right
from api.store import Account, Area, Member, Role, SignIn, Token
from api.store.tables import now
from api.store.words import one_line

NAME_LIMIT = 100
"""Characters of a person's name."""

PASSWORD_LENGTH = (12, 200)
"""Fewest and most characters of a password."""

INVITED_FOR = timedelta(days=7)
"""How long an invitation is good."""

_LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._@+-]{0,98}[a-z0-9])?")
_HASHES = PasswordHash.recommended()  # argon2id


@cache
def _nobodys() -> str:
    """What a password is held against where there is no account; to make it takes a while."""
    return _HASHES.hash(secrets.token_hex(16))


def hashed(secret: str) -> str:
    """The hash under which a random key is kept; a password's is another (argon2)."""
    return hashlib.sha256(secret.encode()).hexdigest()


def add(session: Session, login: str, name: str, *, administrator: bool = False) -> Account:
    """A new account, which opens nothing before its invitation is taken up.

    :raises Refusal: the login or the name cannot be.
    """
    login, name = login.strip().lower(), one_line(name)
    if not _LOGIN.fullmatch(login):
        raise Refusal("login-malformed", "login")
    if session.scalar(select(func.count()).where(Account.login == login)):
        raise Refusal("login-taken", "login", login=login)
    if not name or len(name) > NAME_LIMIT:
        raise Refusal("person-name", "name", limit=NAME_LIMIT)
    if session.scalar(select(func.count()).where(func.lower(Account.name) == name.lower())):
        raise Refusal("person-taken", "name", name=name)
    account = Account(login=login, name=name, administrator=administrator)
    session.add(account)
    session.flush()
    return account


def invite(session: Session, account: Account) -> str:
    """A key with which a password can be chosen, once; the account opens nothing until then."""
    key = secrets.token_urlsafe(24)
    account.invitation, account.invited = hashed(key), now()
    account.password, account.closed = "", None
    sign_out_everywhere(session, account)
    session.execute(delete(Token).where(Token.user_id == account.id))
    return key


def invited(session: Session, key: str) -> Account:
    """Whose invitation a key is.

    :raises Refusal: nobody's, or it is too old.
    """
    query = select(Account).where(Account.invitation == hashed(key), Account.closed.is_(None))
    account = session.scalars(query).first()
    if account is None or account.invited is None or account.invited + INVITED_FOR < now():
        raise Refusal("invitation-wrong")
    return account


def join(session: Session, key: str, password: str) -> Account:
    """Take an invitation up, with a password of one's own.

    :raises Refusal: the invitation is not good, or the password too short or too long.
    """
    account = invited(session, key)
    set_password(session, account, password)
    account.invitation, account.invited = "", None
    return account


def set_password(session: Session, account: Account, password: str) -> None:
    """Choose a new password; every browser that is signed in is signed out.

    :raises Refusal: it is too short, too long, or the login.
    """
    fewest, most = PASSWORD_LENGTH
    if not fewest <= len(password) <= most or password.lower() in {account.login, account.name}:
        raise Refusal("password-weak", "password", fewest=fewest, most=most)
    account.password = _HASHES.hash(password)
    sign_out_everywhere(session, account)


def is_password(account: Account | None, password: str) -> bool:
    """Whether it is the account's password; takes as long where there is no such account."""
    known = account is not None and bool(account.password) and account.closed is None
    right = _HASHES.verify(password, account.password if account and known else _nobodys())
    return known and right


def sign_out_everywhere(session: Session, account: Account) -> None:
    """End what every browser of someone is signed in with."""
    session.execute(delete(SignIn).where(SignIn.user_id == account.id))


def close(session: Session, account: Account) -> None:
    """Close an account; what it decided stays under its name.

    :raises Refusal: it is the last administrator's.
    """
    if account.administrator and administrators(session) == [account]:
        raise Refusal("administrator-last")
    account.closed, account.password, account.invitation = now(), "", ""
    sign_out_everywhere(session, account)
    session.execute(delete(Token).where(Token.user_id == account.id))
    session.execute(delete(Member).where(Member.user_id == account.id))


def administrators(session: Session) -> list[Account]:
    """Everyone who looks after accounts."""
    query = select(Account).where(Account.administrator, Account.closed.is_(None))
    return list(session.scalars(query))


def find(session: Session, account_id: str) -> Account:
    """The account of that id.

    :raises Refusal: there is none.
    """
    account = session.get(Account, account_id)
    if account is None:
        raise Refusal("account-unknown")
    return account


def of_login(session: Session, login: str) -> Account | None:
    """The account of that login, if there is one."""
    return session.scalars(select(Account).where(Account.login == login.strip().lower())).first()


def of_email(session: Session, email: str) -> Account:
    """The account whose login is an e-mail address.

    Letters that only look like those of an address, or turn into them, are others.

    :raises Refusal: there is none, or it was closed.
    """
    account = of_login(session, email) if email.isascii() else None
    if account is None or account.closed is not None:
        raise Refusal("oidc-account", "provider", email=email[:NAME_LIMIT])
    return account


def listed(session: Session) -> Sequence[Account]:
    """Every account, by name."""
    return session.scalars(select(Account).order_by(func.lower(Account.name))).all()


def role_in(session: Session, account_id: str, area_id: str) -> Role | None:
    """What someone is in an area."""
    member = session.get(Member, (area_id, account_id))
    return Role(member.role) if member else None


def members(session: Session, area: Area) -> Sequence[Member]:
    """Who is what in an area, by name."""
    query = (
        select(Member)
        .join(Account)
        .where(Member.area_id == area.id)
        .options(joinedload(Member.account))
        .order_by(func.lower(Account.name))
    )
    return session.scalars(query).all()


def owners(session: Session, areas: Sequence[Area]) -> dict[str, list[str]]:
    """The names of those who own each of these areas, by the area's id."""
    query = (
        select(Member.area_id, Account.name)
        .join(Account)
        .where(Member.area_id.in_([a.id for a in areas]), Member.role == Role.OWNER.value)
        .order_by(func.lower(Account.name))
    )
    found: dict[str, list[str]] = {area.id: [] for area in areas}
    for area_id, name in session.execute(query):
        found[area_id].append(name)
    return found


def reviewers(session: Session, area: Area) -> list[str]:
    """The names of those who may decide in an area."""
    return [
        member.account.name
        for member in members(session, area)
        if Right.REVIEW in OF_ROLES[Role(member.role)]
    ]


def appoint(session: Session, area: Area, login: str, role: str) -> Member:
    """Say what someone is in an area.

    :raises Refusal: there is no such account or role, or nobody would own the area any more.
    """
    account = of_login(session, login)
    if account is None or account.closed is not None:
        raise Refusal("login-unknown", "login")
    if role not in list(Role):
        raise Refusal("role-unknown", "role")
    member = session.get(Member, (area.id, account.id))
    if member is None:
        member = Member(area_id=area.id, user_id=account.id, role=role)
        session.add(member)
    elif member.role == Role.OWNER and role != Role.OWNER:
        _keep_an_owner(session, member)
    member.role = role
    session.flush()
    return member


def dismiss(session: Session, area: Area, account_id: str) -> None:
    """Let someone be nothing in an area any more.

    :raises Refusal: she is nothing, or its only owner.
    """
    member = session.get(Member, (area.id, account_id))
    if member is None:
        raise Refusal("account-unknown")
    if member.role == Role.OWNER:
        _keep_an_owner(session, member)
    session.delete(member)
    session.flush()


def _keep_an_owner(session: Session, member: Member) -> None:
    query = select(func.count()).where(
        Member.area_id == member.area_id,
        Member.role == Role.OWNER.value,
        Member.user_id != member.user_id,
    )
    if not session.scalar(query):
        raise Refusal("owner-last", "role")
