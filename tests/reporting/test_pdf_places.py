"""Words followed to the page, held against what pdfium reads back inside the boxes."""

from __future__ import annotations

import itertools
import unicodedata
from pathlib import Path

import pypdfium2
import pytest

from checker.model import BlockKind, Document
from checker.reading import read
from checker.reporting.pdf_highlights import Placed
from checker.reporting.pdf_places import PdfPlaces
from checker.settings import Settings
from reporting.test_pdf_highlights import made

AREAS = Path(__file__).parents[2] / "corpora" / "areas"
SAMPLES = [
    AREAS / "calderwick" / "calderwick-domestic-abuse-strategy-2022-25.pdf",
    AREAS / "port-ansley" / "hsb-practice-guidance.pdf",
    AREAS / "brindlesea" / "missing-children-joint-protocol.pdf",
    AREAS / "kestrel-bay" / "gangs-syv-strategy-2015-18.pdf",
]


def letters(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def read_back(pdf: bytes, boxes: tuple[Placed, ...]) -> str:
    """The letters that pdfium finds inside boxes of pages that are not rotated."""
    document = pypdfium2.PdfDocument(pdf)
    found = ""
    for number, (left, top, right, bottom) in boxes:
        page = document[number - 1]
        height, edge = page.get_size()[1], 0.3
        found += page.get_textpage().get_text_bounded(
            left - edge, height - bottom - edge, right + edge, height - top + edge
        )
    return letters(found)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_every_block_of_the_sample_areas_is_found_to_the_letter(path: Path) -> None:
    """Across lines, columns, cells and pages."""
    pdf, document = path.read_bytes(), read(path, Settings())
    places = PdfPlaces(pdf, document)
    wrong = [
        block.text
        for block in document.blocks
        if read_back(pdf, places.boxes(block.location.start, block.location.end))
        != letters(block.text)
    ]
    assert wrong == []


def test_words_in_the_middle_are_found_where_they_stand() -> None:
    """The same words stand twice on the page: the second time is meant."""
    path = SAMPLES[0]
    pdf, document = path.read_bytes(), read(path, Settings())
    places = PdfPlaces(pdf, document)
    text, word = document.text, "safe accommodation"
    first = text.index(word)
    second = text.index(word, first + 1)
    one, other = (places.boxes(at, at + len(word)) for at in (first, second))
    assert one != other
    for at, boxes in ((first, one), (second, other)):
        assert read_back(pdf, boxes) == letters(word)
        block = next(b for b in document.blocks if b.location.start <= at < b.location.end)
        assert boxes[0][0] in {block.location.page, (block.location.page or 0) + 1}


def test_a_quote_over_several_lines_has_a_box_for_each() -> None:
    path = SAMPLES[1]
    pdf, document = path.read_bytes(), read(path, Settings())
    block = next(b for b in document.blocks if b.kind is BlockKind.PARAGRAPH and len(b.text) > 200)
    start, end = block.location.start + 30, block.location.end - 30
    boxes = PdfPlaces(pdf, document).boxes(start, end)
    assert len(boxes) > 1
    for (_, upper), (_, lower) in itertools.pairwise(boxes):
        assert upper[3] <= lower[1] + 1
    assert read_back(pdf, boxes) == letters(document.text[start:end])


def test_letters_that_cannot_be_followed_leave_their_block(tmp_path: Path) -> None:
    path = tmp_path / "d.pdf"
    path.write_bytes(made())
    document = read(path, Settings())
    block = document.blocks[0]
    other = Document("d", "d.pdf", "", "Quite other words", (block,))
    assert PdfPlaces(path.read_bytes(), other).boxes(0, 17) == (
        (block.location.page, block.location.box),
    )
