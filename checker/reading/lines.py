"""Words of a PDF page to lines in reading order, column by column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import InitVar, dataclass, field
from itertools import pairwise
from typing import Protocol

from checker.reading.drafts import Box
from checker.reading.glyphs import Word
from checker.reading.labels import Form, split

MARK_OPEN, MARK_CLOSE = "\x0e", "\x0f"
"""Stand around a raised figure in a line's text, which may be a note's mark."""

BOXED, ASIDE, TURNED, HEADER, FOOTER = 1000, 4000, 5000, 6000, 7000
"""Columns of their own: text in boxes, set sideways, above and below the page's columns."""

_PIECE_GAP = 1.8
_TAB_GAP = 1.2
_LABEL_GAP = 0.7
_WIDER = 1.7
"""A tab is this much wider than the other spaces of its line."""
_SAME_LINE = 0.45
_LEADER = re.compile(r"(?<=\w)\s*\.{4,}\s*(?=\S)")
"""The dots that lead from words to a figure at the end of the line."""
_RAISED_LINE = 0.6
_WIDE = 1.0
"""In ems: words do not overlap by more than a mark or a kern does."""
_RAISED = 0.12
_SMALL = 0.82

_MARK = re.compile(r",*\d+(?:,*\d+)*,*|[*†‡§]|[ivxlc]{1,6}")
"""What marks a note: figures, signs, or the small Roman numbers of endnotes."""

_MIN_COLUMN_LINES = 4
_MIN_COLUMN_SHARE = 0.14
_MARGIN_SHARE = 0.15
"""How near to the text's edge a gutter may run, and how narrow a column may be (a sidebar)."""
_MIN_GUTTER = 5.0
_FULL_LINE = 0.85


@dataclass(slots=True)
class Line:
    """One line of text.

    All lines are kept until the last page is read: so that memory does not grow
    with the pages more than it must, the words that a line is made of are not.

    ``left`` and ``right`` are where its column's text begins and ends, ``above``
    and ``below`` how far from it the lines before and after it stand. ``head`` is
    the width of its first word. ``bold`` says that all of it is bold, but for a
    bullet or a label before it. ``parts`` are the words, each with the address
    that it leads to, where any of them does.
    """

    words: InitVar[Sequence[Word]]
    page: int = 0
    column: int = 0
    left: float = 0.0
    right: float = 0.0
    above: float = 0.0
    below: float = 0.0
    boxed: bool = False
    text: str = field(init=False)
    size: float = field(init=False)
    bold: bool = field(init=False)
    head: float = field(init=False)
    x0: float = field(init=False)
    x1: float = field(init=False)
    top: float = field(init=False)
    bottom: float = field(init=False)
    base: float = field(init=False)
    parts: tuple[tuple[str, str], ...] = field(init=False)

    def __post_init__(self, words: Sequence[Word]) -> None:
        sizes: Counter[float] = Counter()
        for word in words:
            sizes[word.size] += len(word.text)
        self.size = sizes.most_common(1)[0][0]
        bases = Counter(round(word.base, 1) for word in words if word.size == self.size)
        self.base = bases.most_common(1)[0][0]
        self.x0 = min(word.x0 for word in words)
        self.x1 = max(word.x1 for word in words)
        self.top = min(word.top for word in words)
        self.bottom = max(word.bottom for word in words)
        self.text = _written(words, self.size, self.base)
        self.bold = _is_bold(words)
        self.head = _first_width(words)
        linked = any(word.link for word in words)
        self.parts = tuple((word.text, word.link) for word in words) if linked else ()

    @property
    def indent(self) -> float:
        """How far it is set in from the left edge of its column's text."""
        return self.x0 - self.left

    @property
    def raised(self) -> bool:
        """Whether it begins with a raised figure, as a note does."""
        return self.text.startswith(MARK_OPEN)

    @property
    def box(self) -> Box:
        """Its place on the page."""
        return self.x0, self.top, self.x1, self.bottom


def _is_bold(words: Sequence[Word]) -> bool:
    inked = [word for word in words if any(map(str.isalnum, word.text))]
    rest = inked[1:] if len(inked) > 1 and inked[0].text[0].isdigit() else inked
    return bool(rest) and all(word.bold for word in rest)


def _first_width(words: Sequence[Word]) -> float:
    """How wide the words up to the first space are together."""
    end = words[0].x1
    for word in words[1:]:
        if word.spaced:
            break
        end = word.x1
    return end - words[0].x0


def _written(words: Sequence[Word], size: float, base: float) -> str:
    text = ""
    before: Word | None = None
    usual = _usual_space(words)
    for word in words:
        mark = _is_mark(word, size, base)
        if before is not None:
            gap = (word.x0 - before.x1) / max(size, 1.0)
            label = before is words[0] and split(f"{before.text}\tx").form is not Form.NONE
            wide = max(_LABEL_GAP if label else _TAB_GAP, _WIDER * usual / max(size, 1.0))
            if gap > wide:
                text += "\t"
            elif (word.spaced or gap > 0.25) and not mark:
                text += " "
        text += f"{MARK_OPEN}{word.text}{MARK_CLOSE}" if mark else word.text
        before = word
    return _LEADER.sub("\t", text) if "...." in text else text


def _usual_space(words: Sequence[Word]) -> float:
    """The space between the line's words, which is wide where the text is justified.

    Where all of it is wider than that, the words stand in columns.
    """
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(words[1:]) if b.spaced)
    columns = bool(gaps) and gaps[0] > _TAB_GAP * max(word.size for word in words)
    return gaps[len(gaps) // 2] if gaps and not columns else 0.0


def _is_mark(word: Word, size: float, base: float) -> bool:
    """Small figures or signs above the line; the "st" of "1st" is left as text."""
    small = word.size <= _SMALL * size and word.base < base - _RAISED * size
    return small and _MARK.fullmatch(word.text) is not None


@dataclass(slots=True)
class Piece:
    """Words that follow each other on one line in the page's content."""

    words: list[Word]
    order: int
    x0: float
    x1: float
    top: float
    bottom: float


class Placed(Protocol):
    """Anything with a place on the page."""

    x0: float
    x1: float
    top: float
    bottom: float
    order: int


def pieces(words: Iterable[Word]) -> list[Piece]:
    """Cut the words where the content jumps: to another line, or over a wide gap."""
    found: list[Piece] = []
    for word in words:
        last = found[-1].words[-1] if found else None
        if last is not None and _continues(last, word):
            piece = found[-1]
            piece.words.append(word)
            piece.x1 = max(piece.x1, word.x1)
            piece.top = min(piece.top, word.top)
            piece.bottom = max(piece.bottom, word.bottom)
        else:
            piece = Piece([word], len(found), word.x0, word.x1, word.top, word.bottom)
            found.append(piece)
    return found


def _continues(last: Word, word: Word) -> bool:
    size = max(last.size, word.size, 1.0)
    near = -0.5 * size < word.x0 - last.x1 < _PIECE_GAP * size
    return near and _level(last, word)


def _level(first: Word, second: Word) -> bool:
    """Whether two words stand on one line; a smaller one may be raised."""
    small, large = sorted((first.size, second.size))
    share = _RAISED_LINE if small <= _SMALL * large else _SAME_LINE
    return abs(first.base - second.base) < share * max(large, 1.0)


def columns(items: Sequence[Placed]) -> list[list[Placed]]:
    """The items in groups, each a column, in the order in which a person reads them.

    A band of the page has two columns where a gutter runs between at least
    four lines on both sides that nothing crosses, and where the page's content
    goes down one side before the other, or both sides are filled with text:
    what alternates from side to side is a list with tabs. Each side may be
    divided again.
    """
    band = _widest_band(items)
    if band is None:
        return [list(items)] if items else []
    first, last, gutter = band
    inside = [item for item in items if first <= item.top <= last]
    above = [item for item in items if item.top < first]
    below = [item for item in items if item.top > last]
    left = [item for item in inside if item.x0 < gutter]
    right = [item for item in inside if item.x0 >= gutter]
    return [*columns(above), *columns(left), *columns(right), *columns(below)]


def _widest_band(items: Sequence[Placed]) -> tuple[float, float, float] | None:
    """(top of its first item, top of its last, gutter) of the band with most items."""
    if len(items) < 2 * _MIN_COLUMN_LINES:
        return None
    left, right = min(item.x0 for item in items), max(item.x1 for item in items)
    width = right - left
    starts = Counter(round(item.x0 / 3) for item in items)
    best: tuple[float, float, float] | None = None
    most = 0
    for key, count in starts.items():
        gutter = key * 3 - 3.0
        inside = _MARGIN_SHARE * width < gutter - left < (1 - _MARGIN_SHARE) * width
        if count < _MIN_COLUMN_LINES or not inside:
            continue
        for band in _bands(items, gutter):
            if len(band) > most and _is_columns(band, gutter, width):
                most = len(band)
                best = (band[0].top, band[-1].top, gutter)
    return best


def _bands(items: Sequence[Placed], gutter: float) -> list[list[Placed]]:
    """The runs of items, down the page, that leave the gutter free."""
    bands: list[list[Placed]] = [[]]
    for item in sorted(items, key=lambda item: item.top):
        if item.x0 < gutter - 1 and item.x1 > gutter + 1:
            bands.append([])
        else:
            bands[-1].append(item)
    return bands


def _is_columns(band: Sequence[Placed], gutter: float, width: float) -> bool:
    left = [item for item in band if item.x0 < gutter]
    right = [item for item in band if item.x0 >= gutter]
    if min(len(left), len(right)) < _MIN_COLUMN_LINES:
        return False
    if min(right, key=lambda i: i.x0).x0 - max(left, key=lambda i: i.x1).x1 < _MIN_GUTTER:
        return False
    if min(map(_breadth, (left, right))) < _MIN_COLUMN_SHARE * width:
        return False
    shared = min(left[-1].bottom, right[-1].bottom) - max(left[0].top, right[0].top)
    if shared < 0.3 * min(_height(left), _height(right)):
        return False
    # What stands in the first and the last line may be a running line on both sides.
    under, over = band[0].bottom, max(item.bottom for item in band)
    over = min(item.top for item in band if item.bottom == over)
    inner = [item for item in band if item.top >= under and item.bottom <= over]
    sides = [item.x0 < gutter for item in sorted(inner, key=lambda item: item.order)]
    turns = sum(first != second for first, second in pairwise(sides))
    return turns <= max(2, len(band) // 8) or min(map(_filled, (left, right))) > 0.6


def _breadth(side: Sequence[Placed]) -> float:
    return max(item.x1 for item in side) - min(item.x0 for item in side)


def _height(side: Sequence[Placed]) -> float:
    return max(item.bottom for item in side) - min(item.top for item in side)


def _filled(side: Sequence[Placed]) -> float:
    """The share of a side's lines that reach across it, as lines of prose do."""
    breadth = _breadth(side)
    return sum(item.x1 - item.x0 >= _FULL_LINE * breadth for item in side) / len(side)


def lines_of(group: Iterable[Piece]) -> list[Line]:
    """The lines of one column, top to bottom, each with its words from left to right."""
    rows: list[list[Word]] = []
    mains: list[Word] = []
    by_base = sorted(group, key=lambda piece: (_main(piece).base, piece.x0))
    for piece in by_base:
        main = _main(piece)
        for index in range(len(rows) - 1, max(len(rows) - 4, -1), -1):
            if _level(mains[index], main) and not _overlaps(rows[index], piece):
                rows[index] += piece.words
                if main.size > mains[index].size:
                    mains[index] = main
                break
        else:
            rows.append(list(piece.words))
            mains.append(main)
    return [Line(sorted(row, key=lambda word: word.x0)) for row in rows]


def _overlaps(row: Sequence[Word], piece: Piece) -> bool:
    """Whether a piece stands in the place of words of a row, as those of a column beside may do."""
    wide = piece.x1 - piece.x0 > _WIDE * _main(piece).size
    return wide and any(min(w.x1, piece.x1) - max(w.x0, piece.x0) > _WIDE * w.size for w in row)


def _main(piece: Piece) -> Word:
    """The word that says where the piece's line is: not a raised figure."""
    return max(piece.words, key=lambda word: (word.size, len(word.text)))
