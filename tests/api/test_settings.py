"""Every setting of the service is documented, and what does not go together is refused."""

from __future__ import annotations

import sys
from dataclasses import Field, fields
from pathlib import Path

import pytest

from api import serving
from api.settings import ServiceSettings, SignInSettings
from checker.errors import SensecheckError
from checker.settings import PREFIX

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


@pytest.mark.parametrize(
    "setting", [*fields(ServiceSettings), *fields(SignInSettings)], ids=lambda f: f.name
)
def test_every_setting_is_documented(setting: Field[object]) -> None:
    row = f"| `{PREFIX}{setting.name.upper()}` | {setting.default} | {setting.metadata['help']} |"
    assert row in PAGE.read_text("utf-8")


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENSECHECK_MAX_UPLOAD_MB", "3")
    assert ServiceSettings.from_environment().max_upload_mb == 3
    monkeypatch.setenv("SENSECHECK_MAX_UPLOAD_MB", "much")
    with pytest.raises(SensecheckError, match="SENSECHECK_MAX_UPLOAD_MB"):
        ServiceSettings.from_environment()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"passwords": "no"}, "SENSECHECK_PASSWORDS is no"),
        ({"passwords": "off"}, "Without passwords nobody could sign in"),
        ({"oidc_issuer": "https://id.example"}, "set SENSECHECK_OIDC_CLIENT as well"),
        ({"oidc_client": "sensecheck"}, "set SENSECHECK_OIDC_ISSUER as well"),
    ],
)
def test_ways_to_sign_in_that_do_not_go_together_are_refused(
    given: dict[str, str], says: str
) -> None:
    with pytest.raises(SensecheckError, match=says):
        SignInSettings(**given)


def test_a_secret_is_in_no_message() -> None:
    assert "hush" not in repr(SignInSettings(oidc_secret="hush"))


def test_without_its_library_the_provider_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = SignInSettings(oidc_issuer="https://id.example", oidc_client="sensecheck")
    assert serving._provider(SignInSettings(), "https://x.example") is None
    monkeypatch.setitem(sys.modules, "api.provider", None)
    with pytest.raises(SensecheckError, match=r"pip install 'sensecheck\[oidc\]'"):
        serving._provider(settings, "https://x.example")
