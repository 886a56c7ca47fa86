"""The words on a PDF page, with place, size and weight, as pdfium sees them.

Coordinates are in points from the top left corner of the page as it is shown,
with its own rotation applied.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from checker.reading.drafts import Box
from checker.reading.signs import is_private, sign

_BREAKS = frozenset(map(ord, " \t\r\n\0\u00a0\u2002\u2003\u2009\u200b\u3000"))
_HYPHENS = frozenset({0x02, 0xFFFE, 0xFFFF})
"""What pdfium gives for a hyphen at the end of a line, soft or hard."""
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi", "-bd")
_BOLD_WEIGHT = 600
_FILL_AND_STROKE = 2
_WORD_GAP = 0.22
"""In ems: letters further apart than this belong to different words."""
_SAME_BASE = 0.12
_LIGATURE = 1.1
"""In ems: the width of the widest ligature."""


@dataclass(slots=True)
class Word:
    """A run of letters without space, all of one look.

    ``base`` is the baseline. ``spaced`` says whether a space stands before it:
    "Missing." in bold and "The" after it are two words, a change of font inside
    a word makes two that are not spaced. ``turn`` counts quarter turns of the
    text, clockwise. ``link`` is the address that the word leads to, "" for none.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool
    spaced: bool
    turn: int = 0
    link: str = ""


@dataclass(frozen=True, slots=True)
class _Look:
    """How letters are set; ``font`` is named only where it decides what they mean."""

    size: float
    bold: bool
    turn: int
    font: str = ""


class PageGlyphs:
    """The text layer of one page, while the page is open."""

    def __init__(self, page: Any, textpage: Any) -> None:
        self._raw = textpage.raw
        self._count = textpage.count_chars()
        self.place = placing(page)
        self._looks: dict[int, _Look] = {}
        self.unmapped = 0

    def words(self) -> list[Word]:
        """The words in the order of the page's content.

        The loop runs once for every letter of a document and takes most of the
        time of reading it: it calls pdfium no more often than it must, and
        compares without calling functions where letters simply follow each other.
        """
        words: list[Word] = []
        raw, place = self._raw, self.place
        left, _, _, upper = place.box
        upright = place.quarter == 0
        looks = self._looks
        unicode_of, object_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetTextObject
        box_of, origin_of = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
        no_map = pdfium.FPDFText_HasUnicodeMapError
        rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        rect_at, x_at, y_at = ctypes.byref(rect), ctypes.byref(x), ctypes.byref(y)
        word: Word | None = None
        last: _Look | None = None
        spaced = True
        for index in range(self._count):
            code = unicode_of(raw, index)
            if code in _BREAKS:
                word, spaced = None, True
                continue
            letter = "-" if code in _HYPHENS else _letter(code)
            pointer = object_of(raw, index)
            address = ctypes.addressof(pointer.contents) if pointer else 0
            look = looks.get(address)
            if look is None:
                look = looks[address] = self._look(index, pointer)
            if is_private(code) and look.font:
                letter = sign(look.font, code) or letter
            if no_map(raw, index) == 1:
                self.unmapped += 1
            box_of(raw, index, rect_at)
            origin_of(raw, index, x_at, y_at)
            if upright:
                x0, top, x1, bottom = (
                    rect.left - left, upper - rect.top, rect.right - left, upper - rect.bottom,
                )  # fmt: skip
                base_x, base = x.value - left, upper - y.value
            else:
                x0, top, x1, bottom = place(rect.left, rect.top, rect.right, rect.bottom)
                base_x, base = place(x.value, y.value, x.value, y.value)[:2]
            if look.turn:
                base = base_x if look.turn in {1, 3} else base
            if word is not None and (
                (
                    look is last
                    and base == word.base
                    and -look.size < x0 - word.x1 < _WORD_GAP * look.size
                )
                or _joins(word, look, x0, base)
            ):
                word.text += letter
                if x0 < word.x0:
                    word.x0 = x0
                if x1 > word.x1:
                    word.x1 = x1
                if top < word.top:
                    word.top = top
                if bottom > word.bottom:
                    word.bottom = bottom
                last = look
                continue
            if word is not None:
                spaced = not _touches(word, look, x0, base)
            word = Word(letter, x0, x1, top, bottom, base, look.size, look.bold, spaced, look.turn)
            words.append(word)
            last, spaced = look, False
        return words

    def _look(self, index: int, pointer: Any) -> _Look:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._raw, index, ctypes.byref(matrix))
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        size = pdfium.FPDFText_GetFontSize(self._raw, index) * scale
        buffer = ctypes.create_string_buffer(128)
        flags = ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self._raw, index, buffer, 128, ctypes.byref(flags))
        name = buffer.value.decode("utf-8", errors="replace").lower()
        bold = (
            any(part in name for part in _BOLD_NAMES)
            or pdfium.FPDFText_GetFontWeight(self._raw, index) >= _BOLD_WEIGHT
            or pdfium.FPDFTextObj_GetTextRenderMode(pointer) == _FILL_AND_STROKE
        )
        turn = round(-math.degrees(math.atan2(matrix.b, matrix.a)) / 90) % 4
        symbols = name.rpartition("+")[2].startswith(("symbol", "wingdings"))
        turned = (turn + self.place.quarter) % 4
        return _Look(round(size, 2), bold, turned, name if symbols else "")


def _letter(code: int) -> str:
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def _joins(word: Word, look: _Look, x0: float, base: float) -> bool:
    """Whether a letter continues a word: same look, same line, right behind it."""
    if word.size != look.size or word.bold != look.bold or word.turn != look.turn:
        return False
    return look.turn != 0 or _touches(word, look, x0, base)


def _touches(word: Word, look: _Look, x0: float, base: float) -> bool:
    """Whether a letter stands close behind a word, raised or not."""
    size = max(word.size, look.size, 1.0)
    same_look = word.size == look.size
    drift = abs(word.base - base)
    if drift > (_SAME_BASE if same_look else 0.6) * size:
        return False
    # The letters of an expanded ligature all have the ligature's box.
    return -_LIGATURE * size < x0 - word.x1 < _WORD_GAP * size


@dataclass(frozen=True, slots=True)
class Placing:
    """Turns pdfium's coordinates into those of the page as it is shown."""

    box: tuple[float, float, float, float]
    quarter: int
    width: float
    height: float

    def __call__(self, left: float, top: float, right: float, bottom: float) -> Box:
        """(left, top, right, bottom) with y upwards to the same with y downwards."""
        page_left, page_bottom, page_right, page_top = self.box
        if self.quarter == 0:
            return left - page_left, page_top - top, right - page_left, page_top - bottom
        if self.quarter == 1:
            return bottom - page_bottom, left - page_left, top - page_bottom, right - page_left
        if self.quarter == 2:
            return page_right - right, bottom - page_bottom, page_right - left, top - page_bottom
        return page_top - top, page_right - right, page_top - bottom, page_right - left


def placing(page: Any) -> Placing:
    """How coordinates of this page are turned."""
    box = page.get_bbox()
    quarter = page.get_rotation() // 90 % 4
    width, height = box[2] - box[0], box[3] - box[1]
    if quarter % 2:
        width, height = height, width
    return Placing(box, quarter, width, height)
