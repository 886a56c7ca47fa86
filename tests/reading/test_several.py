"""Several files are read at once, in order, and the waiting can be ended."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest

from checker.cache import Cache
from checker.errors import UnreadableDocument
from checker.model import Document, View
from checker.reading import read, read_several, sandbox
from checker.settings import Settings


def written(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).write_text(f"# {name}\n\nNo child chooses to be exploited.\n")
    return [folder / name for name in names]


def test_each_file_in_its_place_also_one_that_cannot_be_read(tmp_path: Path) -> None:
    paths = written(tmp_path, "c.md", "a.md", "b.md", "d.md")
    paths.insert(2, tmp_path / "missing.md")
    found = list(read_several(paths, Settings()))
    assert [d.path if isinstance(d, Document) else d.code for d in found] == [
        "c.md", "a.md", "file-missing", "b.md", "d.md",
    ]  # fmt: skip


def test_whoever_stops_does_not_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    monkeypatch.setattr(sandbox, "_CHILD", "reading.sleeper")
    paths = written(tmp_path, "quick.md", "slow.md")
    started = time.monotonic()
    with closing(read_several(paths, Settings())) as reading:
        assert isinstance(next(reading), Document)
    assert time.monotonic() - started < 20


def test_what_was_read_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = written(tmp_path, "a.md")
    cache = Cache(tmp_path / "cache")
    first = read(path, Settings(), cache=cache)

    def never(*_: object) -> None:
        raise AssertionError("it was read again")

    with monkeypatch.context() as patch:
        patch.setattr(sandbox, "_asked", never)
        assert read(path, Settings(), cache=cache) == first
    path.write_text("# a.md\n\nOther words.\n")
    assert "Other words" in read(path, Settings(), cache=cache).text


@pytest.mark.parametrize("other", [
    {"settings": Settings(max_pages=3)}, {"view": View.ORIGINAL},
])  # fmt: skip
def test_other_settings_are_another_reading(tmp_path: Path, other: dict[str, object]) -> None:
    (path,) = written(tmp_path, "a.md")
    cache = Cache(tmp_path / "cache")
    read(path, Settings(), cache=cache)
    given = {"settings": Settings(), **other}
    read(path, cache=cache, **given)  # type: ignore[arg-type]
    assert [held.entries for held in cache.held()] == [2]


def test_what_a_password_may_have_opened_is_not_kept(tmp_path: Path) -> None:
    (path,) = written(tmp_path, "a.md")
    cache = Cache(tmp_path / "cache")
    read(path, Settings(), password="secret", cache=cache)
    assert not cache.held()


def test_a_file_that_cannot_be_read_says_why_each_time(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"no Word file")
    cache = Cache(tmp_path / "cache")
    for _ in range(2):
        with pytest.raises(UnreadableDocument):
            read(path, Settings(), cache=cache)
