"""The benchmark without names, for those outside: no figure that rests on few areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from checker.benchmarking.figures import ANSWERS, Benchmark
from checker.errors import SensecheckError
from checker.model import Criterion, InconsistencyType, Outcome

K = 5
"""Areas on which a figure has to rest (k-anonymity, Sweeney 2002)."""

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class AnonymousRow:
    """In how many areas a criterion stands how; None where that would point at few."""

    criterion: Criterion
    areas: dict[Outcome, int | None]


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
    rows = [
        AnonymousRow(row.criterion, _hidden({answer: row.areas[answer] for answer in ANSWERS}))
        for row in benchmark.rows
    ]
    types = []
    for found in benchmark.types:
        without = found.areas.total - found.areas.count
        pair = _hidden({"having": found.areas.count, "without": without})
        types.append(AnonymousType(found.type, pair["having"], pair["without"]))
    types.sort(key=lambda row: row.type.value)
    return Anonymous(areas, tuple(rows), tuple(types))


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
