"""A PostgreSQL of the tests' own: in a temporary folder, on a socket, gone when they end."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest


def _tools() -> Path | None:
    """The newest server's folder of programs; Debian keeps them out of the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


TOOLS = _tools()
# The server does not run as root, so root hands it over to someone else.
OTHER = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]

needs_postgresql = pytest.mark.skipif(
    TOOLS is None or (os.geteuid() == 0 and shutil.which("setpriv") is None),
    reason="PostgreSQL's server is not installed",
)


on_both = pytest.mark.parametrize(
    "store", ["sqlite", pytest.param("postgresql", marks=needs_postgresql)], indirect=True
)
"""For tests whose store is tried as SQLite's and as PostgreSQL's."""


@contextmanager
def cluster() -> Iterator[str]:
    """A server; its address, without a database's name."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path has to be short
    as_other = OTHER if os.geteuid() == 0 else []
    if as_other:
        shutil.chown(folder, "nobody", "nogroup")
    data = folder / "data"

    def run(program: str, *options: str) -> None:
        command = [*as_other, str(TOOLS / program), "-D", str(data), *options]
        subprocess.run(command, check=True, capture_output=True, cwd=folder, timeout=60)

    run("initdb", "-U", "tests", "--auth=trust", "-E", "UTF8", "--no-locale", "--no-sync")
    settings = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=50"
    run("pg_ctl", "-w", "-o", settings, "-l", str(folder / "log"), "start")
    try:
        yield f"postgresql://tests@/{{name}}?host={folder}"
    finally:
        run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def database(server: str, name: str, template: str = "template0") -> str:
    """A new database; its address."""
    with psycopg.connect(server.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return server.format(name=name)
