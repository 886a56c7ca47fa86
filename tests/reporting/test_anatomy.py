"""The picture of how a document was read: every word, its zone, its place; nothing that acts."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from lxml import html

from checker.model import (
    Block,
    BlockKind,
    Comment,
    Document,
    Extraction,
    Location,
    Margin,
)
from checker.passages import describe
from checker.reporting import Look, anatomy


@pytest.fixture
def document() -> Document:
    """A document with all that can be shown, some of it hostile."""
    texts = [
        (BlockKind.HEADING, "Gangs Protocol", "", 1),
        (BlockKind.PARAGRAPH, "Staff use the form <script>alert(1)</script>.", "1.1", 0),
        (BlockKind.PARAGRAPH, "They are to do the following:", "1.2", 0),
        (BlockKind.LIST_ITEM, "call the hub;", "(a)", 0),
        (BlockKind.TABLE_ROW, "Hub | 24 hours", "", 0),
    ]
    blocks, offset = [], 0
    for kind, text, label, level in texts:
        place = Location(offset, offset + len(text), 3, None, "Gangs Protocol", label)
        cells = tuple(text.split(" | ")) if kind is BlockKind.TABLE_ROW else ()
        blocks.append(Block(kind, text, place, label, level, cells))
        offset += len(text) + 1
    blocks[1] = replace(blocks[1], links=((10, 18, "javascript:alert(2)"),))
    made = Document(
        "gangs",
        "gangs.docx",
        "0" * 64,
        "\n".join(block.text for block in blocks),
        tuple(blocks),
        5,
        Extraction(0.7, ("A chart is not read.",)),
        comments=(Comment("Ann", "2016", "Which <b>form</b>?", 25, 33), Comment("Ben", "", "Hm.")),
        margins=(Margin("header", "DRAFT"),),
    )
    return describe(made)


def test_the_page_shows_every_word_and_runs_nothing(document: Document) -> None:
    page = anatomy.render_html(document)
    tree = html.fromstring(page)
    shown = " ".join("".join(p.itertext()) for p in tree.xpath("//p[@class='text']"))
    words = re.sub(r"\s+", " ", shown)
    for block in document.blocks:
        for word in block.text.split():
            assert word in words
    assert not tree.xpath("//script | //img | //iframe | //b[.='form']")
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert not tree.xpath("//@style | //@onclick | //@src")
    assert "default-src 'none'" in page
    assert "A chart is not read." in page
    assert "DRAFT" in page
    assert "70%" in page


def test_the_page_s_own_style_is_the_one_it_allows(document: Document) -> None:
    import base64
    import hashlib

    page = anatomy.render_html(document)
    found = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert found is not None
    digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in html.fromstring(page).xpath("//meta/@content")[0]


def test_text_says_the_same_in_plain_words(document: Document) -> None:
    text = anatomy.render_text(document, Look())
    assert "[text; paragraph; page 3, 1.1]" in text
    assert "Ann: Which <b>form</b>?" in text
    assert "javascript:alert(2)" in text
    assert "status: draft" in text.lower()
    assert "\x1b" not in text


def test_json_has_blocks_with_their_places_and_passages(document: Document) -> None:
    record = json.loads(anatomy.render_json(document))
    assert record["schema"] == "sensecheck.reading/1"
    assert [block["label"] for block in record["blocks"]] == ["", "1.1", "1.2", "(a)", ""]
    item = next(b for b in record["blocks"] if b["label"] == "(a)")
    assert item["stem"] == "They are to do the following:"
    for passage in record["passages"]:
        assert document.text[passage["start"] : passage["end"]] == passage["text"]
    assert record["document"]["comments"][0]["author"] == "Ann"
