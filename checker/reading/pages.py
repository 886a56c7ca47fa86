"""One PDF page as items in reading order: lines and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from checker.reading.asides import without_asides
from checker.reading.bands import with_banded
from checker.reading.caps import with_drop_caps
from checker.reading.drafts import Box
from checker.reading.glyphs import PageGlyphs, Word
from checker.reading.labels import BULLET, BULLET_SIGNS
from checker.reading.lines import (
    ASIDE,
    BOXED,
    FOOTER,
    HEADER,
    TURNED,
    Line,
    Piece,
    columns,
    lines_of,
    pieces,
)
from checker.reading.rules import drawing, grids, ruled_bands
from checker.reading.weblinks import mark_links

_SHEET_SHARE = 0.6
"""A frame around more of a page than this is the page's border, not a box."""
_EDGE = 1.0
_SAME = 2.5
_MARGIN = 0.08
_APART = 7.0
_MAX_DOTS = 500
_MOST_COLUMNS = 20
"""What has more is a drawing, whose boxes lie over each other: no cell is merged."""
_BESIDE = 2.2
"""In ems: how far from its text a bullet may stand."""


@dataclass(slots=True)
class Cell:
    """The words of a table's cell, as lines; ``merged`` where the one above only goes on."""

    lines: list[Line]
    shaded: bool = False
    merged: bool = False

    @property
    def text(self) -> str:
        """Its text for comparisons."""
        return " ".join(line.text for line in self.lines)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return bool(self.lines) and all(line.bold for line in self.lines)


@dataclass(slots=True)
class Grid:
    """A table: its rows of cells, and the left edges of its columns.

    ``loose`` are its words as lines in boxes, where only one of its columns has
    any: it is a table if it is the end of one, and else a box of text.
    """

    rows: list[list[Cell]]
    lefts: list[float]
    boxes: list[Box]
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    loose: list[Line] = field(default_factory=list)


Item = Line | Grid


@dataclass(slots=True)
class Page:
    """A page's items in reading order.

    ``words`` counts what the text layer holds, ``unmapped`` the characters that
    the file does not say how to read, ``picture_share`` is the part of the page
    under pictures. ``recognised`` says, from 0 to 1, how sure the words are that
    were recognised in a picture; None where they were not.
    """

    number: int
    width: float
    height: float
    items: list[Item] = field(default_factory=list)
    words: int = 0
    unmapped: int = 0
    characters: int = 0
    picture_share: float = 0.0
    damaged: bool = False
    recognised: float | None = None


def read_page(page: Any, number: int) -> Page:
    """Read one page; the caller closes it."""
    glyphs, words = _glyphs(page)
    turn = _main_turn(words)
    if turn:
        # pdfium cuts upside-down lines into letters: it has to see them upright itself.
        page.set_rotation((page.get_rotation() - 90 * turn) % 360)
        glyphs, words = _glyphs(page)
    place = glyphs.place
    drawn = drawing(page, place)
    read = Page(
        number,
        place.width,
        place.height,
        words=len(words),
        unmapped=glyphs.unmapped,
        characters=sum(len(word.text) for word in words),
        picture_share=drawn.picture_share,
    )
    if not words:
        return read
    mark_links(page, place, words)
    words = with_drop_caps(_with_bullets(words, drawn.dots))
    tables = with_banded(grids(drawn), ruled_bands(drawn), words)
    free, regions = _regions(words, tables, list(drawn.areas), number, place)
    level, asides = without_asides([word for word in free if word.turn == 0])
    regions += [_aside(group, index) for index, group in enumerate(asides)]
    turned = [word for word in free if word.turn]
    read.items = [*_page_flow(level, regions, place.height), *_turned(turned)]
    for item in read.items:
        if isinstance(item, Line):
            item.page = number
    return read


def _glyphs(page: Any) -> tuple[PageGlyphs, list[Word]]:
    textpage = page.get_textpage()
    try:
        glyphs = PageGlyphs(page, textpage)
        return glyphs, glyphs.words()
    finally:
        textpage.close()


def with_recognised(page: Page, words: Sequence[Word], sure: float) -> Page:
    """The page, which was a picture, with the words that were recognised in it."""
    page.items = _page_flow(words, [], page.height)
    for item in page.items:
        if isinstance(item, Line):
            item.page = page.number
    page.words, page.recognised = len(words), sure
    return page


def _with_bullets(words: list[Word], dots: Sequence[Box]) -> list[Word]:
    """The words with a bullet before each that begins its line beside a drawn dot."""
    if not 0 < len(dots) <= _MAX_DOTS:
        return words
    first: dict[int, Box] = {}
    for dot in dots:
        middle = (dot[1] + dot[3]) / 2
        beside = [
            (word.x0, index)
            for index, word in enumerate(words)
            if 0 < word.x0 - dot[2] <= _BESIDE * word.size and word.top <= middle <= word.bottom
        ]
        if beside and words[min(beside)[1]].text[0] not in BULLET_SIGNS:
            first[min(beside)[1]] = dot
    found: list[Word] = []
    for index, word in enumerate(words):
        if index in first:
            dot = first[index]
            place = (dot[0], dot[2], word.top, word.bottom, word.base, word.size)
            found.append(Word(BULLET, *place, bold=word.bold, spaced=True, turn=word.turn))
        found.append(word)
    return found


def _main_turn(words: Sequence[Word]) -> int:
    """The quarter turns in which most of the page is set."""
    letters = [0, 0, 0, 0]
    for word in words:
        letters[word.turn] += len(word.text)
    return letters.index(max(letters)) if words else 0


@dataclass(slots=True)
class _Region:
    """A box or a table among the lines, in its place."""

    items: list[Item]
    x0: float
    x1: float
    top: float
    bottom: float
    order: int = 0


def _regions(
    words: Sequence[Word], tables: list[list[Box]], areas: list[Box], number: int, place: Any
) -> tuple[list[Word], list[_Region]]:
    """The words outside all tables and boxes, and the tables and boxes with theirs."""
    free = list(words)
    regions: list[_Region] = []
    sheet = place.width * place.height
    # The smallest first: a table inside a frame keeps its own words.
    for cells in sorted(tables, key=_extent):
        if len(cells) == 1 and _extent(cells) > _SHEET_SHARE * sheet:
            continue
        outside: list[Word] = []
        inside: dict[Box, list[Word]] = {}
        for word in free:
            cell = _cell_around(word, cells)
            if cell is None:
                outside.append(word)
            else:
                inside.setdefault(cell, []).append(word)
        if not inside:
            continue
        free = outside
        items = _table(cells, inside, areas, number)
        box = _union(cells)
        regions.append(_Region(items, box[0], box[2], box[1], box[3]))
    return free, regions


def _aside(group: Sequence[Piece], index: int) -> _Region:
    """What is set beside the text, as a box of its own."""
    region = _Region(
        list(lines := lines_of(group)),
        min(line.x0 for line in lines),
        max(line.x1 for line in lines),
        min(line.top for line in lines),
        max(line.bottom for line in lines),
    )
    for line in lines:
        line.boxed, line.column, line.right = True, ASIDE + index, region.x1
    return region


def _extent(cells: Sequence[Box]) -> float:
    box = _union(cells)
    return (box[2] - box[0]) * (box[3] - box[1])


def _union(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _cell_around(word: Word, cells: Sequence[Box]) -> Box | None:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    for cell in cells:
        if cell[0] - _EDGE <= x <= cell[2] + _EDGE and cell[1] - _EDGE <= y <= cell[3] + _EDGE:
            return cell
    return None


def _table(
    cells: list[Box], inside: dict[Box, list[Word]], areas: list[Box], number: int
) -> list[Item]:
    """A table as a grid; a table of one column as the lines in its boxes."""
    lefts = _distinct(box[0] for box in cells)
    tops = _distinct(box[1] for box in cells)
    used = {_position(box[0], lefts) for box in inside}
    loose = _boxed_lines(inside, number) if len(used) < 2 else []
    if len(lefts) < 2:
        return list(loose)
    cells, inside = _unmerged(cells, inside, lefts)
    rows = [[Cell([]) for _ in lefts] for _ in tops]
    boxes: list[Box] = [(0.0, 0.0, 0.0, 0.0)] * len(tops)
    for box in cells:
        row, column = _position(box[1], tops), _position(box[0], lefts)
        shaded = any(_covers(area, box) for area in areas)
        rows[row][column] = Cell(_cell_lines(inside.get(box, [])), shaded)
        boxes[row] = box if boxes[row][2] == 0 else _union([boxes[row], box])
    for box in cells if len(lefts) <= _MOST_COLUMNS else ():
        row, column = _position(box[1], tops), _position(box[0], lefts)
        for below in range(row + 1, len(tops)):
            if tops[below] < box[3] - _SAME:
                rows[below][column].merged = not rows[below][column].lines
    outer = _union(cells)
    return [Grid(rows, lefts, boxes, number, outer[0], outer[2], outer[1], outer[3], loose)]


def _boxed_lines(inside: dict[Box, list[Word]], number: int) -> list[Line]:
    """The words of boxes under each other, as the lines of each."""
    found: list[Line] = []
    for column, box in enumerate(sorted(inside, key=lambda box: box[1])):
        lines = _cell_lines(inside[box])
        padding = max(min(line.x0 for line in lines) - box[0], 0.0)
        for line in lines:
            line.page = number
            line.boxed, line.column = True, BOXED + column
            line.right = box[2] - padding
        found += lines
    return found


def _unmerged(
    cells: list[Box], inside: dict[Box, list[Word]], lefts: list[float]
) -> tuple[list[Box], dict[Box, list[Word]]]:
    """Divide the cells that only look merged.

    Many tables shade every other row and draw no line between its cells: the
    text of the rest still stands in the columns, with gaps where lines would be.
    """
    divided: list[Box] = []
    words: dict[Box, list[Word]] = {}
    for cell in cells:
        spanned = [left for left in lefts if cell[0] - _SAME <= left < cell[2] - _SAME]
        found = pieces(inside.get(cell, []))
        columns_used = [_column(piece, spanned) for piece in found]
        if len(set(columns_used)) < 2 or None in columns_used:
            divided.append(cell)
            words[cell] = inside.get(cell, [])
            continue
        for index, left in enumerate(spanned):
            right = spanned[index + 1] if index + 1 < len(spanned) else cell[2]
            part = (left, cell[1], right, cell[3])
            divided.append(part)
            words[part] = [
                word
                for piece, column in zip(found, columns_used, strict=True)
                if column == index
                for word in piece.words
            ]
    return divided, words


def _column(piece: Piece, lefts: Sequence[float]) -> int | None:
    """The column in which a piece of text lies whole, or None where it reaches over."""
    for index in range(len(lefts) - 1, -1, -1):
        if piece.x0 >= lefts[index] - _EDGE:
            over = index + 1 < len(lefts) and piece.x1 > lefts[index + 1] + _EDGE
            return None if over else index
    return None


def _cell_lines(words: Sequence[Word]) -> list[Line]:
    level = [word for word in words if word.turn == 0]
    found: list[Line] = []
    for group in columns(pieces(level)):
        found += lines_of(piece for piece in group if isinstance(piece, Piece))
    return found + _turned([word for word in words if word.turn])


def _distinct(values: Any) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SAME:
            found.append(value)
    return found


def _position(value: float, among: Sequence[float]) -> int:
    return min(range(len(among)), key=lambda index: abs(among[index] - value))


def _covers(area: Box, cell: Box) -> bool:
    """Whether a coloured area lies under the cell, and not under much more than its row."""
    inside = area[0] <= cell[0] + _SAME and area[2] >= cell[2] - _SAME
    return inside and abs(area[1] - cell[1]) <= _SAME and area[3] >= cell[3] - _SAME


def _page_flow(words: Sequence[Word], regions: list[_Region], height: float) -> list[Item]:
    """A page's lines and regions in reading order.

    Where there are columns, what stands apart above and below runs across them
    and is not part of any.
    """
    if len(columns([*pieces(words), *regions])) < 2:
        return _flow(words, regions)
    header, body, footer = _set_apart(words, height)
    return [*_flow(header, [], HEADER), *_flow(body, regions), *_flow(footer, [], FOOTER)]


def _flow(words: Sequence[Word], regions: list[_Region], first: int = 0) -> list[Item]:
    """Lines and regions in reading order; columns are counted from ``first``."""
    parts = pieces(words)
    items: list[Item] = []
    for index, group in enumerate(columns([*parts, *regions]), start=first):
        lines = lines_of(part for part in group if isinstance(part, Piece))
        for line in lines:
            line.column = index
        placed: list[tuple[float, list[Item]]] = [(line.base, [line]) for line in lines]
        placed += _side_by_side([r for r in group if isinstance(r, _Region)])
        for _, some in sorted(placed, key=lambda pair: pair[0]):
            items += some
    return items


def _side_by_side(regions: Sequence[_Region]) -> list[tuple[float, list[Item]]]:
    """The items of regions with the height of their row, those of a row from left to right."""
    rows: list[list[_Region]] = []
    for region in sorted(regions, key=lambda region: region.top):
        first = rows[-1][0] if rows else None
        if first is not None and region.top < (first.top + min(first.bottom, region.bottom)) / 2:
            rows[-1].append(region)
        else:
            rows.append([region])
    return [
        (row[0].top, region.items)
        for row in rows
        for region in sorted(row, key=lambda region: region.x0)
    ]


def _set_apart(words: Sequence[Word], height: float) -> tuple[list[Word], list[Word], list[Word]]:
    """The words at the head of the page that stand apart, the text, and those at its foot."""
    top = _cut([(word.top, word.bottom) for word in words], _MARGIN * height)
    bottom = -_cut([(-word.bottom, -word.top) for word in words], -(1 - _MARGIN) * height)
    return (
        [word for word in words if word.bottom <= top],
        [word for word in words if top < word.bottom and word.top < bottom],
        [word for word in words if word.top >= bottom],
    )


def _cut(spans: list[tuple[float, float]], end: float) -> float:
    """Where the first free strip begins before ``end``; nothing lies before it when none does."""
    reached: float | None = None
    for start, stop in sorted(spans):
        if reached is not None and start - reached >= _APART:
            return reached
        reached = stop if reached is None else max(reached, stop)
        if reached > end:
            break
    return float("-inf")


def _turned(words: Sequence[Word]) -> list[Line]:
    """Text set sideways, after the rest, in the order of the page's content."""
    lines: list[list[Word]] = []
    for word in words:
        last = lines[-1][-1] if lines else None
        if last is not None and (last.turn, round(last.base)) == (word.turn, round(word.base)):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line(line, column=TURNED) for line in lines]
