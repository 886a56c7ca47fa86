"""The whole job in a real browser without script, and every page looked over.

With script a policy officer walks it in ``test_officer_walk.py``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import docx
import pytest
from browsing import WIDTHS, Running, browser, look_over, needs_chromium, serving, watched
from playwright.sync_api import Browser, Page, expect
from reading.making import lines_of_text, one_page
from reporting.conftest import handmade
from seeding import (
    LIMITS,
    Seeded,
    add_criterion,
    add_export,
    add_result,
    criterion_form,
    documents,
    seed,
)

from api import checked, jobs, papers
from api.papers import Upload
from api.store import Area, Store
from checker.judging import criterion_template

pytestmark = needs_chromium

PATIENCE = 90_000
"""Milliseconds that a check of three short documents may take on a busy machine."""


@pytest.fixture(scope="module")
def area() -> list[Seeded]:
    return []


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, area: list[Seeded]) -> Iterator[Running]:
    """A service that has an area already, checked twice, with decisions."""
    folder = tmp_path_factory.mktemp("service") / "data"
    store = Store(folder)
    store.upgrade()
    area.append(twice_checked(store))
    add_criterion(store, area[0].area)
    add_export(store, area[0].area)
    store.close()
    with serving(folder) as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


def twice_checked(store: Store) -> Seeded:
    seeded = seed(store, name="Seaton-in-the-Vale")
    with store.writing() as session:
        found = session.get(Area, seeded.area)
        first = papers.find(session, found, seeded.papers[handmade().documents[0].path])
        given = Upload(first.current.name, io.BytesIO(b"# Another\n"))
        papers.take_version(session, store, first, given, LIMITS).detected = {
            "title": "Another", "issue": "", "kind": "", "date": ""
        }  # fmt: skip
        job = jobs.ask_check(session, found)
        now = handmade()
        gone = now.inconsistencies[1:]
        versions = [paper.current for paper in papers.listed(session, found)]
        add_result(session, job, replace(now, inconsistencies=gone), versions, number=2)
        session.flush()
        result = checked.load(session, found)
        points = [item.point.id for item in result.items]
        checked.decide(
            session, found, result, points[0], "dismissed", "About adults.", checked.By("Ada")
        )
        result = checked.load(session, found)
        checked.decide(session, found, result, points[1], "accepted", "", checked.By("Ada"))
        checked.decide(
            session, found, result, points[1], "comment", "Ask the police.", checked.By("Ben")
        )
        broken = papers.take_in(
            session, store, found, [Upload("scan of the old protocol.pdf", io.BytesIO(b"%PDF"))],
            LIMITS,
        ).added[0]  # fmt: skip
        broken.problem = "scan of the old protocol.pdf is damaged or cut short: get a fresh copy."
    return seeded


def opened(chromium: Browser, service: Running, **options: object) -> tuple[Page, list[str]]:
    page = chromium.new_context(**options).new_page()
    page.set_default_timeout(PATIENCE)
    wrong = watched(page, service.origin)
    page.goto(service.address)
    assert page.url == f"{service.origin}/"
    return page, wrong


def folder_of_drafts(folder: Path) -> list[Path]:
    """A Word file, a PDF and a text."""
    given = documents()
    word = docx.Document()
    for line in given["gangs-protocol.md"].decode().splitlines():
        if line.startswith("#"):
            word.add_heading(line.lstrip("# "), level=min(2, line.count("#")))
        elif line:
            word.add_paragraph(line)
    word.save(folder / "gangs-protocol.docx")
    lines = [line.lstrip("# ") for line in given["missing-children.md"].decode().splitlines()]
    pdf = one_page(folder / "missing-children.pdf", lines_of_text(*[li for li in lines if li]))
    (folder / "cse-strategy.md").write_bytes(given["cse-strategy.md"])
    return [folder / "gangs-protocol.docx", pdf, folder / "cse-strategy.md"]


def test_a_criterion_of_ones_own(chromium: Browser, service: Running, tmp_path: Path) -> None:
    """From an empty form to a check that asks it, and away again."""
    page, wrong = opened(chromium, service, accept_downloads=True)
    upload(page, "Northmere", tmp_path)
    write_a_criterion(page)
    use_it(page)
    take_it_away(page)
    page.get_by_role("link", name="Northmere").click()
    delete(page, "Northmere")
    assert [w for w in wrong if "422" not in w] == []


def test_a_criterion_without_script(chromium: Browser, service: Running, tmp_path: Path) -> None:
    page, wrong = opened(chromium, service, java_script_enabled=False)
    upload(page, "Northmere without script", tmp_path)
    write_a_criterion(page)
    assert [w for w in wrong if "422" not in w] == []


def test_from_upload_to_report_without_script(
    chromium: Browser, service: Running, tmp_path: Path
) -> None:
    page, wrong = opened(chromium, service, java_script_enabled=False, accept_downloads=True)
    upload(page, "Without script", tmp_path)
    correct(page)
    check(page, "Without script")
    follow_the_evidence(page)
    decide(page)
    take_away(page, "Without script")
    delete(page, "Without script")
    assert [w for w in wrong if "422" not in w] == []


def upload(page: Page, name: str, folder: Path) -> None:
    """A new area and its documents, one of them of a kind that cannot be read."""
    page.get_by_role("link", name=re.compile("Add an area")).click()
    page.get_by_label("What is the area called?").fill(name)
    page.get_by_role("button", name="Continue").click()
    (folder / "picture.png").write_bytes(b"PNG")
    drafts = [*folder_of_drafts(folder), folder / "picture.png"]
    page.get_by_label("Upload your documents").set_input_files(drafts)
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.get_by_role("heading", name="3 documents added")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("picture.png is not a kind of file")
    page.get_by_role("link", name="Continue to the documents").click()


def correct(page: Page) -> None:
    """Be told what the documents are, and put a date right, at the second try."""
    expect(page.get_by_role("button", name="Check these documents")).to_be_visible(timeout=PATIENCE)
    row = page.get_by_role("row", name=re.compile("missing-children.pdf"))
    expect(row).to_contain_text("Missing children")
    row.get_by_role("link", name=re.compile("Change")).click()
    page.get_by_label("Date of approval").fill("26/13/2022")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    page.get_by_label("Date of approval").fill("26/11/2022")
    page.get_by_role("button", name="Save").click()
    expect(row).to_contain_text("26 November 2022")


def check(page: Page, name: str) -> None:
    """Start it, go away, come back, see it through."""
    page.get_by_role("button", name="Check these documents").click()
    expect(page.get_by_role("table")).to_contain_text("gangs-protocol.docx")
    page.get_by_role("link", name="Sensecheck").click()
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_role("link", name="See the results").click()


def follow_the_evidence(page: Page) -> None:
    """From both matrices to the words, in their place, and on both sides."""
    expect(page.get_by_role("table")).to_have_count(2)
    page.get_by_role("link", name=re.compile(r"contradicted.*choice.*Gangs", re.S)).click()
    quote = "For many, the gang is a lifestyle choice and they know the risk."
    expect(page.locator("mark").first).to_have_text(quote)
    page.get_by_role("link", name=re.compile("See it in the document")).first.click()
    marked = page.locator("mark.on-contradicts")
    expect(marked).to_have_text(quote)
    expect(marked).to_be_in_viewport()
    page.get_by_role("link", name="Results", exact=True).first.click()
    page.locator("table.pairs td.some a").first.click()
    article = page.locator("article", has_text="Which telephone number").first
    expect(article.locator(".side")).to_have_count(2)
    expect(article).to_contain_text("020 7946 0310")
    expect(article).to_contain_text("020 7946 0301")


def decide(page: Page) -> None:
    """Set a finding aside, for which a reason is needed; it is counted no more."""
    page.get_by_role("link", name="Findings").click()
    page.get_by_role("link", name=re.compile(r"choice.*: Gangs$")).first.click()
    page.get_by_label("Set aside").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter why it is not a finding.")
    page.get_by_label("Your reason or comment").fill("It quotes what is said elsewhere.")
    page.get_by_label("Your name").fill("Ada Reviewer")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name=re.compile("Set aside by Ada"))).to_be_visible()
    page.get_by_role("link", name="Results", exact=True).click()
    expect(page.get_by_role("link", name=re.compile(r"contradicted.*Gangs", re.S))).to_have_count(0)


def take_away(page: Page, name: str) -> None:
    """The board paper, and the report that says what was set aside."""
    page.get_by_role("link", name="Reports").click()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Board paper (Word)").click()
    assert downloading.value.suggested_filename == f"{name} board paper.docx"
    paper = docx.Document(downloading.value.path())
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    text = "\n".join([p.text for p in paper.paragraphs] + cells)
    assert "never a lifestyle choice by a child" in text
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Full report (web page)").click()
    report = downloading.value.path().read_text("utf-8")
    assert "Set aside by people and not counted: 1." in report


def write_a_criterion(page: Page) -> None:
    """In the form, at the second try; then see what it finds."""
    expect(page.get_by_role("button", name="Check these documents")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="Criteria").click()
    page.get_by_role("link", name="Add a criterion").click()
    form = criterion_form()
    page.get_by_label("A few words that name it").fill(form.title)
    page.get_by_label("The question that it puts").fill(form.asks)
    page.get_by_label("Why the answer matters").fill(form.why)
    page.get_by_label("What a document could say").fill(form.instead)
    page.get_by_label("Where the question comes from").fill(form.source)
    page.get_by_label("When that was published").fill(form.date)
    page.get_by_label("These answer it").fill(form.meets)
    page.get_by_label("Your name").fill("Ada Author")
    page.get_by_role("button", name="Save and try it").click()
    expect(page.get_by_role("alert")).to_contain_text("there are 4 now")
    page.get_by_label("These say the opposite").fill(form.contradicts)
    page.get_by_label("These only mention it").fill(form.mentions)
    page.get_by_role("button", name="Save and try it").click()
    trusted = page.get_by_role("heading", name="How far it can be trusted")
    expect(trusted).to_be_visible(timeout=PATIENCE)
    main = page.get_by_role("main")
    expect(main).to_contain_text("Learnt from 8 sentences")
    expect(main).to_contain_text("Eastmere Gangs Protocol")
    expect(main).to_contain_text("Not in use")


def use_it(page: Page) -> None:
    """As text, with words to look for, wrong at first; then in the next check."""
    page.get_by_role("link", name="Change it").click()
    page.get_by_role("link", name="Write it as text instead").click()
    box = page.get_by_label("The criterion", exact=True)
    text = box.input_value()
    rule = criterion_template("own/x").partition("rules:\n")[2].partition("  # Sentences")[0]
    with_words = text.replace("rules:\n", f"rules:\n{dedent(rule)}")
    box.fill(with_words.replace("near:", "nearby:"))
    page.get_by_role("button", name="Save and try it").click()
    expect(page.get_by_role("alert")).to_contain_text('there is no key "nearby" here: did you mean')
    box.fill(box.input_value().replace("nearby:", "near:"))
    page.get_by_role("button", name="Save and try it").click()
    right = "told: all 4 examples are right."
    expect(page.get_by_role("main")).to_contain_text(right, timeout=PATIENCE)
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download it as a file").click()
    assert downloading.value.suggested_filename == "private-fostering.yaml"
    assert "nearby" not in downloading.value.path().read_text("utf-8")
    page.get_by_role("button", name=re.compile("Use it in checks of")).click()
    expect(page.get_by_role("main")).to_contain_text("The next check will be the first to.")
    page.get_by_role("link", name="Documents").click()
    page.get_by_role("button", name="Check these documents").click()
    page.get_by_role("link", name="See the results").click()
    expect(page.get_by_role("table").first).to_contain_text("Private fostering")


def take_it_away(page: Page) -> None:
    """Out of use, and for good."""
    page.get_by_role("link", name="Criteria").click()
    page.get_by_role("link", name="Private fostering").click()
    page.get_by_role("button", name="Stop using it").click()
    page.get_by_role("link", name="Remove it").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_role("main")).to_contain_text("You can add a question of your own")
    page.get_by_role("link", name="Results", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("have changed since this check")


def delete(page: Page, name: str) -> None:
    """All of it."""
    page.get_by_role("link", name="Documents").click()
    page.get_by_role("link", name=re.compile("Delete this area")).click()
    page.get_by_label(re.compile("type the name")).fill(name)
    page.get_by_role("button", name="Delete this area").click()
    expect(page.get_by_role("heading", name="Your areas")).to_be_visible()
    expect(page.get_by_role("link", name=name, exact=True)).to_have_count(0)


def pages_of(page: Page, origin: str, home: str) -> list[str]:
    """Every page of an area, found by following its links; one of each sort of cell."""
    found = {"/": f"{origin}/", "/areas/new": f"{origin}/areas/new", "none": f"{origin}/nothing"}
    found["statement"] = f"{origin}/accessibility"
    waiting = [f"{home}/documents", f"{home}/results"]
    while waiting:
        url = waiting.pop()
        sort = re.sub(r"/[0-9a-f]{10,}|\?.*|#.*", "/*", url.removeprefix(home))
        sort = re.sub(r"/(answers|pairs|texts|criteria)/.*", r"/\1", sort)
        if sort in found or re.search(r"/reports/.|/inconsistencies/|/file$", url):
            continue
        found[sort] = url
        page.goto(url)
        hrefs = page.eval_on_selector_all("main a, nav a", "links => links.map(a => a.href)")
        waiting += [href for href in hrefs if href.startswith(home)]
    # Answers look otherwise for each outcome, findings for each kind and standing.
    page.goto(f"{home}/results")
    for outcome in ("met", "partly", "contradicted", "not-addressed"):
        links = page.locator(f"td.is-{outcome} a")
        if links.count():
            found[outcome] = links.first.evaluate("a => a.href")
    page.goto(f"{home}/findings")
    for item in page.locator("main li").all():
        tags = item.locator(".app-finding__tags").inner_text()
        found[f"finding {tags}"] = item.locator("a").first.evaluate("a => a.href")
    return list(found.values())


def test_every_page_is_accessible_and_fits(
    chromium: Browser, service: Running, area: list[Seeded]
) -> None:
    """axe finds nothing and leaves no contrast undecided; nothing is wider than the window."""
    page, wrong = opened(chromium, service)
    home = f"{service.origin}/areas/{area[0].area}"
    urls = pages_of(page, service.origin, home)
    assert len(urls) >= 20
    page.goto(f"{home}/documents")
    found = []
    for url in urls:
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        page.goto(url)
        assert page.title()
        found += look_over(page, url, WIDTHS[:1])
        page.set_viewport_size({"width": WIDTHS[1], "height": 640})
        if page.evaluate("document.documentElement.scrollWidth") > WIDTHS[1]:
            found.append((url, "too wide"))
    # At 320 pixels, and with an error.
    for path in ("/documents", "/results", "/findings"):
        page.goto(home + path)
        found += look_over(page, path, WIDTHS[1:])
    page.locator("main li a").first.click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += look_over(page, "an error", WIDTHS[:1])
    page.goto(f"{home}/documents")
    files = [{"name": n, "mimeType": "", "buffer": b"# Another"} for n in ("a.png", "Another.md")]
    page.get_by_label("Add documents").set_input_files(files)
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.get_by_role("heading", name="Not added")).to_be_visible()
    found += look_over(page, "uploaded", WIDTHS[:1])
    assert found == []
    assert [w for w in wrong if "404" not in w and "422" not in w] == []


HIDDEN = """() => {
  const hidden = [];
  for (const closed of document.querySelectorAll("details")) closed.open = true;
  for (const link of document.querySelectorAll("main a[href]")) {
    link.focus();
    const box = link.getClientRects()[0];
    const top = document.elementFromPoint(box.left + 3, box.top + box.height / 2);
    if (!top || !(link.contains(top) || top.contains(link))) hidden.push(link.textContent);
  }
  return hidden;
}"""


@pytest.mark.parametrize("width", WIDTHS)
def test_what_has_the_focus_is_never_hidden(
    chromium: Browser, service: Running, area: list[Seeded], width: int
) -> None:
    page, _ = opened(chromium, service, viewport={"width": width, "height": 640})
    page.goto(f"{service.origin}/areas/{area[0].area}/results")
    assert page.locator("td a").count() > 10
    assert page.evaluate(HIDDEN) == []


def tab_to(page: Page, what: str, most: int = 40) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({what!r})"):
            return
    raise AssertionError(f"{what} is not reached")


def test_by_keyboard_alone(chromium: Browser, service: Running, area: list[Seeded]) -> None:
    """Past the header to a finding, and a decision on it."""
    page, _ = opened(chromium, service)
    page.goto(f"{service.origin}/areas/{area[0].area}/findings?standing=open")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    tab_to(page, "main li a")
    page.keyboard.press("Enter")
    page.wait_for_selector("#kind")
    tab_to(page, "[name=kind]")
    page.keyboard.press("Space")
    tab_to(page, "#words")
    page.keyboard.type("It will be mended.")
    tab_to(page, "#author")
    page.keyboard.press("Control+A")
    page.keyboard.type("Ben")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("Accepted by Ben"))).to_be_visible()


def test_a_criterion_by_keyboard_alone(
    chromium: Browser, service: Running, area: list[Seeded]
) -> None:
    """To the criterion, into use and out of it again, at 320 pixels."""
    page, _ = opened(chromium, service, viewport={"width": WIDTHS[1], "height": 640})
    page.goto(f"{service.origin}/areas/{area[0].area}/criteria")
    tab_to(page, "main td a, main th a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/own-criteria/"))
    for button, says in (("keep", "The next check will be"), ("let-go", "No check asks it.")):
        tab_to(page, f"form[action$={button}] button")
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_contain_text(says)
