"""How far two reviewers agree, beyond what chance alone would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of two reviewers on ``count`` items, of which they judged ``agreed`` alike.

    ``kappa`` is Cohen's (1960): the agreement above that expected by chance from
    how often each gave each answer, as a share of what is possible above it, from
    -1 to 1. It is None where nothing was judged, or both gave one answer throughout,
    so that chance alone would make them agree.
    """

    count: int
    agreed: int
    kappa: float | None

    @property
    def share(self) -> float:
        """The share of items that were judged alike, 0 to 1; 0 where there are none."""
        return self.agreed / self.count if self.count else 0.0


def agreement(judged: Sequence[tuple[str, str]], silent: Container[str] = ()) -> Agreement:
    """The agreement of two reviewers.

    :param judged: for each item what the first said and what the second said.
    :param silent: answers by which nothing is coded. Items that both left so are
        not counted: of a long text most is coded by nobody, and to agree on that
        is easy.
    """
    counted = [pair for pair in judged if not (pair[0] in silent and pair[1] in silent)]
    count, agreed = len(counted), sum(one == other for one, other in counted)
    if not count:
        return Agreement(0, 0, None)
    first = Counter(one for one, _ in counted)
    second = Counter(other for _, other in counted)
    # In whole numbers: exact, and never a division by almost nothing.
    chance = sum(first[answer] * second[answer] for answer in first)
    if chance == count * count:
        return Agreement(count, agreed, None)
    return Agreement(count, agreed, (agreed * count - chance) / (count * count - chance))
