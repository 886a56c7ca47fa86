"""Versions of one document: told by how much of their words they share, and which came later."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from checker.model import Document

SHINGLE = 4
"""Words in a row that are looked for in both documents."""

ALIKE = 0.4
"""Share of the smaller document's word sequences that its versions in one folder have in common.

Two documents of an area share some boilerplate, seldom a tenth of their text.
"""


def shared(one: Document, two: Document) -> float:
    """The share of the smaller document's word sequences that stand in both, from 0 to 1."""
    first, second = _shingles(one.text), _shingles(two.text)
    return len(first & second) / max(min(len(first), len(second)), 1)


def older_versions(documents: Sequence[Document]) -> Mapping[str, str]:
    """The ids of documents that are earlier versions of another, with the id of the latest.

    They are about one issue and have most of their words in common, and their dates
    or version numbers say which came later. Where nothing says so, both stand.
    """
    later: dict[str, str] = {}
    for one, two in combinations(documents, 2):
        if one.issue is not two.issue or shared(one, two) < ALIKE:
            continue
        if (apart := _compare(one, two)) != 0:
            old, new = (one, two) if apart < 0 else (two, one)
            later[old.id] = new.id
    return {old: _last(later, old) for old in later}


def _last(later: Mapping[str, str], old: str) -> str:
    seen = {old}
    while old in later and later[old] not in seen:
        old = later[old]
        seen.add(old)
    return old


def _compare(one: Document, two: Document) -> int:
    """Below 0 when the first is older, above 0 when it is newer, 0 when nothing tells."""
    length = min(len(one.date), len(two.date))
    first, second = one.date[:length], two.date[:length]
    if first != second:
        return -1 if first < second else 1
    numbers = _numbers(one), _numbers(two)
    if all(numbers) and numbers[0] != numbers[1]:
        return -1 if numbers[0] < numbers[1] else 1
    return 0


def _numbers(document: Document) -> tuple[int, ...]:
    """A version's numbers: (2, 1) of "v2.1"."""
    return tuple(int(number) for number in re.findall(r"\d+", document.profile.version.value))


@lru_cache(maxsize=128)
def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"[\w’']+", text.casefold())
    return frozenset(tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))
