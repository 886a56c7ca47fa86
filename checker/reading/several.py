"""Reads several files at once, each in a child process of its own."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event

from checker.cache import Cache
from checker.errors import UnreadableDocument
from checker.model import Document, View
from checker.reading.sandbox import read
from checker.settings import Settings

AT_ONCE = os.cpu_count() or 1
"""Files that are read at the same time."""


def read_several(
    paths: Sequence[Path],
    settings: Settings,
    password: str | None = None,
    view: View = View.ACCEPTED,
    cache: Cache | None = None,
) -> Generator[Document | UnreadableDocument, None, None]:
    """Each file's document, or why there is none, in the order of the files.

    Only a few are read ahead. Closing the iterator ends the children that still run,
    so that whoever is interrupted does not wait for them.

    The parameters are those of :func:`checker.reading.read`.
    """
    stop = Event()

    def one(path: Path) -> Document | UnreadableDocument:
        try:
            return read(path, settings, password, view, cache, stop)
        except UnreadableDocument as error:
            return error

    with ThreadPoolExecutor(AT_ONCE) as readers:
        waiting: deque[Future[Document | UnreadableDocument]] = deque()
        try:
            for path in paths:
                if len(waiting) > AT_ONCE:
                    yield waiting.popleft().result()
                waiting.append(readers.submit(one, path))
            while waiting:
                yield waiting.popleft().result()
        finally:
            stop.set()
            for future in waiting:
                future.cancel()
