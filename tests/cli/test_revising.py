"""Compare, review and sign off from the command line, on real files and the real engine."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from .conftest import Run

GANGS = """# Gangs protocol

4.1 For many of the young people concerned, gang membership is a lifestyle choice.

4.2 Ring the MASH on 020 7946 0310 within 24 hours.
"""
NEVER = "being drawn into a gang is grooming and never a choice"
MISSING = """# Missing children procedure

2.1 Ring the MASH on 020 7946 0301 within one working day.
"""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    root = tmp_path_factory.mktemp("versions")
    for name, gangs in (
        ("old", GANGS),
        ("new", GANGS.replace("gang membership is a lifestyle choice", NEVER)),
    ):
        (root / name).mkdir()
        (root / name / "gangs-protocol.md").write_text(gangs, "utf-8")
        (root / name / "missing-procedure.md").write_text(MISSING, "utf-8")
    return root / "old", root / "new"


def test_compare(run: Run, folders: tuple[Path, Path], tmp_path: Path) -> None:
    result = run("compare", *folders, "--format", "json")
    assert result.exit_code == 0
    findings = json.loads(result.stdout)["findings"]
    assert ("resolved", "language/choice-framing") in {
        (f["state"], f["old"]["subject"]) for f in findings if f["old"]
    }
    assert run("compare", *folders, "-o", tmp_path / "c.html").exit_code == 0
    assert "<ins>" in (tmp_path / "c.html").read_text("utf-8")
    assert "Resolved" in run("compare", *folders).stdout


def test_a_finding_is_listed_set_aside_and_gone(run: Run, folders: tuple[Path, Path]) -> None:
    old = folders[0]
    listed = run("review", "list", old).stdout
    found = re.search(r"(\w{10})  Exploitation not called a choice", listed)
    assert found
    args = ("--reason", "Agreed wording", "--by", "A. Officer", "--date", "2026-03-02")
    assert run("review", "dismiss", old, found[1], *args).exit_code == 0
    assert found[1] not in run("review", "list", old).stdout
    matrix = run("matrix", old, "--format", "json")
    assert any("Set aside" in note for note in json.loads(matrix.stdout)["notes"])
    again = run("review", "dismiss", old, found[1], *args)
    assert again.exit_code == 2
    assert f"no open finding {found[1]}" in again.stderr


def test_a_dismissal_has_a_reason_and_is_kept_once(
    run: Run, folders: tuple[Path, Path], tmp_path: Path
) -> None:
    old = tmp_path / "old"
    shutil.copytree(folders[0], old, ignore=shutil.ignore_patterns("*.yaml"))
    (found, *_) = re.findall(r"\b[0-9a-f]{10}\b", run("review", "list", old).stdout)
    blank = run("review", "dismiss", old, found, "--reason", "  ", "--by", "A")
    assert blank.exit_code == 2
    assert "needs a reason" in blank.stderr
    assert not (old / "sensecheck-review.yaml").exists()
    twice = run("review", "dismiss", old, found, found, "--reason", "Quoted.", "--by", "A")
    assert twice.stderr.startswith("1 set aside")
    assert (old / "sensecheck-review.yaml").read_text("utf-8").count("subject:") == 1


def test_sign_off(run: Run, folders: tuple[Path, Path], tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.html"
    args = ("--by", "B. Chair", "--role", "Chair", "--date", "2026-03-09", "-o", sheet)
    assert run("sign-off", folders[1], *args).exit_code == 0
    assert "B. Chair, Chair" in sheet.read_text("utf-8")


def test_a_baseline_leaves_only_what_is_new(
    run: Run, folders: tuple[Path, Path], tmp_path: Path
) -> None:
    saved = tmp_path / "before.json"
    assert run("matrix", folders[1], "--format", "json", "-o", saved).exit_code == 0
    result = run("matrix", folders[1], "--baseline", saved, "--fail-on", "low")
    assert result.exit_code == 0, result.stdout
    assert run("check", folders[1] / "gangs-protocol.md", "--baseline", "no.json").exit_code == 2
