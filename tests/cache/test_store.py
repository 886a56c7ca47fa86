"""The cache may be deleted, shared and damaged; it is never wrong and never in the way."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checker.cache import Cache, code_version, digest
from checker.cache.store import FILE, KEPT_DAYS


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def test_what_was_put_is_there_for_the_next_process(cache: Cache) -> None:
    cache.put_many("vectors", {"a": b"one", "b": b"two"})
    cache.close()
    again = Cache(cache.folder)
    assert again.get("vectors", "a") == b"one"
    assert again.get_many("vectors", ["b", "c"]) == {"b": b"two"}
    assert again.get("documents", "a") is None


def test_many_keys_are_found_at_once(cache: Cache) -> None:
    entries = {str(number): b"%d" % number for number in range(1300)}
    cache.put_many("numbers", entries)
    assert cache.get_many("numbers", list(entries)) == entries


@pytest.mark.skipif(sys.platform == "win32", reason="rights are told otherwise there")
def test_only_its_owner_can_look_into_it(cache: Cache) -> None:
    cache.put("documents", "a", b"a draft")
    assert stat.S_IMODE(cache.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(cache.path.stat().st_mode) == 0o600


def test_deleted_under_way_it_goes_on(cache: Cache) -> None:
    cache.put("documents", "a", b"words")
    cache.clear()
    assert cache.get("documents", "a") is None
    cache.put("documents", "a", b"words")
    assert cache.get("documents", "a") == b"words"
    assert not cache.trouble


def test_a_changed_entry_counts_as_missing(cache: Cache) -> None:
    cache.put("documents", "a", b"words that are long enough to be found in the file again")
    cache.close()
    with sqlite3.connect(cache.path) as base:
        (content,) = base.execute("SELECT content FROM entries").fetchone()
        flipped = content[:5] + bytes([content[5] ^ 1]) + content[6:]
        base.execute("UPDATE entries SET content = ?", (flipped,))
    base.close()
    assert Cache(cache.folder).get("documents", "a") is None


def test_an_entry_moved_to_another_key_counts_as_missing(cache: Cache) -> None:
    cache.put("documents", "a", b"words")
    cache.close()
    with sqlite3.connect(cache.path) as base:
        base.execute("UPDATE entries SET key = 'b'")
    base.close()
    assert Cache(cache.folder).get("documents", "b") is None


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_file_is_made_anew(cache: Cache, damage: bytes) -> None:
    cache.put("documents", "a", b"words")
    cache.clear()
    cache.path.write_bytes(damage)
    again = Cache(cache.folder)
    assert again.get("documents", "a") is None
    again.put("documents", "a", b"words")
    assert again.get("documents", "a") == b"words"
    assert not again.trouble


def test_a_place_that_cannot_be_used_is_worked_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file" / "cache")
    cache.put("documents", "a", b"words")
    assert cache.get("documents", "a") is None
    assert "directory" in cache.trouble


def test_a_full_disk_is_worked_without(cache: Cache) -> None:
    cache.put("documents", "a", b"words")
    cache._connected().execute("PRAGMA max_page_count = 5")
    cache.put("documents", "b", os.urandom(100_000))
    assert "full" in cache.trouble
    assert cache.get("documents", "b") is None
    assert Cache(cache.folder).get("documents", "a") == b"words"


def test_two_processes_write_at_once(cache: Cache) -> None:
    code = (
        "import sys; from pathlib import Path; from checker.cache import Cache\n"
        "cache = Cache(Path(sys.argv[1]))\n"
        "for n in range(60): cache.put('numbers', f'{sys.argv[2]}-{n}', b'x')\n"
        "sys.exit(bool(cache.trouble))"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(cache.folder), name], cwd=Path.cwd())
        for name in ("one", "other")
    ]
    assert [process.wait() for process in running] == [0, 0]
    assert [(h.kind, h.entries) for h in cache.held()] == [("numbers", 120)]


def test_what_nobody_asks_for_is_dropped_in_time(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.put("documents", "a", b"words")
    cache.close()
    later = time.time() + (KEPT_DAYS + 1) * 86_400
    monkeypatch.setattr(time, "time", lambda: later)
    assert Cache(cache.folder).get("documents", "a") is None


def test_nothing_is_made_before_it_is_used(cache: Cache) -> None:
    assert not cache.folder.exists()
    assert cache.path.name == FILE


def test_keys_tell_everything_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest(["a"]) != digest("a")
    assert digest("\udcff") != digest("?")


def test_the_codes_hash_follows_the_rooms() -> None:
    assert code_version("reading") != code_version("reading", "model")
    assert len(code_version("model")) == 64
