"""The commands that write papers, on an assessment made by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from reporting.conftest import handmade

from checker import assessing
from checker.reporting import briefing, paper_docx, paper_html, workbook

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessing, "assess", lambda folder, **options: handmade())


def test_the_name_says_how_a_briefing_is_written(run: Run, tmp_path: Path) -> None:
    paper = briefing.render(handmade())
    assert run("briefing", "area", "-o", tmp_path / "b.docx").exit_code == 0
    assert (tmp_path / "b.docx").read_bytes() == paper_docx.render(paper)
    assert run("briefing", "area", "-q", "-o", tmp_path / "b.HTML").output == ""
    assert (tmp_path / "b.HTML").read_text("utf-8") == paper_html.render(paper)


@pytest.mark.parametrize(
    ("command", "name", "formats"),
    [("briefing", "b.txt", r"*.docx or *.pdf or *.html"), ("workbook", "b", "*.xlsx")],
)
def test_another_name_is_refused_before_any_work(
    run: Run, tmp_path: Path, command: str, name: str, formats: str
) -> None:
    result = run(command, "area", "-o", tmp_path / name)
    assert result.exit_code == 2
    assert formats in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_workbook_links_to_the_documents_from_where_it_stands(run: Run, tmp_path: Path) -> None:
    result = run("workbook", tmp_path / "area", "-o", tmp_path / "out" / "b.xlsx")
    assert result.exit_code == 0
    assert (tmp_path / "out" / "b.xlsx").read_bytes() == workbook.render(handmade(), "../area")


@pytest.mark.parametrize(("command", "name"), [("briefing", "b.docx"), ("workbook", "b.xlsx")])
def test_a_paper_is_overwritten_only_by_force(
    run: Run, tmp_path: Path, command: str, name: str
) -> None:
    (tmp_path / name).write_text("with notes of the meeting")
    assert "--force" in run(command, "area", "-o", tmp_path / name).stderr
    assert (tmp_path / name).read_text() == "with notes of the meeting"
    assert run(command, "area", "-o", tmp_path / name, "--force").exit_code == 0
    assert (tmp_path / name).read_bytes().startswith(b"PK")
