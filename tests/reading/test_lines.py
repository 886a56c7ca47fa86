"""Columns found among the pieces of a page's lines."""

from __future__ import annotations

from pathlib import Path

from checker.reading.glyphs import Word
from checker.reading.lines import Line, Piece, columns

from .making import one_page, outline, read


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


def test_figures_at_the_edge_end_their_lines(tmp_path: Path) -> None:
    rows = (("Burglary" + 40 * ".", "1,204"), ("Robbery", "88"), ("Cost", "12.50"))
    shown = "".join(
        f"BT /F1 11 Tf 72 {760 - 14 * n} Td ({name}) Tj ET "
        f"BT /F1 11 Tf 480 {760 - 14 * n} Td ({figure}) Tj ET "
        for n, (name, figure) in enumerate(rows)
    )
    texts = [text for _, _, text in outline(read(one_page(tmp_path / "a.pdf", shown.encode())))]
    assert texts == ["Burglary 1,204", "Robbery 88", "Cost 12.50"]


def test_words_in_columns_have_gaps_between_them_and_those_of_a_line_have_not() -> None:
    def line(*starts: float) -> str:
        words = [Word("word", x, x + 30, 40, 52, 50, 11, bold=False, spaced=True) for x in starts]
        return Line(words).text

    assert line(72, 120, 168, 216) == "word\tword\tword\tword"
    assert line(72, 110, 148, 186, 250) == "word word word word\tword"


def test_a_list_with_tabs_is_no_columns() -> None:
    rows = [
        piece(2 * n + side, 34 + 280 * side, 90 + 280 * side + 60 * (n % 2), 40 + 15 * n)
        for n in range(12)
        for side in (0, 1)
    ]
    assert columns(rows) == [rows]
