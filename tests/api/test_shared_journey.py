"""The whole job by several people on a shared service with PostgreSQL, each in a browser."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from browsing import Running, browser, free_port, look_over, needs_chromium, serving, watched
from playwright.sync_api import Browser, Page, expect
from postgres import database, needs_postgresql
from seeding import documents
from sharing import PASSWORD

pytestmark = [needs_chromium, needs_postgresql]

PATIENCE = 90_000

PEOPLE = {
    "olu": "Olu Owner",
    "ruth": "Ruth Reviewer",
    "sam": "Sam Second",
    "stella": "Stella Steering",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, server: str) -> Iterator[Running]:
    port = free_port()
    more = ["--shared", "--address", f"http://127.0.0.1:{port}"]
    more += ["--database", database(server, "journey")]
    with serving(tmp_path_factory.mktemp("shared") / "data", port, more) as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


def command(service: Running, *words: str) -> str:
    """`sensecheck users ...` on the machine that serves."""
    done = subprocess.run(
        [sys.executable, "-c", "from checker.cli import main; main()", "users", *words,
         "--data", str(service.folder), "--database", service.database],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return done.stdout.strip()


def test_from_the_first_account_to_the_sign_off(chromium: Browser, service: Running) -> None:
    wrong: list[str] = []
    found: list[object] = []

    def someone(link: str, login: str) -> Page:
        """Take an invitation up, and sign in."""
        page = chromium.new_context(accept_downloads=True).new_page()
        page.set_default_timeout(PATIENCE)
        wrong.append(watched(page, service.origin))
        page.goto(f"{service.origin}{link}")
        if login == "ada":
            found.extend(look_over(page, "join"))
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_label("The same once more").fill(PASSWORD)
        page.get_by_role("button", name="Save").click()
        page.get_by_label("Login").fill(login)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", name="Your areas")).to_be_visible()
        return page

    # The first administrator comes from the command line; the others from her page.
    link = command(service, "add", "ada", "--name", "Ada Admin", "--administrator")
    ada = someone(link, "ada")
    pages = {}
    for login, name in PEOPLE.items():
        ada.goto(f"{service.origin}/administration")
        ada.get_by_label("Login").fill(login)
        ada.get_by_label("Name", exact=True).fill(name)
        ada.get_by_role("button", name="Make the account").click()
        link = ada.locator(".app-secret").inner_text().removeprefix(service.origin)
        pages[login] = someone(link, login)
    found += look_over(ada, "administration")
    ada.get_by_role("link", name="Add an area").click()
    ada.get_by_label("What is the area called?").fill("Eastmere")
    ada.get_by_label("Who owns it?").fill("olu")
    found += look_over(ada, "new area")
    ada.get_by_role("button", name="Continue").click()
    olu, ruth, sam, stella = pages.values()

    # The owner says who may what, and uploads.
    olu.reload()
    olu.get_by_role("link", name="Eastmere").click()
    home = olu.url.rpartition("/")[0]
    for login, role in (("ruth", "Reviewer"), ("sam", "Reviewer"), ("stella", "Steering")):
        olu.goto(f"{home}/people")
        olu.get_by_label("Login").fill(login)
        olu.get_by_label(role, exact=True).check()
        olu.get_by_role("button", name="Save").click()
    expect(olu.get_by_role("row", name=re.compile("Stella Steering"))).to_contain_text("Steering")
    found += look_over(olu, "people")
    olu.goto(f"{home}/documents")
    files = [{"name": n, "mimeType": "text/markdown", "buffer": c} for n, c in documents().items()]
    olu.get_by_label("Upload your documents").set_input_files(files)
    olu.get_by_role("button", name="Upload", exact=True).click()

    # The reviewer checks, sets aside, changes an answer, assigns.
    ruth.goto(f"{home}/documents")
    expect(ruth.get_by_role("link", name=re.compile("Delete"))).to_have_count(0)
    ruth.get_by_role("button", name="Check these documents").click()
    ruth.get_by_role("link", name="See the results").click()
    ruth.get_by_role("link", name="Findings").click()
    first = ruth.locator("main li a").first
    finding = first.get_attribute("href")
    first.click()
    ruth.get_by_label("Set aside").check()
    ruth.get_by_label("Your reason or comment").fill("It quotes a view, to reject it.")
    ruth.get_by_role("button", name="Save").click()
    expect(
        ruth.get_by_role("heading", name=re.compile("Set aside by Ruth Reviewer"))
    ).to_be_visible()
    ruth.get_by_label("Who is to deal with it?").select_option("Olu Owner")
    ruth.get_by_role("button", name="Assign", exact=True).click()
    expect(ruth.get_by_role("heading", name=re.compile("For Olu Owner"))).to_be_visible()
    found += look_over(ruth, "finding")
    ruth.goto(f"{home}/results")
    ruth.locator("td.is-not-addressed a").first.click()
    answer = ruth.url
    ruth.get_by_label("Partly").check()
    ruth.get_by_role("button", name="Save").click()
    expect(ruth.get_by_role("alert")).to_contain_text("Enter why this is the answer.")
    ruth.get_by_label("Your reason").fill("The annex says it.")
    ruth.get_by_role("button", name="Save").click()
    expect(ruth.get_by_role("heading", name=re.compile("Answered by Ruth"))).to_be_visible()
    found += look_over(ruth, "answer")

    # She adds a criterion, which only the owner lets checks ask.
    ruth.goto(f"{home}/own-criteria/new/text")
    found += look_over(ruth, "a criterion as text")
    ruth.get_by_role("button", name="Save and try it").click()
    mine = ruth.url
    trusted = ruth.get_by_role("heading", name="How far it can be trusted")
    expect(trusted).to_be_visible(timeout=PATIENCE)
    found += look_over(ruth, "a criterion that was tried")
    expect(ruth.get_by_role("button", name=re.compile("Use it in checks"))).to_have_count(0)
    olu.goto(mine)
    olu.get_by_role("button", name="Use it in checks of Eastmere").click()
    expect(olu.get_by_role("main")).to_contain_text("In use")
    assert stella.request.get(mine).status == 403

    # The second reviewer sees nothing of it, judges, and then sees where they differ.
    sam.goto(f"{home}/second")
    found += look_over(sam, "second review")
    sam.get_by_role("button", name="Begin").click()
    review = sam.url
    found += look_over(sam, "under way")
    sam.goto(f"{service.origin}{finding}")
    expect(sam.get_by_role("main")).not_to_contain_text("Ruth")
    sam.goto(answer)
    expect(sam.get_by_role("main")).not_to_contain_text("Ruth")
    sam.goto(review)
    sam.get_by_role("link", name="Judge the next one").click()
    found += look_over(sam, "a finding again")
    sam.get_by_label("Accept").check()
    sam.get_by_role("button", name="Save and go on").click()
    sam.goto(answer.replace(home, review))
    found += look_over(sam, "an answer again")
    sam.get_by_label("Partly").check()
    sam.get_by_label("Your reason").fill("I read it so.")
    sam.get_by_role("button", name="Save and go on").click()
    sam.goto(review)
    sam.get_by_role("button", name="End this review").click()
    expect(sam.get_by_role("article")).to_have_count(1)
    expect(sam.get_by_role("article")).to_contain_text("Ruth Reviewer: Set aside")
    found += look_over(sam, "agreement")

    # The owner signs off, and reads who did what; the steering user sees numbers alone.
    olu.goto(f"{home}/sign-off")
    olu.get_by_label("In what role do you sign?").fill("Chair of the partnership")
    olu.get_by_role("button", name="Sign off").click()
    with olu.expect_download() as downloading:
        olu.get_by_role("link", name=re.compile("Download the sheet")).click()
    sheet = downloading.value.path().read_text("utf-8")
    assert "Olu Owner" in sheet
    assert "It quotes a view, to reject it." in sheet
    found += look_over(olu, "sign-off")
    olu.goto(f"{home}/trail")
    expect(olu.get_by_role("row", name=re.compile("Sign an area off"))).to_contain_text("Olu Owner")
    found += look_over(olu, "trail")
    stella.reload()
    expect(stella.get_by_role("link", name="Eastmere")).to_have_count(0)
    stella.get_by_role("link", name="How areas compare").click()
    expect(stella.get_by_role("row", name=re.compile("Eastmere")).first).to_contain_text("3")
    found += look_over(stella, "benchmarks")
    refused = stella.goto(f"{home}/findings")
    assert refused.status == 403
    stella.goto(f"{service.origin}/account")
    found += look_over(stella, "account")
    stella.get_by_role("button", name="Sign out").click()
    found += look_over(stella, "signed out")
    assert stella.goto(f"{service.origin}/account").url.startswith(f"{service.origin}/sign-in")
    assert found == []
    assert [w for page in wrong for w in page if "422" not in w and "403" not in w] == []
