"""Text as a database can keep it."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import JSON, Text, TypeDecorator
from sqlalchemy.engine import Dialect

_UNKEPT = re.compile("[\0\ud800-\udfff]")
"""PostgreSQL keeps no NUL, and nothing writes half a character."""


def keepable(value: Any) -> Any:
    r"""The same without what cannot be kept or shown again, also inside lists and tables.

    >>> keepable({"title": "Gangs\0", "words": ["half \ud83d a face"], "number": 1})
    {'title': 'Gangs', 'words': ['half  a face'], 'number': 1}
    """
    if isinstance(value, str):
        return _UNKEPT.sub("", value)
    if isinstance(value, dict):
        return {keepable(key): keepable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [keepable(item) for item in value]
    return value


def one_line(value: str) -> str:
    r"""A name as it was meant: on one line, without letters that nobody sees.

    >>> one_line("  Port\u200b\n Ansley\u202e ")
    'Port Ansley'
    """
    return " ".join("".join(c for c in value if c.isprintable() or c.isspace()).split())


class Words(TypeDecorator[str]):
    """Text; also what is looked for, so that no database stumbles over it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        """Text as the database keeps it."""
        return keepable(value)


class Record(TypeDecorator[Any]):
    """Tables and lists of text and numbers."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """The same as the database keeps it."""
        return keepable(value)
