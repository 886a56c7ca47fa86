"""An Excel file in the making: sheets that can be filtered, printed and trusted.

Words of a document stay text, whatever they begin with.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from textwrap import wrap
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from checker.model import Manifest, Outcome, Severity
from checker.reporting.cells import Cell, Column
from checker.reporting.sheet import clean

LONGEST = 32_000
"""Characters that a cell is given; Excel holds 32,767."""

FORMULA = ("=", "+", "-", "@")
"""What Excel would take for the beginning of a formula (a tab or a return is cleaned away)."""

LINE = 13.5
"""Points that a line of text takes."""

DENSITY = 1.1
"""Letters of running text that fit where Excel counts one character of width."""

TALLEST = 400
"""Points that a row may take; Excel allows 409."""

FITS_A4 = 200
"""Characters that fit across a landscape A4 page and can still be read."""

_A4, _A3 = 9, 8
"""Excel's numbers for the sizes of paper."""

FILLS = {
    Outcome.MET: "#D3EBDD",
    Outcome.PARTLY: "#FFF3BF",
    Outcome.CONTRADICTED: "#F7D0CA",
    Outcome.NOT_ADDRESSED: "#E4E6E7",
    Outcome.NOT_APPLICABLE: "#FFFFFF",
    Severity.HIGH: "#F7D0CA",
    Severity.MEDIUM: "#FDE0C5",
    Severity.LOW: "#DBE8F5",
}
"""The same grounds as in the HTML report; a sign and a word always stand on them."""


class Sheets:
    """The file and its looks; the same content gives the same bytes."""

    def __init__(self, title: str, manifest: Manifest) -> None:
        self._out = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._out, {"in_memory": True})
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        made = datetime.fromisoformat(manifest.created).replace(tzinfo=None)
        self._book.set_properties(
            {"title": title, "author": f"Sensecheck {manifest.version}", "created": made}
        )

    def closed(self) -> bytes:
        """The finished file."""
        self._book.close()
        return self._out.getvalue()

    def listing(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        frozen: int = 0,
    ) -> Worksheet:
        """A sheet with a heading row that stays, filters, and each page headed in print."""
        sheet = self._book.add_worksheet(name)
        heading = self._format(
            bold=True, bg_color="#DBE3EA", border=1, text_wrap=True, valign="top"
        )
        sheet.set_row(0, _height([Cell(column.name) for column in columns], columns))
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, column.name, heading)
        for row, cells in enumerate(rows, 1):
            sheet.set_row(row, _height(cells, columns))
            for at, cell in enumerate(cells):
                self.put(sheet, row, at, cell)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        sheet.freeze_panes(1, frozen)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        wide = sum(column.width for column in columns) > FITS_A4
        sheet.set_paper(_A3 if wide else _A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.set_footer("&L&A&RPage &P of &N")
        return sheet

    def put(self, sheet: Worksheet, row: int, column: int, cell: Cell, wrap: bool = True) -> None:
        """Write a cell; its words stay text."""
        text = "\n".join(_lines(cell))[:LONGEST]
        look: dict[str, Any] = {"text_wrap": wrap, "valign": "top", "font_color": "#0B0C0C"}
        if wrap:
            look |= {"border": 1, "border_color": "#B1B4B6"}
        if cell.ground is not None:
            look["bg_color"] = FILLS[cell.ground]
        if text.startswith(FORMULA):
            look["quote_prefix"] = True
        if cell.link and text:
            look |= {"underline": 1}
            sheet.write_url(row, column, cell.link, self._format(**look), text)
        else:
            sheet.write_string(row, column, text, self._format(**look))

    def _format(self, **look: Any) -> Format:
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(
                {"font_name": "Arial", "font_size": 10, **look}
            )
        return self._formats[key]


def _lines(cell: Cell) -> list[str]:
    return [line for line in map(clean, cell.text.splitlines()) if line]


def _height(cells: Sequence[Cell], columns: Sequence[Column]) -> float:
    """The height at which all of a row can be read: not every program finds it by itself."""
    lines = max(
        sum(len(wrap(line, int(column.width * DENSITY))) or 1 for line in _lines(cell))
        for cell, column in zip(cells, columns, strict=True)
    )
    return min(max(lines, 1) * LINE + 3, TALLEST)
