"""Passages as fingerprints, so that text which areas took from each other is known again.

A passage's print is a MinHash (Broder 1997) of its runs of three words, names and
figures masked: two prints agree in about the share of runs that the passages share.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST_WORDS = 12
"""A shorter passage is alike by chance."""

ALIKE = 0.75
"""Share of runs of words from which two passages are taken for one text."""

SIZE = 32
"""Values of a print."""

_BAND = 4
_RUN = 3

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_rng = np.random.default_rng(2016)
_FACTORS = _rng.integers(1, 2**31, SIZE, dtype=np.uint64) | np.uint64(1)
_OFFSETS = _rng.integers(0, 2**31, SIZE, dtype=np.uint64)

Prints = NDArray[np.uint32]
"""(passages, values): one row for each passage; rows of zeros are passages too short to tell."""


def print_of(texts: Sequence[str]) -> Prints:
    """The prints of some passages."""
    found = np.zeros((len(texts), SIZE), dtype=np.uint32)
    for row, text in enumerate(texts):
        words = _masked(text)
        if len(words) < LEAST_WORDS:
            continue
        runs = {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
        hashes = np.array([zlib.crc32(run.encode()) for run in runs], dtype=np.uint64)
        mixed = hashes[:, None] * _FACTORS + _OFFSETS
        found[row] = (mixed >> np.uint64(16)).astype(np.uint32).min(axis=0)
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """A passage: the number of its area and its row in that area's prints."""

    area: int
    row: int


def families(areas: Sequence[Prints]) -> list[tuple[Place, ...]]:
    """The texts that stand in several areas: the places of each, most areas first.

    Prints that agree in one of eight bands are looked at, and put together where they
    are alike throughout; the work grows with the number of passages.
    """
    prints = np.concatenate([*areas, np.zeros((0, SIZE), np.uint32)])
    places = [Place(area, row) for area, some in enumerate(areas) for row in range(len(some))]
    leader = list(range(len(places)))

    def lead(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for bucket in _buckets(prints):
        first = bucket[0]
        alike = (prints[bucket] == prints[first]).mean(axis=1) >= ALIKE
        for at in bucket[alike]:
            one, other = sorted((lead(first), lead(int(at))))
            leader[other] = one
    members: defaultdict[int, list[Place]] = defaultdict(list)
    for at, place in enumerate(places):
        members[lead(at)].append(place)
    found = [tuple(some) for some in members.values() if len({p.area for p in some}) > 1]
    return sorted(found, key=lambda some: (-len({p.area for p in some}), some[0].area, some[0].row))


def _buckets(prints: Prints) -> Iterator[NDArray[np.int64]]:
    """Groups of rows that agree in one band."""
    told = np.flatnonzero(prints.any(axis=1))
    for first in range(0, SIZE, _BAND):
        band = prints[told, first : first + _BAND]
        order = np.lexsort(band.T)
        changes = np.flatnonzero((band[order[1:]] != band[order[:-1]]).any(axis=1)) + 1
        for group in np.split(told[order], changes):
            if len(group) > 1:
                yield np.sort(group)


def _masked(text: str) -> list[str]:
    """The words in small letters; names (a capital within a sentence) and figures as one sign."""
    words: list[str] = []
    for match in _WORD.finditer(text):
        word = match.group()
        before = text[: match.start()].rstrip()[-1:]
        starts = before in {"", ".", "!", "?", ":", ";", "|", "“", '"', "("}
        if word[0].isdigit() or (word[0].isupper() and not starts):
            if not words or words[-1] != "·":
                words.append("·")
        else:
            words.append(word.lower())
    return words
