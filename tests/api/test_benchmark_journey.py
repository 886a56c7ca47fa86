"""The pages on how areas compare in a real browser: by keyboard, at any width, without script."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from browsing import CHROMIUM, WIDTHS, browser, look_over, needs_chromium, serving, watched
from playwright.sync_api import expect
from reporting.conftest import handmade
from seeding import seed
from test_benchmarks import turned

from api import areas, benchmarks, papers
from api.store import Store
from checker.model import Outcome

PAGES = ("", "/criteria", "/inconsistencies", "/words", "/trends", "/areas", "/downloads")


@pytest.fixture
def several(empty: Path, tmp_path: Path) -> Path:
    """A store with six areas that were checked, whose documents are published."""
    folder = tmp_path / "data"
    shutil.copytree(empty, folder)
    store = Store(folder)
    for number, name in enumerate(("Eastmere", "Calderwick", "Ashby", "Crowle", "Derby", "Elm")):
        made = handmade()
        if number % 2:
            made = turned(made, Outcome.NOT_ADDRESSED, Outcome.MET)
        seeded = seed(store, made, name=name)
        with store.writing() as session:
            listed = papers.listed(session, areas.find(session, seeded.area))
            benchmarks.publish(session, listed, [paper.current.id for paper in listed], None)
    store.close()
    return folder


@needs_chromium
def test_the_pages_on_how_areas_compare(several: Path) -> None:
    assert CHROMIUM is not None
    with serving(several) as service, browser() as opened:
        page = opened.new_page()
        wrong = watched(page, service.origin)
        page.goto(service.address)
        page.get_by_role("link", name="How areas compare").click()
        found = []
        for name in PAGES:
            page.goto(f"{service.origin}/benchmarks{name}")
            found += look_over(page, name or "heatmap", WIDTHS)
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(f"{service.origin}/benchmarks")
        heads = page.get_by_role("columnheader").get_by_role("link")
        heads.first.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Area by area")).to_be_visible()
        found += look_over(page, "criterion", WIDTHS)
        home = page.goto(service.origin)
        assert home is not None
        page.get_by_role("link", name="Eastmere").first.click()
        page.goto(f"{page.url.rpartition('/')[0]}/published")
        found += look_over(page, "published", WIDTHS)
        page.get_by_role("checkbox").first.uncheck()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("heading", name="Documents")).to_be_visible()
        with page.expect_download() as downloading:
            page.goto(f"{service.origin}/benchmarks/downloads")
            page.get_by_role("link", name="Workbook (Excel)", exact=True).click()
        assert downloading.value.path().read_bytes()[:2] == b"PK"
        assert found == []
        assert wrong == []
        plain = opened.new_context(java_script_enabled=False).new_page()
        plain.goto(service.address)
        plain.get_by_role("link", name="How areas compare").click()
        expect(plain.get_by_role("table")).to_contain_text("Calderwick")
