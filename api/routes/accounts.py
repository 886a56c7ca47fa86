"""Pages on one's own account: signing in and out, the password, tokens. Shared mode only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from api import people, signing_in, trail
from api.guard import SharedAccess, own_path
from api.refusals import Refusal
from api.rights import Right, Visitor, needs
from api.service import Serving, Visit
from api.store import Account

if TYPE_CHECKING:  # it needs the extra [oidc]
    from api.provider import Provider

router = APIRouter()


@router.get("/sign-in")
@needs(Right.OPEN)
def ask(service: Serving, to: str = "/", ended: bool = False, lost: bool = False) -> Response:
    """The form to sign in, also after signing out or when a form came too late."""
    access = _access(service)
    shown = {**_asked(access, to), "ended": ended, "lost": lost}
    if ended and access.provider:
        shown["leaving"] = access.provider.leaving()
    return service.render("sign-in.html.j2", **shown)


@router.post("/sign-in")
@needs(Right.OPEN)
def sign_in(
    request: Request,
    service: Serving,
    login: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    to: Annotated[str, Form()] = "/",
) -> Response:
    """Sign in."""
    access = _with_passwords(service)
    try:
        secret, account = signing_in.sign_in(service.store, login, password, _from(request))
    except Refusal as error:
        return service.again("sign-in.html.j2", error, **_asked(access, to, login))
    return _entered(service, secret, account, to)


@router.get("/sign-in/provider")
@needs(Right.OPEN)
def go_to_provider(request: Request, service: Serving, to: str = "/") -> Response:
    """Go to the service that people sign in with."""
    access, provider = _provided(service)
    try:
        address, browser = provider.begin(request.cookies.get(access.begun_cookie, ""), to)
    except Refusal as error:
        return service.again("sign-in.html.j2", error, **_asked(access, to))
    response = RedirectResponse(address, 303)
    response.set_cookie(
        access.begun_cookie, browser, httponly=True, samesite="lax", secure=access.secure, path="/"
    )
    return response


@router.get("/sign-in/provider/answer")
@needs(Right.OPEN)
def sign_in_provided(request: Request, service: Serving) -> Response:
    """Sign in with another service."""
    access, provider = _provided(service)
    browser = request.cookies.get(access.begun_cookie, "")
    try:
        secret, account, to = signing_in.sign_in_vouched(
            service.store,
            lambda: provider.answered(browser, request.query_params),
            _from(request),
        )
    except Refusal as error:
        return service.again("sign-in.html.j2", error, **_asked(access))
    return _entered(service, secret, account, to)


@router.post("/sign-out")
@needs(Right.ACCOUNT)
def sign_out(request: Request, service: Serving) -> Response:
    """Sign out."""
    access = _access(service)
    with service.writing() as session:
        signing_in.sign_out(session, access.secret(request.headers))
    response = RedirectResponse("/sign-in?ended=yes", 303)
    response.delete_cookie(access.cookie, path="/", secure=access.secure, httponly=True)
    return response


@router.get("/join/{key}")
@needs(Right.OPEN)
def invited(service: Serving, key: str) -> Response:
    """The form to choose a password."""
    _with_passwords(service)
    with service.store.reading() as session:
        account = people.invited(session, key)
        return service.render("join.html.j2", key=key, account=account)


@router.post("/join/{key}")
@needs(Right.OPEN)
def join(
    service: Serving,
    key: str,
    password: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    """Choose a password, after an invitation."""
    _with_passwords(service)
    try:
        with service.store.writing() as session:
            _same(password, again)
            account = people.join(session, key, password)
            trail.record(session, Visitor(account.id, account.name), service.action)
    except Refusal as error:
        if not error.field:
            raise
        with service.store.reading() as session:
            account = people.invited(session, key)
            return service.again("join.html.j2", error, key=key, account=account)
    return RedirectResponse("/sign-in", 303)


@router.get("/account")
@needs(Right.ACCOUNT)
def account(service: Serving) -> Response:
    """One's own account: the password, and tokens for programs."""
    return service.render("account.html.j2", **_own(service), label="", made="")


@router.post("/account/password")
@needs(Right.ACCOUNT)
def set_password(
    service: Serving,
    now: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    """Change one's password; every browser is signed out."""
    _with_passwords(service)
    try:
        with service.writing() as session:
            own = people.find(session, _account(service))
            if not people.is_password(own, now):
                raise Refusal("password-wrong-now", "now")
            _same(password, again)
            people.set_password(session, own, password)
    except Refusal as error:
        return service.again("account.html.j2", error, **_own(service), label="", made="")
    return RedirectResponse("/sign-in", 303)


@router.post("/account/tokens")
@needs(Right.ACCOUNT)
def make_token(service: Serving, label: Annotated[str, Form()] = "") -> Response:
    """Make a token, which is shown this once."""
    try:
        with service.writing() as session:
            made = signing_in.make_token(session, _account(service), label)
    except Refusal as error:
        return service.again("account.html.j2", error, **_own(service), label=label, made="")
    return service.render("account.html.j2", **_own(service), label="", made=made)


@router.post("/account/tokens/{token_id}/revoke")
@needs(Right.ACCOUNT)
def revoke(service: Serving, token_id: str) -> Response:
    """Revoke a token."""
    with service.writing() as session:
        signing_in.revoke(session, _account(service), token_id)
    return RedirectResponse("/account", 303)


def _access(service: Visit) -> SharedAccess:
    access = service.service.access
    if not isinstance(access, SharedAccess):
        raise Refusal("page-unknown")
    return access


def _with_passwords(service: Visit) -> SharedAccess:
    access = _access(service)
    if not access.passwords and access.provider:
        raise Refusal("passwords-off", name=access.provider.name)
    return access


def _provided(service: Visit) -> tuple[SharedAccess, Provider]:
    access = _access(service)
    if access.provider is None:
        raise Refusal("page-unknown")
    return access, access.provider


def _asked(access: SharedAccess, to: str = "/", login: str = "") -> dict[str, Any]:
    return {
        "to": to,
        "login": login,
        "ended": False,
        "lost": False,
        "leaving": "",
        "passwords": access.passwords,
        "provider": access.provider.name if access.provider else "",
    }


def _from(request: Request) -> str:
    return request.client.host if request.client else ""


def _entered(service: Visit, secret: str, account: Account, to: str) -> Response:
    """Where someone who just signed in wanted to go, with her cookie."""
    access = _access(service)
    with service.store.writing() as session:
        trail.record(session, Visitor(account.id, account.name), service.action)
    response = RedirectResponse(own_path(to), 303)
    response.set_cookie(
        access.cookie, secret, httponly=True, samesite="lax", secure=access.secure, path="/"
    )
    return response


def _account(service: Visit) -> str:
    assert service.visitor.account is not None
    return service.visitor.account


def _same(password: str, again: str) -> None:
    if password != again:
        raise Refusal("password-twice", "again")


def _own(service: Visit) -> dict[str, Any]:
    with service.store.reading() as session:
        own = people.find(session, _account(service))
        return {
            "account": own,
            "tokens": signing_in.tokens(session, own.id),
            "passwords": _access(service).passwords and bool(own.password),
        }
