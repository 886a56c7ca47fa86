"""Signing in with another service: only who is vouched for, in this browser, once, just now."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from browsing import browser, free_port, look_over, needs_chromium, serving
from fastapi.testclient import TestClient
from identity import SECRET, Identity, identity_provider, new_key, signed
from joserfc import jwt
from joserfc.jwk import OctKey
from playwright.sync_api import expect
from sharing import ADDRESS, PASSWORD, Shared
from sqlalchemy import func, select

from api import people, provider, signing_in
from api.app import create_app
from api.guard import SharedAccess
from api.provider import Provider
from api.settings import SignInSettings
from api.store import Account, Event, Member, SignIn, Store
from checker.errors import SensecheckError

TRUSTED = httpx2.create_ssl_context()
"""Made once, since it reads every certificate of the system."""

PERSON = httpx2.Client(verify=TRUSTED)
"""Whoever goes to the provider."""


@pytest.fixture(scope="module")
def runs() -> Iterator[Identity]:
    with identity_provider() as running:
        yield running


@pytest.fixture
def identity(runs: Identity) -> Iterator[Identity]:
    """The provider, right in everything; what a test changes is undone."""
    before = dict(vars(runs))
    vars(runs).update({n: type(v)(v) for n, v in before.items() if isinstance(v, dict | list)})
    yield runs
    vars(runs).update(before)


@pytest.fixture
def joined(shared: Shared, identity: Identity) -> Shared:
    """A shared service of the test's own, with the provider."""
    return provided(shared, identity)


def provided(shared: Shared, identity: Identity, *, passwords: bool = True) -> Shared:
    made = Provider(identity.settings, ADDRESS, _trusted=TRUSTED)
    access = SharedAccess(ADDRESS, shared.store, passwords, made)
    return replace(shared, app=create_app(shared.store, access))


def sent(client: TestClient, to: str = "/") -> str:
    """To the provider and back, as far as the address that it sends the browser to."""
    begun = client.get("/sign-in/provider", params={"to": to})
    assert begun.status_code == 303, begun.text
    back = PERSON.get(begun.headers["location"]).headers["location"]
    assert back.startswith(f"{ADDRESS}/sign-in/provider/answer?")
    return back


def refused(joined: Shared, says: str, status: int = 403) -> None:
    client = joined.browser("nobody")
    answer = client.get(sent(client))
    assert answer.status_code == status
    assert says in answer.text
    assert '<a href="#provider">' in answer.text
    assert 'id="provider"' in answer.text
    assert "set-cookie" not in answer.headers
    assert client.get("/").status_code == 303


def test_whom_the_provider_vouches_for_is_signed_in_to_her_own_account(
    joined: Shared, identity: Identity
) -> None:
    client = joined.browser("nobody")
    path = f"/areas/{joined.seeded.area}/findings"
    page = client.get(client.get(path).headers["location"]).text
    assert "Sign in with Board ID" in page
    assert f"/sign-in/provider?to={path.replace('/', '%2F')}" in page
    begun = client.get("/sign-in/provider", params={"to": path})
    for word in ("__Host-sensecheck-begun=", "HttpOnly", "Secure", "SameSite=lax"):
        assert word in begun.headers["set-cookie"]
    asked = parse_qs(urlsplit(begun.headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert SECRET not in begun.headers["location"]
    answer = client.get(sent(client, path))
    assert answer.headers["location"] == path
    for word in ("__Host-sensecheck=", "HttpOnly", "Secure", "SameSite=lax", "Path=/"):
        assert word in answer.headers["set-cookie"]
    shown = client.get(path)
    assert shown.status_code == 200
    assert "reader person" in shown.text
    with joined.store.reading() as session:
        event = session.scalars(select(Event).order_by(Event.created.desc())).first()
        assert (event.who, event.action) == ("reader person", "Sign in with another service")


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_it_leads_nowhere_else(joined: Shared, to: str) -> None:
    client = joined.browser("nobody")
    location = client.get(sent(client, to)).headers["location"]
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


def test_an_answer_counts_once(joined: Shared) -> None:
    client = joined.browser("nobody")
    back = sent(client)
    assert client.get(back).headers["location"] == "/"
    again = client.get(back)
    assert again.status_code == 403
    assert "is over already" in again.text


def test_an_answer_to_another_browser_opens_nothing(joined: Shared) -> None:
    mine, other = joined.browser("nobody"), joined.browser("nobody")
    back = sent(mine)
    assert "begun in another browser" in other.get(back).text
    assert "is over already" in mine.get(back).text  # a guess uses it up
    sent(other)
    assert "begun in another browser" in other.get(sent(mine)).text


def test_two_windows_of_one_browser_may_sign_in(joined: Shared) -> None:
    client = joined.browser("nobody")
    first, second = sent(client), sent(client)
    assert client.get(first).status_code == client.get(second).status_code == 303


@pytest.mark.parametrize("state", ["", "guessed", "ü"])
def test_a_state_that_was_never_given_is_refused(joined: Shared, state: str) -> None:
    client = joined.browser("nobody")
    sent(client)
    answer = client.get("/sign-in/provider/answer", params={"code": "x", "state": state})
    assert answer.status_code == 403
    assert "start again" in answer.text


def test_a_sign_in_is_given_up_after_some_minutes(
    joined: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider, "BEGUN_FOR", -1.0)
    refused(joined, "too long ago")


def test_sign_ins_that_are_begun_do_not_pile_up(
    joined: Shared, identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider, "BEGUN_MOST", 2)
    client = joined.browser("nobody")
    first, *later = [sent(client) for _ in range(3)]
    assert client.get(first).status_code == 403
    assert [client.get(back).status_code for back in later] == [303, 303]


def test_another_code_under_the_same_state_is_refused(joined: Shared, identity: Identity) -> None:
    """Someone's code that is put into the answer to another's sign-in: PKCE and nonce say no."""
    thief, victim = joined.browser("nobody"), joined.browser("nobody")
    stolen = parse_qs(urlsplit(sent(thief)).query)["code"][0]
    state = parse_qs(urlsplit(sent(victim)).query)["state"][0]
    answer = victim.get("/sign-in/provider/answer", params={"code": stolen, "state": state})
    assert answer.status_code == 403
    assert "did not sign you in (invalid grant)" in answer.text


def unsigned(identity: Identity, claims: dict[str, object]) -> str:
    def part(given: dict[str, object]) -> str:
        return base64.urlsafe_b64encode(json.dumps(given).encode()).decode().rstrip("=")

    return f"{part({'alg': 'none', 'typ': 'JWT'})}.{part(claims)}."


def with_the_secret(identity: Identity, claims: dict[str, object]) -> str:
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET))


def with_the_public_key(identity: Identity, claims: dict[str, object]) -> str:
    key = OctKey.import_key(identity.key.as_dict(private=False)["n"])
    return jwt.encode({"alg": "HS256", "kid": identity.key.kid}, claims, key)


def with_another_key(identity: Identity, claims: dict[str, object]) -> str:
    return signed(new_key(identity.key.kid), claims)


def with_an_unknown_key(identity: Identity, claims: dict[str, object]) -> str:
    return signed(new_key("another"), claims)


def cut_short(identity: Identity, claims: dict[str, object]) -> str:
    return signed(identity.key, claims)[:-10]


NOW = int(time.time())


@pytest.mark.parametrize(
    ("claims", "says"),
    [
        ({"nonce": "another"}, "since it belongs to another sign-in"),
        ({"nonce": None}, "since it belongs to another sign-in"),
        ({"aud": "another"}, "since it is meant for another service"),
        ({"aud": "another", "azp": "sensecheck"}, "since it is meant for another service"),
        ({"aud": ["sensecheck", "another"], "azp": "another"}, "is meant for another service"),
        ({"aud": None}, "since it is meant for another service"),
        ({"iss": "https://evil.example"}, "since it comes from somebody else"),
        ({"exp": NOW - 3600}, "since it has run out"),
        ({"exp": None}, "since it says not until when it is good"),
        ({"iat": NOW + 7200}, "since it is dated in the future"),
        ({"nbf": NOW + 7200}, "since it is dated in the future"),
        ({"sub": None}, "since something in it is missing"),
    ],
)
def test_an_answer_that_is_not_for_this_sign_in_is_refused(
    joined: Shared, identity: Identity, claims: dict[str, object], says: str
) -> None:
    identity.claims = claims
    refused(joined, says)


@pytest.mark.parametrize(
    ("token", "says"),
    [
        (unsigned, "since it is not made as it should be"),
        (with_the_secret, "since it is not made as it should be"),
        (with_the_public_key, "since it is not made as it should be"),
        (with_another_key, "since its signature is not the sign-in service’s"),
        (with_an_unknown_key, "since its signature is not the sign-in service’s"),
        (cut_short, "since its signature is not the sign-in service’s"),
        (lambda identity, claims: "no token", "since it is not made as it should be"),
        (lambda identity, claims: "", "since it is not made as it should be"),
    ],
)
def test_what_the_provider_did_not_sign_is_refused(
    joined: Shared, identity: Identity, token: Callable[..., str], says: str
) -> None:
    identity.token = token
    refused(joined, says)


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "true"},
        {"email_verified": 1},
        {"email": None, "email_verified": True},
        {"email": ["reader@board.example"]},
    ],
)
def test_an_address_that_was_not_verified_is_refused(
    joined: Shared, identity: Identity, claims: dict[str, object]
) -> None:
    identity.claims = claims
    refused(joined, "does not say that your e-mail address was verified")


@pytest.mark.parametrize("missing", [("email", "email_verified"), ("email_verified",)])
def test_the_address_may_be_said_apart(
    joined: Shared, identity: Identity, missing: tuple[str, ...]
) -> None:
    identity.claims = dict.fromkeys(missing)
    identity.more = {"email": "reader@board.example", "email_verified": True}
    client = joined.browser("nobody")
    assert client.get(sent(client)).headers["location"] == "/"
    identity.more["sub"] = "somebody else"
    refused(joined, "since it speaks of two people")


@pytest.mark.parametrize("email", ["unknown@board.example", "ſecond@board.example", "", "<b>@x"])
def test_nobody_gets_an_account_by_signing_in(
    joined: Shared, identity: Identity, email: str
) -> None:
    def counted() -> list[int]:
        with joined.store.reading() as session:
            tables = (Account, Member, SignIn)
            return [session.scalar(select(func.count()).select_from(t)) or 0 for t in tables]

    before = counted()
    identity.email = email
    refused(joined, "There is no account for ")
    assert counted() == before


def test_capitals_make_no_other_account(joined: Shared, identity: Identity) -> None:
    identity.email = "Reader@Board.Example"
    client = joined.browser("nobody")
    assert client.get(sent(client)).headers["location"] == "/"


def test_a_closed_account_stays_closed(joined: Shared) -> None:
    with joined.store.writing() as session:
        people.close(session, session.get(Account, joined.accounts["reader"]))
    refused(joined, "There is no account for reader@board.example here")


def test_who_is_invited_takes_the_account_up_and_gets_no_role(
    joined: Shared, identity: Identity
) -> None:
    with joined.store.writing() as session:
        key = people.invite(session, people.add(session, "new@board.example", "New Person"))
    identity.email = "new@board.example"
    client = joined.browser("nobody")
    assert client.get(sent(client)).headers["location"] == "/"
    assert client.get(f"/areas/{joined.seeded.area}/findings").status_code == 404
    assert "Change your password" not in client.get("/account").text
    assert client.get(f"/join/{key}").status_code == 404
    assert "In use" in joined.browser("administrator").get("/administration").text
    no_password = client.post("/sign-in", data={"login": identity.email, "password": ""})
    assert no_password.status_code == 403


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        ("access_denied", "(access denied)"),
        ("<script>alert(1)</script>", "(no reason given)"),
        ("Ring 0800 000 to be helped", "(no reason given)"),
    ],
)
def test_when_the_provider_says_no_its_word_is_shown_and_no_more(
    joined: Shared, identity: Identity, error: str, shown: str
) -> None:
    identity.error = error
    refused(joined, f"did not sign you in {shown}")


def test_an_answer_of_another_issuer_is_refused(joined: Shared) -> None:
    client = joined.browser("nobody")
    answer = client.get(sent(client), params={"iss": "https://evil.example"})
    assert answer.status_code == 403


def test_a_new_key_of_the_provider_is_fetched(joined: Shared, identity: Identity) -> None:
    client = joined.browser("nobody")
    assert client.get(sent(client)).status_code == 303
    identity.key = new_key("second")
    assert client.get(sent(client)).status_code == 303


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://evil.example/token"},
        {"userinfo_endpoint": "http://evil.example/userinfo"},
        {"jwks_uri": 1},
    ],
)
def test_a_provider_that_names_what_cannot_be_trusted_is_not_asked(
    joined: Shared, identity: Identity, said: dict[str, object]
) -> None:
    identity.said = said
    answer = joined.browser("nobody").get("/sign-in/provider")
    assert answer.status_code == 502
    assert "does not answer as it should" in answer.text


def test_a_provider_that_is_silent_is_left_alone_and_passwords_go_on(
    joined: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = SignInSettings(oidc_issuer=f"http://127.0.0.1:{free_port()}", oidc_client="x")
    joined = replace(
        joined,
        app=create_app(
            joined.store, SharedAccess(ADDRESS, joined.store, True, Provider(silent, ADDRESS))
        ),
    )
    client = joined.browser("nobody")
    assert client.get("/sign-in/provider").status_code == 502

    def asked(*_: object, **__: object) -> None:
        raise AssertionError("it was asked again")

    monkeypatch.setattr(provider, "_json", asked)
    assert client.get("/sign-in/provider").status_code == 502
    given = {"login": "reader@board.example", "password": PASSWORD}
    assert client.post("/sign-in", data=given).status_code == 303


def test_a_secret_that_is_wrong_is_said_and_not_shown(joined: Shared, identity: Identity) -> None:
    wrong = Provider(replace(identity.settings, oidc_secret="wrong"), ADDRESS)
    access = SharedAccess(ADDRESS, joined.store, True, wrong)
    joined = replace(joined, app=create_app(joined.store, access))
    refused(joined, "did not sign you in (invalid client)")
    assert "wrong" not in repr(wrong)


def test_too_many_tries_from_one_address_are_stopped(
    joined: Shared, identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(signing_in.TRIES, "from", 2)
    client = joined.browser("nobody")
    for _ in range(3):  # what does not fail does not count
        assert client.get(sent(client)).status_code == 303
    for _ in range(2):
        assert client.get("/sign-in/provider/answer").status_code == 403
    assert client.get(sent(client)).status_code == 429


def test_signing_out_says_how_to_sign_out_there_too(joined: Shared, identity: Identity) -> None:
    client = joined.browser("nobody")
    client.get(sent(client))
    assert client.get("/").status_code == 200
    page = client.get(client.post("/sign-out").headers["location"]).text
    assert client.get("/").status_code == 303
    assert "You are signed out of Sensecheck" in page
    leave = page.partition(f'href="{identity.origin}/leave?')[2].partition('"')[0]
    assert parse_qs(leave.replace("&amp;", "&")) == {
        "client_id": ["sensecheck"],
        "post_logout_redirect_uri": [f"{ADDRESS}/sign-in"],
    }


def test_passwords_may_be_switched_off(joined: Shared, identity: Identity) -> None:
    with joined.store.writing() as session:
        key = people.invite(session, people.add(session, "new@board.example", "New Person"))
    joined = provided(joined, identity, passwords=False)
    client = joined.browser("nobody")
    page = client.get("/sign-in").text
    assert "Sign in with Board ID" in page
    assert "password" not in page
    given = {"login": "reader@board.example", "password": PASSWORD, "again": PASSWORD}
    for answer in (
        client.post("/sign-in", data=given),
        client.get(f"/join/{key}"),
        client.post(f"/join/{key}", data=given),
        joined.browser("reader").post("/account/password", data={**given, "now": PASSWORD}),
    ):
        assert answer.status_code == 403
        assert "There are no passwords here: sign in with Board ID." in answer.text
    assert client.get(sent(client)).status_code == 303
    assert "Change your password" not in client.get("/account").text
    administrator = joined.browser("administrator")
    made = administrator.post(
        "/administration/accounts", data={"login": "next@board.example", "name": "Next"}
    ).text
    assert "Next can now sign in with Board ID" in made
    assert f"{ADDRESS}/sign-in<" in made
    assert "/join/" not in made


def test_where_no_provider_is_set_there_is_none(shared: Shared) -> None:
    client = shared.browser("nobody")
    assert client.get("/sign-in/provider").status_code == 404
    assert client.get("/sign-in/provider/answer?code=x&state=y").status_code == 404
    assert "Sign in with" not in client.get("/sign-in").text


@pytest.mark.parametrize("issuer", ["http://id.example", "id.example", "ftp://x", "http://[x"])
def test_a_provider_that_cannot_be_trusted_is_refused(issuer: str) -> None:
    with pytest.raises(SensecheckError, match="cannot be trusted"):
        Provider(SignInSettings(oidc_issuer=issuer, oidc_client="x"), ADDRESS)


@needs_chromium
def test_in_a_browser_from_one_site_to_the_other_and_back(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two sites, so that the cookies have to survive the way between them."""
    with store.writing() as session:
        people.add(session, "ada@board.example", "Ada Admin", administrator=True)
    port = free_port()
    with identity_provider("localhost") as identity:
        identity.email, identity.asks = "ada@board.example", True
        for name in ("issuer", "client", "secret", "name"):
            value = getattr(identity.settings, f"oidc_{name}")
            monkeypatch.setenv(f"SENSECHECK_OIDC_{name.upper()}", value)
        monkeypatch.setenv("SENSECHECK_PASSWORDS", "off")
        more = ["--shared", "--address", f"http://127.0.0.1:{port}"]
        with serving(store.folder, port, more) as service, browser() as chromium:
            page = chromium.new_page()
            page.goto(f"{service.origin}/account")
            found = look_over(page, "sign in", (1280, 320))
            page.get_by_role("link", name="Sign in with Board ID").click()
            page.get_by_role("link", name="It is me").click()
            expect(page.get_by_role("heading", name="Ada Admin")).to_be_visible()
            assert page.url == f"{service.origin}/account"
            found += look_over(page, "account")
            page.get_by_role("button", name="Sign out").click()
            found += look_over(page, "signed out", (1280, 320))
            page.get_by_role("link", name="sign out there too").click()
            page.get_by_role("link", name="Back").click()
            expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
            identity.error = "access_denied"
            page.get_by_role("link", name="Sign in with Board ID").click()
            page.get_by_role("link", name="It is me").click()
            expect(page.get_by_role("alert")).to_contain_text("did not sign you in")
            found += look_over(page, "declined", (1280, 320))
            assert found == []
