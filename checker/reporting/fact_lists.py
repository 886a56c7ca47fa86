"""What the documents state, sort by sort, as lists for the workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from checker.facts import Fact, Facts
from checker.model import Issue
from checker.reporting.cells import Cell, Column, Row
from checker.reporting.wording import listed, place, sentence

_PLACED = (Column("Words", 64), Column("Place", 34))
"""The last columns of every list."""

Linked = Callable[[Fact], Cell]
"""The first cell of a row: the document that states the fact."""


@dataclass(frozen=True, slots=True)
class _Sort:
    """A sort of fact: its sheet, its columns, and how a fact fills them."""

    sheet: str
    columns: tuple[Column, ...]
    values: Callable[[Any], tuple[str, ...]]


def fact_lists(
    facts: Facts, document: Linked, names: Mapping[str, str]
) -> Iterator[tuple[str, tuple[Column, ...], list[Row]]]:
    """Each sort that occurs: the sheet's name, its columns and its rows.

    :param document: makes the first cell of a fact's row.
    :param names: what a document is called, by its id, which a citation has for a value.
    """
    for sort, kind in _SORTS.items():
        found = getattr(facts, sort)
        if found:
            columns = (Column("Document", 12), *kind.columns, *_PLACED)
            yield kind.sheet, columns, [_row(fact, kind, document, names) for fact in found]


def _row(fact: Fact, kind: _Sort, document: Linked, names: Mapping[str, str]) -> Row:
    values = (Cell(names.get(value, value)) for value in kind.values(fact))
    words, where = f"“{fact.evidence.quote}”", sentence(place(fact.evidence.location))
    return (document(fact), *values, Cell(words), Cell(where))


def _plain(*fields: str) -> Callable[[Any], tuple[str, ...]]:
    """Fields that are text already."""
    return lambda fact: tuple(attrgetter(field)(fact) for field in fields)


def _issues(issues: Iterable[Issue]) -> str:
    return listed([issue.wording for issue in issues])


def _leads(pairs: Iterable[tuple[Issue, Issue]]) -> str:
    return "; ".join(_issues(pair) for pair in pairs)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


_SORTS = {
    "routes": _Sort(
        "Routes",
        (
            Column("Concern about", 32),
            Column("Goes first to", 32),
            Column("And not to", 28),
            Column("No other first step", 14),
            Column("Within", 18),
        ),
        lambda f: (
            _issues(f.issues),
            listed(f.recipients),
            listed(f.excluded),
            _yes(f.only),
            f.within,
        ),
    ),
    "contacts": _Sort(
        "Contacts",
        (Column("Body", 32), Column("By", 14), Column("As written", 40)),
        _plain("body", "means", "value"),
    ),
    "panels": _Sort(
        "Panels",
        (
            Column("Meeting", 32),
            Column("How often", 22),
            Column("Chair", 32),
            Column("Leads where these meet", 40),
            Column("Has ended", 12),
            Column("Its place was taken by", 28),
        ),
        lambda f: (f.name, f.frequency, f.chair, _leads(f.leads), _yes(f.ended), f.successor),
    ),
    "timescales": _Sort(
        "Timescales", (Column("What", 40), Column("Limit", 24)), _plain("event", "limit")
    ),
    "thresholds": _Sort(
        "Thresholds",
        (Column("What", 40), Column("Level", 10)),
        lambda f: (f.step, str(f.level)),
    ),
    "definitions": _Sort(
        "Definitions",
        (Column("Term", 32), Column("National definitions of", 24), Column("Ages", 24)),
        lambda f: (f.term, listed(f.editions), listed(f.ages)),
    ),
    "ages": _Sort("Ages", (Column("Who or what", 36), Column("Ages", 24)), _plain("taker", "ages")),
    "tools": _Sort(
        "Risk tools",
        (Column("Tool", 36), Column("Used", 8), Column("Version", 20), Column("For", 32)),
        lambda f: (f.name, _yes(f.used), f.version, _issues(f.issues)),
    ),
    "accountability": _Sort(
        "Accountability",
        (Column("Accountable body", 40), Column("For", 40), Column("Reported to by", 32)),
        lambda f: (f.body, listed(f.work), f.reporting),
    ),
    "citations": _Sort(
        "Citations",
        (Column("Cites", 14), Column("Is to be followed", 14), Column("Part named", 24)),
        lambda f: (f.cites, _yes(f.function), f.place),
    ),
}
"""The sorts of fact in the order of their sheets, by their names in Facts."""
