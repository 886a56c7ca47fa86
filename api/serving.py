"""Starts the service on this machine: the pages here, the worker in a process beside it."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from api.app import create_app
from api.guard import Access
from api.locking import Taken, locked
from api.store import Store
from checker.errors import SensecheckError

PORT = 8613
"""The port that is taken when none is named, if it is free."""

_PAUSE = 1.0
"""Seconds before a worker that died is started again."""


def serve(
    folder: Path,
    port: int | None = None,
    *,
    browser: bool = True,
    told: Callable[[str], None] = print,
) -> None:
    """Serve until interrupted.

    :param folder: where everything is kept; it is made where there is none.
    :param port: the port on this machine; 8613, or a free one, when not given.
    :param browser: open the page.
    :param told: is told the address to open.
    :raises SensecheckError: the folder or the port cannot be used, or another
        start serves the folder already.
    """
    os.umask(0o077)  # whatever is kept is for its owner's eyes only
    folder = folder.absolute()
    listening = _listening(port)
    access = Access(secrets.token_urlsafe(24), listening.getsockname()[1])
    with listening, _opened(folder) as store, _worker(folder):
        config = uvicorn.Config(
            create_app(store, access),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=3,
        )
        told(access.address)
        if browser:
            threading.Thread(
                target=webbrowser.open, args=[access.invitation()], daemon=True
            ).start()
        uvicorn.Server(config).run(sockets=[listening])


def _listening(port: int | None) -> socket.socket:
    """A socket on this machine's own address, which no other machine can reach."""
    tries = [port] if port is not None else [PORT, 0]
    for number in tries:
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform != "win32":  # there it would let two programs share the port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", number))
        except (OSError, OverflowError) as error:
            listening.close()
            cause = (getattr(error, "strerror", None) or str(error)).lower()
        else:
            return listening
    raise SensecheckError("serve-port", port=port, cause=cause)


@contextmanager
def _opened(folder: Path) -> Iterator[Store]:
    """The store of a folder, for this process alone, with its tables up to date."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with locked(folder / "service.lock"):
            store = Store(folder)
            store.upgrade()
            store.sweep()
            try:
                yield store
            finally:
                store.close()
    except Taken:
        raise SensecheckError("serve-taken", path=folder) from None
    except OSError as error:
        cause = (error.strerror or str(error)).lower()
        raise SensecheckError("serve-data", path=folder, cause=cause) from None


@contextmanager
def _worker(folder: Path) -> Iterator[None]:
    """A worker that is started again whenever it dies, and ends with the service."""
    ending = threading.Event()
    current: list[subprocess.Popen[bytes]] = []

    def supervise() -> None:
        while not ending.is_set():
            command = [sys.executable, "-m", "api.worker", str(folder)]
            process = subprocess.Popen(command, stdin=subprocess.PIPE)
            current[:] = [process]
            process.wait()
            ending.wait(_PAUSE)

    thread = threading.Thread(target=supervise, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ending.set()
        for process in current:
            assert process.stdin is not None
            process.stdin.close()  # the worker ends with its input
        thread.join(timeout=10)
