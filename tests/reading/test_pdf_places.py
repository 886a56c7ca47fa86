"""Words followed to the page, held against what pdfium reads back inside the boxes."""

from __future__ import annotations

import itertools
import unicodedata
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pytest

from checker.errors import UnreadableDocument
from checker.model import BlockKind, Document
from checker.reading import Placed, boxes, read
from checker.settings import Settings

from .making import SETTINGS, as_pdf, filled_form, lines_of_text, one_page

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
    pdf, document = path.read_bytes(), read(path, SETTINGS)
    spans = [(block.location.start, block.location.end) for block in document.blocks]
    found = boxes(path, document, spans, SETTINGS)
    assert [
        block.text
        for block, placed in zip(document.blocks, found, strict=True)
        if read_back(pdf, placed) != letters(block.text)
    ] == []


def test_words_in_the_middle_are_found_where_they_stand() -> None:
    """The same words stand twice on the page: the second time is meant."""
    path = SAMPLES[0]
    pdf, document = path.read_bytes(), read(path, SETTINGS)
    text, word = document.text, "safe accommodation"
    first = text.index(word)
    second = text.index(word, first + 1)
    spans = [(at, at + len(word)) for at in (second, first)]
    other, one = boxes(path, document, spans, SETTINGS)
    assert one != other
    for at, placed in ((first, one), (second, other)):
        assert read_back(pdf, placed) == letters(word)
        block = next(b for b in document.blocks if b.location.start <= at < b.location.end)
        assert placed[0][0] in {block.location.page, (block.location.page or 0) + 1}


def test_a_quote_over_several_lines_has_a_box_for_each() -> None:
    path = SAMPLES[1]
    pdf, document = path.read_bytes(), read(path, SETTINGS)
    block = next(b for b in document.blocks if b.kind is BlockKind.PARAGRAPH and len(b.text) > 200)
    start, end = block.location.start + 30, block.location.end - 30
    (placed,) = boxes(path, document, [(start, end)], SETTINGS)
    assert len(placed) > 1
    for (_, upper), (_, lower) in itertools.pairwise(placed):
        assert upper[3] <= lower[1] + 1
    assert read_back(pdf, placed) == letters(document.text[start:end])


def test_letters_that_cannot_be_followed_leave_their_block(tmp_path: Path) -> None:
    path = one_page(tmp_path / "d.pdf", lines_of_text("The panel meets each month."))
    document = read(path, SETTINGS)
    words = "Quite other words"
    block = replace(document.blocks[0], text=words)
    other = Document("d", "d.pdf", "", words, (block,), pages=1)
    assert boxes(path, other, [(0, len(words))], SETTINGS) == (
        ((block.location.page, block.location.box),),
    )


def test_what_was_typed_into_a_form_is_found(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    filled_form(path, "Ring the duty team first.")
    document = read(path, SETTINGS)
    start = document.text.index("duty team")
    ((page, box),) = boxes(path, document, [(start, start + 9)], SETTINGS)[0]
    assert page == 1
    assert 20 < box[2] - box[0] < 80


def test_letters_are_followed_in_the_child_alone(tmp_path: Path) -> None:
    """A file that is too much for pdfium ends the child, not the caller."""
    path = one_page(tmp_path / "a.pdf", lines_of_text("The panel meets each month."))
    document = read(path, SETTINGS)
    lines = lines_of_text(*(f"{n % 10} words on a line of the page" for n in range(60_000)))
    one_page(path, lines)
    with pytest.raises(UnreadableDocument, match=r"a\.pdf"):
        boxes(path, document, [(0, 9)], Settings(max_seconds=1))


def test_a_merged_cell_is_found_from_each_of_its_rows(tmp_path: Path) -> None:
    draft = docx.Document()
    draft.add_paragraph("High risk is said here too, above the table.")
    table = draft.add_table(4, 3, style="Table Grid")
    for row, words in enumerate((("Level", "When", "Who"), *([("", "x", "Police")] * 3))):
        for column, text in enumerate(words):
            table.cell(row, column).text = text
    for row in range(1, 4):
        table.cell(row, 1).text = f"Within {row} days of the report"
    table.cell(1, 0).merge(table.cell(3, 0)).text = "High risk"
    draft.save(str(tmp_path / "a.docx"))
    (path,) = as_pdf(tmp_path / "a.docx")
    document = read(path, SETTINGS)
    rows = [block for block in document.blocks if block.cells]
    assert {row.cells[0] for row in rows[1:]} == {"High risk"}
    spans = [(row.location.start, row.location.end) for row in rows]
    found = boxes(path, document, spans, SETTINGS)
    assert [read_back(path.read_bytes(), placed) for placed in found] == [
        letters(row.text) for row in rows
    ]
    assert len({placed[0] for placed in found[1:]}) == 1
