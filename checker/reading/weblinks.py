"""The links of a PDF: which words of a page lead where, and where those stand in the text."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from checker.reading.drafts import Box, Stretch
from checker.reading.glyphs import Placing, Word
from checker.reading.lines import MARK_CLOSE, MARK_OPEN, Line

_MAX_LINKS = 2_000
"""Links of one page that are looked at; a page with more is a trap."""
_MAX_ADDRESS = 4_096
"""Bytes of an address; browsers take no longer ones either."""
_AHEAD = 3
"""How many characters of a text may stand between two words that follow each other in it."""

_BETWEEN = re.compile(rf"[\s{MARK_OPEN}{MARK_CLOSE}]+")
_OPENERS, _CLOSERS = "([<“‘\"'", ")]>.,;:’”\"'"


def mark_links(page: Any, place: Placing, words: Sequence[Word]) -> None:
    """Give each word under a link the address that it leads to."""
    for box, target in _links(page, place):
        for word in words:
            x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
            if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                word.link = target


def linked(text: str, lines: Sequence[Line]) -> tuple[Stretch, ...]:
    """The stretches of a text that are links.

    :param lines: what the text was made of; a hyphen or a note's mark may be gone.
    """
    if not any(line.parts for line in lines):
        return ()
    found: list[Stretch] = []
    at = 0
    for word, link in (part for line in lines for part in line.parts or _plain(line)):
        for form in (word, word.removesuffix("-")):
            start = text.find(form, at, at + _AHEAD + len(form)) if form else -1
            if start >= 0:
                break
        else:
            continue
        at = start + len(form)
        if link:
            last = found[-1] if found else (0, -1, "")
            if last[2] == link and not text[last[1] : start].strip():
                found[-1] = (last[0], at, link)
            else:
                found.append((start, at, link))
    return tuple(_without_stops(text, stretch) for stretch in found)


def _plain(line: Line) -> Iterator[tuple[str, str]]:
    """The words of a line in which none is a link."""
    return ((word, "") for word in _BETWEEN.split(line.text) if word)


def _without_stops(text: str, stretch: Stretch) -> Stretch:
    """The link without the brackets and stops that stand against its first and last word."""
    start, end, target = stretch
    words = text[start:end]
    bare = words.lstrip(_OPENERS).rstrip(_CLOSERS)
    if not bare:
        return stretch
    start += len(words) - len(words.lstrip(_OPENERS))
    return start, start + len(bare), target


def _links(page: Any, place: Placing) -> Iterator[tuple[Box, str]]:
    """The places of the page's links, and the addresses that they lead to outside the file."""
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(_MAX_LINKS):
        if not pdfium.FPDFLink_Enumerate(page.raw, position, link):
            return
        target = _address(page, link)
        if not target:
            continue
        quads = pdfium.FPDFLink_CountQuadPoints(link)
        if 0 < quads <= _MAX_LINKS:
            for number in range(quads):
                quad = pdfium.FS_QUADPOINTSF()
                if pdfium.FPDFLink_GetQuadPoints(link, number, quad):
                    xs = (quad.x1, quad.x2, quad.x3, quad.x4)
                    ys = (quad.y1, quad.y2, quad.y3, quad.y4)
                    yield place(min(xs), max(ys), max(xs), min(ys)), target
            continue
        rect = pdfium.FS_RECTF()
        if pdfium.FPDFLink_GetAnnotRect(link, rect):
            yield place(rect.left, rect.top, rect.right, rect.bottom), target


def _address(page: Any, link: Any) -> str:
    action = pdfium.FPDFLink_GetAction(link)
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return ""
    document = page.pdf.raw
    size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < size <= _MAX_ADDRESS:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
    return buffer.value.decode("utf-8", "replace").strip()
