"""Sensecheck: reads an area's safeguarding documents side by side.

``from checker import assess`` gives the whole engine in one call; it is loaded
when it is first used, so that ``import checker`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.assessing import assess as assess

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    if name == "assess":
        from checker.assessing import assess

        return assess
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
