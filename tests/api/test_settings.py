"""Every setting of the service is documented, and every mark of it is a number."""

from __future__ import annotations

from dataclasses import Field, fields
from pathlib import Path

import pytest

from api.settings import ServiceSettings
from checker.errors import SensecheckError
from checker.settings import PREFIX

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


@pytest.mark.parametrize("setting", fields(ServiceSettings), ids=lambda f: f.name)
def test_every_setting_is_documented(setting: Field[object]) -> None:
    row = f"| `{PREFIX}{setting.name.upper()}` | {setting.default} | {setting.metadata['help']} |"
    assert row in PAGE.read_text("utf-8")


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENSECHECK_MAX_UPLOAD_MB", "3")
    assert ServiceSettings.from_environment().max_upload_mb == 3
    monkeypatch.setenv("SENSECHECK_MAX_UPLOAD_MB", "much")
    with pytest.raises(SensecheckError, match="SENSECHECK_MAX_UPLOAD_MB"):
        ServiceSettings.from_environment()
