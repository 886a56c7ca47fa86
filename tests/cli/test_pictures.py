"""Pictures from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from reporting.conftest import handmade

from checker import assessing

from .conftest import Run


def test_each_picture_is_three_files(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(assessing, "assess", lambda *_, **__: handmade())
    result = run("pictures", tmp_path, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert "citations.png" in names
    assert len(names) == 5 * 3
    assert (tmp_path / "out" / "citations.png").read_bytes().startswith(b"\x89PNG")
    assert "does not name it" in (tmp_path / "out" / "citations.txt").read_text("utf-8")
