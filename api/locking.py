"""A lock that one process holds and that its death lets go, on every system."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Taken(Exception):
    """Another process holds the lock."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of this name: an exclusive transaction on a database that holds nothing.

    :raises Taken: another process holds it.
    """
    connection = sqlite3.connect(path, timeout=0.2, isolation_level=None)
    try:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise Taken from None
        yield
    finally:
        connection.close()
