"""Every picture is a drawing, a bitmap and a text."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from lxml import etree
from PIL import Image

from checker.model import Assessment
from checker.reporting import html
from checker.reporting.pictures import Picture, pictures, png

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def drawn(assessment: Assessment) -> dict[str, Picture]:
    return {picture.name: picture for picture in pictures(assessment)}


def letters(picture: Picture) -> str:
    root = etree.fromstring(picture.svg.encode())
    return " ".join(element.text or "" for element in root.iter(f"{SVG}text"))


def test_which_pictures_there_are(assessment: Assessment, one_document: Assessment) -> None:
    assert [picture.name for picture in pictures(assessment)] == [
        "documents-and-criteria",
        "citations",
        "referral-routes",
        "referral-routes-cse",
        "referral-routes-dv",
    ]
    assert [picture.name for picture in pictures(one_document)] == ["documents-and-criteria"]


def test_each_says_what_it_is_and_carries_its_text(drawn: dict[str, Picture]) -> None:
    for picture in drawn.values():
        root = etree.fromstring(picture.svg.encode())
        assert root.findtext(f"{SVG}title") == picture.title
        assert root.findtext(f"{SVG}desc") == " ".join(picture.words)
        assert picture.title in letters(picture)
        assert "style=" not in picture.svg, "a page's policy allows no styles in it"


def test_the_heatmap_has_every_answer(assessment: Assessment, drawn: dict[str, Picture]) -> None:
    said = letters(drawn["documents-and-criteria"])
    assert said.count("✗ against") == 2 + 1, "two answers, and the legend"
    assert "◐ partly ?" in said
    assert drawn["documents-and-criteria"].words[0] == (
        "Safeguarding response: CSE contradicted, DV partly (to check), Gangs met."
    )


def test_the_graph_tells_ways_and_silences(drawn: dict[str, Picture]) -> None:
    assert drawn["citations"].words == (
        "DV only names Gangs, which does not name it.",
        "CSE and DV do not name each other.",
        "CSE and Gangs do not name each other.",
    )
    assert "stroke-dasharray" in drawn["citations"].svg


def test_nothing_is_drawn_outside_the_sheet(drawn: dict[str, Picture]) -> None:
    for picture in drawn.values():
        root = etree.fromstring(picture.svg.encode())
        width, height = float(root.get("width", "0")), float(root.get("height", "0"))
        for element in root.iter(f"{SVG}text"):
            x, y = float(element.get("x", "0")), float(element.get("y", "0"))
            assert 0 <= x <= width
            assert 0 <= y <= height
        for element in root.iter(f"{SVG}rect"):
            if "%" not in element.get("width", ""):
                assert float(element.get("x", "0")) + float(element.get("width", "0")) <= width
                assert float(element.get("y", "0")) + float(element.get("height", "0")) <= height


def test_words_of_documents_cannot_break_the_drawing(assessment: Assessment) -> None:
    odd = tuple(replace(d, title='<&"\x0b' + d.title) for d in assessment.documents)
    for picture in pictures(replace(assessment, documents=odd)):
        etree.fromstring(picture.svg.encode())


def test_the_bitmap_shows_the_drawing(drawn: dict[str, Picture]) -> None:
    picture = drawn["referral-routes"]
    root = etree.fromstring(picture.svg.encode())
    bitmap = Image.open(io.BytesIO(png(picture.svg, 1.0))).convert("L")
    assert bitmap.width == pytest.approx(float(root.get("width", "0")), abs=1)
    dark = sum(bitmap.histogram()[:128]) / (bitmap.width * bitmap.height)
    assert 0.005 < dark < 0.3, "there are lines and letters on it"


def test_the_report_holds_the_drawings_and_the_same_in_words(assessment: Assessment) -> None:
    page = html.render(assessment)
    assert page.count('src="data:image/svg+xml;base64,') == 2
    assert "No first step could be read for gangs and serious youth violence." in page
