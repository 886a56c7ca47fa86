"""Which document of the new set is the next version of which document of the old one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from checker.model import Document
from checker.passages import shared

ALIKE = 0.2
"""Share of the smaller document's word sequences that a later version still holds.

Two chapters of one manual share some boilerplate, seldom a tenth of their text.
"""


@dataclass(frozen=True, slots=True)
class Pairs:
    """The documents that are versions of each other, and those that stand alone."""

    both: tuple[tuple[Document, Document], ...]
    gone: tuple[Document, ...]
    added: tuple[Document, ...]


def pair(old: Sequence[Document], new: Sequence[Document]) -> Pairs:
    """Pair two sets: by file name, then by shared text, then by issue.

    A file may have been renamed, saved in another format or re-dated. Two
    single documents are always taken for versions of each other.
    """
    left, right = list(old), list(new)
    both: list[tuple[Document, Document]] = []

    def take(first: Document, second: Document) -> None:
        left.remove(first)
        right.remove(second)
        both.append((first, second))

    if len(left) == len(right) == 1:
        take(left[0], right[0])
    for first, second in product(tuple(left), tuple(right)):
        if first.id == second.id and first in left and second in right:
            take(first, second)
    for _, first, second in _by_text(left, right):
        if first in left and second in right:
            take(first, second)
    for first, second in product(tuple(left), tuple(right)):
        if first in left and second in right and _alone_on_issue(first, second, left, right):
            take(first, second)
    both.sort(key=lambda pair: pair[1].order)
    return Pairs(tuple(both), _ordered(left), _ordered(right))


def _by_text(
    old: Sequence[Document], new: Sequence[Document]
) -> list[tuple[float, Document, Document]]:
    found = [
        (share, first, second)
        for first, second in product(old, new)
        if (share := shared(first, second)) >= ALIKE
    ]
    return sorted(found, key=lambda item: (-item[0], item[1].id, item[2].id))


def _alone_on_issue(
    first: Document, second: Document, old: Sequence[Document], new: Sequence[Document]
) -> bool:
    """Whether both are about one issue and no other document of either set is."""
    return (
        first.issue is not None
        and first.issue is second.issue
        and all(sum(d.issue is first.issue for d in documents) == 1 for documents in (old, new))
    )


def _ordered(documents: Iterable[Document]) -> tuple[Document, ...]:
    return tuple(sorted(documents, key=lambda d: d.order))
