"""Tables without lines between their columns: every other row shaded, or none ruled."""

from __future__ import annotations

from collections.abc import Sequence

from checker.reading.drafts import Box
from checker.reading.glyphs import Word

_SAME = 2.5
_ROW = 90.0
"""Points: an unshaded row between two shaded ones is no higher than this."""
_GUTTER = 5.0
_ALIGNED = 0.5


def with_banded(
    tables: Sequence[list[Box]], ruled: Sequence[list[Box]], words: Sequence[Word]
) -> list[list[Box]]:
    """The tables, with shaded rows of one width under each other made into one.

    Between two shaded rows stands one that is not. They are one table when the
    words on all of them keep to the same columns, else each stays as it is.

    :param ruled: strips between level lines, a table only in the same case.
    """
    found: list[list[Box]] = []
    for strips in ruled:
        if any(_overlap(strips, table) for table in tables):
            continue
        # What is above the first line is a row only if it keeps to the columns too.
        found += [rows for some in (strips, strips[1:]) if (rows := _rows([some], words))][:1]
    for stack in _stacks(tables):
        rows = _rows(stack, words)
        found += [rows] if rows else stack
    return found


def _stacks(tables: Sequence[list[Box]]) -> list[list[list[Box]]]:
    """The tables in stacks: of one width, and close under each other."""
    stacks: list[list[list[Box]]] = []
    for table in sorted(tables, key=_outline):
        above = _outline(stacks[-1][-1]) if stacks else None
        this = _outline(table)
        aligned = (
            above is not None
            and abs(this[0] - above[0]) <= _SAME
            and abs(this[1] - above[1]) <= _SAME
            and -_SAME <= this[2] - above[3] <= _ROW
        )
        if aligned:
            stacks[-1].append(table)
        else:
            stacks.append([table])
    return stacks


def _overlap(strips: Sequence[Box], table: Sequence[Box]) -> bool:
    outer, inner = _outline(strips), _outline(table)
    beside = outer[1] <= inner[0] or inner[1] <= outer[0]
    return not beside and outer[2] < inner[3] and inner[2] < outer[3]


def _outline(table: Sequence[Box]) -> tuple[float, float, float, float]:
    """(left, right, top, bottom), the first two rounded, in which order stacks are found."""
    return (
        round(min(cell[0] for cell in table)),
        round(max(cell[2] for cell in table)),
        min(cell[1] for cell in table),
        max(cell[3] for cell in table),
    )


def _rows(stack: Sequence[Sequence[Box]], words: Sequence[Word]) -> list[Box]:
    """The cells of the one table that a stack is, or none when it is not one."""
    cells = [cell for table in stack for cell in table]
    drawn = sorted({round(cell[0], 1) for cell in cells})
    tops = sorted({(cell[1], cell[3]) for cell in cells})
    if len(tops) < 2 or (len(stack) == 1 and len(drawn) > 1):
        return []
    left, right = min(cell[0] for cell in cells), max(cell[2] for cell in cells)
    bands: list[Box] = []
    for top, bottom in tops:
        if bands and top - bands[-1][3] > _SAME:
            bands.append((left, bands[-1][3], right, top))
        bands.append((left, top, right, bottom))
    lefts = _distinct(drawn) if len(drawn) > 1 else _lefts(bands, words)
    if len(lefts) < 2 or any(_crosses(word, lefts) for word in words if _is_in(word, bands)):
        return []
    return [part for band in bands for part in _parts(band, lefts)]


def _distinct(values: Sequence[float]) -> list[float]:
    found: list[float] = []
    for value in values:
        if not found or value - found[-1] > _SAME:
            found.append(value)
    return found


def _crosses(word: Word, lefts: Sequence[float]) -> bool:
    return any(word.x0 < left - 1 and word.x1 > left + 1 for left in lefts)


def _is_in(word: Word, bands: Sequence[Box]) -> bool:
    return any(_is_on(word, band) for band in bands)


def _lefts(stack: Sequence[Box], words: Sequence[Word]) -> list[float]:
    """The left edges of the columns in which the words of these bands stand."""
    rows = [[word for word in words if _is_on(word, band)] for band in stack]
    spans = sorted((word.x0, word.x1) for row in rows for word in row)
    if not spans:
        return []
    starts = [stack[0][0]]
    reached = spans[0][1]
    for x0, x1 in spans:
        if x0 - reached >= _GUTTER:
            aligned = sum(any(abs(word.x0 - x0) <= _SAME for word in row) for row in rows)
            if aligned >= _ALIGNED * len(rows):
                starts.append(x0 - 1)
        reached = max(reached, x1)
    return starts


def _is_on(word: Word, band: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return band[0] <= x <= band[2] and band[1] <= y <= band[3]


def _parts(band: Box, lefts: Sequence[float]) -> list[Box]:
    rights = [*lefts[1:], band[2]]
    return [(left, band[1], right, band[3]) for left, right in zip(lefts, rights, strict=True)]
