"""Taking documents in, through pages and as the library does it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from seeding import LIMITS, Seeded

from api import areas, jobs, papers
from api.papers import Upload, file_name
from api.refusals import Refusal
from api.store import Area, Store


@pytest.fixture
def area(store: Store) -> str:
    with store.writing() as session:
        return areas.create(session, "Eastmere").id


def upload(store: Store, area_id: str, *files: tuple[str, bytes]) -> papers.Intake:
    with store.writing() as session:
        area = areas.find(session, area_id)
        given = [Upload(name, io.BytesIO(content)) for name, content in files]
        return papers.take_in(session, store, area, given, LIMITS)


def names(store: Store, area_id: str) -> list[tuple[str, int]]:
    with store.reading() as session:
        found = papers.listed(session, areas.find(session, area_id))
        return [(paper.current.name, paper.current.number) for paper in found]


def zipped(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def test_the_same_content_again_adds_nothing(store: Store, area: str) -> None:
    first = upload(store, area, ("a.md", b"# One\n"))
    again = upload(store, area, ("other name.md", b"# One\n"))
    assert [v.name for v in first.added] == ["a.md"]
    assert not again.added
    assert [v.id for v in again.known] == [first.added[0].id]
    assert names(store, area) == [("a.md", 1)]


def test_content_is_stored_once_and_goes_with_its_last_owner(store: Store, area: str) -> None:
    with store.writing() as session:
        other = areas.create(session, "Calderwick").id
    upload(store, area, ("a.md", b"# One\n"))
    upload(store, other, ("b.md", b"# One\n"))
    assert len(list(store.contents.hashes())) == 1
    areas.remove(store, area)
    assert len(list(store.contents.hashes())) == 1
    areas.remove(store, other)
    assert list(store.contents.hashes()) == []


def test_a_file_of_the_same_name_is_the_next_version(store: Store, area: str) -> None:
    upload(store, area, ("Gangs.md", b"# One\n"))
    with store.writing() as session:
        (paper,) = papers.listed(session, areas.find(session, area))
        papers.correct(paper.current, {"issue": "gangs", "date": "2014"})
    upload(store, area, ("gangs.MD", b"# Two\n"))
    assert names(store, area) == [("gangs.MD", 2)]
    with store.reading() as session:
        (paper,) = papers.listed(session, areas.find(session, area))
        assert paper.current.corrections == {"issue": "gangs"}


def test_a_new_version_may_have_another_name_but_not_the_same_content(
    store: Store, area: str
) -> None:
    upload(store, area, ("a.md", b"# One\n"))
    with store.writing() as session:
        (paper,) = papers.listed(session, areas.find(session, area))
        version = papers.take_version(
            session, store, paper, Upload("b.txt", io.BytesIO(b"Two")), LIMITS
        )
        assert (version.number, version.name) == (2, "b.txt")
        with pytest.raises(Refusal, match=r"same file as b\.txt"):
            papers.take_version(session, store, paper, Upload("c.txt", io.BytesIO(b"Two")), LIMITS)
        with pytest.raises(Refusal, match="not a kind of file"):
            papers.take_version(session, store, paper, Upload("c.exe", io.BytesIO(b"x")), LIMITS)


def test_the_documents_of_an_archive_are_taken_one_by_one(store: Store, area: str) -> None:
    packed = zipped(("folder/a.md", b"# One\n"), ("../../b.txt", b"Two"), ("c.exe", b"x"))
    intake = upload(store, area, ("drafts.zip", packed))
    assert {v.name for v in intake.added} == {"a.md", "b.txt"}
    assert intake.refused == [
        "drafts.zip/c.exe is not a kind of file that can be read "
        "(.pdf, .docx, .doc, .odt, .rtf, .md, .html, .htm, .txt): choose another."
    ]


def test_files_of_one_name_in_an_archive_are_documents_of_their_own(
    store: Store, area: str
) -> None:
    packed = zipped(("cse/protocol.md", b"# CSE\n"), ("gangs/protocol.md", b"# Gangs\n"))
    upload(store, area, ("drafts.zip", packed), ("once more.md", b"# CSE\n"))
    assert names(store, area) == [("protocol.md", 1), ("protocol.md", 1)]


def test_an_area_holds_so_many_and_what_is_refused_leaves_nothing(store: Store, area: str) -> None:
    upload(store, area, ("a.md", b"# One\n"))
    with store.writing() as session:
        few = replace(LIMITS, max_area_documents=2)
        found = areas.find(session, area)
        more = [Upload(f"{n}.md", io.BytesIO(f"# {n}\n".encode())) for n in range(2)]
        with pytest.raises(Refusal, match="can hold 2 documents"):
            papers.take_in(session, store, found, more, few)
        again = [Upload("a.md", io.BytesIO(b"# Two\n")), more[0]]
        assert len(papers.take_in(session, store, found, again, few).added) == 2
    assert len(list(store.contents.hashes())) == 3


@pytest.mark.parametrize(
    ("given", "field", "says"),
    [
        ({"issue": "weather"}, "issue", "Choose one of the answers for the issue."),
        ({"kind": "poem"}, "kind", "Choose one of the answers for the kind."),
        (
            {"date": "31/09/2014"},
            "date",
            "The date must be like 30 September 2014, September 2014 or 2014.",
        ),
        ({"title": "x" * 301}, "title", "The title must be 300 characters or fewer."),
    ],
)
def test_a_detail_that_cannot_be_is_refused_beside_its_field(
    browser: TestClient, seeded: Seeded, given: dict[str, str], field: str, says: str
) -> None:
    paper = next(iter(seeded.papers.values()))
    answer = browser.post(f"/areas/{seeded.area}/documents/{paper}", data=given)
    assert answer.status_code == 422
    assert f'<a href="#{field}">{says}</a>' in answer.text
    assert f'id="{field}-error"' in answer.text


def test_a_correction_holds_and_asks_for_a_new_check(browser: TestClient, seeded: Seeded) -> None:
    home = f"/areas/{seeded.area}"
    assert "have changed since this check" not in browser.get(f"{home}/results").text
    paper = next(iter(seeded.papers.values()))
    given = {"issue": "missing", "kind": "minutes", "title": " A  new\n title ", "date": "2019-05"}
    assert browser.post(f"{home}/documents/{paper}", data=given).status_code == 303
    page = browser.get(f"{home}/documents").text
    assert "A new title" in page
    assert "Missing children" in page
    assert "have changed since this check" in browser.get(f"{home}/results").text


def test_a_document_goes_with_its_file(browser: TestClient, store: Store, seeded: Seeded) -> None:
    before = len(list(store.contents.hashes()))
    paper = next(iter(seeded.papers.values()))
    path = f"/areas/{seeded.area}/documents/{paper}"
    assert "for good" in browser.get(f"{path}/delete").text
    assert browser.post(f"{path}/delete").status_code == 303
    assert browser.get(path).status_code == 404
    assert len(list(store.contents.hashes())) == before - 1


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_stays_in_its_folder(name: str) -> None:
    made = file_name(name)
    assert made
    assert PurePosixPath(made).name == made
    assert not set(made) & set('/\\:*?"<>|\x00\n')
    assert not made.startswith((".", "~$"))
    assert len(made) <= 160
    assert file_name(made) == made


def test_a_check_needs_documents_that_were_read(store: Store, area: str) -> None:
    with store.writing() as session, pytest.raises(Refusal, match="no document to check"):
        jobs.ask_check(session, session.get(Area, area))
    (version,) = upload(store, area, ("a.md", b"# One\n")).added
    with store.writing() as session:
        with pytest.raises(Refusal, match="still being read"):
            jobs.ask_check(session, session.get(Area, area))
        session.merge(version).problem = "a.md is empty."
        with pytest.raises(Refusal, match="no document to check"):
            jobs.ask_check(session, session.get(Area, area))
