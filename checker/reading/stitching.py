"""Tables that a page break cut in two, put together again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checker.reading.drafts import Box
from checker.reading.lines import Line
from checker.reading.pages import Cell, Grid, Item, Page

_SAME = 4.0
_FULL = 0.6


@dataclass(slots=True)
class GridRow:
    """A row with its place."""

    cells: list[Cell]
    page: int
    box: Box

    @property
    def inked(self) -> list[Cell]:
        """The cells with text."""
        return [cell for cell in self.cells if cell.lines]


def settle(pages: Sequence[Page]) -> None:
    """Take the tables with words in one column for boxes of text, unless one goes on there.

    Of a row that a page break cut, often only one cell has more to say.
    """
    last: Item | None = None
    for page in pages:
        items: list[Item] = []
        for item in page.items:
            if isinstance(item, Grid) and item.loose:
                goes_on = not items and isinstance(last, Grid) and _goes_on(last, item)
                items += [item] if goes_on else item.loose
            else:
                items.append(item)
        page.items = items
        last = items[-1] if items else last


def stitch(grids: Sequence[Grid], joined: Callable[[Sequence[Line]], str]) -> list[list[GridRow]]:
    """The tables among grids that follow each other with no text between them.

    A grid on the next page with the same columns goes on with the table: a
    repeated header is dropped, and a row that was cut is made whole.

    :param joined: gives the text of a cell's lines.
    """
    tables: list[list[GridRow]] = []
    last: Grid | None = None
    for grid in grids:
        rows = [
            GridRow(cells, grid.page, box) for cells, box in zip(grid.rows, grid.boxes, strict=True)
        ]
        if last is not None and _goes_on(last, grid):
            table = tables[-1]
            if _words(rows[0], joined) == _words(table[0], joined):
                rows = rows[1:]
            _keep_merged(table[-1], rows)
            if rows and _was_cut(table[-1], rows[0], grid):
                for cell, rest in zip(table[-1].cells, rows[0].cells, strict=True):
                    cell.lines += rest.lines
                rows = rows[1:]
            table += rows
        else:
            tables.append(rows)
        last = grid
    return tables


def _keep_merged(last: GridRow, rows: Sequence[GridRow]) -> None:
    """A cell that is merged over rows on both sides of a page break is printed on one."""
    if not rows:
        return
    for column, (cell, more) in enumerate(zip(last.cells, rows[0].cells, strict=True)):
        below = len(rows) > 1 and rows[1].cells[column].merged
        more.merged = not more.lines and (cell.merged or (below and bool(cell.lines)))


def _words(row: GridRow, joined: Callable[[Sequence[Line]], str]) -> list[str]:
    return [joined(cell.lines) for cell in row.cells]


def _goes_on(first: Grid, second: Grid) -> bool:
    same = len(first.lefts) == len(second.lefts) and all(
        abs(a - b) <= _SAME for a, b in zip(first.lefts, second.lefts, strict=True)
    )
    return same and second.page == first.page + 1


def _was_cut(row: GridRow, rest: GridRow, grid: Grid) -> bool:
    """Whether the page break fell inside a row.

    Every text in what goes on then takes up an unfinished one above it, and
    the row above has cells that needed no more room, or a sentence goes on.

    :param grid: the table on the later page.
    """
    rights = [*grid.lefts[1:], grid.x1]
    widths = [right - left for left, right in zip(grid.lefts, rights, strict=True)]
    pairs = [
        (cell, more, width)
        for cell, more, width in zip(row.cells, rest.cells, widths, strict=True)
        if more.lines
    ]
    if not pairs or not all(_takes_up(cell, more, width) for cell, more, width in pairs):
        return False
    return len(pairs) < len(row.inked) or any(more.text[:1].islower() for _, more, _ in pairs)


def _takes_up(cell: Cell, rest: Cell, width: float) -> bool:
    """Whether a cell's text goes on in another: in mid sentence, or after a full line."""
    if not cell.lines or cell.text.rstrip().endswith((".", ";", ":", "?", "!")):
        return False
    last = cell.lines[-1]
    return rest.text[:1].islower() or last.x1 - last.x0 >= _FULL * width
