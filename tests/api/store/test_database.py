"""The database: its migrations, its isolation, and that what is deleted is gone."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from postgres import on_both
from seeding import seed
from sharing import share
from sqlalchemy import MetaData, inspect, text
from sqlalchemy.exc import IntegrityError

from api import areas
from api.rights import Visitor
from api.store import Area, Paper, Store
from api.store.tables import Base
from checker.errors import SensecheckError


def count(store: Store) -> int:
    with store.reading() as session:
        return areas.count(session, Visitor())


def everything(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, as it is there."""
    found = MetaData()
    with store.engine.connect() as connection:
        found.reflect(connection)
        return {
            table.name: sorted(
                (dict(row) for row in connection.execute(table.select()).mappings()), key=str
            )
            for table in found.sorted_tables
            if table.name != "alembic_version"
        }


@on_both
def test_the_migrations_make_the_tables_that_the_program_has(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []


@on_both
def test_the_migrations_can_be_taken_back_and_made_again_with_what_is_kept(store: Store) -> None:
    """To each earlier revision and back: what that revision has no place for alone is lost."""
    share(store)
    before = everything(store)
    store.downgrade("0003")
    new = {"published", "figures"}
    assert set(before) - set(everything(store)) == new
    store.downgrade("0002")
    new |= {"own_criterion", "trial", "export"}
    assert set(before) - set(everything(store)) == new
    store.upgrade()
    jobs = [j for j in before["job"] if j["kind"] not in ("try", "export")]
    before["job"] = jobs
    for table in set(before) - new:
        assert everything(store)[table] == before[table], table
    assert len(jobs) > 1
    store.downgrade("0001")
    old = everything(store)
    assert set(old) == {"area", "paper", "version", "job", "result", "decision"}
    store.upgrade()
    after = everything(store)
    for table in ("area", "paper", "version", "job", "result"):
        assert after[table] == before[table], table
        assert len(after[table]) > 1, table
    kept = [d for d in before["decision"] if d["second_id"] is None]
    assert after["decision"] == [{**d, "user_id": None} for d in kept]
    assert len(kept) == 1
    assert after["account"] == []
    store.downgrade("base")
    with store.engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    store.upgrade()
    seed(store)
    assert count(store) == 1


def test_only_the_owner_can_look_into_the_folder(tmp_path: Path) -> None:
    store = Store(tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0
    store.close()


@on_both
def test_rows_belong_to_their_area(store: Store) -> None:
    with pytest.raises(IntegrityError), store.writing() as session:
        session.add(Paper(area_id="nowhere"))


@on_both
def test_a_failed_change_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.writing() as session:
            areas.create(session, "Eastmere")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert count(store) == 0


@on_both
def test_readers_are_not_kept_waiting_by_a_writer(store: Store) -> None:
    with store.writing() as session:
        areas.create(session, "Eastmere")
        begun = time.monotonic()
        assert count(store) == 0
        assert time.monotonic() - begun < 1


@on_both
def test_a_reader_sees_one_state_from_beginning_to_end(store: Store) -> None:
    with store.reading() as session:
        assert areas.count(session, Visitor()) == 0
        with store.writing() as other:
            areas.create(other, "Eastmere")
        assert areas.count(session, Visitor()) == 0
    assert count(store) == 1


@on_both
def test_many_writers_wait_for_each_other(store: Store) -> None:
    def write(number: int) -> None:
        for turn in range(10):
            with store.writing() as session:
                areas.count(session, Visitor())
                areas.create(session, f"{number} {turn}")

    threads = [threading.Thread(target=write, args=[n]) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(store) == 40


@on_both
def test_of_a_deleted_area_no_row_and_no_file_is_left(store: Store) -> None:
    shared = share(store)
    areas.remove(store, shared.other.area)
    assert list(store.contents.hashes())  # the other area holds the same files
    areas.remove(store, shared.seeded.area)
    left = {table for table, rows in everything(store).items() if rows}
    assert left == {"account", "sign_in"}
    assert list(store.contents.hashes()) == []


def test_of_a_deleted_area_no_word_is_left(store: Store) -> None:
    """Not in the database, its log of writes, or any other file of the folder."""
    seeded = seed(store, name="Brindlesea-under-Wold")
    with store.reading() as session:
        area = session.get(Area, seeded.area)
        words = {area.name.encode(), seeded.area.encode(), seeded.check.encode()}
    words |= {b"Exploitation is never a lifestyle choice"}
    words |= {name.encode() for name in seeded.papers}

    def left() -> set[bytes]:
        files = [p.read_bytes() for p in store.folder.rglob("*") if p.is_file()]
        return {word for word in words if any(word in content for content in files)}

    assert left() == words
    areas.remove(store, seeded.area)
    assert left() == set()
    with store.engine.connect() as connection:
        tables = list(Base.metadata.tables)
        counts = {t: connection.execute(text(f"SELECT count(*) FROM {t}")).scalar() for t in tables}
    assert set(counts.values()) == {0}


@on_both
def test_files_that_no_one_has_are_swept(store: Store) -> None:
    seed(store)
    kept = set(store.contents.hashes())
    stray = store.contents.path("ab" * 32)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"left behind")
    store.sweep()
    assert set(store.contents.hashes()) == kept


@pytest.mark.parametrize("address", ["nonsense", "mysql://x/y", "sqlite:///x.db", "postgresql"])
def test_an_address_that_is_no_postgresql_s_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(SensecheckError, match="postgresql://user:password@host/name"):
        Store(tmp_path, address)
