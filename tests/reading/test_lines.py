"""Columns found among the pieces of a page's lines."""

from __future__ import annotations

from checker.reading.glyphs import Word
from checker.reading.lines import Piece, columns


def piece(order: int, x0: float, x1: float, top: float) -> Piece:
    word = Word("word", x0, x1, top, top + 12, top + 10, 11, bold=False, spaced=True)
    return Piece([word], order, x0, x1, top, top + 12)


def test_running_lines_split_over_two_columns_do_not_hide_them() -> None:
    widths = (260.0, 120.0)
    left = [piece(n, 34, 34 + widths[n % 2], 40 + 15 * n) for n in range(12)]
    right = [piece(12 + n, 316, 316 + widths[n % 2], 40 + 15 * n) for n in range(12)]
    head = [piece(24, 24, 98, 15), piece(25, 339, 377, 15)]
    foot = [piece(26, 24, 180, 770), piece(27, 560, 572, 770)]
    assert columns([*left, *right, *head, *foot]) == [
        [*left, head[0], foot[0]],
        [*right, head[1], foot[1]],
    ]


def test_a_list_with_tabs_is_no_columns() -> None:
    rows = [
        piece(2 * n + side, 34 + 280 * side, 90 + 280 * side + 60 * (n % 2), 40 + 15 * n)
        for n in range(12)
        for side in (0, 1)
    ]
    assert columns(rows) == [rows]
