"""Writes a report so that a half-written file never stands in its place."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from checker.errors import SensecheckError


def keep(path: Path) -> None:
    """Refuse a place where a file stands that would be lost.

    :raises SensecheckError: there is one, and it is not empty.
    """
    if path.is_file() and path.stat().st_size:
        raise SensecheckError("output-exists", path=path)


def write(path: Path, content: str | bytes, *, force: bool = False) -> None:
    """Write beside the place and rename; folders above it are made.

    A link is followed. A device or a pipe has no file to lose: it is written into.

    :param content: text, which is written as UTF-8, or a file's bytes.
    :param force: replace what stands there; without it only an empty file gives way.
    :raises SensecheckError: the place cannot be written, or something stands there.
    """
    data = content.encode() if isinstance(content, str) else content
    beside: Path | None = None
    try:
        if not force:
            keep(path)
        place = path.resolve()
        if place.exists() and not (place.is_file() or place.is_dir()):
            place.write_bytes(data)
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".sensecheck-", dir=place.parent)
        beside = Path(name)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        # A temporary file is private; a report is as readable as any new file here.
        mask = os.umask(0)
        os.umask(mask)
        beside.chmod(0o666 & ~mask)
        beside.replace(place)
    except OSError as error:
        if beside is not None:
            with contextlib.suppress(OSError):
                beside.unlink()
        # Making a folder where a file stands fails with "file exists".
        blocked = isinstance(error, FileExistsError)
        cause = "not a directory" if blocked else (error.strerror or str(error)).lower()
        raise SensecheckError("output-unwritable", path=path, cause=cause) from None
