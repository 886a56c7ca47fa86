"""How long pages take while people use a shared service and its worker checks documents.

    make load

Starts the service as an administrator does, on this machine alone, with real documents
that are uploaded and checked, and lets people walk through the pages: each looks at one,
reads for a moment, goes on, and now and then writes a comment. First with nothing else to
do, then while checks run without a pause, then while none of them reads at all. It asks
no other machine, and ends by itself. `make load` writes what it found into docs/service.md.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.load import build_word, sources

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "service.md"
BEGIN, END = "<!-- measured by `make load` -->\n", "<!-- end -->\n"

BAR = 0.3
"""Seconds within which 19 of 20 pages are to be there while checks run."""

_LOOKS = re.compile(r'(?:href|src)="(/static/[^"]+)"')
_LINK = re.compile(r'(?:href|action)="(/areas/[^"#?]+)')


@dataclass(frozen=True)
class Phase:
    """What was measured while people used the service in one way.

    ``seconds`` are those of each page, by its kind; ``processor`` the seconds of
    processor that the service itself took; ``checks`` how many ended meanwhile.
    """

    name: str
    seconds: dict[str, list[float]]
    wall: float
    processor: float
    checks: int

    @property
    def every(self) -> list[float]:
        return sorted(s for of_kind in self.seconds.values() for s in of_kind)

    def within(self, share: float) -> float:
        """Seconds within which so many of all pages were there."""
        return share_of(self.every, share)


def share_of(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


@dataclass
class Area:
    """An area with what there is to look at in it."""

    id: str
    pages: dict[str, list[str]] = field(default_factory=dict)


class Browser:
    """One person's, over one connection, on this machine."""

    def __init__(self, port: int, secret: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.origin = f"http://127.0.0.1:{port}"
        self.cookie = f"sensecheck={secret}"

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        headers = {"Cookie": self.cookie, "Origin": self.origin}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(form) if form else None
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        except ConnectionError:
            self.connection.close()  # the service ends one that was silent for a while
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        return answer.status, answer.read().decode()

    def get(self, path: str) -> str:
        status, text = self.ask("GET", path)
        if status not in {200, 303}:
            raise SystemExit(f"{path}: {status}\n{text[:500]}")
        return text


def people(folder: Path, count: int) -> list[str]:
    """Accounts with someone signed in to each; what their cookies hold."""
    from api import people
    from api.people import hashed
    from api.store import SignIn, Store

    store = Store(folder)
    store.upgrade()
    held = [secrets.token_urlsafe(16) for _ in range(count)]
    with store.writing() as session:
        for number, secret in enumerate(held):
            account = people.add(session, f"person-{number}", f"Person {number}")
            session.add(SignIn(sha256=hashed(secret), user_id=account.id))
    store.close()
    return held


def stock(folder: Path, areas: int, documents: int, pages: int, count: int) -> list[str]:
    """Areas that everyone may work in, with documents that are still to be read; their ids."""
    from api import areas as kept
    from api import jobs, papers, people
    from api.papers import Upload
    from api.settings import ServiceSettings
    from api.store import Role, Store

    store = Store(folder)
    made: dict[str, list[Upload]] = {}
    for source in sources(areas, documents, pages):
        name = source.path.parent.name
        made.setdefault(name, []).append(Upload(source.file, BytesIO(build_word(source))))
    ids = []
    with store.writing() as session:
        for name, uploads in made.items():
            area = kept.create(session, name)
            intake = papers.take_in(session, store, area, uploads, ServiceSettings())
            jobs.ask_read(session, area, [version.id for version in intake.added])
            for number in range(count):
                people.appoint(session, area, f"person-{number}", Role.REVIEWER)
            ids.append(area.id)
    store.close()
    return ids


@contextmanager
def service(folder: Path) -> Iterator[tuple[int, int]]:
    """The service with its worker; its port and its process."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    command = [sys.executable, "-c", "from checker.cli import main; main()", "serve", "--shared"]
    command += ["--address", f"http://127.0.0.1:{port}", "--port", str(port), "--data", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert process.stdout is not None
        assert process.stdout.readline(), "it did not start"
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


def processor(process: int) -> float:
    """Seconds of processor that a process itself took so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def check(browser: Browser, area: Area) -> str:
    """Ask for a check; the address of its page."""
    status, _ = browser.ask("POST", f"/areas/{area.id}/checks", {})
    assert status == 303
    listing = json.loads(browser.get(f"/api/v1/areas/{area.id}/checks?limit=1"))
    return f"/areas/{area.id}/checks/{listing['items'][0]['id']}"


def is_done(browser: Browser, path: str) -> bool:
    said = json.loads(browser.get(f"/api/v1{path}"))
    if said["state"] not in {"queued", "running", "done"}:
        raise SystemExit(f"{path}: {said}")
    return bool(said["state"] == "done")


def wait(condition: Callable[[], bool], seconds: float = 600) -> None:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise SystemExit("it did not come")
        time.sleep(0.2)


def prepare(browser: Browser, ids: Sequence[str]) -> list[Area]:
    """Wait until the documents are read, check every area, and note what can be looked at."""
    found = [Area(identity) for identity in ids]
    for area in found:
        home = f"/areas/{area.id}"
        api = f"/api/v1{home}/documents"
        wait(
            lambda api=api: all(
                d["versions"][-1]["read"] for d in json.loads(browser.get(api))["items"]
            )
        )
        path = check(browser, area)
        wait(lambda path=path: is_done(browser, path))
        plain = ("documents", "results", "findings", "reports", "routes", "sign-off")
        area.pages = {name: [f"{home}/{name}"] for name in plain} | {"areas": ["/"]}
        for page in ("results", "findings", "documents"):
            for link in _LINK.findall(browser.get(f"{home}/{page}")):
                kind = link.removeprefix(f"{home}/").partition("/")[0]
                if kind in {"answers", "pairs", "criteria", "texts", "findings"}:
                    area.pages.setdefault(kind, []).append(link)
    return found


def walk(
    port: int,
    held: Sequence[str],
    areas: Sequence[Area],
    seconds: float,
    pause: float,
    polled: Callable[[], str],
) -> dict[str, list[float]]:
    """Let everyone walk for so many seconds; how long each page took, by its kind.

    :param pause: seconds that one reads on average.
    :param polled: the address of the check under way, if any, that people look at.
    """
    taken: dict[str, list[float]] = {}
    wrong: list[str] = []
    until = time.monotonic() + seconds

    def one(number: int) -> None:
        chance = random.Random(number)
        browser = Browser(port, held[number])
        area = areas[number % len(areas)]
        time.sleep(chance.random() * pause)
        for looks in set(_LOOKS.findall(browser.get("/"))):  # a browser keeps them from then on
            begun = time.perf_counter()
            browser.get(looks)
            taken.setdefault("looks", []).append(time.perf_counter() - begun)
        while time.monotonic() < until:
            kind = chance.choice(sorted(area.pages))
            path, form = chance.choice(area.pages[kind]), None
            if polled() and chance.random() < 0.1:
                kind, path = "check", polled()
            elif kind == "findings" and path.count("/") > 3 and chance.random() < 0.3:
                kind, form = "comment", {"kind": "comment", "words": f"Ask them ({number})."}
            begun = time.perf_counter()
            status, text = browser.ask("POST" if form else "GET", path, form)
            taken.setdefault(kind, []).append(time.perf_counter() - begun)
            if status not in {200, 303}:
                wrong.append(f"{path}: {status} {text[:300]}")
                return
            time.sleep(chance.expovariate(1 / pause) if pause else 0)

    everyone = [threading.Thread(target=one, args=[number]) for number in range(len(held))]
    for person in everyone:
        person.start()
    for person in everyone:
        person.join()
    if wrong:
        raise SystemExit(wrong[0])
    return taken


@contextmanager
def checking(port: int, secret: str, areas: Sequence[Area]) -> Iterator[list[str]]:
    """Checks without a pause; the pages of those that were begun."""
    begun: list[str] = []
    ending = threading.Event()
    browser = Browser(port, secret)

    def go_on() -> None:
        while not ending.is_set():
            begun.append(check(browser, areas[len(begun) % len(areas)]))
            while not ending.is_set() and not is_done(browser, begun[-1]):
                ending.wait(0.5)

    thread = threading.Thread(target=go_on)
    thread.start()
    wait(lambda: bool(begun))
    try:
        yield begun
    finally:
        ending.set()
        thread.join()


def measure(
    count: int, areas: int, documents: int, pages: int, seconds: float, pause: float
) -> list[Phase]:
    """The phases, one after the other, on one service."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "data"
        held = people(folder, count)
        ids = stock(folder, areas, documents, pages, count)
        with service(folder) as (port, process):
            browser = Browser(port, held[0])
            found = prepare(browser, ids)
            phases = []

            def phase(name: str, pause: float, begun: Sequence[str]) -> None:
                before, at = processor(process), time.perf_counter()
                done = len(begun)
                taken = walk(port, held, found, seconds, pause, lambda: begun[-1] if begun else "")
                wall = time.perf_counter() - at
                used = processor(process) - before
                phases.append(Phase(name, taken, wall, used, len(begun) - done))

            phase("nothing else to do", pause, [])
            with checking(port, held[0], found) as begun:
                phase("while checks run", pause, begun)
                phase("while checks run, nobody pauses", 0, begun)
            return phases


def table(phases: Sequence[Phase]) -> str:
    """What was found, as Markdown."""
    rows = [
        f"| {p.name} | {len(p.every)} | {len(p.every) / p.wall:.0f} "
        f"| {p.within(0.5) * 1000:.0f} | {p.within(0.95) * 1000:.0f} | {p.every[-1] * 1000:.0f} "
        f"| {p.processor / len(p.every) * 1000:.0f} |"
        for p in phases
    ]
    return "\n".join(
        [
            "| | pages | pages a second | half within | 19 of 20 within | all within "
            "| processor a page |",
            "|---|---|---|---|---|---|---|",
            *rows,
        ]
    )


def by_kind(phase: Phase) -> str:
    """How long each kind of page took, for whoever looks for the slow one."""
    return "\n".join(
        f"{kind:10} {len(taken):5} {statistics.median(taken) * 1000:7.0f} "
        f"{share_of(sorted(taken), 0.95) * 1000:7.0f} {max(taken) * 1000:7.0f}"
        for kind, taken in sorted(phase.seconds.items())
    )


def written(page: str, phases: Sequence[Phase], given: argparse.Namespace) -> str:
    """The page of documentation with what was found."""
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    assert rest, "docs/service.md has no place for it"
    assert tail, "docs/service.md has no place for it"
    words = (
        f"{given.people} people, each on a page for {given.pause:g} second"
        f"{'' if given.pause == 1 else 's'} on average, in {given.areas} areas of "
        f"{given.documents} documents of {given.pages} pages, on {os.cpu_count()} cores which the "
        "browsers’ part shares; milliseconds:\n\n"
    )
    return f"{head}{BEGIN}{words}{table(phases)}\n{END}{tail}"


def main() -> None:
    """Measure, print, and write if asked."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--people", type=int, default=20)
    asked.add_argument("--areas", type=int, default=4)
    asked.add_argument("--documents", type=int, default=5)
    asked.add_argument("--pages", type=int, default=8)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--pause", type=float, default=1.0)
    asked.add_argument("--write", action="store_true", help="put it into docs/service.md")
    given = asked.parse_args()
    phases = measure(
        given.people, given.areas, given.documents, given.pages, given.seconds, given.pause
    )
    for phase in phases:
        print(f"\n{phase.name} ({phase.checks} checks): kind, pages, median, 95%, most (ms)")
        print(by_kind(phase))
    print()
    print(table(phases))
    late = phases[1].within(0.95)
    verdict = "within" if late <= BAR else "over"
    print(f"\n{late * 1000:.0f} ms: {verdict} the bar of {BAR * 1000:.0f} ms")
    if given.write:
        PAGE.write_text(written(PAGE.read_text("utf-8"), phases, given), "utf-8")


if __name__ == "__main__":
    main()
