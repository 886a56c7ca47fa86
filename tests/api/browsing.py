"""A real service in a process of its own, and a real browser."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, sync_playwright

CHROMIUM = shutil.which("chromium")

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@dataclass
class Running:
    """A service that runs: where, under which token, in which process."""

    origin: str
    token: str
    process: subprocess.Popen[str]
    folder: Path
    database: str = ""

    @property
    def address(self) -> str:
        return f"{self.origin}/?token={self.token}"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@contextmanager
def serving(folder: Path, port: int | None = None, more: Sequence[str] = ()) -> Iterator[Running]:
    """``sensecheck serve`` on a folder, as a user starts it."""
    command = [sys.executable, "-c", "from checker.cli import main; main()", "serve", *more]
    command += ["--data", str(folder), "--port", str(port or free_port()), "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        said = process.stdout.readline()
        address = said.rpartition(" ")[2].strip()
        origin, _, token = address.partition("/?token=")
        assert token or more, f"it did not start: {said!r}"
        given = dict(pairwise(more))
        yield Running(origin, token, process, folder, given.get("--database", ""))
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


AXE = Axe()
WIDTHS = (1280, 320)


def look_over(page: Page, name: str, widths: Sequence[int] = WIDTHS[1:]) -> list[object]:
    """What is wrong with a page: found by axe, contrast that it leaves undecided, the width."""
    for _ in range(3):
        page.wait_for_load_state()
        try:
            return _looked_over(page, name, widths)
        except Error as error:  # what was pressed before has only now led to another page
            if not any(sign in str(error) for sign in ("context was destroyed", "of null")):
                raise
    return _looked_over(page, name, widths)


def _looked_over(page: Page, name: str, widths: Sequence[int]) -> list[object]:
    found: list[object] = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        response = AXE.run(page).response
        found += [(name, width, v["id"], v["nodes"][0]["target"]) for v in response["violations"]]
        undecided = [i for i in response["incomplete"] if i["id"] == "color-contrast"]
        found += [(name, width, "undecided", i["nodes"][0]["target"]) for i in undecided]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append((name, f"{wide} wide at", width))
    return found


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
