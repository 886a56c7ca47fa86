"""A document gives the same blocks as PDF and as Word, however it is laid out."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from checker.model import BlockKind, Margin

from .making import (
    as_pdf,
    check_offsets,
    filled_form,
    lines_of_text,
    one_page,
    outline,
    places,
    read,
    several_pages,
    xml,
)

SENTENCES = (
    "A child who may have been exploited is referred to the hub on the same day, by telephone.",
    "The multi-agency panel meets monthly and is chaired by the head of service, or a deputy.",
    "Nobody should wait for certainty before they speak to somebody about what worries them.",
    "Where a young person has harmed another child, both are owed an assessment of their needs, "
    "whatever the police may decide, since each of them is a child.",
    "Records say what was done to the child and by whom, and are free of blame.",
    "Schools review their sites, and the youth service works with the group of friends.",
)


def prose() -> Callable[[int], str]:
    """Paragraphs of some sentences, none like the one before."""
    source = cycle(SENTENCES)
    return lambda count: " ".join(next(source) for _ in range(count))


def numbered(document: Any) -> None:
    write = prose()
    for section in range(1, 5):
        document.add_heading(f"{section} Heading of this section", 1)
        for number in range(1, 5):
            document.add_paragraph(f"{section}.{number} {write(number)}")
        for item in ("going missing", "new friends whom nobody knows", write(2)):
            document.add_paragraph(item, style="List Bullet")


def hanging(document: Any) -> None:
    """Labels with tabs, no space between paragraphs, lines wide apart."""
    normal = document.styles["Normal"]
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.5
    write = prose()
    for section in range(1, 4):
        run = document.add_paragraph().add_run(f"{section}. Heading of this section")
        run.bold, run.font.size = True, Pt(14)
        for number in range(1, 6):
            made = document.add_paragraph(f"{section}.{number}\t{write(2)}")
            made.paragraph_format.left_indent = Cm(1.5)
            made.paragraph_format.first_line_indent = Cm(-1.5)
        for letter in "abc":
            made = document.add_paragraph(f"({letter})\t{write(1)}")
            made.paragraph_format.left_indent = Cm(2.5)
            made.paragraph_format.first_line_indent = Cm(-1)


def indented(document: Any) -> None:
    """First lines set in, justified, nothing numbered, headings only bold."""
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    write = prose()
    document.add_paragraph(write(3))
    for section in ("Scope", "Principles", "Referral", "Panels"):
        document.add_paragraph().add_run(section).bold = True
        for _ in range(5):
            made = document.add_paragraph(write(3))
            made.paragraph_format.first_line_indent = Cm(1)
            made.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def two_columns(document: Any) -> None:
    columns = xml('<w:cols {ns} w:num="2" w:space="500"/>')
    section = document.sections[0]._sectPr
    section.remove(section.find(qn("w:cols")))
    section.append(columns)
    numbered(document)


def long_table(document: Any) -> None:
    """A table over several pages with cut rows, and one with merged cells."""
    write = prose()
    document.add_paragraph(write(4))
    document.add_heading("Action plan", 1)
    table = document.add_table(1, 4, style="Table Grid")
    for cell, name in zip(table.rows[0].cells, ("Action", "Lead", "By when", "RAG"), strict=True):
        cell.text = name
    for number in range(30):
        row = table.add_row().cells
        row[0].text, row[1].text = write(1), f"Officer {number}"
        row[2].text, row[3].text = "May 2015", "Green"
    document.add_heading("Thresholds", 1)
    table = document.add_table(4, 3, style="Table Grid")
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            cell.text = f"Words {number} and {column}"
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Levels of need"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Level 3"
    document.add_paragraph(write(2))


def merged_over_pages(document: Any) -> None:
    """Cells merged over many rows, one of them over the end of a page."""
    write = prose()
    document.add_paragraph(write(6))
    table = document.add_table(1, 3, style="Table Grid")
    for cell, name in zip(table.rows[0].cells, ("Level", "What is done", "Who"), strict=True):
        cell.text = name
    for number in range(24):
        row = table.add_row().cells
        row[0].text = row[2].text = ""
        row[1].text = f"Step {number}. {write(2)}"
    for name, first, last in (("Universal", 1, 3), ("Targeted", 4, 19), ("Specialist", 20, 24)):
        table.cell(first, 0).merge(table.cell(last, 0)).text = name
        for number in range(first, last + 1):
            table.cell(number, 2).text = f"Officer {number}"
    document.add_paragraph(write(2))


def shaded_table(document: Any) -> None:
    """Every other row shaded and no line between the columns."""
    document.add_paragraph(prose()(3))
    table = document.add_table(6, 3, style="Light List Accent 1")
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            cell.text = f"Row {number} column {column}"


def framed(document: Any) -> None:
    """Running header and footer, quotations set in, boxes, a centred line."""
    section = document.sections[0]
    section.header.paragraphs[0].text = "Safeguarding Children Board"
    footer = section.footer.paragraphs[0]
    footer.add_run("Version 2 of 2015, page ")
    footer._p.append(
        xml('<w:fldSimple {ns} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )
    write = prose()
    for number in range(1, 5):
        document.add_heading(f"{number} Heading", 1)
        for _ in range(4):
            document.add_paragraph(write(3))
        quote = document.add_paragraph(write(3))
        quote.paragraph_format.left_indent = quote.paragraph_format.right_indent = Cm(2)
        document.add_paragraph("A centred line").alignment = WD_ALIGN_PARAGRAPH.CENTER
        box = document.add_table(1, 1, style="Table Grid").cell(0, 0)
        box.text = "Contacts"
        box.add_paragraph("Hub: 020 7946 0310, Monday to Friday, nine to five")
        box.add_paragraph("hub@area.example")


LAYOUTS = (
    *(numbered, hanging, indented, two_columns),
    *(long_table, merged_over_pages, shaded_table, framed),
)


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("layouts")
    words = []
    for layout in LAYOUTS:
        document = docx.Document()
        layout(document)
        words.append(folder / f"{layout.__name__}.docx")
        document.save(str(words[-1]))
    as_pdf(*words)
    return folder


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_same_blocks_as_word(layout: Callable[[Any], None], converted: Path) -> None:
    pdf = read(converted / f"{layout.__name__}.pdf")
    check_offsets(pdf)
    assert places(pdf) == places(read(converted / f"{layout.__name__}.docx"))


def test_every_block_has_its_page_and_box(converted: Path) -> None:
    document = read(converted / "numbered.pdf")
    assert document.pages is not None
    pages = [block.location.page or 0 for block in document.blocks]
    assert pages == sorted(pages)
    assert pages[0] == 1
    assert pages[-1] == document.pages
    for block in document.blocks:
        left, top, right, bottom = block.location.box or (0, 0, 0, 0)
        assert 0 < left < right < 620
        assert 0 < top < bottom < 800


def test_header_is_told_from_the_text(converted: Path) -> None:
    text = read(converted / "framed.pdf").text
    assert "Safeguarding Children Board" not in text
    assert "Version 2" not in text


def test_repeated_list_items_are_not_taken_for_a_footer(tmp_path: Path) -> None:
    lines = ["Filler of the page to the very end"] * 47 + [r"\267 seek advice"]
    content = lines_of_text(*lines)
    path = one_page(tmp_path / "a.pdf", content)
    assert read(path).blocks[-1].text == "seek advice"


def test_raised_figures_are_notes_only_where_there_is_a_note(tmp_path: Path) -> None:
    content = (
        b"BT /F1 11 Tf 72 760 Td (Refer to the hub by telephone.) Tj /F1 7 Tf 5 Ts (1) Tj ET\n"
        b"BT /F1 11 Tf 72 730 Td 0 Ts (The area is 90 m) Tj /F1 7 Tf 5 Ts (2) Tj ET\n"
        b"BT /F1 11 Tf 72 690 Td 0 Ts (Within 24) Tj /F1 7 Tf 5 Ts (3) Tj ET\n"
        b"BT /F1 8 Tf 72 60 Td 0 Ts (1  The hub is open from nine to five.) Tj ET"
    )
    assert outline(read(one_page(tmp_path / "a.pdf", content))) == [
        ("paragraph", "", "Refer to the hub by telephone."),
        ("footnote", "1", "The hub is open from nine to five."),
        ("paragraph", "", "The area is 90 m2"),
        ("paragraph", "", "Within 24³"),
    ]


def test_a_note_s_mark_may_stand_right_against_its_words(tmp_path: Path) -> None:
    content = (
        b"BT /F1 11 Tf 72 760 Td (Refer to the hub by telephone.) Tj /F1 7 Tf 5 Ts (1) Tj ET\n"
        b"BT /F1 5 Tf 72 60 Td 3 Ts (1) Tj /F1 8 Tf 0 Ts (The hub has 12 staff) Tj ET"
    )
    assert outline(read(one_page(tmp_path / "a.pdf", content))) == [
        ("paragraph", "", "Refer to the hub by telephone."),
        ("footnote", "1", "The hub has 12 staff"),
    ]


def test_small_print_under_a_raised_figure_that_is_no_mark_is_kept(tmp_path: Path) -> None:
    content = (
        b"BT /F1 11 Tf 72 760 Td (Refer to the hub by telephone.) Tj ET\n"
        b"BT /F1 5 Tf 72 60 Td 3 Ts (2019) Tj /F1 8 Tf 0 Ts ( was the year of the first plan) Tj ET"
    )
    assert "was the year of the first plan" in read(one_page(tmp_path / "a.pdf", content)).text


def test_what_runs_on_every_page_is_kept_apart(tmp_path: Path) -> None:
    pages = [
        b"BT /F1 8 Tf 72 815 Td (Northmoor Partnership) Tj 0 -790 Td (DRAFT %d of 4) Tj ET\n"
        % number
        + b"BT /F1 11 Tf 72 600 Td (The panel for case %d meets each month) Tj ET" % number
        for number in range(1, 5)
    ]
    document = read(several_pages(tmp_path / "a.pdf", *pages))
    assert "Northmoor" not in document.text
    assert document.margins == (
        Margin("header", "Northmoor Partnership"),
        Margin("footer", "DRAFT 1 of 4"),
    )


def test_pages_with_nothing_but_running_lines_are_text(tmp_path: Path) -> None:
    pages = [b"BT /F1 20 Tf 72 790 Td (Ring the hub first) Tj ET"] * 3
    assert read(several_pages(tmp_path / "a.pdf", *pages)).text.count("Ring the hub first") == 3


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages_read_the_same(tmp_path: Path, turn: int) -> None:
    content = lines_of_text("1. First of all the child is seen", "2. Then the hub is called")
    path = one_page(tmp_path / "a.pdf", content)
    path.write_bytes(
        path.read_bytes().replace(b"/MediaBox", f"/Rotate {turn:3d} /MediaBox".encode())
    )
    document = read(path)
    assert [b.label for b in document.blocks] == ["1", "2"]
    assert {b.kind for b in document.blocks} == {BlockKind.LIST_ITEM}


def test_sideways_text_on_an_upright_page(tmp_path: Path) -> None:
    content = b"BT /F1 11 Tf 0 1 -1 0 300 100 Tm (Words set sideways) Tj ET"
    assert read(one_page(tmp_path / "a.pdf", content)).text == "Words set sideways"


def test_empty_shaded_strips_are_no_table(tmp_path: Path) -> None:
    strips = b"0.9 g " + b"".join(b"72 %d 400 14 re f " % y for y in range(300, 420, 28))
    path = one_page(tmp_path / "a.pdf", strips + b"0 g " + lines_of_text("A form to fill in here"))
    assert read(path).text == "A form to fill in here"


def test_what_stands_in_form_fields_is_text(tmp_path: Path) -> None:
    path = filled_form(tmp_path / "a.pdf", "The child was seen on Monday")
    assert "The child was seen on Monday" in read(path).text
