"""Rows of a table as blocks: which row is the header, for every format alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from checker.model import BlockKind
from checker.reading.drafts import Box, Draft
from checker.reading.sources import Sourced, joined

_MAX_HEADER_WORDS = 8
_MAX_HEADER_ROWS = 3
_MAX_CARRIED_WORDS = 60
"""A merged cell of more words is a text of its own, and stands where it begins alone."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a text for each column, "" where a merged cell goes on.

    ``merged`` are the columns in which a cell goes on from the row above.

    ``emphasised`` says that the row is set apart: marked as a header, bold or
    shaded throughout. ``sources`` are the cells' texts with
    their runs, links and comments, where the format knows them.
    """

    cells: tuple[str, ...]
    emphasised: bool = False
    page: int | None = None
    box: Box | None = None
    sources: tuple[Sourced, ...] = ()
    merged: tuple[int, ...] = ()


def table_drafts(rows: Sequence[Row]) -> list[Draft]:
    """The rows as drafts; each carries the header's cells, and the header itself its own.

    A cell that is merged over several rows is said of each of them, so each
    has its words. A row that has no others is not one.
    """
    full = [
        whole
        for row, whole in zip(rows, _carried(rows), strict=True)
        if any(cell.strip() for cell in row.cells)
    ]
    captions = _captions(full)
    header, heads = _header(full[captions:])
    return [
        Draft(
            " | ".join(row.cells),
            BlockKind.TABLE_ROW,
            cells=row.cells,
            header=() if index < captions else row.cells if index < captions + heads else header,
            page=row.page,
            box=row.box,
            source=(whole := joined(row.sources, " | ")).source,
            links=whole.links,
            remarks=whole.remarks,
        )
        for index, row in enumerate(full)
    ]


def _carried(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows with the words of the cells that go on in them, as they stand above."""
    above = Row(())
    for row in rows:
        cells, sources = list(row.cells), list(row.sources)
        for column in row.merged:
            if column >= min(len(cells), len(above.cells)) or cells[column].strip():
                continue
            if len(above.cells[column].split()) > _MAX_CARRIED_WORDS:
                continue
            cells[column] = above.cells[column]
            if sources and above.sources:
                # The link or the comment in the cell is one, however many rows it is for.
                sources[column] = replace(above.sources[column], links=(), remarks=())
        above = replace(row, cells=tuple(cells), sources=tuple(sources))
        yield above


def _captions(rows: Sequence[Row]) -> int:
    """How many rows stand above the header and only name the table, in one merged cell."""
    count = 0
    while count < len(rows) - 2 and not any(cell.strip() for cell in rows[count].cells[1:]):
        count += 1
    return count if count < 2 else 0


def _header(rows: Sequence[Row]) -> tuple[tuple[str, ...], int]:
    """The names of the columns, or nothing, and how many rows they stand in.

    Of several rows that are set apart above the others, the lowest names the
    columns, and those above it where it says nothing.
    """
    apart = next((n for n, row in enumerate(rows) if not row.emphasised), len(rows))
    if 1 < apart <= _MAX_HEADER_ROWS and apart < len(rows):
        columns = zip_longest(*(row.cells for row in rows[:apart]), fillvalue="")
        names = tuple(
            next((cell for cell in reversed(column) if cell.strip()), "") for column in columns
        )
        return names, apart
    return (rows[0].cells, 1) if _has_header(rows) else ((), 0)


def _has_header(rows: Sequence[Row]) -> bool:
    """A first row set apart from the second, or one of short names without figures."""
    if len(rows) < 2 or len(rows[0].cells) < 2:
        return False
    first, second = rows[0], rows[1]
    if first.emphasised != second.emphasised:
        return first.emphasised
    names = first.cells[1:]
    return all(cell.strip() for cell in names) and all(map(_is_name, first.cells))


def _is_name(cell: str) -> bool:
    words = cell.split()
    plain = not any(c.isdigit() for c in cell) and "@" not in cell
    return len(words) <= _MAX_HEADER_WORDS and plain and not cell.rstrip().endswith((".", ";", ","))
