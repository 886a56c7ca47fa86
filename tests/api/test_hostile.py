"""What people upload who mean harm, and what documents hold that would be markup."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from reporting.conftest import handmade
from seeding import Seeded, seed

from api.store import Store

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
