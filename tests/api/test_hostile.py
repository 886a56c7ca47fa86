"""What people upload who mean harm, and what documents hold that would be markup."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import lxml.etree
import openpyxl
import pytest
from fastapi.testclient import TestClient
from reporting.conftest import handmade
from seeding import Seeded, seed

from api.store import Store
from checker.errors import UnreadableDocument
from checker.model import Assessment
from checker.reading import read
from checker.settings import Settings

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{ 7 * 7 }}"


@pytest.fixture
def area(browser: TestClient) -> str:
    return browser.post("/areas", data={"name": MARKUP}).headers["location"]


def send(browser: TestClient, area: str, *files: tuple[str, bytes]) -> tuple[int, str]:
    answer = browser.post(area, files=[("files", file) for file in files])
    page = answer if answer.status_code != 303 else browser.get(answer.headers["location"])
    return answer.status_code, page.text


@pytest.mark.parametrize(
    "name",
    [
        "../../../../etc/passwd.md",
        "..\\..\\windows\\system32.md",
        "/abs/olute.md",
        "C:\\drafts\\one.md",
        "~$lock.md",
        ".hidden.md",
        "a\x00b.md",
        f"{MARKUP}.md",
        "x" * 400 + ".md",
        "=cmd|' /C calc'!A0.md",
    ],
)
def test_a_name_is_never_a_path_nor_markup(
    browser: TestClient, store: Store, area: str, name: str
) -> None:
    status, page = send(browser, area, (name, b"# Gangs protocol\n"))
    assert status == 303
    assert "<script>alert" not in page
    assert "onerror=alert(1)>" not in page
    inside = {p for p in store.folder.rglob("*") if p.is_file()}
    kept = {p for p in inside if "documents" in p.parts}
    assert len(kept) == 1
    assert all(len(p.name) == 64 for p in kept)
    outside = [p for p in store.folder.parent.iterdir() if p != store.folder]
    assert outside == []


def test_a_zip_bomb_is_stopped_while_it_unpacks(
    browser: TestClient, store: Store, area: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SENSECHECK_MAX_UNPACKED_MB", "2")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("small.md", b"# Gangs protocol\n")
        archive.writestr("zeroes.txt", bytes(50 * 1024 * 1024))
    status, page = send(browser, area, ("drafts.zip", bomb.getvalue()))
    assert status == 200
    assert "zeroes.txt is larger than the limit" in page
    assert "small.md" in page
    assert sum(p.stat().st_size for p in store.contents.folder.rglob("*") if p.is_file()) < 1000


def test_too_much_is_refused_before_it_is_kept(
    browser: TestClient, program: TestClient, store: Store, area: str
) -> None:
    status, page = send(browser, area, ("big.md", b"x" * (3 * 1024 * 1024)))
    assert status == 413
    assert "larger than 2 MB" in page

    def endless() -> object:
        for _ in range(100):
            yield b"x" * 100_000

    answer = program.post(
        "/api/v1" + area,
        content=endless(),
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )
    assert answer.status_code == 413
    assert answer.json()["error"]["code"] == "upload-large"
    assert list(store.contents.hashes()) == []


def test_too_many_are_refused(browser: TestClient, area: str) -> None:
    many = [(f"{n}.md", f"# {n}\n".encode()) for n in range(6)]
    status, page = send(browser, area, *many)
    assert status == 413
    assert "At most 5 documents" in page
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in many:
            archive.writestr(name, content)
    assert send(browser, area, ("all.zip", packed.getvalue()))[0] == 413


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("tool.exe", b"MZ\x90\x00"),
        ("noname", b"# One\n"),
        ("", b"# One\n"),
    ],
)
def test_what_is_no_document_is_refused(
    browser: TestClient, store: Store, area: str, name: str, content: bytes
) -> None:
    status, page = send(browser, area, (name, content))
    assert status == 422
    assert "There is a problem" in page
    assert list(store.contents.hashes()) == []


def test_a_broken_archive_says_so(browser: TestClient, area: str) -> None:
    status, page = send(browser, area, ("drafts.zip", b"PK\x03\x04 nothing"))
    assert status == 422
    assert "damaged or cut short" in page


def packed(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return made.getvalue()


def link(name: str, to: str) -> tuple[zipfile.ZipInfo, bytes]:
    entry = zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, 0o120777 << 16
    return entry, to.encode()


def test_names_in_an_archive_lead_nowhere_and_a_link_is_no_link(
    browser: TestClient, store: Store, area: str
) -> None:
    words = b"# Gangs protocol\n\nNumber "
    drafts = packed(
        ("../../../evil.md", words + b"1"),
        ("/etc/evil.md", words + b"2"),
        ("..\\..\\evil.md", words + b"3"),
        ("C:/evil.md", words + b"4"),
        link("passwd.md", "/etc/passwd"),
    )
    status, page = send(browser, area, ("drafts.zip", drafts))
    assert status == 303
    assert page.count('class="govuk-table__row"') == 6
    outside = [p for p in store.folder.parent.iterdir() if p != store.folder]
    assert outside == []
    kept = [store.contents.path(sha256).read_bytes() for sha256 in store.contents.hashes()]
    assert b"/etc/passwd" in kept  # the words of the link, not what it leads to
    assert not any(b"root:" in content for content in kept)


def test_an_archive_of_endless_contents_is_not_listed(browser: TestClient, area: str) -> None:
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", 20, 3, 20, *[0] * 8, 0, *[0] * 6)
    listed = entry * 45_000
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(listed), 0, 0)
    status, page = send(browser, area, ("drafts.zip", listed + end))
    assert status in {413, 422}
    assert "<h2" in page


HTML_AND_MORE = b"<html><body onload=alert(1)><script>alert(1)</script><p>Gangs protocol.</p>"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("page.pdf", HTML_AND_MORE, "not what its name says"),
        ("both.pdf", b"%PDF-1.4\n" + HTML_AND_MORE, "damaged"),
        ("word.docx", packed(("index.html", HTML_AND_MORE)), "not what its name says"),
        ("picture.docx", b"GIF89a/*" + HTML_AND_MORE, "not what its name says"),
        ("program.txt", b"MZ\x90\x00" + bytes(200) + HTML_AND_MORE, "not what its name says"),
    ],
)
def test_a_file_that_is_two_things_is_read_as_what_its_name_says_or_not_at_all(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableDocument, match=says):
        read(tmp_path / name, Settings())


def test_of_a_page_that_is_a_document_words_alone_are_kept(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(
        b"<h1>Gangs protocol</h1><script>alert(1)</script><svg onload=alert(1)><text>Drawn</text>"
        b"</svg><p onclick=alert(1)>Ring &lt;b&gt;the hub.<iframe srcdoc='&lt;p>in'></iframe></p>"
    )
    text = read(tmp_path / "page.html", Settings()).text
    assert "alert" not in text
    assert "Ring <b>the hub." in text


def test_words_of_a_document_are_never_markup(browser: TestClient, store: Store) -> None:
    """On every page that shows them: title, quote, summary, notes, names."""
    made = handmade()
    first = made.documents[0]
    hostile = replace(
        first,
        title=MARKUP,
        text=first.text.replace("We say so to every agency.", MARKUP[:26]),
        blocks=tuple(
            replace(b, text=b.text.replace("We say so to every agency.", MARKUP[:26]))
            for b in first.blocks
        ),
    )
    made = replace(
        made,
        documents=(hostile, *made.documents[1:]),
        inconsistencies=tuple(
            replace(i, summary=MARKUP, suggestion=MARKUP) for i in made.inconsistencies
        ),
        verdicts=tuple(replace(v, reason=MARKUP) for v in made.verdicts),
        notes=(MARKUP,),
    )
    seeded = seed(store, made, name=MARKUP)
    home = f"/areas/{seeded.area}"
    seen = set()
    to_see = {home + page for page in ("/documents", "/results", "/findings", "/changes")}
    to_see |= {f"{home}/reports", f"{home}/delete", f"{home}/texts/{first.id}"}
    while to_see:
        path = to_see.pop()
        seen.add(path)
        page = browser.get(path)
        assert page.status_code in {200, 303}, path
        assert "<script>alert" not in page.text, path
        assert "<img src=x" not in page.text, path
        if page.status_code == 200 and len(seen) < 60:
            links = page.text.split(f'href="{home}')[1:]
            found = {home + link.partition('"')[0].partition("#")[0] for link in links}
            to_see |= {p for p in found if "/reports/" not in p} - seen
    assert len(seen) > 20


FORMULA = '=HYPERLINK("http://evil.example","x")'


def hostile(start: str) -> Assessment:
    """An assessment whose every word that a document or a person gives begins so."""
    made = handmade()
    routes = tuple(replace(r, recipients=(start,), within=start) for r in made.facts.routes)
    return replace(
        made,
        facts=replace(made.facts, routes=routes),
        documents=tuple(replace(d, title=f"{start}{d.title}") for d in made.documents),
        inconsistencies=tuple(
            replace(i, summary=f"{start}{i.summary}", suggestion=f"{start}{i.suggestion}")
            for i in made.inconsistencies
        ),
        verdicts=tuple(replace(v, reason=f"{start}{v.reason}") for v in made.verdicts),
        notes=(start,),
    )


def test_no_cell_of_a_table_that_is_taken_away_is_a_formula(
    browser: TestClient, store: Store
) -> None:
    home = f"/areas/{seed(store, hostile(FORMULA), name=FORMULA).area}/reports"
    table = browser.get(f"{home}/csv").content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
    assert any(FORMULA in cell for cell in cells)
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@")]
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"{home}/workbook").content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(FORMULA in str(cell.value) for cell in cells)
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    targets = {cell.hyperlink.target for cell in cells if cell.hyperlink}
    assert not [target for target in targets if target and "evil.example" in target]


def test_no_report_and_no_drawing_holds_markup_of_a_document(
    browser: TestClient, store: Store
) -> None:
    home = f"/areas/{seed(store, hostile(MARKUP), name=MARKUP).area}"
    for name in ("report", "briefing-page"):
        answer = browser.get(f"{home}/reports/{name}")
        assert answer.status_code == 200
        assert "alert(1)" in answer.text
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
        assert answer.headers["content-disposition"].startswith('attachment; filename="')
        assert "<" not in answer.headers["content-disposition"]
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    drawn = browser.get(f"{home}/routes/picture")
    assert drawn.status_code == 200
    assert "default-src 'none'" in drawn.headers["content-security-policy"]
    root = lxml.etree.fromstring(drawn.content)
    assert "alert(1)" in "".join(root.itertext())
    assert root.xpath("//*[local-name()='script' or local-name()='img']") == []
    assert root.xpath("//@*[starts-with(name(), 'on')]") == []


def test_a_reason_is_never_markup(browser: TestClient, seeded: Seeded) -> None:
    listing = browser.get(f"/areas/{seeded.area}/findings").text
    point = listing.split(f"/areas/{seeded.area}/findings/")[1].partition('"')[0]
    path = f"/areas/{seeded.area}/findings/{point}"
    given = {"kind": "comment", "words": MARKUP, "author": MARKUP}
    assert browser.post(path, data=given).status_code == 303
    page = browser.get(path).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert browser.post(path, data={**given, "kind": MARKUP}).status_code == 422


def test_a_download_is_saved_and_never_shown(browser: TestClient, seeded: Seeded) -> None:
    answer = browser.get(f"/areas/{seeded.area}/reports/report")
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert "\n" not in answer.headers["content-disposition"]
