"""Files, each stored once under the hash of its content."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that was taken in: its hash (sha256, hexadecimal) and its size in bytes."""

    sha256: str
    size: int


def digest(file: BinaryIO) -> str:
    """The hash of a file's content; the file is then at its beginning again."""
    sha256 = hashlib.sha256()
    while piece := file.read(_PIECE):
        sha256.update(piece)
    file.seek(0)
    return sha256.hexdigest()


@dataclass(frozen=True, slots=True)
class Contents:
    """A folder of files named by their hash; no name that a user gives is ever a path here."""

    folder: Path

    def path(self, sha256: str) -> Path:
        """Where a file lies, or would lie."""
        return self.folder / sha256[:2] / sha256

    def put(self, file: BinaryIO) -> Stored:
        """Take a file in; the same content is kept once. A half-written file never counts."""
        self.folder.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        handle, name = tempfile.mkstemp(prefix=".incoming-", dir=self.folder)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                while piece := file.read(_PIECE):
                    digest.update(piece)
                    size += len(piece)
                    out.write(piece)
            place = self.path(digest.hexdigest())
            place.parent.mkdir(exist_ok=True)
            beside.replace(place)
        finally:
            beside.unlink(missing_ok=True)
        return Stored(digest.hexdigest(), size)

    def hashes(self) -> Iterator[str]:
        """The hash of every file that is kept."""
        return (path.name for path in self.folder.glob("??/*"))

    def remove(self, hashes: Iterable[str]) -> None:
        """Delete files, for good; one that is not there is no error."""
        for sha256 in hashes:
            place = self.path(sha256)
            place.unlink(missing_ok=True)
            if place.parent.is_dir() and not any(place.parent.iterdir()):
                place.parent.rmdir()
