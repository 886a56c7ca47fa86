"""Several people's walks on a shared service: an administrator's, an author's, two reviewers',
a steering user's, each in a browser of their own."""

from __future__ import annotations

import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browsing import Running, browser, free_port, needs_chromium, serving, watched
from playwright.sync_api import Browser, Page, expect
from postgres import database
from seeding import criterion_form, documents
from sharing import PASSWORD
from walking import PATIENCE, PICTURES, Album, drafts, stores

pytestmark = needs_chromium

AREA = "Port Ansley"
PEOPLE = {
    "olu": "Olu Author",
    "ruth": "Ruth Reviewer",
    "sam": "Sam Second",
    "stella": "Stella Steering",
}


@dataclass
class Team:
    """The service, a page for each of its people, and what is seen on them."""

    service: Running
    album: Album
    pages: dict[str, Page]
    home: str = ""

    @property
    def ada(self) -> Page:
        """The administrator's."""
        return self.pages["ada"]

    @property
    def olu(self) -> Page:
        """The commissioned author's, who owns the area."""
        return self.pages["olu"]

    @property
    def ruth(self) -> Page:
        """The first reviewer's."""
        return self.pages["ruth"]

    @property
    def sam(self) -> Page:
        """The second reviewer's."""
        return self.pages["sam"]

    @property
    def stella(self) -> Page:
        """The steering user's."""
        return self.pages["stella"]


@pytest.fixture(params=stores("postgresql"))
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Running]:
    """The service as a board runs it."""
    port = free_port()
    more = ["--shared", "--address", f"http://127.0.0.1:{port}"]
    if request.param == "postgresql":
        server = request.getfixturevalue("server")
        more += ["--database", database(server, f"walk-{secrets.token_hex(4)}")]
    with serving(tmp_path / "data", port, more) as running:
        yield running


@pytest.fixture
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


def command(service: Running, *words: str) -> str:
    """`sensecheck users ...` on the machine that serves."""
    given = ["users", *words, "--data", str(service.folder)]
    if service.database:
        given += ["--database", service.database]
    done = subprocess.run(
        [sys.executable, "-c", "from checker.cli import main; main()", *given],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    return done.stdout.strip()


def test_the_teams_walk(
    request: pytest.FixtureRequest, chromium: Browser, service: Running
) -> None:
    wrong: list[list[str]] = []
    album = Album("team-" + request.node.callspec.id)
    team = Team(service, album, {})

    def someone(link: str, login: str) -> None:
        """Take an invitation up, and sign in."""
        page = chromium.new_context(
            accept_downloads=True, viewport={"width": 1280, "height": 900}
        ).new_page()
        page.set_default_timeout(PATIENCE)
        wrong.append(watched(page, service.origin))
        page.goto(f"{service.origin}{link}")
        if login == "ada":
            album.take(page, "join")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_label("The same once more").fill(PASSWORD)
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_label("Login")).to_be_visible()
        if login == "ada":
            album.take(page, "sign-in")
        page.get_by_label("Login").fill(login)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", name="Your areas")).to_be_visible()
        team.pages[login] = page

    # The first administrator comes from the command line; the others from her page.
    someone(command(service, "add", "ada", "--name", "Ada Admin", "--administrator"), "ada")
    ada = team.ada
    for login, name in PEOPLE.items():
        ada.goto(f"{service.origin}/administration")
        ada.get_by_label("Login").fill(login)
        ada.get_by_label("Name", exact=True).fill(name)
        ada.get_by_role("button", name="Make the account").click()
        link = ada.locator(".app-secret").inner_text().removeprefix(service.origin)
        someone(link, login)
    album.take(ada, "administration")
    album.take(team.olu, "no-area-yet")
    _open(team)
    answer = _review(team)
    _write_a_criterion(team)
    _review_again(team, answer)
    _finish(team)
    _steer(team)
    assert album.wrong == []
    assert [w for page in wrong for w in page if "422" not in w and "403" not in w] == []


def _add_area(team: Team, name: str, look: bool = False) -> str:
    ada = team.ada
    ada.goto(f"{team.service.origin}/administration")
    ada.get_by_role("link", name="Add an area").click()
    ada.get_by_label("What is the area called?").fill(name)
    ada.get_by_label("Who owns it?").fill("olu")
    if look:
        team.album.take(ada, "new-area")
    ada.get_by_role("button", name="Continue").click()
    team.olu.goto(team.service.origin)
    team.olu.get_by_role("link", name=name).click()
    return team.olu.url.rpartition("/")[0]


def _open(team: Team) -> None:
    """The author says who may what, and uploads."""
    team.home = home = _add_area(team, AREA, look=True)
    olu = team.olu
    for login, role in (("ruth", "Reviewer"), ("sam", "Reviewer"), ("stella", "Steering")):
        olu.goto(f"{home}/people")
        olu.get_by_label("Login").fill(login)
        olu.get_by_label(role, exact=True).check()
        olu.get_by_role("button", name="Save").click()
    expect(olu.get_by_role("row", name=re.compile("Stella Steering"))).to_contain_text("Steering")
    team.album.take(olu, "people")
    olu.goto(f"{home}/documents")
    olu.get_by_label("Upload your documents").set_input_files(drafts("port-ansley"))
    olu.get_by_role("button", name="Upload", exact=True).click()
    expect(olu.get_by_role("button", name="Check these documents")).to_be_visible()


def _review(team: Team) -> str:
    """The reviewer checks, sets aside, assigns, changes an answer; the address of that."""
    ruth, home, album = team.ruth, team.home, team.album
    ruth.goto(f"{home}/documents")
    expect(ruth.get_by_role("link", name=re.compile("Delete"))).to_have_count(0)
    album.take(ruth, "documents-reviewer")
    ruth.get_by_role("button", name="Check these documents").click()
    ruth.get_by_role("link", name="See the results").click()
    ruth.get_by_role("link", name="See the referral routes as a chart").click()
    album.take(ruth, "routes")
    ruth.go_back()
    ruth.locator("table.pairs td.some a").nth(1).click()
    album.take(ruth, "pair")
    ruth.get_by_role("link", name="Findings").click()
    ruth.locator("main li a").first.click()
    ruth.get_by_label("Set aside").check()
    ruth.get_by_label("Your reason or comment").fill("It quotes a view, to reject it.")
    ruth.get_by_role("button", name="Save").click()
    heading = ruth.get_by_role("heading", name=re.compile("Set aside by Ruth Reviewer"))
    expect(heading).to_be_visible()
    ruth.get_by_label("Who is to deal with it?").select_option("Olu Author")
    ruth.get_by_role("button", name="Assign", exact=True).click()
    expect(ruth.get_by_role("heading", name=re.compile("For Olu Author"))).to_be_visible()
    album.take(ruth, "finding")
    ruth.goto(f"{home}/results")
    ruth.locator("td.is-not-addressed a").first.click()
    ruth.get_by_label("Partly").check()
    ruth.get_by_role("button", name="Save").click()
    expect(ruth.get_by_role("alert")).to_contain_text("Enter why this is the answer.")
    ruth.get_by_label("Your reason").fill("The annex says it.")
    ruth.get_by_role("button", name="Save").click()
    expect(ruth.get_by_role("heading", name=re.compile("Answered by Ruth"))).to_be_visible()
    album.take(ruth, "answer")
    return ruth.url.partition("#")[0]


def _write_a_criterion(team: Team) -> None:
    """The reviewer adds a question, which only the author lets checks ask."""
    ruth, olu, album = team.ruth, team.olu, team.album
    ruth.get_by_role("link", name="Criteria").click()
    album.take(ruth, "criteria")
    ruth.get_by_role("link", name="Add a criterion").click()
    album.take(ruth, "criterion-form")
    form = criterion_form()
    for label, words in (
        ("A few words that name it", form.title),
        ("The question that it puts", form.asks),
        ("Why the answer matters", form.why),
        ("What a document could say", form.instead),
        ("Where the question comes from", form.source),
        ("When that was published", form.date),
        ("These answer it", form.meets),
        ("These say the opposite", form.contradicts),
        ("These only mention it", form.mentions),
    ):
        ruth.get_by_label(label).fill(words)
    ruth.get_by_role("button", name="Save and try it").click()
    expect(ruth.get_by_role("heading", name="How far it can be trusted")).to_be_visible()
    album.take(ruth, "criterion-tried")
    expect(ruth.get_by_role("button", name=re.compile("Use it in checks"))).to_have_count(0)
    mine = ruth.url
    ruth.goto(f"{team.home}/own-criteria/new/text")
    album.take(ruth, "criterion-as-text")
    olu.goto(mine)
    olu.get_by_role("button", name=f"Use it in checks of {AREA}").click()
    expect(olu.get_by_role("main")).to_contain_text("In use")
    album.take(olu, "criterion-in-use")
    assert team.stella.request.get(mine).status == 403


def _review_again(team: Team, answer: str) -> None:
    """The second reviewer sees nothing of it, judges, and then sees where the two differ."""
    sam, ruth, home, album = team.sam, team.ruth, team.home, team.album
    ruth.goto(f"{home}/findings")
    finding = ruth.locator("main li a").first.get_attribute("href")
    sam.goto(f"{home}/second")
    album.take(sam, "second-review")
    sam.get_by_role("button", name="Begin").click()
    review = sam.url
    album.take(sam, "second-under-way")
    sam.goto(f"{team.service.origin}{finding}")
    expect(sam.get_by_role("main")).not_to_contain_text("Ruth")
    album.take(sam, "finding-blind")
    sam.goto(answer)
    expect(sam.get_by_role("main")).not_to_contain_text("Ruth")
    sam.goto(review)
    sam.get_by_role("link", name="Judge the next one").click()
    album.take(sam, "second-finding")
    sam.get_by_label("Accept").check()
    sam.get_by_role("button", name="Save and go on").click()
    for outcome in ("Accept", "Accept"):
        sam.get_by_label(outcome).check()
        sam.get_by_role("button", name="Save and go on").click()
    sam.goto(answer.replace(home, review))
    album.take(sam, "second-answer")
    sam.get_by_label("Partly").check()
    sam.get_by_label("Your reason").fill("I read it so.")
    sam.get_by_role("button", name="Save and go on").click()
    sam.goto(review)
    album.take(sam, "second-part-way")
    sam.get_by_role("button", name="End this review").click()
    expect(sam.get_by_role("article")).to_have_count(1)
    expect(sam.get_by_role("article")).to_contain_text("Ruth Reviewer: Set aside")
    album.take(sam, "agreement")


def _finish(team: Team) -> None:
    """The author finds what is assigned, signs off, and reads who did what."""
    olu, home, album = team.olu, team.home, team.album
    olu.goto(f"{home}/findings")
    olu.get_by_label("Assigned to").select_option("Olu Author")
    olu.get_by_role("button", name="Show").click()
    expect(olu.locator("main li.app-finding")).to_have_count(1)
    album.take(olu, "assigned")
    olu.goto(f"{home}/sign-off")
    olu.get_by_label("In what role do you sign?").fill("Chair of the partnership")
    olu.get_by_role("button", name="Sign off").click()
    with olu.expect_download() as downloading:
        olu.get_by_role("link", name=re.compile("Download the sheet")).click()
    sheet = downloading.value.path().read_text("utf-8")
    assert "Olu Author" in sheet
    assert "It quotes a view, to reject it." in sheet
    album.take(olu, "signed")
    olu.goto(f"{home}/trail")
    expect(olu.get_by_role("row", name=re.compile("Sign an area off"))).to_contain_text(
        "Olu Author"
    )
    album.take(olu, "trail")


def _steer(team: Team) -> None:
    """More areas are checked; the steering user sees how they compare, and no draft."""
    stella, olu, album = team.stella, team.olu, team.album
    for name in ("Calderwick", "Eastmere"):
        given = drafts(name.lower()) if PICTURES else _short(name)
        home = _add_area(team, name)
        olu.get_by_label("Upload your documents").set_input_files(given)
        olu.get_by_role("button", name="Upload", exact=True).click()
        olu.get_by_role("button", name="Check these documents").click()
        olu.get_by_role("link", name="See the results").click()
        olu.goto(f"{home}/published")
        for box in olu.get_by_role("checkbox").all():
            box.check()
        if name == "Calderwick":
            album.take(olu, "published")
        olu.get_by_role("button", name="Save").click()
        olu.goto(f"{home}/people")
        olu.get_by_label("Login").fill("stella")
        olu.get_by_label("Steering", exact=True).check()
        olu.get_by_role("button", name="Save").click()
    stella.goto(team.service.origin)
    expect(stella.get_by_role("link", name=AREA)).to_have_count(0)
    album.take(stella, "steering-start")
    stella.get_by_role("link", name="See how areas compare").click()
    expect(stella.get_by_role("row", name=re.compile(AREA)).first).to_contain_text("5")
    album.take(stella, "benchmarks", readme="service-benchmarks", looks=["forced"])
    for page in ("criteria", "inconsistencies", "words", "trends", "areas", "downloads"):
        stella.goto(f"{team.service.origin}/benchmarks/{page}")
        album.take(stella, f"benchmarks-{page}")
    stella.goto(f"{team.service.origin}/benchmarks")
    stella.get_by_role("columnheader").get_by_role("link").first.click()
    album.take(stella, "benchmarks-criterion")
    for page in ("findings", "documents", "results", "reports", "sign-off"):
        refused = stella.goto(f"{team.home}/{page}")
        assert refused is not None
        assert refused.status == 403
    album.take(stella, "refused")
    stella.goto(f"{team.service.origin}/account")
    album.take(stella, "account")
    stella.get_by_role("button", name="Sign out").click()
    album.take(stella, "signed-out")
    asked = stella.goto(f"{team.service.origin}/account")
    assert asked is not None
    assert asked.url.startswith(f"{team.service.origin}/sign-in")


def _short(area: str) -> list[dict[str, object]]:
    """Documents of a few lines, that are checked in a moment."""
    return [
        {
            "name": name,
            "mimeType": "text/markdown",
            "buffer": said.replace(b"Eastmere", area.encode()),
        }
        for name, said in documents().items()
    ]
