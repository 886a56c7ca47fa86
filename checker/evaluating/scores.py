"""Precision, recall and F1 from counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one class: rightly found, wrongly found, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def support(self) -> int:
        """How many there were to find."""
        return self.right + self.missed

    @property
    def precision(self) -> float:
        """Share of the found that is right; 0 when nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Share of what there was that was found; 0 when there was nothing."""
        return self.right / self.support if self.support else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    def as_json(self) -> dict[str, float | int]:
        """The four figures, rounded to three places."""
        return {
            "precision": round(self.precision, 3),
            "recall": round(self.recall, 3),
            "f1": round(self.f1, 3),
            "support": self.support,
        }


def mean(values: Iterable[float]) -> float:
    """Arithmetic mean, rounded to three places; 0 of nothing."""
    numbers = list(values)
    return round(sum(numbers) / len(numbers), 3) if numbers else 0.0


def tally(pairs: Iterable[tuple[str | None, str | None]], label: str) -> Score:
    """Count one class over pairs of (truth, answer)."""
    right = wrong = missed = 0
    for truth, answer in pairs:
        right += truth == label == answer
        wrong += answer == label != truth
        missed += truth == label != answer
    return Score(right, wrong, missed)
