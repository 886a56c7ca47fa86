"""How the program behaves: help, one sentence for every failure, exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker import __version__, assessing
from checker.cli import main

Run = Callable[..., Result]
START = [sys.executable, "-c", "from checker.cli import main; main(prog_name='sensecheck')"]
ROOT = Path(__file__).parents[2]


def one_sentence(result: Result) -> str:
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    (line,) = result.stderr.splitlines()
    return line


def test_help_lists_every_command_in_sections(run: Run) -> None:
    result = run("--help")
    assert result.exit_code == 0
    for name in ("check", "matrix", "explain", "rules", "evaluate", "Look at documents:"):
        assert name in result.stdout


def test_no_command_prints_the_help(run: Run) -> None:
    assert run().stdout == run("--help").stdout


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"sensecheck {__version__}\n"


@pytest.mark.parametrize("args", [["matri"], ["matrix"], ["check", "--nonsense"], ["check"]])
def test_wrong_use_is_one_sentence(run: Run, args: list[str]) -> None:
    assert one_sentence(run(*args)).startswith("Error: ")


def test_missing_folder_and_file(run: Run, tmp_path: Path) -> None:
    assert "There is no folder" in one_sentence(run("matrix", tmp_path / "none"))
    assert "There is no file" in one_sentence(run("check", tmp_path / "none.docx"))


def test_folder_and_file_taken_for_each_other(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    assert "sensecheck check" in one_sentence(run("matrix", tmp_path / "a.txt"))
    assert "sensecheck matrix" in one_sentence(run("check", tmp_path))


def test_what_goes_wrong_inside_is_one_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no such luck")

    monkeypatch.setattr(assessing, "assess", broken)
    line = one_sentence(run("matrix", tmp_path))
    assert "RuntimeError: no such luck" in line
    assert "--debug" in line


def test_debug_lets_the_trace_through(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no such luck")

    monkeypatch.setattr(assessing, "assess", broken)
    with pytest.raises(RuntimeError, match="no such luck"):
        CliRunner(catch_exceptions=False).invoke(main, ["--debug", "matrix", str(tmp_path)])


def test_interrupted(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(assessing, "assess", stopped)
    result = run("matrix", tmp_path)
    assert result.exit_code == 130
    assert result.stderr.strip() == "Interrupted."


def test_help_starts_quickly() -> None:
    """The bar is 150 ms; importing anything heavy would cost many times the rest."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run([*START, "--help"], cwd=ROOT, check=True, capture_output=True)
        times.append(time.perf_counter() - begun)
    assert min(times) < 0.5


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom checker.cli import main\n"
        "main(['--help'], prog_name='sensecheck', standalone_mode=False)\n"
        "print(sorted({m.partition('.')[0] for m in sys.modules}), file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    for name in ("numpy", "onnxruntime", "rich", "jinja2", "yaml", "pydantic", "lxml", "docx"):
        assert f"'{name}'" not in ran.stderr


@pytest.mark.skipif(os.name != "posix", reason="pipes that break are a POSIX matter")
def test_a_reader_that_goes_away_is_no_error() -> None:
    code = [*START, "rules", "list"]
    process = subprocess.Popen(code, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    complaint = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(30) == 0
    assert complaint == ""
