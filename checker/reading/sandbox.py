"""Reads each file in a child process, within limits of memory and time.

The child gets its request as JSON on standard input (so that a password shows
in no process list) and answers with JSON on standard output: never a pickle,
since its content comes from a file that nobody has vouched for.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from threading import Event
from typing import Any

from checker.cache import Cache, code_version, digest
from checker.errors import UnreadableDocument
from checker.model import Document, View
from checker.reading import ocr
from checker.reading.archives import ARCHIVES
from checker.reading.drafts import Placed, Span
from checker.reading.exchange import boxes_from_json, from_json, runs_from_json, to_json
from checker.reading.folder import unopened
from checker.reading.formats import FORMATS, listed
from checker.reading.spans import Runs
from checker.settings import PREFIX, Settings

KEPT = "documents"
"""What the cache calls documents that were read."""

_CHILD = "checker.reading.child"
_MEGABYTE = 1024 * 1024
_TURN = 0.25
"""Seconds after which it is looked whether to stop."""


def read(
    path: Path,
    settings: Settings,
    password: str | None = None,
    view: View = View.ACCEPTED,
    cache: Cache | None = None,
    stop: Event | None = None,
) -> Document:
    """Read one document; nothing that its content does can harm the caller.

    :param password: opens a protected document; it is neither stored nor logged.
    :param view: whether a Word file is read with its tracked changes accepted, or
        as it was before them.
    :param cache: spares reading again what was read before. What a password may have
        opened is never kept.
    :param stop: ends the reading when it is set, as if it had taken too long.
    :raises UnreadableDocument: it is missing, empty, too large, too slow,
        protected, damaged, a scan, garbled, unsafe or of an unknown kind.
    """
    path = Path(path)
    key = _key(path, settings, view) if cache and not password else ""
    if cache and key and (known := cache.get(KEPT, key)):
        return from_json(json.loads(known))
    answer = _asked(path, settings, password, view, "document", stop=stop)
    if cache and key:
        cache.put(KEPT, key, json.dumps(answer).encode())
    return from_json(answer)


def runs(
    path: Path,
    settings: Settings,
    password: str | None = None,
    view: View = View.ACCEPTED,
) -> Runs:
    """The way from each character of a Word document's text back to its run.

    It belongs to the text that :func:`read` gives for the same file and view. Files of
    other formats have no runs, so that their map is empty.

    :raises UnreadableDocument: as :func:`read`.
    """
    return runs_from_json(_asked(Path(path), settings, password, view, "runs"))


def boxes(
    path: Path, document: Document, spans: Sequence[Span], settings: Settings
) -> tuple[tuple[Placed, ...], ...]:
    """For each span of a PDF's text, the boxes of its words on the pages, line by line.

    Where the letters cannot be followed it is the box of their block.

    :param document: what :func:`read` gave for the file.
    :raises UnreadableDocument: as :func:`read`.
    """
    about = {"document": to_json(document), "spans": list(spans)}
    return boxes_from_json(_asked(Path(path), settings, None, View.ACCEPTED, "boxes", about))


def _key(path: Path, settings: Settings, view: View) -> str:
    """What the text of a file hangs on; "" for one that cannot be read, or has changed since."""
    try:
        _check_outside(path, settings)
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, UnreadableDocument):
        return ""  # reading it says why
    code = code_version("reading", "model", "settings")
    return digest(content, path.name, asdict(settings), view.value, ocr.available(), code)


def _asked(
    path: Path,
    settings: Settings,
    password: str | None,
    view: View,
    wanted: str,
    about: dict[str, Any] | None = None,
    stop: Event | None = None,
) -> dict[str, Any]:
    """The child's answer: what is wanted of the document ("document", "runs", "boxes").

    :param about: what the question is about, beside the file.
    """
    _check_outside(path, settings)
    request = {
        "path": str(path),
        "settings": asdict(settings),
        "password": password,
        "view": View(view),
        "wanted": wanted,
        "about": about,
    }
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        try:
            code, output = _ran(json.dumps(request).encode(), scratch, settings.max_seconds, stop)
        except subprocess.TimeoutExpired:
            raise _too_slow(path, settings) from None
    if code and _ran_out_of_time(code):
        raise _too_slow(path, settings)
    try:
        answer: dict[str, Any] = json.loads(output)
    except ValueError:
        raise UnreadableDocument("reader-crashed", path=path.name) from None
    if "error" in answer:
        raise UnreadableDocument(answer["error"], **answer["fields"])
    return answer


def _ran(request: bytes, scratch: str, seconds: float, stop: Event | None) -> tuple[int, bytes]:
    """The child's exit code and its output; it ends with all that it started."""
    with subprocess.Popen(
        [sys.executable, "-P", "-m", _CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(scratch),
        start_new_session=True,
    ) as child:
        try:
            output = _heard(child, request, seconds, stop)
        except BaseException:
            _end(child)
            raise
        if child.returncode:
            _end(child)
    return child.returncode, output


def _heard(
    child: subprocess.Popen[bytes], request: bytes, seconds: float, stop: Event | None
) -> bytes:
    """The child's answer, waited for in short turns, so that the waiting can be ended."""
    deadline = time.monotonic() + seconds
    given: bytes | None = request
    while True:
        left = deadline - time.monotonic()
        try:
            output, _ = child.communicate(given, timeout=max(0.0, min(_TURN, left)))
            return output
        except subprocess.TimeoutExpired:
            if left <= _TURN or (stop is not None and stop.is_set()):
                raise
            given = None


def _end(child: subprocess.Popen[bytes]) -> None:
    """Stop the child and the programs it started, which are in its session."""
    if sys.platform == "win32":
        child.kill()
        return
    import signal

    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def _check_outside(path: Path, settings: Settings) -> None:
    """What can be told without opening the file."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        if path.is_symlink():
            cause = "it is a link to a file that is not there"
            raise UnreadableDocument("file-unreadable", path=path.name, cause=cause) from None
        raise UnreadableDocument("file-missing", path=path) from None
    except OSError as error:
        raise unopened(path, error) from None
    if not path.is_file():
        raise UnreadableDocument("file-unreadable", path=path, cause="it is not a file")
    if path.suffix.lower() in ARCHIVES:
        raise UnreadableDocument("archive-given", path=path.name)
    if path.suffix.lower() not in FORMATS:
        raise UnreadableDocument("format-unknown", path=path.name, formats=listed())
    if size == 0:
        raise UnreadableDocument("file-empty", path=path.name)
    if size > settings.max_file_mb * _MEGABYTE:
        limit = f"{settings.max_file_mb} MB"
        raise UnreadableDocument("too-large", path=path.name, limit=limit, setting="max_file_mb")


def _too_slow(path: Path, settings: Settings) -> UnreadableDocument:
    limit = f"{settings.max_seconds} seconds"
    return UnreadableDocument("too-slow", path=path.name, limit=limit)


def _ran_out_of_time(code: int) -> bool:
    """Whether the child was stopped by the limit on its processor time (SIGXCPU)."""
    if sys.platform == "win32":
        return False
    import signal

    return code == -signal.SIGXCPU


def _environment(scratch: str) -> dict[str, str]:
    """The caller's environment, in which the child finds this very package and its scratch.

    Without our own settings: the request has those it needs, and some are secrets.
    """
    root = str(Path(__file__).parents[2])
    known = os.environ.get("PYTHONPATH")
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(PREFIX)},
        "PYTHONPATH": os.pathsep.join([root, known] if known else [root]),
        "TMPDIR": scratch,
    }
