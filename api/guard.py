"""What every request has to pass: the service's own address, its token, no foreign page.

The service listens on this machine alone, but so does every page that the
browser has open: a page elsewhere can name this address, or have its own name
point to it. So the address (Host) has to be ours, a request that changes
something has to come from a page of ours (Origin), and every request carries
the token of this start: first in the opened address, then in a cookie that no
script can read and no other site can send.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.refusals import Refusal

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

OPEN = ("/health", "/static/")
"""What needs no token: it says nothing of anyone."""

_SAFE = {"GET", "HEAD", "OPTIONS"}

Answer = Callable[[Scope, Refusal], Response]
"""How a refusal is shown: as a page, or as the API does."""


@dataclass(slots=True)
class Access:
    """How this start of the service is reached.

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
    def address(self) -> str:
        """The address to open, with the token."""
        return f"http://127.0.0.1:{self.port}/?token={self.token}"

    def invitation(self) -> str:
        """An address that opens the page once."""
        key = secrets.token_urlsafe(24)
        self.keys.add(key)
        return f"http://127.0.0.1:{self.port}/?token={key}"

    def is_token(self, given: str) -> bool:
        """Whether someone shows the token."""
        return secrets.compare_digest(given.encode(), self.token.encode())

    def admits(self, given: str) -> bool:
        """Whether an address with this token, or key, may open the page; a key is then used up."""
        if given in self.keys:
            self.keys.remove(given)
            return True
        return self.is_token(given)


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

        await (self._stopped(scope) or self.app)(scope, receive, with_headers)

    def _stopped(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if headers.get("host", "") not in self.access.hosts:
            return self.answer(scope, Refusal("request-host"))
        if scope["path"].startswith(OPEN):
            return None
        bearer = self.access.is_token(headers.get("authorization", "").removeprefix("Bearer "))
        if scope["method"] not in _SAFE and not self._is_ours(headers, bearer):
            return self.answer(scope, Refusal("request-foreign"))
        if entered := self._entered(scope):
            return entered
        cookies = cookie_parser(headers.get("cookie", ""))
        if not (bearer or self.access.is_token(cookies.get(self.access.cookie, ""))):
            return self.answer(scope, Refusal("token-wrong"))
        return None

    def _is_ours(self, headers: Headers, bearer: bool) -> bool:
        """Whether a request that changes something comes from a page of ours.

        A browser always says where such a request comes from; a program need
        not, but has to show the token itself.
        """
        origin = headers.get("origin")
        if origin is not None:
            return origin in {f"http://{host}" for host in self.access.hosts}
        return bearer or headers.get("sec-fetch-site") == "same-origin"

    def _entered(self, scope: Scope) -> Response | None:
        """For an address with the token: the cookie, and the same address without it."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in query if name == "token"]
        if scope["method"] != "GET" or not given or not self.access.admits(given[0]):
            return None
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        # Never an address that begins with two slashes: that would be another host's.
        path = "/" + str(scope["path"]).lstrip("/\\")
        response = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
        response.set_cookie(
            self.access.cookie, self.access.token, httponly=True, samesite="strict", path="/"
        )
        return response


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
