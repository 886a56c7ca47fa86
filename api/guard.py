"""What every request has to pass: the service's own address, its token, no foreign page.

In local mode the service listens on this machine alone, but so does every page
that the browser has open: a page elsewhere can name this address, or have its
own name point to it. So the address (Host) has to be ours, a request that
changes something has to come from a page of ours (Origin), and every request
carries the token of this start: first in the opened address, then in a cookie
that no script can read and no other site can send. In shared mode the cookie is
what someone signed in with, and the rest is the same.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import signing_in
from api.refusals import Refusal
from api.rights import Visitor
from api.store import Store

if TYPE_CHECKING:  # it needs the extra [oidc]
    from api.provider import Provider

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}

OPEN = ("/health", "/static/", "/accessibility", "/sign-in", "/join/")
"""What needs nobody to be known: it says nothing of anyone."""

UNASKED = ("/health", "/static/")
"""What is the same for everyone, so that nobody looks who asks."""

_SAFE = {"GET", "HEAD", "OPTIONS"}

Answer = Callable[[Scope, Refusal], Response]
"""How a refusal is shown: as a page, or as the API does."""


class Access(Protocol):
    """How the service is reached, and by whom."""

    @property
    def hosts(self) -> Collection[str]:
        """The values of Host that mean this service."""

    @property
    def origins(self) -> Collection[str]:
        """The values of Origin that a page of ours has."""

    def entered(self, scope: Scope) -> Response | None:
        """The answer to an address that lets its visitor in, and then leads on."""

    def visitor(self, scope: Scope, headers: Headers) -> Visitor | None:
        """Who asks, if it can be told; may look into the store."""

    def closed(self, scope: Scope) -> Refusal | Response:
        """What someone is answered who cannot be told."""


@dataclass(slots=True)
class LocalAccess:
    """One person on one machine: whoever shows the token of this start.

    ``keys`` open the page once each: the address that a browser is started with
    can be seen by other users of the machine.
    """

    token: str
    port: int
    keys: set[str] = field(default_factory=set)

    @property
    def cookie(self) -> str:
        """The cookie's name; browsers do not tell one port's cookies from another's."""
        return f"sensecheck-{self.port}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The values of Host that mean this service."""
        return (f"127.0.0.1:{self.port}", f"localhost:{self.port}")

    @property
    def origins(self) -> tuple[str, ...]:
        """The values of Origin that a page of ours has."""
        return tuple(f"http://{host}" for host in self.hosts)

    @property
    def address(self) -> str:
        """The address to open, with the token."""
        return f"http://127.0.0.1:{self.port}/?token={self.token}"

    def invitation(self) -> str:
        """An address that opens the page once."""
        key = secrets.token_urlsafe(24)
        self.keys.add(key)
        return f"http://127.0.0.1:{self.port}/?token={key}"

    def visitor(self, scope: Scope, headers: Headers) -> Visitor | None:
        """Whoever shows the token, as a cookie or as a program does."""
        shown = bearer(headers) or cookie_parser(headers.get("cookie", "")).get(self.cookie, "")
        return Visitor() if self._is_token(shown) else None

    def entered(self, scope: Scope) -> Response | None:
        """For an address with the token: the cookie, and the same address without it."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in query if name == "token"]
        if scope["method"] != "GET" or not given or not self._admits(given[0]):
            return None
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        path = own_path(str(scope["path"]))
        response = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
        response.set_cookie(self.cookie, self.token, httponly=True, samesite="strict", path="/")
        return response

    def closed(self, scope: Scope) -> Refusal:
        """That the token is missing."""
        return Refusal("token-wrong")

    def _is_token(self, given: str) -> bool:
        return secrets.compare_digest(given.encode(), self.token.encode())

    def _admits(self, given: str) -> bool:
        """Whether an address with this token, or key, may open the page; a key is then used up."""
        if given in self.keys:
            self.keys.remove(given)
            return True
        return self._is_token(given)


@dataclass(frozen=True, slots=True)
class SharedAccess:
    """Several people, each with an account, at one public address.

    ``address`` is how their browsers reach it ("https://sensecheck.example");
    ``passwords`` whether they may sign in with one, ``provider`` another service
    that they may sign in with.
    """

    address: str
    store: Store
    passwords: bool = True
    provider: Provider | None = None

    @property
    def secure(self) -> bool:
        """Whether it is reached through TLS."""
        return self.address.startswith("https://")

    @property
    def cookie(self) -> str:
        """The cookie's name; the prefix keeps other hosts of the domain from setting it."""
        return "__Host-sensecheck" if self.secure else "sensecheck"

    @property
    def begun_cookie(self) -> str:
        """The name of the cookie by which a browser that signs in elsewhere is known again."""
        return f"{self.cookie}-begun"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The values of Host that mean this service."""
        return (urlsplit(self.address).netloc,)

    @property
    def origins(self) -> tuple[str, ...]:
        """The values of Origin that a page of ours has."""
        return (self.address,)

    def visitor(self, scope: Scope, headers: Headers) -> Visitor | None:
        """Whose token is shown, or who is signed in; never both looked at."""
        if "authorization" in headers:
            return signing_in.of_program(self.store, bearer(headers))
        secret = self.secret(headers)
        return signing_in.of_browser(self.store, secret) if secret else None

    def secret(self, headers: Headers) -> str:
        """What the cookie holds."""
        return cookie_parser(headers.get("cookie", "")).get(self.cookie, "")

    def entered(self, scope: Scope) -> Response | None:
        """No address lets anyone in: people sign in on a page."""
        return None

    def closed(self, scope: Scope) -> Refusal | Response:
        """The way to sign in, or for a program that it shows no token."""
        if scope["path"].startswith("/api/"):
            return Refusal("sign-in-needed")
        if scope["method"] in _SAFE:
            query = scope["query_string"].decode("latin-1")
            asked = {"to": own_path(f"{scope['path']}?{query}".rstrip("?"))}
        else:  # what was sent is gone: back to the page with its form
            form = urlsplit(Headers(scope=scope).get("referer", ""))
            at = form.path if f"{form.scheme}://{form.netloc}" == self.address else "/"
            asked = {"to": own_path(at), "lost": "yes"}
        return RedirectResponse(f"/sign-in?{urlencode(asked)}", 303)


def bearer(headers: Headers) -> str:
    """The token that a program shows."""
    return headers.get("authorization", "").removeprefix("Bearer ")


def own_path(path: str) -> str:
    r"""The path as one of this host: one that begins with two slashes would be another's.

    >>> own_path("//evil.example/x"), own_path("/\\evil.example")
    ('/evil.example/x', '/evil.example')
    """
    return "/" + path.lstrip("/\\")


class Guard:
    """The checks, in front of everything else."""

    def __init__(self, app: ASGIApp, access: Access, answer: Answer) -> None:
        self.app = app
        self.access = access
        self.answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer it with the reason why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await (await self._stopped(scope) or self.app)(scope, receive, with_headers)

    async def _stopped(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if headers.get("host", "") not in self.access.hosts:
            return self.answer(scope, Refusal("request-host"))
        scope.setdefault("state", {})["visitor"] = None
        is_open = scope["path"].startswith(OPEN)
        visitor = None
        if not scope["path"].startswith(UNASKED):
            visitor = await run_in_threadpool(self.access.visitor, scope, headers)
        shown = visitor is not None and "authorization" in headers
        if scope["method"] not in _SAFE and not self._is_ours(headers, shown):
            return self.answer(scope, Refusal("request-foreign"))
        if entered := self.access.entered(scope):
            return entered
        if visitor is None and not is_open:
            closed = self.access.closed(scope)
            return self.answer(scope, closed) if isinstance(closed, Refusal) else closed
        scope["state"]["visitor"] = visitor
        return None

    def _is_ours(self, headers: Headers, shown: bool) -> bool:
        """Whether a request that changes something comes from a page of ours.

        A browser always says where such a request comes from; a program need
        not, but has to show the token itself.
        """
        origin = headers.get("origin")
        if origin is not None:
            return origin in self.access.origins
        return shown or headers.get("sec-fetch-site") == "same-origin"


class BodyLimit:
    """Ends a request whose body is larger than it may be, before it is all read."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count the body as it comes, whatever its length is said to be."""
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.limit:
                raise HTTPException(413)
            return message

        await self.app(scope, counted, send)
