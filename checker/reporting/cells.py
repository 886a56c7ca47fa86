"""Rows and columns for the workbook, before they are an Excel file."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model import Outcome, Severity


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: text, where it leads, and the ground it stands on."""

    text: str
    link: str = ""
    ground: Outcome | Severity | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and its width in characters."""

    name: str
    width: int


Row = tuple[Cell, ...]
