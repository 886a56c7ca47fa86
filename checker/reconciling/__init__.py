"""Reconciling: where the documents of a set disagree.

Facts are pulled out of the passages as typed tuples and compared for the same
trigger; stances are compared verdict against verdict. One module finds one
type of inconsistency.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from checker.facts import Facts
from checker.model import Inconsistency, JudgedDocument
from checker.reconciling import (
    ages,
    citations,
    currency,
    definitions,
    governance,
    panels,
    recognition,
    routes,
    stances,
    terminology,
    thresholds,
    timescales,
    tools,
)
from checker.reconciling.facts import Area, short_names
from checker.reconciling.findings import identity
from checker.reconciling.keeping import Keeper, Memory
from checker.reconciling.normalise import fold
from checker.reconciling.owners import with_two_owners
from checker.reconciling.questions import claim
from checker.reconciling.register import register
from checker.reconciling.signs import with_same_signs
from checker.reconciling.topics import issues_in

__all__ = [
    "Memory",
    "Reconciled",
    "claim",
    "fold",
    "identity",
    "issues_in",
    "reconcile",
    "short_names",
    "with_same_signs",
    "with_two_owners",
]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Every inconsistency between two documents, the gravest first, and every fact stated."""

    inconsistencies: tuple[Inconsistency, ...]
    facts: Facts


Finder = Callable[[Area], Iterator[Inconsistency]]

_FINDERS: tuple[Finder, ...] = (
    ages.find,
    citations.find,
    currency.find,
    definitions.find,
    governance.find,
    panels.find,
    recognition.find,
    routes.find,
    stances.find,
    terminology.find,
    thresholds.find,
    timescales.find,
    tools.find,
)


def reconcile(documents: Sequence[JudgedDocument], memory: Memory | None = None) -> Reconciled:
    """Compare the documents with each other.

    The order is the same whatever the order of the documents.

    :param memory: spares reading the facts of a document that stands as it did before.
    """
    area = Area(tuple(sorted(documents, key=lambda judged: judged.document.id)))
    keeper = Keeper(area, memory) if memory is not None else None
    if keeper is not None:
        keeper.recall()
    found = {item.id: item for find in _FINDERS for item in find(area)}
    inconsistencies = sorted(
        found.values(),
        key=lambda i: (-i.severity.rank, i.type.value, i.documents, i.summary, i.id),
    )
    reconciled = Reconciled(tuple(inconsistencies), register(area))
    if keeper is not None:
        keeper.keep()
    return reconciled
