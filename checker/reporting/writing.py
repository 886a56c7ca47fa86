"""Writes a report so that a half-written file never stands in its place."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from checker.errors import SensecheckError


def write(path: Path, content: str | bytes) -> None:
    """Write beside the place and rename; folders above it are made.

    :raises SensecheckError: the place cannot be written.
    """
    beside: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        beside = Path(name)
        data = content.encode() if isinstance(content, str) else content
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        # A temporary file is private; a report is as readable as any new file here.
        mask = os.umask(0)
        os.umask(mask)
        beside.chmod(0o666 & ~mask)
        beside.replace(path)
    except OSError as error:
        if beside is not None:
            with contextlib.suppress(OSError):
                beside.unlink()
        # Making a folder where a file stands fails with "file exists".
        blocked = isinstance(error, FileExistsError)
        cause = "not a directory" if blocked else (error.strerror or str(error)).lower()
        raise SensecheckError("output-unwritable", path=path, cause=cause) from None
