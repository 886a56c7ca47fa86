"""How far a share of few can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

_Z = 1.959964
"""Standard deviations on either side that hold 95%."""

_TOGETHER = 3.0
"""The same for some sixteen differences that are all to hold at once (Bonferroni)."""

FEW = 5
"""Below this many a share is not given in per cent: the counts say more."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the 95% interval of Wilson (1927)."""

    count: int
    total: int

    @property
    def value(self) -> float:
        """The share from 0 to 1; 0 of nothing."""
        return self.count / self.total if self.total else 0.0

    @property
    def few(self) -> bool:
        """Whether there are too few for a share in per cent."""
        return self.total < FEW

    @property
    def interval(self) -> tuple[float, float]:
        """The lowest and the highest share that agree with the counts; 0 to 1 for nothing."""
        return self.within(_Z)

    def within(self, deviations: float) -> tuple[float, float]:
        """The same for so many standard deviations on either side."""
        if not self.total:
            return 0.0, 1.0
        square = deviations * deviations
        middle = self.value + square / (2 * self.total)
        spread = deviations * sqrt(
            self.value * (1 - self.value) / self.total + square / (4 * self.total * self.total)
        )
        scale = 1 + square / self.total
        return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two shares of different things side by side, with the interval of Newcombe (1998, method 10).

    It is that of ``since`` less ``before``, from -1 to 1.
    """

    before: Share
    since: Share

    @property
    def value(self) -> float:
        """How much larger the second share is."""
        return self.since.value - self.before.value

    @property
    def few(self) -> bool:
        """Whether one side has too few for a share in per cent."""
        return self.before.few or self.since.few

    @property
    def interval(self) -> tuple[float, float]:
        """The lowest and the highest difference that agree with the counts, at 95%."""
        return self._within(_Z)

    def _within(self, deviations: float) -> tuple[float, float]:
        low, high = self.before.within(deviations)
        least, most = self.since.within(deviations)
        down = sqrt((self.since.value - least) ** 2 + (high - self.before.value) ** 2)
        up = sqrt((most - self.since.value) ** 2 + (self.before.value - low) ** 2)
        return max(-1.0, self.value - down), min(1.0, self.value + up)

    @property
    def sure(self) -> bool:
        """Whether chance alone hardly explains it, also of the largest among many."""
        low, high = self._within(_TOGETHER)
        return not self.few and (low > 0 or high < 0)
