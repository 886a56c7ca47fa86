"""Lists a page at a time, and no slower when there is twenty times as much in the store."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fastapi.testclient import TestClient
from postgres import on_both
from sharing import ADDRESS, Shared
from sqlalchemy import event

from api import areas, people
from api.app import create_app
from api.guard import SharedAccess
from api.paging import SIZE, Part
from api.people import hashed
from api.store import Area, Job, JobState, Paper, Result, Role, SignIn, Store, Version
from api.store.tables import new_id, now


@pytest.mark.parametrize(
    ("total", "asked", "page", "pages", "offset"),
    [(0, 1, 1, 1, 0), (50, 1, 1, 1, 0), (51, 2, 2, 2, 50), (120, 99, 3, 3, 100)],
)
def test_beyond_the_last_page_is_the_last(
    total: int, asked: int, page: int, pages: int, offset: int
) -> None:
    part = Part.of(total, asked)
    assert (part.page, part.pages, part.offset) == (page, pages, offset)
    assert part.words == (f", page {page} of {pages}" if pages > 1 else "")


def fill(store: Store, areas_: int, documents: int, *, checks: int = 3) -> list[str]:
    """So many areas with so many documents and checks each, and someone who may see them all."""
    ids = []
    with store.writing() as session:
        who = people.of_login(session, "ada") or people.add(session, "ada", "Ada")
        who.administrator = True
        session.merge(SignIn(sha256=hashed("hers"), user_id=who.id))
        for number in range(areas_):
            area = areas.create(session, f"Area {number:03}, {new_id()[:6]}")
            people.appoint(session, area, "ada", Role.OWNER)
            rows: list[object] = []
            for at in range(documents):
                paper = Paper(id=new_id(), area_id=area.id)
                version = Version(
                    paper_id=paper.id, number=1, name=f"draft {at:04}.md", size=1, sha256=new_id(),
                    detected={"title": f"Draft {at:04}", "issue": "gangs"},
                )  # fmt: skip
                rows += [paper, version]
            session.add_all(rows)
            for at in range(checks):
                job = Job(
                    id=new_id(), area_id=area.id, kind="check", state=JobState.DONE.value,
                    versions=[], ended=now(),
                )  # fmt: skip
                session.add(job)
                session.flush()
                result = Result(
                    job_id=job.id, area_id=area.id, number=at + 1, papers={}, versions={},
                    content=b"",
                )  # fmt: skip
                session.add(result)
            ids.append(area.id)
    return ids


def reader(store: Store) -> TestClient:
    app = create_app(store, SharedAccess(ADDRESS, store))
    client = Shared(app, store, None, None, {}, {}).browser("nobody")  # type: ignore[arg-type]
    client.cookies.set("__Host-sensecheck", "hers")
    return client


def lists(area: str) -> list[str]:
    return [
        "/",
        "/administration",
        f"/areas/{area}/documents",
        f"/areas/{area}/trail",
        f"/areas/{area}/people",
        "/api/v1/areas",
        f"/api/v1/areas/{area}/documents",
        f"/api/v1/areas/{area}/checks",
    ]


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    """The statements that the database is asked."""
    asked: list[str] = []

    def noted(_: object, __: object, statement: str, *___: object) -> None:
        asked.append(statement)

    event.listen(store.engine, "before_cursor_execute", noted)
    try:
        yield asked
    finally:
        event.remove(store.engine, "before_cursor_execute", noted)


def seconds(client: TestClient, path: str) -> float:
    """Seconds of processor that a page takes: the least of some, when everything is loaded."""
    taken = []
    for _ in range(6):
        begun = time.process_time()
        assert client.get(path).status_code == 200, path
        taken.append(time.process_time() - begun)
    return min(taken)


def test_with_a_thousand_documents_lists_are_as_quick_as_with_fifty(store: Store) -> None:
    """One area of fifty, then nineteen more beside it; and then a thousand in that one."""
    (area,) = fill(store, 1, 50)
    client = reader(store)
    few: dict[str, tuple[float, int]] = {}
    for path in lists(area):
        once = seconds(client, path)
        with counted(store) as asked:
            client.get(path)
        few[path] = once, len(asked)
    fill(store, 19, 50)
    for path in lists(area):
        with counted(store) as asked:
            client.get(path)
        assert len(asked) == few[path][1], path
        rows = 20 if path in {"/", "/administration", "/api/v1/areas"} else 1
        bar = 2.0 if rows == 1 else 4.0  # twenty rows are more to write than one
        assert seconds(client, path) < bar * few[path][0], path


def test_an_area_of_a_thousand_documents_shows_fifty_at_a_time(store: Store) -> None:
    (small,) = fill(store, 1, 50)
    client = reader(store)
    before = seconds(client, f"/areas/{small}/documents")
    (large,) = fill(store, 1, 1000)
    path = f"/areas/{large}/documents"
    assert seconds(client, path) < 6 * before  # they are sorted by what each is about
    page = client.get(path).text
    assert page.count("Draft 0") == SIZE
    assert "Page 1 of 20" in page
    assert f'href="{path}?page=2" rel="next"' in page
    last = client.get(path, params={"page": 20}).text
    assert "Draft 0999" in last
    assert "<title>Documents, page 20 of 20" in last
    assert "Draft 0999" in client.get(path, params={"page": 77}).text
    assert client.get(path, params={"page": 0}).status_code == 422


def test_many_areas_come_in_pages(store: Store) -> None:
    fill(store, SIZE + 1, 1, checks=0)
    client = reader(store)
    for path in ("/", "/administration"):
        first, second = client.get(path).text, client.get(path, params={"page": 2}).text
        assert len(re.findall(r"Area 0.., \w+<", first)) == SIZE
        assert len(re.findall(r"Area 0.., \w+<", second)) == 1
        assert f'href="{path}?page=1" rel="prev"' in second


@on_both
def test_the_last_check_of_each_area_is_the_one_that_counts(store: Store) -> None:
    ids = fill(store, 3, 1)
    with store.writing() as session:
        waiting = Job(area_id=ids[0], kind="check", versions=[])
        session.add(waiting)
    with store.reading() as session:
        found = [session.get(Area, identity) for identity in ids]
        last = areas.last_checks(session, found)
        for identity in ids:
            number = session.get(Result, last[identity].id).number
            assert number == 3
        assert areas.last_checks(session, []) == {}
        owners = people.owners(session, found)
    assert owners == {identity: ["Ada"] for identity in ids}
