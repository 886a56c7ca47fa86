"""Opens the database, brings it up to date, and hands out sessions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine, event, make_url, select, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session, sessionmaker

from api.store.contents import Contents
from api.store.tables import Version
from checker.errors import SensecheckError

if TYPE_CHECKING:
    from alembic.config import Config

DATABASE = "SENSECHECK_DATABASE"
"""The environment variable with the address of a database."""

_WAIT = 30.0
"""Seconds that a writer waits for another; each writes for milliseconds."""

_WRITERS = 8613
"""The number of the lock that a writer holds in PostgreSQL."""


class Store:
    """Everything that is kept.

    Files lie in a folder that only its owner can look into, and the rest in a
    database: SQLite's in the same folder, or PostgreSQL's at an address.

    :param database: "postgresql://user:password@host/name"; "" means SQLite.
    :raises SensecheckError: the address is none that can be used.
    """

    def __init__(self, folder: Path, database: str = "") -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder = folder
        self.contents = Contents(folder / "documents")
        self.work = folder / "work"
        if database:
            self.engine = _postgresql(database)
            looking: dict[str, Any] = {
                "isolation_level": "REPEATABLE READ",
                "postgresql_readonly": True,
            }
        else:
            self.engine = _sqlite(folder / "sensecheck.db")
            looking = {}
        self._writing = sessionmaker(self.engine, expire_on_commit=False)
        self._reading = sessionmaker(
            self.engine.execution_options(reading=True, **looking), autoflush=False
        )

    def upgrade(self, revision: str = "head") -> None:
        """Bring the tables to a revision of the migrations, or to the newest."""
        from alembic import command  # here and below: only a start needs it, no worker

        with self.engine.begin() as connection:
            command.upgrade(_alembic(connection), revision)

    def downgrade(self, revision: str) -> None:
        """Take the tables back to a revision of the migrations."""
        from alembic import command

        with self.engine.begin() as connection:
            command.downgrade(_alembic(connection), revision)

    def knows(self, revision: str) -> bool:
        """Whether this release has the migration of that name."""
        from alembic.script import ScriptDirectory

        scripts = ScriptDirectory.from_config(_alembic(None))
        return revision in {script.revision for script in scripts.walk_revisions()}

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
        """Leave nothing of deleted rows behind in the database's files, as far as it can be done.

        SQLite has overwritten them already, and its log is emptied. PostgreSQL gives
        their place free; when that is overwritten, and how long its log is kept, is
        its administrator's to say.
        """
        if self.engine.dialect.name == "postgresql":
            apart = self.engine.execution_options(isolation_level="AUTOCOMMIT")
            with apart.connect() as connection:
                connection.execute(text("VACUUM"))
            return
        raw = self.engine.raw_connection()  # a checkpoint stands outside of transactions
        try:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            raw.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def _sqlite(path: Path) -> Engine:
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


def _postgresql(address: str) -> Engine:
    try:
        url = make_url(address)
        if url.get_backend_name() != "postgresql":
            raise ValueError(url.drivername)
        engine = create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    except ImportError:
        raise SensecheckError("postgres-missing") from None
    except (ArgumentError, ValueError):
        raise SensecheckError("database-address") from None

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        options = connection.get_execution_options()
        if not options.get("reading") and options.get("isolation_level") != "AUTOCOMMIT":
            # Writers come one at a time, as with SQLite.
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")

    return engine


def _alembic(connection: object) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
