"""Where words of a document stand on the pages of its PDF, line by line.

Reading carries each block's page and box; within them the letters are followed
one by one, whatever hyphens, ligatures and line breaks reading has mended.
"""

from __future__ import annotations

import ctypes
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pypdfium2.raw as pdfium

from checker.model import Block, Document
from checker.reading.drafts import Box, Placed, Span
from checker.reading.glyphs import Placing, placing
from checker.reading.pdf import filled_in

_SHORTEST = 8
"""Letters that a piece of a quote needs to be told from other words of the page."""

_SLACK = 4.0
"""Points by which a letter may stand out of its block's box."""

_NEAR = 8
"""Pages and blocks whose letters are kept: the next span is most often near the last."""


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    page: int
    box: Box


def boxes_of(pdf: Any, document: Document, spans: Sequence[Span]) -> tuple[tuple[Placed, ...], ...]:
    """For each span of the document's text, the boxes of its words on the pages.

    :param pdf: the file that the document was read from, opened by pdfium.
    """
    places = _PdfPlaces(pdf, document)
    found = {span: places.boxes(*span) for span in sorted(set(spans))}
    return tuple(found[span] for span in spans)


class _PdfPlaces:
    """The way from a document's text to the pages of the PDF that it was read from."""

    def __init__(self, pdf: Any, document: Document) -> None:
        self._pdf = pdf
        self._document = document
        self._starts = [block.location.start for block in document.blocks]
        self._letters = lru_cache(_NEAR)(self._letters_of_page)
        self._followed = lru_cache(_NEAR)(self._letters_of_block)

    def boxes(self, start: int, end: int) -> tuple[Placed, ...]:
        """The boxes of the words from ``start`` to ``end`` of the document's text.

        Where the letters cannot be followed it is the box of their block.
        """
        first = max(0, bisect_right(self._starts, start) - 1)
        last = max(first, bisect_right(self._starts, end - 1) - 1)
        found: list[Placed] = []
        for block in self._document.blocks[first : last + 1]:
            place = block.location
            before = self._document.text[place.start : max(start, place.start)]
            words = self._document.text[max(start, place.start) : min(end, place.end)]
            skipped, wanted = len(_folded(before)), len(_folded(words))
            if place.page is None or not wanted:
                continue
            letters = self._followed(block)[skipped : skipped + wanted]
            lines = list(_lines([letter for letter in letters if letter]))
            found += lines or ([(place.page, place.box)] if place.box else [])
        return tuple(found)

    def _letters_of_block(self, block: Block) -> list[_Letter | None]:
        """The letters of a block, each cell by itself; None for those that are not found."""
        place = block.location
        page = place.page or 1
        letters = [*self._letters(page), *self._letters(page + 1)]
        text = "".join(letter.text for letter in letters)
        found: list[_Letter | None] = []
        at = 0
        for words in map(_folded, block.cells or (self._document.text[place.start : place.end],)):
            at = _beginning(block, letters, text, words, at)
            followed, at = _followed(words, letters, text, at)
            found += [*followed, *[None] * (len(words) - len(followed))]
        return found

    def _letters_of_page(self, number: int) -> list[_Letter]:
        """The letters and digits of a page, in the order in which the file has them."""
        if not 1 <= number <= len(self._pdf):
            return []
        page = filled_in(self._pdf, number - 1)
        text = page.get_textpage()
        try:
            place = placing(page)
            return [
                _Letter(letter, number, _box(text.raw, at, place))
                for at in range(pdfium.FPDFText_CountChars(text.raw))
                for letter in _folded(chr(pdfium.FPDFText_GetUnicode(text.raw, at)))
            ]
        finally:
            text.close()
            page.close()


def _beginning(block: Block, letters: list[_Letter], text: str, words: str, after: int) -> int:
    """Where a block's words begin: of several places the next one inside its box.

    Outside the box stand the words of a cell that is merged with those above:
    of several places the nearest is meant.

    :param after: where the words before, in the block's cells, ended.
    """
    for length in (4 * _SHORTEST, _SHORTEST):
        places = list(_all_places(words[:length], text))
        inside = [at for at in places if _inside(letters[at], block)]
        if inside:
            return next((at for at in inside if at >= after), inside[0])
        if places:
            return min(places, key=lambda at: _distance(letters[at], block))
    return after


def _all_places(words: str, text: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _distance(letter: _Letter, block: Block) -> float:
    """How far above or below a block's box a letter stands; another page is further."""
    if block.location.box is None or letter.page != block.location.page:
        return float("inf")
    _, top, _, bottom = block.location.box
    return max(top - letter.box[3], letter.box[1] - bottom, 0.0)


def _followed(words: str, letters: list[_Letter], text: str, at: int) -> tuple[list[_Letter], int]:
    """The letters of words that begin there, in pieces where a page ends between them.

    With them comes the place after the last.
    """
    found: list[_Letter] = []
    while words:
        length = _shared(words, text, at)
        if length < min(_SHORTEST, len(words)):
            further = _further(words, text, at)
            length = _shared(words, text, further) if further >= 0 else 0
            at = further if length else at
        if not length:
            break
        found += letters[at : at + length]
        words, at = words[length:], at + length
    return found, at


def _folded(text: str) -> str:
    """Letters and digits alone, in one form: what is the same however it was set."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def _shared(words: str, text: str, at: int) -> int:
    """How many letters of the words stand in the text from there on."""
    length = 0
    while length < min(len(words), len(text) - at) and words[length] == text[at + length]:
        length += 1
    return length


def _further(words: str, text: str, at: int) -> int:
    """Where the words go on, past a page's foot or another cell; -1 when they do not."""
    for length in (4 * _SHORTEST, 2 * _SHORTEST, _SHORTEST):
        there = text.find(words[:length], at)
        if there >= 0:
            return there
    return -1


def _box(text: Any, at: int, place: Placing) -> Box:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, at, left, right, bottom, top)
    return place(left.value, top.value, right.value, bottom.value)


def _inside(letter: _Letter, block: Block) -> bool:
    box = block.location.box
    if box is None or letter.page != block.location.page:
        return False
    (left, top, right, bottom), (x0, y0, x1, y1) = box, letter.box
    across, down = (x0 + x1) / 2, (y0 + y1) / 2
    return left - _SLACK <= across <= right + _SLACK and top - _SLACK <= down <= bottom + _SLACK


def _lines(letters: list[_Letter]) -> Iterator[Placed]:
    """Letters that follow each other on one line, as one box."""
    line: list[_Letter] = []
    for letter in letters:
        if line and not _next_to(line[-1], letter):
            yield _around(line)
            line = []
        line.append(letter)
    if line:
        yield _around(line)


def _next_to(one: _Letter, other: _Letter) -> bool:
    """Whether a letter follows on the same line, with at most a wide space between."""
    (left, top, right, bottom), (x0, y0, x1, y1) = one.box, other.box
    height = max(bottom - top, y1 - y0, 1.0)
    apart = max(left - x1, x0 - right, 0)
    overlap = min(bottom, y1) - max(top, y0)
    return one.page == other.page and overlap > 0 and apart < 2 * height


def _around(line: list[_Letter]) -> Placed:
    boxes = [letter.box for letter in line]
    return line[0].page, (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
