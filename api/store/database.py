"""Opens the database, brings it up to date, and hands out sessions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event, select
from sqlalchemy.orm import Session, sessionmaker

from api.store.contents import Contents
from api.store.tables import Version

_WAIT = 30.0
"""Seconds that a writer waits for another; each writes for milliseconds."""


class Store:
    """Everything that is kept, in one folder that only its owner can look into."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder = folder
        self.contents = Contents(folder / "documents")
        self.work = folder / "work"
        self.engine = _engine(folder / "sensecheck.db")
        self._writing = sessionmaker(self.engine, expire_on_commit=False)
        self._reading = sessionmaker(self.engine.execution_options(reading=True), autoflush=False)

    def upgrade(self, revision: str = "head") -> None:
        """Bring the tables to a revision of the migrations, or to the newest."""
        with self.engine.begin() as connection:
            command.upgrade(_alembic(connection), revision)

    def downgrade(self, revision: str) -> None:
        """Take the tables back to a revision of the migrations."""
        with self.engine.begin() as connection:
            command.downgrade(_alembic(connection), revision)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at its end, unless something went wrong; one at a time."""
        with self._writing.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees the store as it was at its first look, and changes nothing."""
        with self._reading() as session:
            yield session

    def sweep(self, hashes: Iterable[str] | None = None) -> None:
        """Delete the files, of these or of all, that no version has any more."""
        with self.writing() as session:
            there = set(self.contents.hashes() if hashes is None else hashes)
            held = session.scalars(select(Version.sha256).where(Version.sha256.in_(there)))
            self.contents.remove(there - set(held))

    def forget(self) -> None:
        """Leave nothing of deleted rows behind in the database's files."""
        connection = self.engine.raw_connection()  # a checkpoint stands outside of transactions
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": _WAIT})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        for pragma in (
            "journal_mode = WAL",
            "synchronous = NORMAL",
            "foreign_keys = ON",
            "secure_delete = ON",  # what is deleted is overwritten
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.isolation_level = None  # or sqlite3 begins transactions of its own

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        # What reads first and then writes cannot begin as a reader: another writer
        # in between would make it fail without a wait.
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _alembic(connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
