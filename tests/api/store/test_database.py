"""The database: its migrations, its isolation, and that what is deleted is gone."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from seeding import seed
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from api import areas
from api.rights import Visitor
from api.store import Area, Paper, Store
from api.store.tables import Base


def test_the_migrations_make_the_tables_that_the_program_has(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []


def test_the_migrations_can_be_taken_back_and_made_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.upgrade()
    seed(store)
    store.upgrade()
    with store.reading() as session:
        assert areas.count(session, Visitor()) == 1
    store.downgrade("base")
    assert inspect(store.engine).get_table_names() == ["alembic_version"]
    store.upgrade()
    seed(store)
    store.close()


def test_only_the_owner_can_look_into_the_folder(tmp_path: Path) -> None:
    store = Store(tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0
    store.close()


def test_rows_belong_to_their_area(store: Store) -> None:
    with pytest.raises(IntegrityError), store.writing() as session:
        session.add(Paper(area_id="nowhere"))


def test_a_failed_change_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.writing() as session:
            areas.create(session, "Eastmere")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.reading() as session:
        assert areas.count(session, Visitor()) == 0


def test_readers_are_not_kept_waiting_by_a_writer(store: Store) -> None:
    with store.writing() as session:
        areas.create(session, "Eastmere")
        begun = time.monotonic()
        with store.reading() as other:
            assert areas.count(other, Visitor()) == 0
        assert time.monotonic() - begun < 1


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
    with store.reading() as session:
        assert areas.count(session, Visitor()) == 40


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


def test_files_that_no_one_has_are_swept(store: Store) -> None:
    seed(store)
    kept = set(store.contents.hashes())
    stray = store.contents.path("ab" * 32)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"left behind")
    store.sweep()
    assert set(store.contents.hashes()) == kept
