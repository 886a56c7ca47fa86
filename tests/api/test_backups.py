"""Backup and restore: all of it, in either database, and nothing of what is broken."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from postgres import database, needs_postgresql
from sharing import share
from store.test_database import everything

from api import areas, backups
from api.rights import Visitor
from api.store import Store
from checker.cli import main
from checker.errors import SensecheckError


@pytest.fixture
def full(store: Store) -> Store:
    share(store)
    return store


@pytest.fixture
def backup(full: Store, tmp_path: Path) -> Path:
    place = tmp_path / "backup.zip"
    assert backups.back_up(full, place) == 2
    return place


def same(one: Store, other: Store) -> None:
    """That both hold the same, but for who is signed in."""
    before, after = everything(one), everything(other)
    assert after.pop("sign_in") == []
    assert before.pop("sign_in")
    assert after == before
    hashes = list(one.contents.hashes())
    assert hashes
    assert sorted(other.contents.hashes()) == sorted(hashes)
    for sha256 in hashes:
        content = one.contents.path(sha256).read_bytes()
        assert other.contents.path(sha256).read_bytes() == content


def test_what_was_backed_up_is_restored(full: Store, backup: Path, tmp_path: Path) -> None:
    other = Store(tmp_path / "other")
    assert backups.restore(other, backup) == 2
    same(full, other)
    other.close()
    assert backup.stat().st_mode & 0o077 == 0
    assert not list(tmp_path.glob(".*"))


@needs_postgresql
def test_a_service_can_move_to_postgresql_and_back(
    full: Store, backup: Path, tmp_path: Path, server: str
) -> None:
    there = Store(tmp_path / "there", database(server, "moved"))
    backups.restore(there, backup)
    same(full, there)
    again = tmp_path / "again.zip"
    backups.back_up(there, again)
    back = Store(tmp_path / "back")
    backups.restore(back, again)
    there.close()
    assert {k: v for k, v in everything(back).items() if k != "sign_in"} == {
        k: v for k, v in everything(full).items() if k != "sign_in"
    }
    back.close()


def test_a_backup_of_an_earlier_release_is_brought_up_to_date(full: Store, tmp_path: Path) -> None:
    full.downgrade("0001")
    backups.back_up(full, tmp_path / "old.zip")
    other = Store(tmp_path / "other")
    assert backups.restore(other, tmp_path / "old.zip") == 2
    with other.reading() as session:
        assert areas.count(session, Visitor()) == 2
    other.close()


def test_a_store_that_holds_something_is_left_alone(full: Store, backup: Path) -> None:
    before = everything(full)
    with pytest.raises(SensecheckError, match="something in the store already"):
        backups.restore(full, backup)
    assert everything(full) == before


def rewritten(backup: Path, change) -> Path:
    """The backup with some members changed; None leaves one out."""
    place = backup.with_name("changed.zip")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(place, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return place


def later(name: str, content: bytes) -> bytes:
    if name != "backup.json":
        return content
    return json.dumps({**json.loads(content), "revision": "9999", "version": "9.0"}).encode()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (later, "made by Sensecheck 9.0"),
        (lambda n, c: b"other" if n.startswith("documents/") else c, "is damaged"),
        (lambda n, c: None if n == "backup.json" else c, "not made by `sensecheck backup`"),
        (lambda n, c: b"{}" if n == "backup.json" else c, "of another form"),
    ],
    ids=["later", "damaged", "another zip", "another form"],
)
def test_what_is_no_good_backup_leaves_nothing(
    backup: Path, tmp_path: Path, change, says: str
) -> None:
    other = Store(tmp_path / "other")
    with pytest.raises(SensecheckError, match=says):
        backups.restore(other, rewritten(backup, change))
    assert list(other.contents.hashes()) == []
    other.upgrade()
    assert not any(everything(other).values())
    other.close()


def test_a_cut_short_backup_is_refused(backup: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.zip"
    cut.write_bytes(backup.read_bytes()[:-2000])
    other = Store(tmp_path / "other")
    with pytest.raises(SensecheckError, match="cannot be used as a backup"):
        backups.restore(other, cut)
    other.close()


def test_nothing_is_backed_up_by_half(full: Store, tmp_path: Path) -> None:
    shutil.rmtree(full.contents.folder)
    with pytest.raises(SensecheckError, match="is missing, so no backup was made"):
        backups.back_up(full, tmp_path / "backup.zip")
    assert not list(tmp_path.glob("*.zip*"))
    assert not list(tmp_path.glob(".*"))


def test_the_commands_do_it(full: Store, tmp_path: Path) -> None:
    place = tmp_path / "backup.zip"

    def run(*words: str) -> object:
        return CliRunner().invoke(main, list(words))

    done = run("backup", str(place), "--data", str(full.folder))
    assert (done.exit_code, done.stderr) == (0, f"{place}: 2 areas\n")
    again = run("backup", str(place), "--data", str(full.folder))
    assert "is there already" in again.output
    done = run("restore", str(place), "--data", str(tmp_path / "new"))
    assert (done.exit_code, done.stderr) == (0, "2 areas restored\n")
    missing = run("restore", str(tmp_path / "none.zip"), "--data", str(tmp_path / "newer"))
    assert missing.exit_code == 2
    assert "cannot be used as a backup: no such file" in missing.output
