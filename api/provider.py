"""Another service that says who someone is: OpenID Connect's code flow with PKCE, by Authlib.

It says an e-mail address and nothing more: whose account that opens, and what the
account may do, is decided here (:mod:`api.signing_in`). This is the only part of
Sensecheck that speaks to another machine, and only where a provider is set.
"""

from __future__ import annotations

import re
import secrets
import ssl
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hmac import compare_digest
from threading import Lock
from typing import Any, TypeVar
from urllib.parse import urlencode

import httpx2
from authlib.common.security import is_secure_transport
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import (
    BadSignatureError,
    ClaimError,
    ExpiredTokenError,
    InvalidKeyIdError,
    JoseError,
)
from joserfc.jwk import KeySet

from api.refusals import Refusal
from api.settings import SignInSettings
from checker.errors import SensecheckError

ANSWER = "/sign-in/provider/answer"
"""Where the provider sends a browser back to."""

BEGUN_FOR = 600.0
"""Seconds within which a sign-in that was begun has to come back."""

BEGUN_MOST = 10_000
"""Sign-ins under way that are remembered; the oldest are forgotten first."""

KEPT = 3600.0
"""Seconds for which what the provider says of itself is kept."""

PATIENCE = 10.0
"""Seconds that the provider has for an answer, and for which it is then left alone."""

LEEWAY = 60
"""Seconds by which its clock and ours may differ."""

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""How an answer may be signed: with a key that only the provider has."""

_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_MORE_ENDPOINTS = ("userinfo_endpoint", "end_session_endpoint")
_CODE = re.compile(r"[a-z_]{1,40}")

_CAUSES = {
    "nonce": "it belongs to another sign-in",
    "aud": "it is meant for another service",
    "azp": "it is meant for another service",
    "iss": "it comes from somebody else",
    "iat": "it is dated in the future",
    "nbf": "it is dated in the future",
    "exp": "it says not until when it is good",
}
"""What is wrong with an answer, by the claim that is."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in that is under way: in which browser, and where it leads when it is done.

    ``nonce`` has to stand in the answer; ``verifier`` shows that the answer is
    asked for by whoever began.
    """

    browser: str
    nonce: str
    verifier: str
    to: str
    time: float


@dataclass(slots=True)
class Known:
    """What the provider says of itself, since when it is known, and the keys that it signs with."""

    said: dict[str, Any]
    time: float
    keys: KeySet | None = None


@dataclass(slots=True)
class Provider:
    """The service that people sign in with, and the sign-ins that are under way.

    :param address: of this service, as browsers reach it.
    :raises SensecheckError: the provider's address cannot be trusted.
    """

    settings: SignInSettings
    address: str
    _begun: OrderedDict[str, Begun] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)
    _known: Known | None = None
    _trusted: ssl.SSLContext = field(default_factory=httpx2.create_ssl_context, repr=False)
    _silent_until: float = 0.0

    def __post_init__(self) -> None:
        if not is_secure_transport(self.settings.oidc_issuer):
            raise SensecheckError("oidc-issuer", issuer=self.settings.oidc_issuer)

    @property
    def name(self) -> str:
        """What people call it."""
        return self.settings.oidc_name

    def begin(self, browser: str, to: str) -> tuple[str, str]:
        """Begin a sign-in; the address to send the browser to, and the secret it has to keep.

        :param browser: the secret that it keeps already, or "".
        :raises Refusal: the provider does not answer.
        """
        said = self._asked_of_itself().said
        browser = browser or secrets.token_urlsafe(32)
        state = secrets.token_urlsafe(32)
        begun = Begun(
            browser, secrets.token_urlsafe(32), secrets.token_urlsafe(48), to, time.monotonic()
        )
        with self._client(said) as client:
            address, _ = client.create_authorization_url(
                said["authorization_endpoint"],
                state=state,
                code_verifier=begun.verifier,
                nonce=begun.nonce,
            )
        with self._lock:
            self._begun[state] = begun
            while len(self._begun) > BEGUN_MOST:
                self._begun.popitem(last=False)
        return str(address), browser

    def answered(self, browser: str, answer: Mapping[str, str]) -> tuple[str, str]:
        """The e-mail address that the provider vouches for, and where the sign-in leads.

        :param browser: the secret that the browser keeps.
        :param answer: what stands in the address that the provider sent it to.
        :raises Refusal: it is none of an answer to a sign-in that this browser
            began, or cannot be trusted, or names no address that was verified.
        """
        with self._lock:  # it counts once, however it goes on
            begun = self._begun.pop(answer.get("state", ""), None)
        if (
            begun is None
            or not compare_digest(begun.browser.encode(), browser.encode())
            or time.monotonic() - begun.time > BEGUN_FOR
        ):
            raise Refusal("oidc-begun", "provider")
        if "code" not in answer:
            raise _declined(answer.get("error", ""))
        known = self._asked_of_itself()
        said = known.said
        if answer.get("iss", said["issuer"]) != said["issuer"]:
            raise _untrusted("it comes from somebody else")
        with self._client(said) as client:
            token = self._asked(
                lambda: client.fetch_token(
                    said["token_endpoint"],
                    grant_type="authorization_code",
                    code=answer["code"],
                    code_verifier=begun.verifier,
                )
            )
            claims = self._checked(known, token, begun.nonce)
            if not claims.keys() >= {"email", "email_verified"} and "userinfo_endpoint" in said:
                claims = self._more(client, said["userinfo_endpoint"], claims)
        email = claims.get("email")
        if not isinstance(email, str) or claims.get("email_verified") is not True:
            raise Refusal("oidc-unverified", "provider")
        return email, begun.to

    def leaving(self) -> str:
        """The address at which one signs out of the provider too; "" if it has none."""
        try:
            end = self._asked_of_itself().said.get("end_session_endpoint", "")
        except Refusal:
            return ""
        back = {
            "client_id": self.settings.oidc_client,
            "post_logout_redirect_uri": f"{self.address}/sign-in",
        }
        return f"{end}{'&' if '?' in end else '?'}{urlencode(back)}" if end else ""

    def _client(self, said: Mapping[str, Any]) -> Any:
        known = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        method = "client_secret_basic" if "client_secret_basic" in known else "client_secret_post"
        return OAuth2Client(
            self.settings.oidc_client,
            self.settings.oidc_secret or None,
            token_endpoint_auth_method=method if self.settings.oidc_secret else "none",
            scope="openid email",
            redirect_uri=f"{self.address}{ANSWER}",
            code_challenge_method="S256",
            timeout=PATIENCE,
            verify=self._trusted,
        )

    def _asked_of_itself(self) -> Known:
        if self._known is not None and time.monotonic() - self._known.time < KEPT:
            return self._known
        issuer = self.settings.oidc_issuer.rstrip("/")
        said = self._fetched(f"{issuer}/.well-known/openid-configuration")
        named = [said.get(name) for name in _ENDPOINTS]
        named += [said[name] for name in _MORE_ENDPOINTS if name in said]
        if str(said.get("issuer", "")).rstrip("/") != issuer or not all(
            isinstance(name, str) and is_secure_transport(name) for name in named
        ):
            raise Refusal("oidc-unreachable", "provider")
        self._known = Known(said, time.monotonic())
        return self._known

    def _checked(self, known: Known, token: Mapping[str, Any], nonce: str) -> dict[str, Any]:
        """What an answer says, once it is sure that it is the provider's, and the one asked for."""
        client = self.settings.oidc_client
        try:
            try:
                decoded = self._decoded(known, token)
            except InvalidKeyIdError:  # it signs with a new key
                known.keys = None
                decoded = self._decoded(known, token)
            claims = CodeIDToken(
                decoded.claims,
                decoded.header,
                {
                    "iss": {"essential": True, "value": known.said["issuer"]},
                    "aud": {"essential": True, "value": client},
                    "nonce": {"essential": True, "value": nonce},
                },
                {"client_id": client, "access_token": token.get("access_token")},
            )
            claims.validate(leeway=LEEWAY)
        except ExpiredTokenError:
            raise _untrusted("it has run out") from None
        except ClaimError as error:
            raise _untrusted(_CAUSES.get(error.claim, "something in it is missing")) from None
        except (BadSignatureError, InvalidKeyIdError):
            raise _untrusted("its signature is not the sign-in service’s") from None
        except (JoseError, ValueError, TypeError, KeyError):
            raise _untrusted("it is not made as it should be") from None
        return dict(claims)

    def _decoded(self, known: Known, token: Mapping[str, Any]) -> jwt.Token:
        if known.keys is None:
            known.keys = KeySet.import_key_set(self._fetched(known.said["jwks_uri"]))  # type: ignore[arg-type]
        return jwt.decode(token["id_token"], known.keys, algorithms=ALGORITHMS)

    def _more(self, client: Any, address: str, claims: dict[str, Any]) -> dict[str, Any]:
        """What the provider says of someone where it is asked for it apart."""
        found = self._asked(lambda: _json(client.get(address)))
        if found.get("sub") != claims["sub"]:
            raise _untrusted("it speaks of two people")
        return {**claims, **found}

    def _fetched(self, address: str) -> dict[str, Any]:
        return self._asked(
            lambda: _json(httpx2.get(address, timeout=PATIENCE, verify=self._trusted))
        )

    def _asked(self, ask: Callable[[], Value]) -> Value:
        """An answer of the provider's; one that is silent is left alone for a while."""
        if time.monotonic() < self._silent_until:
            raise Refusal("oidc-unreachable", "provider")
        try:
            return ask()
        except OAuthError as error:
            raise _declined(str(error.error)) from None
        except (httpx2.HTTPError, ValueError) as error:
            if isinstance(error, httpx2.TransportError):
                self._silent_until = time.monotonic() + PATIENCE
            raise Refusal("oidc-unreachable", "provider") from None


def _json(response: Any) -> dict[str, Any]:
    response.raise_for_status()
    found = response.json()
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found


def _declined(code: str) -> Refusal:
    """That the provider says no; its word for it is shown if it is one of a few letters."""
    cause = code if _CODE.fullmatch(code) else "no reason given"
    return Refusal("oidc-declined", "provider", cause=cause.replace("_", " "))


def _untrusted(cause: str) -> Refusal:
    return Refusal("oidc-answer", "provider", cause=cause)
