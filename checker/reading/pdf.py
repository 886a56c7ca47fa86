"""PDF files: pages to lines and tables, those to blocks."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from checker.errors import UnreadableDocument
from checker.model import BlockKind
from checker.reading import ocr
from checker.reading.drafts import Box, Draft, Look, Reading
from checker.reading.furniture import remove_running
from checker.reading.headings import mark_headings
from checker.reading.hyphens import Hyphens
from checker.reading.labels import Form
from checker.reading.lines import MARK_CLOSE, MARK_OPEN, Line
from checker.reading.notes import Notes, marks_in, without_mark
from checker.reading.pages import Grid, Item, Page, read_page, with_recognised
from checker.reading.paragraphs import Layout, Paragraph, paragraphs
from checker.reading.quality import reads_like_prose
from checker.reading.sources import Sourced
from checker.reading.stitching import settle, stitch
from checker.reading.tables import Row, table_drafts
from checker.reading.weblinks import linked
from checker.reading.wording import raised, tidy
from checker.settings import Settings

_MARK = re.compile(f"{MARK_OPEN}([^{MARK_CLOSE}]*){MARK_CLOSE}")
_UNIT = re.compile(r"(?:^|[^A-Za-z])[A-Za-z]{1,2}$")
"""What may have a power: a unit of measure or a sign of mathematics, not a word."""
_BULLET_LINE = re.compile(r"^[•●▪■◦○‣⁃∙·►➢➤❖◆\uf020-\uf0ff][\t ]*")
_PICTURE = 0.5
"""A page under a picture for more than this, and without words, is a scan."""
_FEW_WORDS = 5
_ALL_SCANS = 0.9
_OCR_SHARE = 0.7
"""Of the time for a document, how much may go into recognising pictures of pages."""
_MAX_UNMAPPED = 0.35
_PASSWORD_ERROR = 4


def read_pdf(path: Path, settings: Settings, password: str | None = None) -> Reading:
    """Read a PDF's text layer with its structure.

    :raises UnreadableDocument: encrypted, password-wrong, damaged, too-large, scanned, garbled.
    """
    with opened(path, password) as document:
        pages = _pages(document, path, settings)
        title = tidy(document.get_metadata_value("Title"))
    pictures = any(page.picture_share > _PICTURE for page in pages)
    margins = remove_running(pages)
    settle(pages)
    body = _body_size(pages)
    notes = Notes(pages, body)
    drafts = mark_headings(_Writer(pages, notes).drafts())
    losses = _losses(pages, path, " ".join(draft.text for draft in drafts))
    return Reading(tuple(drafts), len(pages), title, losses, pictures, margins=margins)


def opened(path: Path, password: str | None) -> Any:
    """The file, opened by pdfium; the caller closes it.

    :raises UnreadableDocument: encrypted, password-wrong, damaged.
    """
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(path, password=password)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR:
            code = "password-wrong" if password else "encrypted"
            raise UnreadableDocument(code, path=path.name) from None
        raise UnreadableDocument("damaged", path=path.name) from None


def _pages(document: Any, path: Path, settings: Settings) -> list[Page]:
    count = len(document)
    if count == 0:
        raise UnreadableDocument("damaged", path=path.name)
    if count > settings.max_pages:
        limit = f"{settings.max_pages} pages"
        raise UnreadableDocument("too-large", path=path.name, limit=limit, setting="max_pages")
    until = time.monotonic() + _OCR_SHARE * settings.max_seconds
    return [_page(document, index, until) for index in range(count)]


def _page(document: Any, index: int, until: float) -> Page:
    """Read one page; a picture without words only while there is time for that."""
    import pypdfium2

    try:
        page = filled_in(document, index)
    except pypdfium2.PdfiumError:
        return Page(index + 1, 0.0, 0.0, damaged=True)
    try:
        read = read_page(page, index + 1)
        left = until - time.monotonic()
        if _is_scan(read) and ocr.available() and left > 1:
            words, sure = ocr.recognised(page, read.height, left)
            return with_recognised(read, words, sure) if words else read
        return read
    finally:
        page.close()


def filled_in(document: Any, index: int) -> Any:
    """The page with what stands in its form fields and text notes as part of it."""
    import pypdfium2.raw as pdfium

    page = document[index]
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        pdfium.FPDFPage_CloseAnnot(note)
        if kind in {pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT}:
            flat = pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
            if flat == pdfium.FLATTEN_SUCCESS:
                page.close()
                page = document[index]
            break
    return page


def _is_scan(page: Page) -> bool:
    return page.words < _FEW_WORDS and page.picture_share > _PICTURE


def _losses(pages: Sequence[Page], path: Path, text: str) -> tuple[tuple[float, str], ...]:
    """What of the pages could not be read, and the share of the document that it is.

    A file may say nothing of how its letters are read, and they still spell
    words, because pdfium knows the letters by their names.
    """
    characters = sum(page.characters for page in pages)
    unmapped = sum(page.unmapped for page in pages)
    if unmapped and reads_like_prose(text):
        unmapped = 0
    if characters and unmapped / characters > _MAX_UNMAPPED:
        raise UnreadableDocument("garbled", path=path.name)
    scans = [p.number for p in pages if _is_scan(p)]
    if len(scans) >= _ALL_SCANS * len(pages):
        raise UnreadableDocument("scanned", path=path.name)
    recognised = [p for p in pages if p.recognised is not None]
    damaged = [p.number for p in pages if p.damaged]
    losses = []
    for numbers, what in ((damaged, "damaged"), (scans, "a picture without text")):
        if numbers:
            losses.append((len(numbers) / len(pages), f"{_named(numbers)}: {what}."))
    if recognised:
        sure = sum(p.recognised or 0.0 for p in recognised) / len(recognised)
        named = _named([p.number for p in recognised])
        why = f"{named}: read from a picture, {sure:.0%} sure of the words; hold them against it."
        losses.append(((1 - sure) * len(recognised) / len(pages), why))
    if unmapped:
        share = unmapped / characters
        losses.append((share, f"{share:.1%} of the characters have no known reading."))
    return tuple(losses)


def _named(numbers: Sequence[int]) -> str:
    """The pages in words, the first ten by number."""
    named = ", ".join(map(str, numbers[:10])) + (" and others" if numbers[10:] else "")
    return f"{'Page' if len(numbers) == 1 else 'Pages'} {named}"


def _body_size(pages: Sequence[Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for item in page.items:
            if isinstance(item, Line):
                sizes[round(item.size, 1)] += len(item.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


class _Writer:
    """Turns the pages' items into drafts."""

    def __init__(self, pages: Sequence[Page], notes: Notes) -> None:
        self._items = [item for page in pages for item in page.items]
        self._notes = notes
        self._pages = [page.number for page in pages]
        lines = [item for item in self._items if isinstance(item, Line)]
        cells = [
            line
            for item in self._items
            if isinstance(item, Grid)
            for row in item.rows
            for cell in row
            for line in cell.lines
        ]
        self._layout = Layout(lines, {page.number: page.width for page in pages})
        self._hyphens = Hyphens(line.text for line in [*lines, *cells])
        self._indents: list[float] = []

    def drafts(self) -> list[Draft]:
        """All drafts, each note after the block that cites it."""
        drafts: list[Draft] = []
        for run in _runs(self._items):
            if isinstance(run[0], Grid):
                found = self._table([item for item in run if isinstance(item, Grid)])
            else:
                text = [item for item in run if isinstance(item, Line)]
                found = [
                    draft
                    for paragraph in paragraphs(text, self._layout)
                    for draft in self._with_notes(self._paragraph(paragraph), paragraph.lines)
                ]
            drafts += found
        for page in self._pages:
            for mark, lines in self._notes.left(page):
                drafts.insert(_end_of(page, drafts), self._note(mark, lines))
        return drafts

    def _joined(self, lines: Sequence[Line]) -> str:
        text = lines[0].text if lines else ""
        for line in lines[1:]:
            text = self._hyphens.join(text, line.text)
        return text

    def _paragraph(self, found: Paragraph) -> Draft:
        lines = found.lines
        first = lines[0]
        here = [line.box for line in lines if line.page == first.page]
        bullet = found.form in {Form.BULLET, Form.LETTER}
        return Draft(
            self._joined(lines),
            BlockKind.LIST_ITEM if bullet else BlockKind.PARAGRAPH,
            level=self._depth(first.x0) if bullet else self._no_list(),
            page=first.page,
            box=_around(here),
            look=Look(first.size, all(line.bold for line in lines), first.boxed),
        )

    def _depth(self, x0: float) -> int:
        """How deep an item stands in its list, by its indentation."""
        while self._indents and x0 < self._indents[-1] - 3:
            self._indents.pop()
        if not self._indents or x0 > self._indents[-1] + 3:
            self._indents.append(x0)
        return len(self._indents) - 1

    def _no_list(self) -> int:
        self._indents.clear()
        return 0

    def _table(self, grids: list[Grid]) -> list[Draft]:
        """The rows of tables; the notes that a table cites come after it."""
        found: list[Draft] = []
        for table in stitch(grids, self._joined):
            notes: list[Draft] = []
            rows = []
            for row in table:
                cells = tuple(
                    self._cited(self._joined(_plain(cell.lines)), row.page, notes)
                    for cell in row.cells
                )
                emphasised = bool(row.inked) and all(c.bold or c.shaded for c in row.inked)
                sources = tuple(
                    Sourced(text, links=linked(text, cell.lines))
                    for text, cell in zip(cells, row.cells, strict=True)
                )
                merged = tuple(at for at, cell in enumerate(row.cells) if cell.merged)
                rows.append(Row(cells, emphasised, row.page, row.box, sources, merged))
            found += [*table_drafts(rows), *notes]
        return found

    def _with_notes(self, draft: Draft, lines: Sequence[Line]) -> list[Draft]:
        """The draft without its note marks, and the notes."""
        notes: list[Draft] = []
        text = self._cited(draft.text, draft.page or 0, notes)
        return [replace(draft, text=text, links=linked(text, lines)), *notes]

    def _cited(self, text: str, page: int, notes: list[Draft]) -> str:
        """The text without the marks of notes, which are added to ``notes``.

        A raised figure that marks no note ("90 m2") stays as text.
        """

        def resolve(found: re.Match[str]) -> str:
            left = []
            for mark in marks_in(found[1]):
                lines = self._notes.pop(page, mark)
                if lines:
                    notes.append(self._note(mark, lines))
                elif lines is None or _UNIT.search(text[: found.start()]):
                    left.append(mark)
            return raised(",".join(left), text[: found.start()])

        return _MARK.sub(resolve, text)

    def _note(self, mark: str, lines: list[Line]) -> Draft:
        text = _MARK.sub(r"\1", without_mark(self._joined(lines)))
        box = _around([line.box for line in lines])
        links = linked(text, lines)
        return Draft(text, BlockKind.FOOTNOTE, mark, page=lines[0].page, box=box, links=links)


def _plain(lines: Sequence[Line]) -> list[Line]:
    """A cell's lines without bullet signs: a row's text is on one line."""
    for line in lines:
        line.text = _BULLET_LINE.sub("", line.text)
    return list(lines)


def _runs(items: Sequence[Item]) -> list[list[Item]]:
    """Lines in a row together, and tables in a row together."""
    runs: list[list[Item]] = []
    for item in items:
        if runs and type(runs[-1][0]) is type(item):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _end_of(page: int, drafts: Sequence[Draft]) -> int:
    """The position after the last draft that stands on a page up to this one."""
    return max(
        (index + 1 for index, draft in enumerate(drafts) if (draft.page or 0) <= page), default=0
    )


def _around(boxes: Sequence[Box]) -> Box:
    return (
        round(min(box[0] for box in boxes), 1),
        round(min(box[1] for box in boxes), 1),
        round(max(box[2] for box in boxes), 1),
        round(max(box[3] for box in boxes), 1),
    )
