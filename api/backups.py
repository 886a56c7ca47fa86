"""Backup and restore: everything that is kept, in one file that any database can be filled from.

A zip with the rows of each table, line by line as JSON, and each file once. It
is taken from one look at the database, also while the service runs; so a
service can move from SQLite to PostgreSQL and back by way of it.
"""

from __future__ import annotations

import base64
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, Table

from api.store import Store
from checker import __version__
from checker.errors import SensecheckError

SCHEMA = "sensecheck.backup/1"

_LEFT_OUT = {"alembic_version", "sign_in", "attempt", "figures"}
"""Who is signed in is no one's to restore, and figures are made again."""

_HEAD = "backup.json"
_BATCH = 200


def back_up(store: Store, path: Path) -> int:
    """Write everything into a file that only its owner can read; how many areas it holds.

    :raises SensecheckError: a file that a row names is not there.
    """
    beside = path.with_name(f".{path.name}.incomplete")
    try:
        with store.reading() as session, zipfile.ZipFile(beside, "w") as archive:
            beside.chmod(0o600)
            connection = session.connection()
            revision = MigrationContext.configure(connection).get_current_revision()
            tables = _tables(connection)
            counts: dict[str, int] = {}
            hashes: set[str] = set()
            for table in tables:
                with archive.open(_member(table.name), "w", force_zip64=True) as out:
                    counts[table.name] = 0
                    for row in connection.execute(table.select()).mappings():
                        out.write(_line(dict(row)))
                        counts[table.name] += 1
                        if table.name == "version":
                            hashes.add(row["sha256"])
            for sha256 in sorted(hashes):
                file = store.contents.path(sha256)
                if not file.is_file():
                    raise SensecheckError("backup-file-missing", name=sha256)
                archive.write(file, f"documents/{sha256}", zipfile.ZIP_DEFLATED)
            head = {
                "schema": SCHEMA,
                "version": __version__,
                "revision": revision,
                "rows": counts,
                "files": len(hashes),
            }
            archive.writestr(_HEAD, json.dumps(head, indent=1))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return counts["area"]


def restore(store: Store, path: Path) -> int:
    """Fill an empty store from a backup, and bring it up to date; how many areas it then has.

    :raises SensecheckError: it is no backup, is damaged, of a later release, or
        the store is not empty. Nothing is then left of it in the store.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            head = _head(archive)
            if archive.testzip() is not None:
                raise SensecheckError("backup-broken", path=path)
            _fill(store, archive, head, path)
    except (zipfile.BadZipFile, OSError) as error:
        cause = (getattr(error, "strerror", None) or str(error)).lower()
        raise SensecheckError("backup-unreadable", path=path, cause=cause) from None
    store.upgrade()
    return int(head["rows"]["area"])


def _fill(store: Store, archive: zipfile.ZipFile, head: dict[str, Any], path: Path) -> None:
    store.upgrade()
    with store.engine.begin() as connection:
        if any(
            connection.execute(table.select().limit(1)).first() for table in _tables(connection)
        ):
            raise SensecheckError("restore-not-empty")
    if not store.knows(head["revision"]):
        raise SensecheckError("backup-newer", path=path, version=head["version"])
    store.downgrade(head["revision"])
    taken: list[str] = []
    try:
        for name in archive.namelist():
            folder, _, sha256 = name.partition("/")
            if folder == "documents":
                taken.append(_take_file(store, archive, name, sha256, path))
        with store.engine.begin() as connection:
            for table in _tables(connection):
                _insert(connection, table, archive)
    except BaseException:
        store.contents.remove(taken)
        raise


def _head(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        head: dict[str, Any] = json.loads(archive.read(_HEAD))
    except (KeyError, ValueError):
        raise zipfile.BadZipFile("it was not made by `sensecheck backup`") from None
    if head.get("schema") != SCHEMA:
        raise zipfile.BadZipFile("it is of another form")
    return head


def _take_file(store: Store, archive: zipfile.ZipFile, name: str, sha256: str, path: Path) -> str:
    with archive.open(name) as file:
        stored = store.contents.put(file)  # type: ignore[arg-type]
    if stored.sha256 != sha256:
        store.contents.remove([stored.sha256])
        raise SensecheckError("backup-broken", path=path)
    return sha256


def _insert(connection: Connection, table: Table, archive: zipfile.ZipFile) -> None:
    rows: list[dict[str, Any]] = []
    for row in _rows(archive, table):
        rows.append(row)
        if len(rows) == _BATCH:
            connection.execute(table.insert(), rows)
            rows = []
    if rows:
        connection.execute(table.insert(), rows)


def _tables(connection: Connection) -> list[Table]:
    """The tables as they are there, those that others refer to first."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name not in _LEFT_OUT]


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"


def _line(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, default=_packed).encode() + b"\n"


def _packed(value: object) -> object:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    raise TypeError(type(value))


def _rows(archive: zipfile.ZipFile, table: Table) -> Iterator[dict[str, Any]]:
    binary = {c.name for c in table.columns if c.type.python_type is bytes}
    with archive.open(_member(table.name)) as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            yield {
                key: base64.b64decode(value["base64"]) if key in binary else value
                for key, value in row.items()
            }
