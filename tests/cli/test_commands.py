"""The commands, on an assessment made by hand: formats, outputs, levels."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from reporting.conftest import handmade

from checker import assessing, evaluating
from checker.model import Assessment
from checker.reporting import html, json_report, text

Run = Callable[..., Result]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the library was asked for; it answers with the assessment made by hand."""
    heard: dict[str, Any] = {}

    def answer(what: object, **options: object) -> Assessment:
        heard.update(options, what=what)
        return handmade()

    monkeypatch.setattr(assessing, "assess", answer)
    monkeypatch.setattr(assessing, "assess_files", answer)
    for module in ("options", "documents"):
        monkeypatch.setattr(f"checker.cli.{module}.rule_book", lambda folders: ("rules", folders))
    return heard


def test_matrix_prints_both_matrices_and_the_findings(run: Run, asked: dict[str, Any]) -> None:
    result = run("matrix", "area", "--password", "secret", "--rules", "mine")
    assert result.exit_code == 0
    assert result.stdout == text.render(handmade())
    assert asked["what"] == Path("area")
    assert asked["password"] == "secret"
    assert asked["rules"] == ("rules", (Path("mine"),))
    assert "secret" not in result.output


@pytest.mark.usefixtures("asked")
def test_check_prints_document_by_document(run: Run) -> None:
    assert run("check", "a.docx", "b.docx").stdout == text.render_check(handmade())


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("args", "render"),
    [
        (["--format", "json"], json_report.render),
        (["--format", "html"], html.render),
    ],
)
@pytest.mark.parametrize("command", ["matrix", "check"])
def test_formats(
    run: Run, command: str, args: list[str], render: Callable[[Assessment], str]
) -> None:
    assert run(command, "area", *args).stdout == render(handmade())


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("name", "args", "render"),
    [
        ("a.json", [], json_report.render),
        ("a.HTML", [], html.render),
        ("a.txt", [], text.render),
        ("a.json", ["--format", "text"], text.render),
        ("plain", ["--format", "json"], json_report.render),
    ],
)
def test_the_output_s_name_decides_unless_a_format_is_given(
    run: Run, tmp_path: Path, name: str, args: list[str], render: Callable[[Assessment], str]
) -> None:
    result = run("matrix", "area", "-o", tmp_path / name, *args)
    assert (tmp_path / name).read_text("utf-8") == render(handmade())
    assert result.stdout == ""
    assert str(tmp_path / name) in result.stderr


@pytest.mark.usefixtures("asked")
def test_quiet_says_nothing_beside_the_result(run: Run, tmp_path: Path) -> None:
    result = run("matrix", "area", "-o", tmp_path / "a.json", "--quiet")
    assert result.output == ""


@pytest.mark.usefixtures("asked")
def test_report_is_written_beside_the_matrices_and_its_path_printed(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "reports" / "area.html"
    result = run("matrix", "area", "--report", path)
    assert path.read_text("utf-8") == html.render(handmade())
    assert result.stdout.startswith(text.render(handmade(), with_findings=False))
    assert str(path) in result.stdout


@pytest.mark.usefixtures("asked")
def test_report_beside_json_leaves_the_json_alone(run: Run, tmp_path: Path) -> None:
    result = run("matrix", "area", "--report", tmp_path / "a.html", "--format", "json")
    assert json.loads(result.stdout)["schema"] == "sensecheck.assessment/1"
    assert str(tmp_path / "a.html") in result.stderr


@pytest.mark.usefixtures("asked")
def test_a_place_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = run("matrix", "area", "-o", tmp_path / "file" / "a.json")
    assert result.exit_code == 2
    assert "cannot be written (not a directory)" in result.stderr
    result = run("matrix", "area", "--report", tmp_path)
    assert result.exit_code == 2
    assert "cannot be written (is a directory)" in result.stderr
    assert "-o" not in result.stderr.partition("cannot be written")[2]


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("level", "code"), [("high", 1), ("medium", 1), ("low", 1), ("never", 0), (None, 0)]
)
@pytest.mark.parametrize("command", ["matrix", "check"])
def test_fail_on(run: Run, command: str, level: str | None, code: int) -> None:
    args = ["--fail-on", level] if level else []
    assert run(command, "area", *args).exit_code == code


def test_fail_on_a_level_nothing_reaches(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    calm = replace(handmade(), inconsistencies=(), verdicts=())
    monkeypatch.setattr(assessing, "assess", lambda *_, **__: calm)
    monkeypatch.setattr("checker.cli.documents.rule_book", lambda _: None)
    assert run("matrix", "area", "--fail-on", "low").exit_code == 0


@pytest.mark.parametrize(
    ("args", "criteria"),
    [
        (["a/b", "c/d", "labels.jsonl"], ("a/b", "c/d")),
        (["a/b", "--criteria", "c/d", "labels.jsonl"], ("a/b", "c/d")),
        (["a/b", "folder/labels.jsonl"], ("a/b",)),
    ],
)
def test_criteria_takes_several_ids(
    run: Run, monkeypatch: pytest.MonkeyPatch, args: list[str], criteria: tuple[str, ...]
) -> None:
    heard: dict[str, Any] = {}

    class Evaluation:
        def as_json(self) -> dict[str, Any]:
            return {"schema": "x"}

        def predictions(self) -> list[dict[str, Any]]:
            return [{"id": "é"}]

    def answer(files: tuple[Path, ...], judge: object, wanted: tuple[str, ...]) -> Evaluation:
        heard.update(files=files, criteria=wanted)
        return Evaluation()

    monkeypatch.setattr(evaluating, "evaluate_passages", answer)
    monkeypatch.setattr("checker.judging.Judge", lambda *_: None, raising=False)
    monkeypatch.setattr("checker.judging.StanceModel", lambda *_: None, raising=False)
    monkeypatch.setattr("checker.cli.evaluating.rule_book", lambda _: None)
    result = run("evaluate", "passages", "--criteria", *args, "--format", "json")
    assert json.loads(result.stdout) == {"schema": "x"}
    assert heard["criteria"] == criteria
    assert [f.name for f in heard["files"]] == ["labels.jsonl"]


@pytest.mark.usefixtures("asked")
def test_nothing_is_overwritten_without_force(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("mine")
    for option in ("-o", "--report"):
        result = run("matrix", "area", option, path)
        assert result.exit_code == 2
        assert "is there already" in result.stderr
        assert path.read_text() == "mine"
        assert run("matrix", "area", option, path, "--force").exit_code == 0
        assert path.read_text() != "mine"
        path.write_text("mine")
