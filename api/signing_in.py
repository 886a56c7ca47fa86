"""Signing in: passwords and tries of them, browsers that are signed in, tokens of programs."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, joinedload

from api import people
from api.people import hashed
from api.refusals import Refusal
from api.rights import Visitor
from api.store import Account, Attempt, SignIn, Store, Token
from api.store.tables import now
from api.store.words import one_line

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
    tries = _counted(store, keys)
    with store.reading() as session:
        account = people.of_login(session, login)
    if not people.is_password(account, password[: people.PASSWORD_LENGTH[1] + 1]):
        raise Refusal("sign-in-wrong", "login")
    assert account is not None
    with store.writing() as session:
        session.execute(delete(Attempt).where(Attempt.about == keys["login"]))
        return _let_in(session, account, tries), account


def sign_in_vouched(
    store: Store, vouched: Callable[[], tuple[str, str]], address: str
) -> tuple[str, Account, str]:
    """Sign someone in whom another service vouches for, to the account that she has already.

    An invitation of hers is taken up by it.

    :param vouched: asks the service for her e-mail address, and where the sign-in leads.
    :param address: where the request comes from.
    :return: what the browser's cookie is to hold, whose it is, and where it leads.
    :raises Refusal: the service does not vouch for her, it was tried too often, or
        there is no account under her address.
    """
    tries = _counted(store, {"from": hashed(f"from {address}")})
    email, to = vouched()
    with store.writing() as session:
        account = people.of_email(session, email)
        account.invitation, account.invited = "", None
        return _let_in(session, account, tries), account, to


def _counted(store: Store, keys: Mapping[str, str]) -> list[str]:
    """Count a try before it is made, so that tries at the same time count too; their ids.

    :raises Refusal: too many failed.
    """
    with store.writing() as session:
        session.execute(delete(Attempt).where(Attempt.created < now() - WITHIN))
        for kind, key in keys.items():
            failed = session.scalar(select(func.count()).where(Attempt.about == key)) or 0
            if failed >= TRIES[kind]:
                raise Refusal("sign-in-throttled", "login", minutes=WITHIN.seconds // 60)
        tries = [Attempt(about=key) for key in keys.values()]
        session.add_all(tries)
        session.flush()
        return [row.id for row in tries]


def _let_in(session: Session, account: Account, tries: Sequence[str]) -> str:
    """What a browser's cookie is to hold; the tries that led to it count no more."""
    secret = secrets.token_urlsafe(32)
    session.execute(delete(Attempt).where(Attempt.id.in_(tries)))
    session.execute(delete(SignIn).where(SignIn.created < now() - LASTING))
    session.add(SignIn(sha256=hashed(secret), user_id=account.id))
    return secret


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
    label = one_line(label)
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
