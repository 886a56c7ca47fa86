"""Where the cache lies is set in one place."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from checker.cache import SWITCH, cache_folder, opened


def test_it_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(SWITCH, str(tmp_path))
    found = opened()
    assert found is not None
    assert found.folder == tmp_path


@pytest.mark.parametrize("word", ["off", "OFF", " off "])
def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv(SWITCH, word)
    assert opened() is None


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="these have places of their own")
def test_it_lies_where_the_user_keeps_caches(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(SWITCH, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "sensecheck"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == Path.home() / ".cache" / "sensecheck"
