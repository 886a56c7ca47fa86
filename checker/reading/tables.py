"""Rows of a table as blocks: which row is the header, for every format alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.model import BlockKind
from checker.reading.drafts import Box, Draft
from checker.reading.sources import Sourced, joined

_MAX_HEADER_WORDS = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a text for each column, "" where a merged cell goes on.

    ``emphasised`` says that the row is set apart: marked as a header, bold or
    shaded throughout. ``sources`` are the cells' texts with
    their runs, links and comments, where the format knows them.
    """

    cells: tuple[str, ...]
    emphasised: bool = False
    page: int | None = None
    box: Box | None = None
    sources: tuple[Sourced, ...] = ()


def table_drafts(rows: Sequence[Row]) -> list[Draft]:
    """The rows as drafts; each carries the header's cells, and so does the header itself."""
    full = [row for row in rows if any(cell.strip() for cell in row.cells)]
    captions = _captions(full)
    header = full[captions].cells if _has_header(full[captions:]) else ()
    return [
        Draft(
            " | ".join(row.cells),
            BlockKind.TABLE_ROW,
            cells=row.cells,
            header=header if index >= captions else (),
            page=row.page,
            box=row.box,
            source=(whole := joined(row.sources, " | ")).source,
            links=whole.links,
            remarks=whole.remarks,
        )
        for index, row in enumerate(full)
    ]


def _captions(rows: Sequence[Row]) -> int:
    """How many rows stand above the header and only name the table, in one merged cell."""
    count = 0
    while count < len(rows) - 2 and not any(cell.strip() for cell in rows[count].cells[1:]):
        count += 1
    return count if count < 2 else 0


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
