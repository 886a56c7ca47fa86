"""Reports, made from the assessment alone: for a terminal, for programs, for people.

One module per format, each with its ``render`` (:mod:`checker.reporting.formats`).
They are loaded when they are first used, since each brings a library of its own.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.reporting.formats import FORMATS, named
    from checker.reporting.links import Links
    from checker.reporting.sheet import Look
    from checker.reporting.view import View
    from checker.reporting.writing import keep, write

_HOMES = {
    "FORMATS": "formats",
    "Links": "links",
    "Look": "sheet",
    "View": "view",
    "keep": "writing",
    "named": "formats",
    "write": "writing",
}

__all__ = ["FORMATS", "Links", "Look", "View", "keep", "named", "write"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
