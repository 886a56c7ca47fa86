"""A criterion of one's own from the first line to what it finds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def own(run: Run, tmp_path: Path) -> Path:
    """A criterion that was just begun."""
    result = run("rules", "new", "our-board/private-fostering", "--in", str(tmp_path))
    assert result.exit_code == 0
    path = tmp_path / "our-board" / "private-fostering.yaml"
    assert str(path) in result.output
    return path


def test_what_is_begun_works_as_it_stands(run: Run, own: Path) -> None:
    result = run("rules", "test", str(own))
    assert result.exit_code == 0
    assert "told: every example is right" in result.output
    assert "Learnt from 10 sentences" in result.output


def test_an_example_that_goes_wrong_is_named(run: Run, own: Path) -> None:
    own.write_text(own.read_text("utf-8").replace("Private tuition", "Private fostering"), "utf-8")
    own.write_text(
        own.read_text("utf-8").replace("is arranged by", "is told to the council by"), "utf-8"
    )
    result = run("rules", "test", str(own))
    assert result.exit_code == 1
    assert "1 of 4 examples go wrong" in result.output


def test_trying_shows_what_is_found_and_where(run: Run, own: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(
        "# 1 Carers\n\n1.1 A teacher who hears that a pupil is privately fostered tells the "
        "council on the same day.\n",
        "utf-8",
    )
    result = run("rules", "try", str(own), str(draft), "--quiet")
    assert result.exit_code == 0
    assert "met" in result.output
    assert "tells the council on the same day" in result.output.replace("\n      ", " ")


def test_an_id_of_another_form_is_refused(run: Run, tmp_path: Path) -> None:
    result = run("rules", "new", "Private Fostering", "--in", str(tmp_path))
    assert result.exit_code == 2
    assert "is no id for a criterion" in result.output


def test_what_is_there_is_not_written_over(run: Run, own: Path) -> None:
    folder = str(own.parents[1])
    result = run("rules", "new", "our-board/private-fostering", "--in", folder)
    assert result.exit_code == 2
    assert "--force" in result.output


def test_a_folder_that_cannot_be_made_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    result = run("rules", "new", "our-board/x", "--in", str(tmp_path / "file" / "own"))
    assert result.exit_code == 2
    assert "cannot be written (not a directory)" in result.stderr


def test_the_command_to_go_on_with_can_be_pasted(run: Run, tmp_path: Path) -> None:
    result = run("rules", "new", "our-board/x", "--in", str(tmp_path / "my rules"))
    assert f"sensecheck rules test '{tmp_path}/my rules/our-board/x.yaml'" in result.output


def test_what_is_no_text_file_is_said_in_plain_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00")
    assert "(is a directory)" in run("rules", "test", str(tmp_path)).stderr
    assert "(it is not UTF-8 text)" in run("rules", "test", str(tmp_path / "binary.yaml")).stderr
