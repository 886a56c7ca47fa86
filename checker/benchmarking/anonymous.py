"""The benchmark without names, for those outside: no figure that rests on few areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from checker.benchmarking.figures import Benchmark, Reach
from checker.benchmarking.intervals import Share
from checker.errors import SensecheckError
from checker.model import Criterion, InconsistencyType

K = 5
"""Areas on which a figure has to rest (k-anonymity, Sweeney 2002)."""

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class AnonymousRow:
    """How far so many areas meet a criterion, and in how many one document speaks against it.

    None stands where a number would point at few areas.
    """

    criterion: Criterion
    areas: dict[Reach, int | None]
    against: int | None
    without: int | None


@dataclass(frozen=True, slots=True)
class AnonymousType:
    """How many areas have inconsistencies of a type, and how many have none; None for few."""

    type: InconsistencyType
    having: int | None
    without: int | None


@dataclass(frozen=True, slots=True)
class Anonymous:
    """What can be given away: counts of areas, with neither names, words nor documents."""

    areas: int
    rows: tuple[AnonymousRow, ...]
    types: tuple[AnonymousType, ...]


def anonymised(benchmark: Benchmark) -> Anonymous:
    """The benchmark without names.

    :raises SensecheckError: there are too few areas for any figure.
    """
    areas = len(benchmark.areas)
    if areas < K:
        raise SensecheckError("anonymous-few", count=areas, least=K)
    rows = []
    for row in benchmark.rows:
        with_, without = _pair(row.against, areas)
        rows.append(AnonymousRow(row.criterion, _reaches(row.areas, areas), with_, without))
    types = [AnonymousType(found.type, *_pair(found.areas, areas)) for found in benchmark.types]
    types.sort(key=lambda row: row.type.value)
    return Anonymous(areas, tuple(rows), tuple(types))


def _reaches(counts: Mapping[Reach, int], areas: int) -> dict[Reach, int | None]:
    """The areas by how far they meet it; few that are not asked would follow from the whole."""
    unasked = areas - sum(counts.values())
    whole: dict[Reach | None, int] = dict(counts.items())
    if 0 < unasked < K:
        whole[None] = unasked
    hidden = _hidden(whole)
    return {reach: hidden[reach] for reach in counts}


def _pair(share: Share, areas: int) -> tuple[int | None, int | None]:
    """How many have it and how many do not.

    Where few are neither, both together would tell how many: the second is hidden then,
    and the first as well where nobody is left to hide those few among.
    """
    rest = share.total - share.count
    hidden = _hidden({True: share.count, False: rest})
    if 0 < areas - share.total < K:
        return hidden[True] if rest else None, None
    return hidden[True], hidden[False]


def _hidden(counts: Mapping[Key, int]) -> dict[Key, int | None]:
    """The counts without those that point at few areas.

    What is hidden must not follow from the rest and the whole: with small counts the
    next smallest are hidden as well, until those hidden rest on enough areas together.
    A zero is hidden too once anything is, or it would tell which the small ones are.
    """
    small = {key for key, count in counts.items() if 0 < count < K}
    if not small:
        return dict(counts)
    hidden = small | {key for key, count in counts.items() if count == 0}
    for key, count in sorted(counts.items(), key=lambda item: item[1]):
        if len(hidden) > 1 and sum(counts[other] for other in hidden) >= K:
            break
        if count >= K:
            hidden.add(key)
    return {key: None if key in hidden else count for key, count in counts.items()}
