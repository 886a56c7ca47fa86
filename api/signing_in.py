"""Signing in: passwords and tries of them, browsers that are signed in, tokens of programs."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, joinedload

from api import people
from api.people import hashed
from api.refusals import Refusal
from api.rights import Visitor
from api.store import Account, Attempt, SignIn, Store, Token
from api.store.tables import now

WITHIN = timedelta(minutes=15)
"""How long a try that failed is remembered."""

TRIES = {"login": 10, "from": 50}
"""How many may fail within that time: of one login, and from one address."""

LASTING = timedelta(hours=12)
"""How long one is signed in at most."""

IDLE = timedelta(hours=2)
"""How long one stays signed in without doing anything."""

LABEL_LIMIT = 100
"""Characters of a token's label."""

_NOTED = timedelta(minutes=1)
"""How exactly it is written down when a browser was last seen."""


def sign_in(store: Store, login: str, password: str, address: str) -> tuple[str, Account]:
    """Sign someone in; what the browser's cookie is to hold, and whose it is.

    :param address: where the request comes from.
    :raises Refusal: the password is not hers, or it was tried too often.
    """
    keys = {"login": hashed(f"login {login.strip().lower()}"), "from": hashed(f"from {address}")}
    with store.writing() as session:
        session.execute(delete(Attempt).where(Attempt.created < now() - WITHIN))
        for kind, key in keys.items():
            failed = session.scalar(select(func.count()).where(Attempt.about == key)) or 0
            if failed >= TRIES[kind]:
                raise Refusal("sign-in-throttled", "login", minutes=WITHIN.seconds // 60)
        # Counted before the password is tried, so that tries at the same time count too.
        tries = [Attempt(about=key) for key in keys.values()]
        session.add_all(tries)
        account = people.of_login(session, login)
    if not people.is_password(account, password[: people.PASSWORD_LENGTH[1] + 1]):
        raise Refusal("sign-in-wrong", "login")
    assert account is not None
    secret = secrets.token_urlsafe(32)
    with store.writing() as session:
        session.execute(delete(Attempt).where(Attempt.about == keys["login"]))
        session.execute(delete(Attempt).where(Attempt.id.in_([row.id for row in tries])))
        session.execute(delete(SignIn).where(SignIn.created < now() - LASTING))
        session.add(SignIn(sha256=hashed(secret), user_id=account.id))
    return secret, account


def of_browser(store: Store, secret: str) -> Visitor | None:
    """Who is signed in with what a cookie holds."""
    with store.reading() as session:
        query = select(SignIn).where(SignIn.sha256 == hashed(secret))
        found = session.scalars(query.options(joinedload(SignIn.account))).first()
        if found is None or found.account.closed is not None:
            return None
        time = now()
        if found.created + LASTING < time or found.seen + IDLE < time:
            return None
        visitor = _visitor(found.account)
        stale = found.seen + _NOTED < time
    if stale:
        with store.writing() as session:
            again = session.get(SignIn, hashed(secret))
            if again is not None:
                again.seen = time
    return visitor


def of_program(store: Store, secret: str) -> Visitor | None:
    """Whose token a program shows."""
    with store.reading() as session:
        query = select(Token).where(Token.sha256 == hashed(secret))
        found = session.scalars(query.options(joinedload(Token.account))).first()
        return _visitor(found.account) if found and found.account.closed is None else None


def sign_out(session: Session, secret: str) -> None:
    """End what a browser is signed in with."""
    session.execute(delete(SignIn).where(SignIn.sha256 == hashed(secret)))


def tokens(session: Session, account_id: str) -> Sequence[Token]:
    """Someone's tokens, the newest first."""
    query = select(Token).where(Token.user_id == account_id).order_by(Token.created.desc())
    return session.scalars(query).all()


def make_token(session: Session, account_id: str, label: str) -> str:
    """A new token, which is seen this once.

    :raises Refusal: it has no label, or one that is too long.
    """
    label = " ".join(label.split())
    if not label or len(label) > LABEL_LIMIT:
        raise Refusal("token-label", "label", limit=LABEL_LIMIT)
    secret = f"sensecheck-{secrets.token_urlsafe(32)}"
    session.add(Token(user_id=account_id, sha256=hashed(secret), label=label))
    return secret


def revoke(session: Session, account_id: str, token_id: str) -> None:
    """Let one of someone's tokens open nothing any more.

    :raises Refusal: she has none of that id.
    """
    token = session.get(Token, token_id)
    if token is None or token.user_id != account_id:
        raise Refusal("token-unknown")
    session.delete(token)


def _visitor(account: Account) -> Visitor:
    return Visitor(account.id, account.name, account.administrator)
