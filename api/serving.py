"""Starts the service on this machine: the pages here, the worker in a process beside it."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import uvicorn
from sqlalchemy.exc import OperationalError

from api.app import create_app
from api.guard import Access, LocalAccess, SharedAccess
from api.locking import Taken, locked
from api.settings import SignInSettings
from api.store import DATABASE, Store
from checker.errors import SensecheckError

if TYPE_CHECKING:  # it needs the extra [oidc]
    from api.provider import Provider

PORT = 8613
"""The port that is taken when none is named, if it is free."""

HERE = "127.0.0.1"
"""This machine's own address."""

_OWN = 0o077
"""Whatever is kept is for its owner's eyes only."""

OIDC_SECRET = "SENSECHECK_OIDC_SECRET"
"""The environment variable with what only this process and the sign-in service know."""

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
    listening = _listening(port)
    access = LocalAccess(secrets.token_urlsafe(24), listening.getsockname()[1])
    with listening, _opened(folder) as store, _worker(store):
        listening.listen()  # who comes at once waits, and is not turned away
        told(access.address)
        if browser:
            threading.Thread(
                target=webbrowser.open, args=[access.invitation()], daemon=True
            ).start()
        _run(store, access, listening)


def serve_shared(
    folder: Path,
    address: str,
    *,
    database: str = "",
    bind: str = HERE,
    port: int | None = None,
    worker: bool = True,
    told: Callable[[str], None] = print,
) -> None:
    """Serve several people, each with an account, until interrupted.

    :param folder: where files are kept, and the database where none is named.
    :param address: how browsers reach the service ("https://sensecheck.example").
    :param database: PostgreSQL's address; "" means SQLite in the folder.
    :param bind: the address of this machine that is listened to.
    :param worker: start a worker too; without it ``sensecheck worker`` has to run.
    :param told: is told the address.
    :raises SensecheckError: something given cannot be used, or another start
        serves the folder already.
    """
    address = _public(address)
    settings = SignInSettings.from_environment()
    provider = _provider(settings, address)
    listening = _listening(port, bind)
    beside = _worker if worker else _no_worker
    with listening, _opened(folder, database) as store, beside(store, database):
        listening.listen()
        told(address)
        passwords = settings.passwords == "on"
        _run(store, SharedAccess(address, store, passwords, provider), listening)


def serve_jobs(folder: Path, database: str = "", told: Callable[[str], None] = print) -> None:
    """Do the jobs of a service that runs on the same folder, until interrupted.

    While another worker has the folder, this one waits.

    :raises SensecheckError: the folder or the database cannot be used.
    """
    from api.worker import end_when_told, work  # what it loads is nothing for pages

    os.umask(_OWN)
    store = opened(folder.absolute(), database)
    try:
        end_when_told(signal.SIGTERM)
        told(str(store.folder))
        work(store)
    finally:
        store.close()


def _public(address: str) -> str:
    """An address as a browser gives it as the origin of a page."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
        raise SensecheckError("serve-address", address=address)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _provider(settings: SignInSettings, address: str) -> Provider | None:
    if not settings.oidc_issuer:
        return None
    try:
        from api.provider import Provider
    except ImportError:
        raise SensecheckError("oidc-missing") from None
    return Provider(settings, address)


def _run(store: Store, access: Access, listening: socket.socket) -> None:
    config = uvicorn.Config(
        create_app(store, access),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )
    uvicorn.Server(config).run(sockets=[listening])


def _listening(port: int | None, bind: str = HERE) -> socket.socket:
    """A socket; on this machine's own address no other machine can reach it."""
    tries = [port] if port is not None else [PORT, 0]
    for number in tries:
        family = socket.AF_INET6 if ":" in bind else socket.AF_INET
        listening = socket.socket(family, socket.SOCK_STREAM)
        if sys.platform != "win32":  # there it would let two programs share the port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((bind, number))
        except (OSError, OverflowError) as error:
            listening.close()
            cause = (getattr(error, "strerror", None) or str(error)).lower()
        else:
            return listening
    raise SensecheckError("serve-port", port=port, cause=cause)


@contextmanager
def _opened(folder: Path, database: str = "") -> Iterator[Store]:
    """The store of a folder, for this process alone, with its tables up to date."""
    os.umask(_OWN)
    folder = folder.absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with locked(folder / "service.lock"):
            store = opened(folder, database)
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


def opened(folder: Path, database: str = "") -> Store:
    """A store with its tables up to date.

    :raises SensecheckError: the folder cannot be used, or the database not reached.
    """
    try:
        store = Store(folder, database)
        store.upgrade()
    except OSError as error:
        cause = (error.strerror or str(error)).lower()
        raise SensecheckError("serve-data", path=folder, cause=cause) from None
    except OperationalError as error:
        cause = str(error.orig).strip().partition("\n")[0]
        raise SensecheckError("database-unreachable", cause=cause) from None
    return store


@contextmanager
def _no_worker(store: Store, database: str = "") -> Iterator[None]:
    """Nothing: another process works."""
    yield


@contextmanager
def _worker(store: Store, database: str = "") -> Iterator[None]:
    """A worker that is started again whenever it dies, and ends with the service."""
    ending = threading.Event()
    current: list[subprocess.Popen[bytes]] = []

    def supervise() -> None:
        while not ending.is_set():
            command = [sys.executable, "-m", "api.worker", str(store.folder)]
            # Not as an argument: other users of the machine can see those.
            environment = {**os.environ, DATABASE: database}
            environment.pop(OIDC_SECRET, None)  # it opens strangers' documents
            process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
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
