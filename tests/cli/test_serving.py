"""The commands around the service, where they cannot do their work."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run


@pytest.mark.parametrize("command", [["users", "list"], ["backup", "out.zip"]])
def test_a_file_for_the_data_folder_is_one_sentence(
    run: Run, tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    result = run(*command, "--data", tmp_path / "file")
    assert result.exit_code == 2
    assert "choose another with --data" in result.stderr
