"""Nearest exemplars: finds the topic of a passage, never its stance.

Sentence vectors hold "exploitation is a lifestyle choice" and "... is never a
lifestyle choice" for near neighbours, so similarity proposes passages for a
person to read and decides nothing. It serves criteria that have exemplars but
no trained head, and it is a baseline in the accuracy report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.judging.stance_model import Scorer
from checker.model import Stance
from checker.passages import passage_from_text

NEAR = 0.6
"""Cosine from which a passage is on an exemplar's topic."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The exemplar nearest to a passage: its stance and the cosine between them."""

    stance: Stance
    cosine: float


class Exemplars:
    """Example sentences of a criterion, by stance, as vectors."""

    def __init__(self, model: Scorer, by_stance: Mapping[Stance, Sequence[str]]) -> None:
        texts = [(stance, text) for stance, given in by_stance.items() for text in given]
        self._stances = [stance for stance, _ in texts]
        self._vectors = model.score([passage_from_text(text) for _, text in texts]).vectors

    def nearest(self, vectors: NDArray[np.float32]) -> list[Neighbour | None]:
        """For each passage vector the nearest exemplar; None when none is near or none is there."""
        if not self._stances:
            return [None] * len(vectors)
        cosines = vectors @ self._vectors.T
        best = cosines.argmax(axis=1)
        return [
            Neighbour(self._stances[exemplar], float(cosines[row, exemplar]))
            if cosines[row, exemplar] >= NEAR
            else None
            for row, exemplar in enumerate(best)
        ]
