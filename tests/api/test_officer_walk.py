"""A policy officer's walk in local mode, from five drafts to the signed sheet and away again."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from browsing import Running, browser, needs_chromium, serving, watched
from playwright.sync_api import Browser, Page, expect
from postgres import database
from reading.making import converted
from walking import PATIENCE, Album, drafts, stores

pytestmark = needs_chromium

AREA = "Kestrel Bay"
GANGS = "gangs-syv-strategy-2015-18.pdf"
AGREED = {"01632 960410": "01632 960401", "48 hours": "one working day"}
"""What the officer writes anew in the protocol on exploitation."""
CSE = "KBSCB-CSE-operating-protocol-2017.docx"


@pytest.fixture(params=stores("sqlite"))
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Running]:
    """The service as the officer starts it; with PostgreSQL too."""
    more = []
    if request.param == "postgresql":
        server = request.getfixturevalue("server")
        more = ["--database", database(server, f"walk-{secrets.token_hex(4)}")]
    with serving(tmp_path / "data", more=more) as running:
        yield running


@pytest.fixture
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


def test_the_officers_walk(
    request: pytest.FixtureRequest, chromium: Browser, service: Running, tmp_path: Path
) -> None:
    album = Album("officer-" + request.node.callspec.id)
    page = chromium.new_context(
        accept_downloads=True, viewport={"width": 1280, "height": 900}
    ).new_page()
    page.set_default_timeout(PATIENCE)
    wrong = watched(page, service.origin)
    page.goto(service.address)
    album.take(page, "start")
    _upload(page, album, tmp_path)
    _put_right(page, album)
    _check(page, album)
    _follow_the_evidence(page, album)
    _decide(page, album)
    _revise(page, album, tmp_path)
    _sign(page, album)
    _take_everything(page, album)
    _delete(page, album)
    assert album.wrong == []
    assert [w for w in wrong if "422" not in w] == []


def _upload(page: Page, album: Album, folder: Path) -> None:
    page.get_by_role("link", name=re.compile("Add your area")).click()
    album.take(page, "add-area")
    page.get_by_role("button", name="Continue").click()
    album.take(page, "add-area-error")
    page.get_by_label("What is the area called?").fill(AREA)
    page.get_by_role("button", name="Continue").dblclick()  # an area is made once all the same
    expect(page.get_by_label("Upload your documents")).to_be_visible()
    album.take(page, "no-documents")
    given = drafts("kestrel-bay")
    if shutil.which("soffice"):  # one that was never saved in the newer form
        older = folder / given[-1].name
        shutil.copy(given[-1], older)
        given[-1:] = converted("doc", older)
    (folder / "board logo.png").write_bytes(b"PNG")
    page.get_by_label("Upload your documents").set_input_files([*given, folder / "board logo.png"])
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.get_by_role("heading", name="5 documents added")).to_be_visible()
    album.take(page, "uploaded")
    page.get_by_role("link", name="Continue to the documents").click()
    album.take(page, "being-read")
    expect(page.get_by_role("button", name="Check these documents")).to_be_visible()


def _put_right(page: Page, album: Album) -> None:
    album.take(page, "documents")
    row = page.get_by_role("row", name=re.compile(re.escape(GANGS)))
    row.get_by_role("link", name=re.compile("Change")).click()
    album.take(page, "details")
    page.get_by_label("Date of approval").fill("20/11/2015")
    page.get_by_role("button", name="Save").click()
    expect(row).to_contain_text("20 November 2015")


def _check(page: Page, album: Album) -> None:
    page.get_by_role("button", name="Check these documents").click()
    expect(page.get_by_role("table")).to_contain_text(GANGS)
    album.take(page, "checking")
    page.get_by_role("link", name="See the results").click()
    expect(page.get_by_role("table")).to_have_count(2)
    album.take(page, "results", readme="service-results", looks=["forced"])


def _follow_the_evidence(page: Page, album: Album) -> None:
    results = page.url
    page.locator("td.is-contradicted a", has_text="Gangs").first.click()
    album.take(page, "answer")
    page.get_by_role("link", name=re.compile("See it in the document")).first.click()
    expect(page.locator("mark.on-contradicts").first).to_be_visible()
    album.take(page, "text")
    page.get_by_role("link", name="See its pages as they look").click()
    picture = page.get_by_role("img", name=re.compile(r"Page \d of"))
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("i => i.naturalWidth") > 800
    album.take(page, "page")
    page.goto(results)
    page.locator("table.pairs td.some a").first.click()
    album.take(page, "pair", readme="service-pair")
    page.goto(results)
    page.get_by_role("link", name="See the referral routes as a chart").click()
    album.take(page, "routes")
    page.goto(results)
    page.locator("td.is-not-addressed a").first.click()
    album.take(page, "not-addressed")
    page.locator("a", has_text="What the other documents answer").click()
    album.take(page, "criterion")


def _decide(page: Page, album: Album) -> None:
    page.get_by_role("link", name="Findings").click()
    album.take(page, "findings", readme="service-findings")
    listed = page.url
    page.locator("main li a").first.click()
    album.take(page, "finding")
    page.get_by_label("Set aside").check()
    page.get_by_role("button", name="Save").click()
    album.take(page, "finding-error")
    page.get_by_label("Your reason or comment").fill("It quotes what others say, to reject it.")
    page.get_by_label("Your name").fill("Ada Officer")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name=re.compile("Set aside by Ada"))).to_be_visible()
    album.take(page, "set-aside", looks=["forced"])
    page.goto(listed)
    page.locator("main li a").nth(1).click()
    page.get_by_label("Accept").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Comment only").check()
    page.get_by_label("Your reason or comment").fill("The gangs board meets on 4 March.")
    page.get_by_role("button", name="Save").dblclick()
    expect(page.get_by_role("heading", name=re.compile("Ada Officer wrote"))).to_have_count(1)
    page.get_by_label("Who is to deal with it?").fill("Ben Author")
    page.get_by_role("button", name="Assign", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("For Ben Author"))).to_be_visible()
    album.take(page, "accepted")
    page.get_by_role("link", name="Results", exact=True).click()
    page.locator("td.is-met a").first.click()
    page.get_by_label("Met", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name=re.compile("Confirmed by Ada"))).to_be_visible()
    album.take(page, "confirmed")


def _revise(page: Page, album: Album, folder: Path) -> None:
    """A version that says what the siblings say, and does away with that."""
    page.get_by_role("link", name="What changed").click()
    album.take(page, "nothing-changed")
    page.get_by_role("link", name="Documents", exact=True).click()
    page.get_by_role("link", name=f"New version of {CSE}").click()
    album.take(page, "new-version")
    draft = docx.Document(drafts("kestrel-bay")[1])
    for paragraph in draft.paragraphs:
        for run in paragraph.runs:
            for before, now in AGREED.items():
                run.text = run.text.replace(before, now)
    draft.save(folder / "CSE protocol 2027 draft.docx")
    page.get_by_label("The new version").set_input_files(folder / "CSE protocol 2027 draft.docx")
    page.get_by_role("button", name="Upload", exact=True).click()
    page.get_by_role("link", name="Results", exact=True).click()
    album.take(page, "results-outdated")
    page.get_by_role("link", name="Check them again").click()
    page.get_by_role("button", name="Check these documents again").click()
    page.get_by_role("link", name="See the results").click()
    page.get_by_role("link", name="What changed").click()
    expect(page.locator("article", has_text="48 hours").locator("del").first).to_be_visible()
    album.take(page, "what-changed", readme="service-changes")


def _sign(page: Page, album: Album) -> None:
    page.get_by_role("link", name="Sign-off").click()
    album.take(page, "sign-off")
    page.get_by_role("button", name="Sign off").click()
    album.take(page, "sign-off-error")
    page.get_by_label("Your name").fill("Ada Officer")
    page.get_by_label("In what role do you sign?").fill("Policy officer")
    page.get_by_role("button", name="Sign off").dblclick()
    expect(page.get_by_role("row", name=re.compile("Ada Officer"))).to_have_count(1)
    album.take(page, "signed")
    with page.expect_download() as downloading:
        page.get_by_role("link", name=re.compile("Download the sheet")).click()
    assert "It quotes what others say" in downloading.value.path().read_text("utf-8")


def _take_everything(page: Page, album: Album) -> None:
    """Every report that is offered, those that take a while too."""
    page.get_by_role("link", name="Reports").click()
    album.take(page, "reports")
    names = set()
    for number in range(page.locator(".app-offers a").count()):
        with page.expect_download() as downloading:
            page.locator(".app-offers a").nth(number).click()
        assert downloading.value.path().stat().st_size > 100
        names.add(downloading.value.suggested_filename)
    for number in range(page.locator(".app-offers button").count()):
        page.locator(".app-offers button").nth(number).click()
        link = page.get_by_role("link", name="Download")
        expect(link).to_be_visible()
        if number == 0:
            album.take(page, "report-ready")
        with page.expect_download() as downloading:
            link.click()
        names.add(downloading.value.suggested_filename)
        page.get_by_role("link", name="Reports").first.click()
    assert len(names) >= 10, names


def _delete(page: Page, album: Album) -> None:
    page.get_by_role("link", name="Documents").click()
    page.get_by_role("link", name=re.compile("Delete this area")).click()
    album.take(page, "delete")
    page.get_by_label(re.compile("type the name")).fill(AREA)
    page.get_by_role("button", name="Delete this area").click()
    expect(page.get_by_role("link", name=re.compile("Add your area"))).to_be_visible()
