"""Areas are worked out once, in whatever state their folders are."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from cli.conftest import Run

from benchmarking.conftest import CHOICE, Here
from checker.benchmarking import Processes, benchmark, running
from checker.cache import Cache
from checker.errors import SensecheckError
from checker.reporting import benchmark as reports

MEETS = "No child chooses to be exploited, and nobody may write in a record that a child did so."


def written(
    root: Path, area: str, name: str, *lines: str, status: str = "Approved: May 2020"
) -> None:
    (root / area).mkdir(parents=True, exist_ok=True)
    title = f"# {area.title()} Child Sexual Exploitation Protocol\n\n{status}\n\n## 2 Language\n\n"
    (root / area / name).write_text(title + "\n\n".join(lines) + "\n")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "areas"
    written(root, "ashby", "cse.md", MEETS)
    written(root, "birkdale", "cse.md", MEETS.replace("child did", "young person did"))
    written(root, "crowle", "cse.md", "A child who goes back to him has made a lifestyle choice.")
    return root


def test_areas_side_by_side_and_nothing_done_twice(root: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    first, again = Here(), Here()
    found = benchmark(root, cache=cache, workers=first)
    assert first.asked == ["ashby", "birkdale", "crowle"]
    assert [a.folder for a in found.areas] == ["ashby", "birkdale", "crowle"]
    assert found.areas[0].papers[0].published
    assert benchmark(root, cache=cache, workers=again).areas == found.areas
    assert again.asked == []
    written(root, "crowle", "cse.md", "The Board meets in March.")
    benchmark(root, cache=cache, workers=again)
    assert again.asked == ["crowle"]


def test_an_interrupted_run_goes_on(root: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    with pytest.raises(KeyboardInterrupt):
        benchmark(root, cache=cache, workers=Here(stop_after=2))
    rest = Here()
    benchmark(root, cache=cache, workers=rest)
    assert rest.asked == ["crowle"]


def test_processes_give_the_same(root: Path) -> None:
    here = benchmark(root, workers=Here())
    there = benchmark(root, workers=Processes(2))
    assert replace(there, manifest=here.manifest) == here


def test_no_word_of_a_draft_comes_out(root: Path) -> None:
    secret = "Kingfisher children choose nothing of what is done to them, and no record says so."
    written(root, "ashby", "dv.md", secret, status="Status: Draft")
    written(root, "birkdale", "dv.md", secret, status="Status: Consultation draft")
    written(root, "crowle", "dv.md", secret, status="Version 2, May 2020")
    found = benchmark(root, workers=Here())
    assert [area.drafts for area in found.areas] == [1, 1, 0]
    for suffix in (".json", ".html"):
        assert "Kingfisher" not in str(reports.render(found, Path(f"b{suffix}")))


def test_what_cannot_be_used_is_left_out_with_the_reason(root: Path) -> None:
    (root / "derby").mkdir()
    (root / "ember").mkdir()
    (root / "ember" / "a.docx").write_bytes(b"no Word file")
    (root / "ashby" / "b.docx").write_bytes(b"no Word file")
    (root / "loose.md").write_text("# Loose\n")
    found = benchmark(root, workers=Here())
    assert [out.folder for out in found.left_out] == ["derby", "ember"]
    assert "holds no document" in found.left_out[0].reason
    assert len(found.areas[0].unread) == 1
    assert "belong to no area and were left out: 1" in found.notes[0]


def test_ten_thousand_files_are_no_area(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "MOST_DOCUMENTS", 2)
    for number in range(3):
        written(root, "crowle", f"{number}.md", MEETS)
    found = benchmark(root, workers=Here())
    assert "holds 4 files, and an area may have 2" in found.left_out[0].reason


def test_areas_of_one_name_are_told_apart(root: Path) -> None:
    for folder in ("ashby", "birkdale"):
        (root / folder / "area.yaml").write_text("area: Northshire\n")
    names = [area.name for area in benchmark(root, workers=Here()).areas]
    assert names[1:] == ["Northshire (ashby)", "Northshire (birkdale)"]


def test_rules_that_change_meanwhile_stop_the_run(root: Path) -> None:
    class Slow(Here):
        def run(self, tasks):  # type: ignore[no-untyped-def]
            return super().run(replace(task, rules_sha256="0" * 64) for task in tasks)

    with pytest.raises(SensecheckError, match="rule packs were changed"):
        benchmark(root, workers=Slow())


def test_a_worker_with_another_program_stops_the_run(root: Path) -> None:
    class Other(Here):
        def run(self, tasks):  # type: ignore[no-untyped-def]
            return super().run(replace(task, program="0" * 64) for task in tasks)

    with pytest.raises(SensecheckError, match="runs another Sensecheck"):
        benchmark(root, workers=Other())


def test_a_full_disk_is_said(root: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put("numbers", "a", b"1")
    cache._connected().execute("PRAGMA max_page_count = 1")

    class Long(Here):
        def run(self, tasks):  # type: ignore[no-untyped-def]
            return (replace(done, passages=os.urandom(300_000)) for done in super().run(tasks))

    with pytest.raises(SensecheckError, match=r"full.*make room there"):
        benchmark(root, cache=cache, workers=Long())
    cache.close()
    assert len(benchmark(root, cache=Cache(tmp_path / "cache"), workers=Here()).areas) == 3


def test_a_root_without_areas(tmp_path: Path) -> None:
    with pytest.raises(SensecheckError, match="holds no folder"):
        benchmark(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(SensecheckError, match="None of the areas"):
        benchmark(tmp_path)


def test_the_command_writes_every_form(
    run: Run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SENSECHECK_CACHE", str(tmp_path / "cache"))
    for number in range(3):
        shutil.copytree(root / "ashby", root / f"extra-{number}")
    for name in ("b.json", "b.html", "b.xlsx", "b.docx"):
        result = run("benchmark", root, "-o", tmp_path / name, "--processes", 1)
        assert result.exit_code == 0, result.stderr
        assert (tmp_path / name).stat().st_size > 1000
    written = json.loads((tmp_path / "b.json").read_text())
    assert written["schema"] == "sensecheck.benchmark/1"
    (row,) = [c for c in written["criteria"] if c["id"] == CHOICE]
    assert row["areas_against"] == 1
    for name in ("a.json", "a.html", "a.xlsx", "a.docx"):
        result = run("benchmark", root, "-o", tmp_path / name, "--anonymous", "--processes", 1)
        assert result.exit_code == 0, result.stderr
    assert "Crowle" not in (tmp_path / "a.json").read_text() + (tmp_path / "a.html").read_text()


def test_a_scheduler_that_is_not_there(run: Run, root: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    result = run("benchmark", root, "-o", tmp_path / "b.json", "--scheduler", "tcp://127.0.0.1:9")
    assert result.exit_code == 2
    assert "The scheduler at tcp://127.0.0.1:9 cannot be reached" in result.stderr


def test_a_scheduler_of_no_address(run: Run, root: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    result = run("benchmark", root, "-o", tmp_path / "b.json", "--scheduler", "nonsense")
    assert result.exit_code == 2
    assert "The scheduler at nonsense cannot be reached" in result.stderr
