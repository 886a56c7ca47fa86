"""Reports of a benchmark: a page, a workbook, a paper, and for programs; with or without names.

One module per format, each with its ``render`` and ``render_anonymous``.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any, cast

from checker.benchmarking import Anonymous, Benchmark

__all__ = ["SUFFIXES", "render", "render_anonymous", "tables"]

_HOMES = {
    ".html": "html",
    ".xlsx": "workbook",
    ".docx": "paper",
    ".json": "json_report",
}

SUFFIXES = tuple(_HOMES)
"""How a file's name ends says how it is written."""


def render(benchmark: Benchmark, path: Path) -> str | bytes:
    """The benchmark in the form that the file's name asks for."""
    return cast("str | bytes", _module(path).render(benchmark))


def render_anonymous(anonymous: Anonymous, benchmark: Benchmark, path: Path) -> str | bytes:
    """The same without names; of the benchmark only what made it is told."""
    return cast("str | bytes", _module(path).render_anonymous(anonymous, benchmark.manifest))


def tables(benchmark: Benchmark) -> dict[str, object]:
    """What the tables that pages share with the report are filled with."""
    return cast("dict[str, object]", _module(Path("report.html")).tables(benchmark))


def _module(path: Path) -> Any:
    return import_module(f"{__name__}.{_HOMES[path.suffix.lower()]}")
