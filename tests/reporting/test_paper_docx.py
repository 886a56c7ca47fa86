"""The briefing as a Word file: its structure as an accessibility checker and Word see it."""

from __future__ import annotations

import io
import itertools
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from checker.model import Assessment
from checker.reporting import briefing, paper_docx, paper_styles
from checker.reporting.paper import Figure, Heading, Quote, Table
from checker.reporting.pictures import citation_graph
from reporting.test_html import contrast

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def word(assessment: Assessment) -> bytes:
    return paper_docx.render(briefing.render(assessment))


@pytest.fixture
def body(word: bytes) -> Any:
    """What stands on the pages."""
    return part(word, "word/document.xml")[0]


def part(word: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        return etree.fromstring(package.read(name))


def style_of(paragraph: Any) -> str:
    (style,) = paragraph.findall(f"{W}pPr/{W}pStyle")
    return str(style.get(f"{W}val"))


def words(element: Any) -> str:
    return "".join(element.itertext(f"{W}t"))


def test_word_file_is_as_kept(body: Any, golden: Callable[[str, str], None]) -> None:
    lines = [f"{style_of(p)}: {words(p)}" for p in body.iter(f"{W}p")]
    golden("briefing-word.txt", "\n".join(lines) + "\n")


def test_same_paper_same_bytes(assessment: Assessment, word: bytes) -> None:
    assert paper_docx.render(briefing.render(assessment)) == word
    dates = {i.date_time for i in zipfile.ZipFile(io.BytesIO(word)).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_only_the_time_it_was_made_differs(assessment: Assessment, word: bytes) -> None:
    later = replace(
        assessment, manifest=replace(assessment.manifest, created="2026-01-02T04:05:06+00:00")
    )
    one, other = (
        {n: z.read(n) for n in z.namelist()}
        for z in (
            zipfile.ZipFile(io.BytesIO(w))
            for w in (word, paper_docx.render(briefing.render(later)))
        )
    )
    assert [name for name in one if one[name] != other[name]] == ["docProps/core.xml"]


def test_title_and_language_are_set(word: bytes) -> None:
    properties = docx.Document(io.BytesIO(word)).core_properties
    assert properties.title == "Coordinating strategic documents on peer-on-peer abuse: Testford"
    assert properties.language == "en-GB"
    languages = part(word, "word/styles.xml").findall(f".//{W}lang")
    assert {e.get(f"{W}val") for e in languages} == {"en-GB"}


def test_headings_go_down_one_level_at_a_time(body: Any) -> None:
    styles = [style_of(p) for p in body.iter(f"{W}p")]
    levels = [int(s[-1]) for s in styles if re.fullmatch(r"Heading\d", s)]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
    assert styles.count("Title") == 1


def test_tables_have_header_rows_captions_and_descriptions(body: Any) -> None:
    tables = list(body.iter(f"{W}tbl"))
    assert len(tables) > 5
    for table in tables:
        first, *rest = table.findall(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rest)
        assert all(words(cell) for cell in first.findall(f"{W}tc"))
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val").endswith(".")
        caption = table.getprevious()
        assert style_of(caption) == "Caption"
        assert " SEQ Table" in "".join(caption.itertext(f"{W}instrText"))
        # A screen reader loses its place in merged and split cells.
        assert table.find(f".//{W}gridSpan") is None
        assert table.find(f".//{W}vMerge") is None
        assert table.find(f".//{W}tbl") is None


def test_a_figure_has_a_caption_and_an_alternative_text(
    word: bytes, body: Any, assessment: Assessment
) -> None:
    described, other = (e for e in body.iter() if str(e.tag).endswith("}docPr"))
    assert described.get("id") != other.get("id")
    assert described.get("descr") == " ".join(citation_graph(assessment).words)
    paragraph = next(p for p in body.findall(f"{W}p") if p.find(f".//{W}drawing") is not None)
    assert words(paragraph.getprevious()) == "Figure 1. Which document names which"
    assert " SEQ Figure" in "".join(paragraph.getprevious().itertext(f"{W}instrText"))
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        pictures = [n for n in package.namelist() if "media/" in n]
    assert pictures == ["word/media/image1.png", "word/media/image2.png"]


def test_a_tall_figure_fits_the_page(assessment: Assessment) -> None:
    tall = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="400"/>'
    paper = replace(briefing.render(assessment), blocks=(Figure("Tall", "Tall", tall),))
    body = docx.Document(io.BytesIO(paper_docx.render(paper))).element.body
    (extent,) = (e for e in body.iter() if str(e.tag).endswith("}extent"))
    assert int(extent.get("cy")) == paper_docx.FIGURE_HEIGHT
    assert int(extent.get("cx")) * 4 == pytest.approx(paper_docx.FIGURE_HEIGHT, rel=0.01)


def test_contents_is_a_field_with_every_section(body: Any, assessment: Assessment) -> None:
    assert r'TOC \o "1-1"' in "".join(body.itertext(f"{W}instrText"))
    entries = [words(p) for p in body.iter(f"{W}p") if style_of(p) == "TOC1"]
    sections = [h for n, h in briefing.render(assessment).headings() if h.level == 1]
    assert entries == [f"{n}  {h.text}" for n, h in enumerate(sections, 1)]
    kinds = [e.get(f"{W}fldCharType") for e in body.iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("end") == kinds.count("separate")


def test_links_lead_to_bookmarks(body: Any) -> None:
    names = [e.get(f"{W}name") for e in body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    targets = {e.get(f"{W}anchor") for e in body.iter(f"{W}hyperlink")}
    assert targets
    assert targets <= set(names)
    assert all(len(name) <= 40 for name in names)


def test_looks_are_in_styles_alone(word: bytes, body: Any) -> None:
    """So that who changes a style changes the paper."""
    defined = {
        style.get(f"{W}styleId") for style in part(word, "word/styles.xml").iter(f"{W}style")
    }
    used = {
        e.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle") for e in body.iter(f"{W}{tag}")
    }
    assert used <= defined
    for properties in body.iter(f"{W}rPr"):
        assert {e.tag for e in properties} <= {f"{W}rStyle"}
    for properties in body.iter(f"{W}pPr"):
        assert {e.tag for e in properties} <= {f"{W}pStyle", f"{W}keepNext"}


def test_no_paragraph_is_there_for_its_space(body: Any) -> None:
    drawn = (p.find(f".//{W}drawing") is not None for p in body.findall(f"{W}p"))
    written = (words(p).strip() for p in body.findall(f"{W}p"))
    assert all(text or drawing for text, drawing in zip(written, drawn, strict=True))


def test_every_text_colour_is_legible(word: bytes) -> None:
    styles = part(word, "word/styles.xml")
    used = {"Title", "Heading1", "Heading2", "Heading3", "Quote", "BodyText", "Caption"}
    for style in styles.iter(f"{W}style"):
        colour = style.find(f"{W}rPr/{W}color")
        if style.get(f"{W}styleId") in used:
            for ground in (paper_styles.BOX_FILL, paper_styles.HEADER_FILL, "FFFFFF"):
                assert contrast(f"#{colour.get(f'{W}val')}", f"#{ground}") >= 4.5


def test_document_words_cannot_break_the_file(assessment: Assessment) -> None:
    hostile = "<w:t>&amp; ]]> \x00\x0b\x1f \ud800 {% x %}"
    document = replace(assessment.documents[0], title=hostile)
    first = replace(assessment.inconsistencies[0], summary=hostile, suggestion=hostile)
    changed = replace(
        assessment,
        documents=(document, *assessment.documents[1:]),
        inconsistencies=(first, *assessment.inconsistencies[1:]),
    )
    body = part(paper_docx.render(briefing.render(changed)), "word/document.xml")
    assert "<w:t>&amp; ]]>" in words(body)


def test_blocks_come_in_their_order(body: Any, assessment: Assessment) -> None:
    paper = briefing.render(assessment)
    expected, tables, figures = [], 0, 0
    for block in paper.blocks:
        tables += isinstance(block, Table)
        if isinstance(block, Figure):
            figures += 1
            expected.append(f"Figure {figures}. {block.caption}")
        elif isinstance(block, Heading):
            expected.append(block.text)
        elif isinstance(block, Quote):
            expected.append(f"“{block.text}” ({block.source})")
        elif isinstance(block, Table):
            expected.append(f"Table {tables}. {block.caption}")
    shown = [
        words(p)
        for p in body.findall(f"{W}p")
        if style_of(p) in {"Heading1", "Heading2", "Heading3", "Quote", "Caption"}
    ]
    assert shown == expected


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(word: bytes, tmp_path: Path) -> None:
    path = tmp_path / "briefing.docx"
    path.write_bytes(word)
    profile = f"-env:UserInstallation={(tmp_path / 'p').as_uri()}"
    wanted = ("--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path))
    subprocess.run(
        ["soffice", profile, "--headless", *wanted, str(path)],
        capture_output=True,
        timeout=120,
        check=True,
    )
    shown = (tmp_path / "briefing.txt").read_text("utf-8-sig")
    assert "1  Introduction" in shown
    assert "Point 1: " in shown
