"""The cache itself: entries in one SQLite file, each with a checksum.

It holds the words of drafts, so that its folder is for its owner alone. Nothing in
it is ever needed: an entry that was damaged counts as missing, a file that is no
database any more is thrown away, and a disk that takes no more is worked without.
Entries are bytes, never pickles: what somebody else wrote can be wrong, but not run.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import threading
import time
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = "cache.sqlite"

KEPT_DAYS = 90
"""Days after which an entry that nobody asked for anew is dropped."""

_DAY = 86_400
_ASKED_AT_ONCE = 500
_WAIT = 30.0
"""Seconds to wait for another process that writes."""

_TABLE = """
CREATE TABLE IF NOT EXISTS entries (
    kind TEXT NOT NULL, key TEXT NOT NULL, day INTEGER NOT NULL,
    sum BLOB NOT NULL, content BLOB NOT NULL, PRIMARY KEY (kind, key)
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Held:
    """How many entries there are of a kind, and the bytes that they take."""

    kind: str
    entries: int
    size: int


class Cache:
    """Entries by kind and key, in a folder; several processes may share it.

    ``trouble`` is why the cache cannot be used, in the system's words, or "".

    :param folder: is made, readable by its owner alone, where there is none.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.trouble = ""
        self._lock = threading.RLock()
        self._base: sqlite3.Connection | None = None
        self._broken = False

    @property
    def path(self) -> Path:
        """The one file that holds everything."""
        return self.folder / FILE

    def get(self, kind: str, key: str) -> bytes | None:
        """An entry; None where there is none, or it was damaged."""
        return self.get_many(kind, [key]).get(key)

    def get_many(self, kind: str, keys: Sequence[str]) -> dict[str, bytes]:
        """Those of the entries that there are."""
        found: dict[str, bytes] = {}
        for first in range(0, len(keys), _ASKED_AT_ONCE):
            some = keys[first : first + _ASKED_AT_ONCE]
            marks = ",".join("?" * len(some))
            rows = self._run(
                f"SELECT key, sum, content FROM entries WHERE kind = ? AND key IN ({marks})",
                (kind, *some),
            )
            for key, checksum, content in rows:
                if _checksum(kind, key, content) == checksum:
                    with contextlib.suppress(zlib.error):
                        found[key] = zlib.decompress(content)
        return found

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep an entry; a cache that cannot is no reason to stop (``trouble`` says why)."""
        self.put_many(kind, {key: content})

    def put_many(self, kind: str, entries: Mapping[str, bytes]) -> None:
        """Keep several entries: all of them, or none."""
        day = int(time.time() // _DAY)
        rows = []
        for key, content in entries.items():
            packed = zlib.compress(content, 1)
            rows.append((kind, key, day, _checksum(kind, key, packed), packed))
        if rows:
            self._run("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?)", rows, many=True)

    def held(self) -> tuple[Held, ...]:
        """What is in it, by kind."""
        rows = self._run(
            "SELECT kind, count(*), sum(length(content)) FROM entries GROUP BY kind ORDER BY kind"
        )
        return tuple(Held(*row) for row in rows)

    def clear(self) -> None:
        """Throw everything away.

        :raises OSError: the file may not be removed.
        """
        with self._lock:
            self.close()
            for path in self._files():
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file; it is opened again when it is next needed."""
        with self._lock:
            if self._base is not None:
                with contextlib.suppress(sqlite3.Error):
                    self._base.close()
            self._base = None

    def _files(self) -> list[Path]:
        return [self.path.with_name(FILE + end) for end in ("", "-wal", "-shm", "-journal")]

    def _run(
        self, statement: str, values: Sequence[Any] = (), *, many: bool = False
    ) -> list[tuple[Any, ...]]:
        """Run a statement; nothing where the cache cannot be used.

        A file that is no database any more is thrown away once, and made anew.
        """
        with self._lock:
            for last in (False, True):
                if self._broken:
                    return []
                try:
                    base = self._connected()
                    with base:
                        cursor = base.executemany if many else base.execute
                        return cursor(statement, values).fetchall()
                except sqlite3.OperationalError as error:  # no room, no right, no patience
                    self._give_up(str(error))
                except sqlite3.DatabaseError as error:
                    try:
                        self.clear()
                    except OSError as blocked:
                        self._give_up(blocked.strerror or str(blocked))
                    if last:
                        self._give_up(str(error))
                except OSError as error:
                    self._give_up(error.strerror or str(error))
        return []

    def _give_up(self, cause: str) -> None:
        self.trouble, self._broken = cause.lower(), True
        self.close()

    def _connected(self) -> sqlite3.Connection:
        if self._base is None:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self.path.exists():
                # Made before SQLite makes it, since that would let others of the machine read it.
                os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
            base = sqlite3.connect(self.path, timeout=_WAIT, check_same_thread=False)
            self._base = base
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA synchronous = NORMAL")
            with base:
                base.execute(_TABLE)
                oldest = int(time.time() // _DAY) - KEPT_DAYS
                base.execute("DELETE FROM entries WHERE day < ?", (oldest,))
        return self._base


def _checksum(kind: str, key: str, content: bytes) -> bytes:
    return hashlib.blake2b(f"{kind}\0{key}\0".encode() + content, digest_size=16).digest()
