"""What is kept between runs can be seen, cleared and switched off."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.cache import SWITCH
from cli.conftest import Run


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.md"
    path.write_text("# Missing children protocol\n\nNo child chooses to be exploited.\n")
    return path


def test_a_check_keeps_and_clear_throws_away(
    run: Run, draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SWITCH, str(tmp_path / "kept"))
    assert run("check", draft).exit_code == 0
    shown = run("cache", "show").stdout
    assert str(tmp_path / "kept") in shown
    assert "documents              1 entries" in shown
    assert "Cleared" in run("cache", "clear").stdout
    assert "entries" not in run("cache", "show").stdout


def test_switched_off_nothing_is_kept(run: Run, draft: Path) -> None:
    assert run("check", draft).exit_code == 0
    for command in ("show", "clear"):
        assert "off" in run("cache", command).stdout


def test_trouble_is_said_and_the_check_is_done(
    run: Run, draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(SWITCH, str(tmp_path / "file" / "kept"))
    result = run("check", draft)
    assert result.exit_code == 0
    assert "could not be used (not a directory)" in result.stderr
    assert "could not be used" not in run("check", draft, "--quiet").stderr
