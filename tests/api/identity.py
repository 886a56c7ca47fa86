"""A small identity provider of the tests' own, on loopback: OpenID Connect's code flow with PKCE.

It signs real tokens with a real key, takes a code once, and asks for the verifier
and the client's secret. What it says can be changed, to be wrong in one thing.
"""

from __future__ import annotations

import secrets
import socket
import threading
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated, Any
from urllib.parse import urlencode

import uvicorn
from authlib.oauth2.rfc7636.challenge import compare_s256_code_challenge
from fastapi import FastAPI, Form, Header
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from joserfc import jwt
from joserfc.jwk import RSAKey

from api.settings import SignInSettings

CLIENT, SECRET = "sensecheck", "known to two: a+b/c"

Claims = dict[str, Any]


@dataclass
class Identity:
    """The provider: whom it signs in, and how it is to be wrong.

    ``claims`` are said instead of what is right, and left out where they are None;
    ``token`` makes the signed token, ``error`` is answered instead of a code.
    """

    origin: str
    email: str = "reader@board.example"
    claims: Claims = field(default_factory=dict)
    more: Claims = field(default_factory=dict)
    said: Claims = field(default_factory=dict)
    error: str = ""
    token: Callable[[Identity, Claims], str] = lambda self, claims: signed(self.key, claims)
    key: RSAKey = field(default_factory=lambda: new_key("first"))
    asks: bool = False
    asked: list[Claims] = field(default_factory=list)
    codes: dict[str, Claims] = field(default_factory=dict)

    @property
    def settings(self) -> SignInSettings:
        """How Sensecheck is told of it."""
        return SignInSettings(
            oidc_issuer=self.origin, oidc_client=CLIENT, oidc_secret=SECRET, oidc_name="Board ID"
        )


def new_key(name: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig"})


def signed(key: RSAKey, claims: Claims) -> str:
    return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)


def application(identity: Identity) -> FastAPI:
    app = FastAPI()

    @app.get("/.well-known/openid-configuration")
    def said() -> Claims:
        at = identity.origin
        return {
            "issuer": at,
            "authorization_endpoint": f"{at}/authorize",
            "token_endpoint": f"{at}/token",
            "jwks_uri": f"{at}/keys",
            "userinfo_endpoint": f"{at}/userinfo",
            "end_session_endpoint": f"{at}/leave",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        } | identity.said

    @app.get("/authorize")
    def authorize(
        client_id: str,
        redirect_uri: str,
        response_type: str,
        scope: str,
        state: str,
        nonce: str,
        code_challenge: str,
        code_challenge_method: str,
        yes: str = "",
    ) -> Response:
        assert (client_id, response_type, code_challenge_method) == (CLIENT, "code", "S256")
        assert {"openid", "email"} <= set(scope.split())
        code = secrets.token_urlsafe(16)
        asked = {
            "redirect_uri": redirect_uri,
            "nonce": nonce,
            "challenge": code_challenge,
            "state": state,
        }
        identity.asked.append(asked)
        identity.codes[code] = asked
        answer = {"error": identity.error} if identity.error else {"code": code}
        back = f"{redirect_uri}?{urlencode({**answer, 'state': state})}"
        if identity.asks:
            return HTMLResponse(f'<h1>Who are you?</h1><a href="{back}">It is me</a>')
        return RedirectResponse(back, 302)

    @app.post("/token")
    def token(
        code: Annotated[str, Form()],
        redirect_uri: Annotated[str, Form()],
        code_verifier: Annotated[str, Form()],
        grant_type: Annotated[str, Form()],
        authorization: Annotated[str, Header()],
    ) -> Response:
        shown = b64decode(authorization.removeprefix("Basic ")).decode()
        if shown != f"{CLIENT}:{SECRET}":
            return JSONResponse({"error": "invalid_client"}, 401)
        asked = identity.codes.pop(code, None)
        if (
            asked is None
            or grant_type != "authorization_code"
            or asked["redirect_uri"] != redirect_uri
            or not compare_s256_code_challenge(code_verifier, asked["challenge"])
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {
            "iss": identity.origin,
            "sub": "248289761001",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            "email": identity.email,
            "email_verified": True,
        } | identity.claims
        claims = {name: value for name, value in claims.items() if value is not None}
        return JSONResponse(
            {
                "access_token": secrets.token_urlsafe(16),
                "token_type": "Bearer",
                "expires_in": 300,
                "id_token": identity.token(identity, claims),
            }
        )

    @app.get("/keys")
    def keys() -> Claims:
        return {"keys": [identity.key.as_dict(private=False)]}

    @app.get("/userinfo")
    def userinfo(authorization: Annotated[str, Header()]) -> Claims:
        assert authorization.startswith("Bearer ")
        return {"sub": "248289761001"} | identity.more

    @app.get("/leave")
    def leave(client_id: str, post_logout_redirect_uri: str) -> Response:
        assert client_id == CLIENT
        return HTMLResponse(f'<h1>Signed out</h1><a href="{post_logout_redirect_uri}">Back</a>')

    return app


@contextmanager
def identity_provider(host: str = "127.0.0.1") -> Iterator[Identity]:
    """The provider, while it runs."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        identity = Identity(f"http://{host}:{listening.getsockname()[1]}")
        config = uvicorn.Config(application(identity), log_level="warning", access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=[[listening]], daemon=True)
        thread.start()
        try:
            yield identity
        finally:
            server.should_exit = True
            thread.join(timeout=10)
