"""The commands that write papers, on an assessment made by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from reporting.conftest import handmade

from checker import assessing
from checker.model import Assessment
from checker.reporting import annotating, briefing, paper_docx, paper_html, workbook

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


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[list[Path]]:
    """The files that were to be assessed; a copy with two remarks is given for them."""
    asked: list[list[Path]] = []

    def assess_files(paths: list[Path], **options: object) -> Assessment:
        asked.append(list(paths))
        return handmade()

    monkeypatch.setattr(assessing, "assess_files", assess_files)
    monkeypatch.setattr(annotating, "annotate", lambda path, assessment: (b"copy", 2))
    return asked


def test_annotate_compares_with_the_folder_but_not_with_itself(
    run: Run, heard: list[list[Path]], tmp_path: Path
) -> None:
    for name in ("dv.docx", "gangs.docx", "copy of gangs.docx"):
        (tmp_path / name).write_bytes(b"gangs" if "gangs" in name else b"dv")
    draft, sibling = tmp_path / "gangs.docx", tmp_path / "dv.docx"
    output = tmp_path / "out" / "gangs.docx"
    result = run("annotate", draft, "--with", tmp_path, "-o", output)
    assert result.exit_code == 0
    assert heard == [[draft, sibling]]
    assert output.read_bytes() == b"copy"
    assert "Remarks: 2" in result.stderr
    assert run("annotate", draft, sibling, "-qo", tmp_path / "b.docx").output == ""
    assert heard[-1] == [draft, sibling]


@pytest.mark.parametrize(
    ("draft", "output", "said"),
    [
        ("a.md", "b.docx", "a.md is no Word file"),
        ("a.pdf", "b.docx", "has to be named *.pdf"),
        ("a.docx", "b.txt", "has to be named *.docx or *.pdf"),
        ("a.docx", "sub/../a.docx", "which are never changed"),
    ],
)
def test_what_cannot_be_annotated_is_said_before_any_work(
    run: Run, heard: list[list[Path]], tmp_path: Path, draft: str, output: str, said: str
) -> None:
    (tmp_path / "sub").mkdir()
    result = run("annotate", tmp_path / draft, "--force", "-o", tmp_path / output)
    assert result.exit_code == 2
    assert said in result.stderr
    assert heard == []


@pytest.mark.usefixtures("heard")
def test_the_draft_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    draft, link = tmp_path / "a.docx", tmp_path / "link.docx"
    draft.write_bytes(b"mine")
    link.symlink_to(draft)
    assert run("annotate", draft, "--force", "-o", link).exit_code == 2
    assert draft.read_bytes() == b"mine"


def test_no_force_replaces_a_document_that_was_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "policy.docx").write_bytes(b"the policy")
    result = run("briefing", tmp_path, "-o", tmp_path / "policy.docx", "--force")
    assert result.exit_code == 2
    assert "never changed" in result.stderr
    assert (tmp_path / "policy.docx").read_bytes() == b"the policy"
    assert [p.name for p in tmp_path.iterdir()] == ["policy.docx"]


def test_a_paper_among_the_documents_is_pointed_out(run: Run, tmp_path: Path) -> None:
    """It would be read as a document of the area the next time."""
    (tmp_path / "area").mkdir()
    inside = run("briefing", tmp_path / "area", "-o", tmp_path / "area" / "b.docx")
    assert inside.exit_code == 0
    assert "will be read as one of them" in inside.stderr
    outside = run("briefing", tmp_path / "area", "-o", tmp_path / "b.docx")
    assert "will be read" not in outside.stderr
