"""A real service in a process of its own, and a real browser."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium")

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@dataclass
class Running:
    """A service that runs: where, under which token, in which process."""

    origin: str
    token: str
    process: subprocess.Popen[str]

    @property
    def address(self) -> str:
        return f"{self.origin}/?token={self.token}"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@contextmanager
def serving(folder: Path) -> Iterator[Running]:
    """``sensecheck serve`` on a folder, as a user starts it."""
    command = [sys.executable, "-c", "from checker.cli import main; main()", "serve"]
    command += ["--data", str(folder), "--port", str(free_port()), "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        said = process.stdout.readline()
        address = said.rpartition(" ")[2].strip()
        origin, _, token = address.partition("/?token=")
        assert token, f"it did not start: {said!r}"
        yield Running(origin, token, process)
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def watched(page: Page, origin: str) -> list[str]:
    """What goes wrong in a page from here on: errors, refused content, requests to elsewhere."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)

    def asked(request: object) -> None:
        if not request.url.startswith(f"{origin}/"):
            wrong.append(f"request to {request.url}")

    page.on("request", asked)
    return wrong
