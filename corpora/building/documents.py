"""Writes a source of a sample area as a Word document."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

from . import markup
from .looks import LETTERS, OUTLINE, TEXT_WIDTH, choose_look, define_lists, define_styles
from .sources import Block, Source

INLINE = re.compile(
    r"\*\*(?P<bold>.+?)\*\*(?!\*)|\*(?P<italic>.+?)\*|\[(?P<link>[^\]^]+)\]\((?P<address>[^)]+)\)"
    r"|\[\^(?P<note>\w+)\]|(?P<email>[\w.]+@[\w.]+\.example)"
)


def build_word(source: Source, pages: Sequence[int] = ()) -> bytes:
    """The Word document that `source` describes.

    `pages` are the headings' page numbers, for the contents list; without them it has no numbers.
    """
    return _Writer(source, pages).bytes()


class _Writer:
    """One document while it is being written."""

    def __init__(self, source: Source, pages: Sequence[int]) -> None:
        self.source = source
        self.look = choose_look(source.file)
        self.pages = pages
        self.word = docx.Document()
        self.notes: list[str] = []
        self.heading_count = 0
        self.list_count = LETTERS - 1
        self.previous = Block("title")
        self._set_properties()
        define_lists(self.word, self.look, source.automatic)
        define_styles(self.word, self.look, source.automatic)
        self._set_page()
        for block in source.blocks:
            if block.kind in {"table", "box", "bullet", "lettered"}:
                self._keep_stem()
            if self.previous.kind == "bullet" and block.kind != "bullet":
                self.word.paragraphs[-1].paragraph_format.space_after = Pt(7)
            getattr(self, f"_write_{block.kind}")(block)
            self.previous = block
        if self.notes:
            markup.attach_footnotes(self.word, self.notes)

    def bytes(self) -> bytes:
        """The finished package, with the clock taken out of it."""
        saved, stable = io.BytesIO(), io.BytesIO()
        self.word.save(saved)
        with zipfile.ZipFile(saved) as old, zipfile.ZipFile(stable, "w") as new:
            for name in old.namelist():
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                new.writestr(entry, old.read(name), zipfile.ZIP_DEFLATED)
        return stable.getvalue()

    # --- The document's frame ---------------------------------------------------------------

    def _set_properties(self) -> None:
        year, month = map(int, self.source.fields["date"].split("-"))
        properties = self.word.core_properties
        properties.title = self.source.fields["title"]
        properties.author = self.source.fields["area"]
        properties.last_modified_by = self.source.fields["area"]
        properties.comments = ""
        properties.created = properties.modified = datetime.datetime(year, month, 15, 9, 30)

    def _set_page(self) -> None:
        section = self.word.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2.4)
        section.different_first_page_header_footer = self.look.plain_first_page
        section.header.paragraphs[0].text = self.source.fields.get("header", "")
        footer = section.footer.paragraphs[0]
        footer.add_run(f"{self.source.fields.get('footer', '')}\tPage ")
        markup.add_field(footer, "PAGE", "1")
        if self.look.page_of:
            footer.add_run(" of ")
            markup.add_field(footer, "NUMPAGES", "1")

    # --- Blocks: one method for each kind ---------------------------------------------------

    def _write_title(self, block: Block) -> None:
        self.word.add_paragraph(block.lines[0], "Title")
        for position, line in enumerate(block.lines[1:]):
            self._inline(self.word.add_paragraph(style=None if position else "Subtitle"), line)

    def _write_pagebreak(self, block: Block) -> None:
        self.word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _write_contents(self, block: Block) -> None:
        """A typed contents list, or Word's own field with the lines it had when last updated."""
        field = self.look.contents_field
        self.word.add_paragraph("Contents", "TOC Heading")
        lines = []
        for position, heading in enumerate(self.source.headings):
            if heading.level > 2:
                continue
            number = str(self.pages[position]) if self.pages else ""
            label = f"{heading.label}\t" if heading.label else ""
            line = self.word.add_paragraph(style=f"toc {heading.level}")
            if label:
                line.paragraph_format.tab_stops.add_tab_stop(Cm(1))
            if field:
                markup.add_link(
                    line, f"{label}{heading.text}\t{number}", anchor=_anchor(position + 1)
                )
            else:
                line.add_run(f"{label}{heading.text}\t{number}")
            lines.append(line)
        if field:
            first = lines[0]._p
            for run in markup.field_start(r'TOC \o "1-2" \h \z \u'):
                first.insert_element_before(run, "w:hyperlink")
            self.word.add_paragraph()._p.append(markup.field_end())

    def _write_heading(self, block: Block) -> None:
        paragraph = self.word.add_paragraph(style=f"Heading {block.level}")
        self.heading_count += 1
        start, end = markup.bookmark(self.heading_count, _anchor(self.heading_count))
        paragraph._p.append(start)
        self._labelled(paragraph, block, numbered_by_style=block.level == 1)
        paragraph._p.append(end)

    def _write_paragraph(self, block: Block) -> None:
        style = "Numbered Paragraph" if block.label else None
        self._labelled(self.word.add_paragraph(style=style), block, _depth(block) == 1)

    def _keep_stem(self) -> None:
        """Keeps "The signs are:" on the page on which its list or table begins."""
        if self.previous.kind == "paragraph":
            self.word.paragraphs[-1].paragraph_format.keep_with_next = True

    def _labelled(self, paragraph: Any, block: Block, numbered_by_style: bool) -> None:
        """Writes text with its number: Word's own, or typed and tabbed as people do."""
        if self.source.automatic:
            if not block.label and numbered_by_style and block.kind == "heading":
                markup.put_in_list(paragraph._p.get_or_add_pPr(), 0, 0)
                paragraph.paragraph_format.left_indent = Cm(0)
                paragraph.paragraph_format.first_line_indent = Cm(0)
            elif block.label and not numbered_by_style:
                markup.put_in_list(paragraph._p.get_or_add_pPr(), OUTLINE, _depth(block))
        elif block.label:
            if self.look.hanging:
                _hang(paragraph, Cm(1.5), Cm(1.5))
            paragraph.add_run(f"{block.label}\t" if self.look.hanging else f"{block.label} ")
        self._inline(paragraph, block.text)

    def _write_bullet(self, block: Block) -> None:
        style = "List Bullet" if block.level == 1 else f"List Bullet {block.level}"
        self._inline(self.word.add_paragraph(style=style), block.text)

    def _write_lettered(self, block: Block) -> None:
        paragraph = self.word.add_paragraph()
        if self.source.automatic:
            if self.previous.kind != "lettered":
                self.list_count += 1
                numbering = self.word.part.numbering_part.element
                numbering.append(markup.list_instance(self.list_count, LETTERS, restart=True))
            markup.put_in_list(paragraph._p.get_or_add_pPr(), self.list_count, block.level - 1)
        else:
            _hang(paragraph, Cm(1.5 + block.level), Cm(1))
            paragraph.add_run(f"{block.label}\t")
        self._inline(paragraph, block.text)

    def _write_table(self, block: Block) -> None:
        widths = self._column_widths(block.rows)
        table = self.word.add_table(len(block.rows), len(widths), style="Table Grid")
        table.autofit = False
        for row, texts in zip(table.rows, block.rows, strict=True):
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, text, width in zip(row.cells, texts, widths, strict=True):
                cell.width = width
                cell.paragraphs[0].style = "Table Text"
                self._inline(cell.paragraphs[0], text, bold=row._index == 0)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        header = table.rows[0]
        header._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        if self.look.shaded_header:
            for cell in header.cells:
                cell._tc.get_or_add_tcPr().append(markup.shading("D9E2EC"))
        self._space()

    def _column_widths(self, rows: Sequence[Sequence[str]]) -> list[int]:
        """Room for each column's longest word, and the rest shared out by the longest cell.

        The root of its length, since in plain proportion short columns would be slivers.
        """
        columns = list(zip(*rows, strict=True))
        # A bold letter of the wider faces takes about 0.65 of the size; 12 points go on margins.
        longest = [max(map(len, " ".join(column).split()), default=0) for column in columns]
        least = [Pt(0.65 * self.look.size * letters + 12) for letters in longest]
        weights = [max(map(len, column)) ** 0.5 for column in columns]
        spare = TEXT_WIDTH - sum(least)
        return [
            int(width + spare * weight / sum(weights))
            for width, weight in zip(least, weights, strict=True)
        ]

    def _write_box(self, block: Block) -> None:
        if self.look.boxed_table:
            table = self.word.add_table(1, 1, style="Table Grid")
            table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            cell = table.cell(0, 0)
            paragraphs = [cell.paragraphs[0], *(cell.add_paragraph() for _ in block.lines[1:])]
            for paragraph in paragraphs:
                paragraph.style = "Table Text"
        else:
            paragraphs = [self.word.add_paragraph(style="Box") for _ in block.lines]
        for paragraph, line in zip(paragraphs, block.lines, strict=True):
            paragraph.paragraph_format.keep_with_next = paragraph is not paragraphs[-1]
            self._inline(paragraph, line)
        self._space()

    def _space(self) -> None:
        """The empty line that Word wants between a table and whatever follows."""
        layout = self.word.add_paragraph(style="Table Text").paragraph_format
        layout.space_before = layout.space_after = Pt(0)

    # --- Inside a paragraph -----------------------------------------------------------------

    def _inline(self, paragraph: Any, text: str, bold: bool = False, italic: bool = False) -> None:
        """Writes text with its bold, italic, links and footnote marks."""
        position = 0
        for match in INLINE.finditer(text):
            self._run(paragraph, text[position : match.start()], bold, italic)
            position = match.end()
            if match["bold"]:
                self._inline(paragraph, match["bold"], True, italic)
            elif match["italic"]:
                self._inline(paragraph, match["italic"], bold, True)
            elif match["note"]:
                self._note(paragraph, self.source.footnotes[match["note"]])
            else:
                address = match["address"] or f"mailto:{match['email']}"
                markup.add_link(paragraph, match["link"] or match["email"], address=address)
        self._run(paragraph, text[position:], bold, italic)

    def _run(self, paragraph: Any, text: str, bold: bool, italic: bool) -> None:
        if text:
            run = paragraph.add_run(text)
            run.bold, run.italic = bold or None, italic or None

    def _note(self, paragraph: Any, text: str) -> None:
        self.notes.append(text)
        paragraph._p.append(markup.footnote_reference(len(self.notes)))


def _depth(block: Block) -> int:
    """The numbering level of a labelled block, from 0: "4" is 0, "4.1" is 1."""
    return block.label.rstrip(".").count(".")


def _anchor(number: int) -> str:
    """The bookmark at the heading of this number."""
    return f"_Toc{number:06}"


def _hang(paragraph: Any, left: int, hanging: int) -> None:
    """Indents a paragraph and lets its label hang, with a tab stop where the text begins."""
    layout = paragraph.paragraph_format
    layout.left_indent, layout.first_line_indent = left, -hanging
    layout.tab_stops.add_tab_stop(left)
