"""The kinds of rule that a pack can use, one file each; a new kind is one file and one line."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from checker.judging.kinds.base import Example, Examples, Record, Rule
from checker.judging.kinds.currency import Currency, Row, Table
from checker.judging.kinds.meaning import Meaning
from checker.judging.kinds.pairing import Pairing
from checker.judging.kinds.pattern import Pattern, StanceByStatus
from checker.judging.kinds.readability import Readability
from checker.judging.kinds.recurring import Recurring
from checker.judging.kinds.signs import Signs

KINDS: Mapping[str, type[Rule]] = MappingProxyType(
    {
        "pattern": Pattern,
        "pairing": Pairing,
        "meaning": Meaning,
        "readability": Readability,
        "currency": Currency,
        "signs": Signs,
        "recurring": Recurring,
    }
)
"""By the word that a rule's ``kind`` is."""

__all__ = [
    "KINDS",
    "Currency",
    "Example",
    "Examples",
    "Meaning",
    "Pairing",
    "Pattern",
    "Readability",
    "Record",
    "Recurring",
    "Row",
    "Rule",
    "Signs",
    "StanceByStatus",
    "Table",
]
