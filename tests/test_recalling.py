"""What was judged and compared before is recalled, and is the very same."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from checker import recalling
from checker.assessing import assess
from checker.cache import Cache
from checker.judging import Judge, StanceModel, load_rules
from checker.model import Assessment, Manifest

AREA = Path(__file__).parents[1] / "corpora" / "areas" / "eastmere"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents of the sample area, as text that can be edited."""
    from checker.reading import read
    from checker.settings import Settings

    for name in ("eastmere-cse-practice-guidance", "eastmere-missing-children-procedure"):
        document = read(AREA / f"{name}.docx", Settings())
        lines = [f"# {b.text}" if b.kind == "heading" else b.text for b in document.blocks[:70]]
        (tmp_path / "area").mkdir(exist_ok=True)
        (tmp_path / "area" / f"{name}.md").write_text("\n\n".join(lines))
    return tmp_path / "area"


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was judged or compared, and not recalled."""
    seen: list[str] = []
    judge, reconcile, score = Judge.judge, recalling.reconcile, StanceModel.score
    monkeypatch.setattr(Judge, "judge", lambda s, d, p: (seen.append(d.path), judge(s, d, p))[1])
    monkeypatch.setattr(
        recalling, "reconcile", lambda d, *m: (seen.append("comparison"), reconcile(d, *m))[1]
    )
    monkeypatch.setattr(
        StanceModel, "score", lambda s, p: (seen.extend(["passage"] * len(p)), score(s, p))[1]
    )
    return seen


def timeless(assessment: Assessment) -> Assessment:
    manifest: Manifest = replace(assessment.manifest, created="")
    return replace(assessment, manifest=manifest)


def test_the_second_time_everything_is_recalled(
    folder: Path, tmp_path: Path, judged: list[str]
) -> None:
    plain = assess(folder)
    first = assess(folder, cache=Cache(tmp_path / "cache"))
    judged.clear()
    second = assess(folder, cache=Cache(tmp_path / "cache"))
    assert judged == []
    assert timeless(second) == timeless(first) == timeless(plain)


def test_an_edit_costs_what_was_edited(folder: Path, tmp_path: Path, judged: list[str]) -> None:
    cache = Cache(tmp_path / "cache")
    assess(folder, cache=cache)
    judged.clear()
    path = sorted(folder.glob("*.md"))[0]
    path.write_text(path.read_text() + "\n\nThe Board meets in March.\n")
    edited = assess(folder, cache=cache)
    assert judged == [path.name, "passage", "comparison"]
    assert timeless(edited) == timeless(assess(folder))


def test_other_rules_are_judged_anew(folder: Path, tmp_path: Path, judged: list[str]) -> None:
    cache = Cache(tmp_path / "cache")
    rules = load_rules()
    assess(folder, rules=rules, cache=cache)
    judged.clear()
    assess(folder, rules=replace(rules, sha256="0" * 64), cache=cache)
    assert sorted(set(judged)) == sorted([*(p.name for p in folder.glob("*.md")), "comparison"])


def test_a_cache_that_is_lost_or_damaged_changes_nothing(folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "cache"
    first = assess(folder, cache=Cache(kept))
    content = bytearray((kept / "cache.sqlite").read_bytes())
    for at in range(4096, len(content), 997):
        content[at] ^= 0x55
    (kept / "cache.sqlite").write_bytes(bytes(content))
    assert timeless(assess(folder, cache=Cache(kept))) == timeless(first)
    shutil.rmtree(kept)
    assert timeless(assess(folder, cache=Cache(kept))) == timeless(first)
