"""The one place where the model's opinion, the rules and assertion status meet.

For a passage and a criterion the log-odds of the four classes are

    scale x model logits + bias of the criterion + weight x votes of the rules

with every number fitted on the dev areas, so that the result is a calibrated
probability. Which stance a passage takes is harder to tell than whether it takes
one, so the odds among the three stances are then tempered by themselves. A
decisive match (a flagged term in the document's own voice) settles the stance.
What stays below the criterion's threshold is left to a person, and so is what may
as well be the opposite: to be taken for its opposite is the error that costs trust.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checker.judging.match import Match
from checker.judging.stance_model import CLASSES
from checker.model import Stance

DECISIVE = 8.0
"""Log-odds of a decisive match: about 3,000 to 1."""

OPPOSITE = 2.0
"""What each chance of the opposite takes off the certainty of a stance.

On the dev areas, with as many passages decided, the statements taken for their
opposite fall by a fifth; 1 gives half of that, and more lets in claims about
passages that are silent.
"""

_MEETS, _CONTRADICTS = CLASSES.index(Stance.MEETS), CLASSES.index(Stance.CONTRADICTS)


@dataclass(frozen=True, slots=True)
class Fusion:
    """Fitted numbers, by criterion; without any the model speaks for itself.

    ``votes`` are the log-odds that a match adds to the class it votes for, in
    the order of :data:`CLASSES`. ``certain`` is the certainty from which a
    stance is stated; ``silent`` the probability of "not addressed" from which
    nothing is said at all. ``temper`` multiplies the log-odds among the stances,
    given that the criterion is addressed: below 1 they are trusted less.
    """

    scale: dict[str, float]
    bias: dict[str, tuple[float, ...]]
    votes: tuple[float, ...]
    certain: dict[str, float]
    silent: float = 0.5
    temper: float = 1.0

    @classmethod
    def from_manifest(cls, given: dict[str, Any]) -> Fusion:
        """What ``manifest.json`` of a model says."""
        return cls(
            scale=dict(given["scale"]),
            bias={k: tuple(v) for k, v in given["bias"].items()},
            votes=tuple(given["votes"]),
            certain=dict(given["certain"]),
            silent=float(given["silent"]),
            temper=float(given["temper"]),
        )

    def probabilities(
        self, criterion: str, logits: NDArray[np.float32], votes: NDArray[np.float32]
    ) -> NDArray[np.float64]:
        """(passages, classes) probabilities from (passages, classes) logits and votes."""
        odds = logits.astype(np.float64) * self.scale.get(criterion, 1.0)
        odds += np.asarray(self.bias.get(criterion, (0.0,) * len(CLASSES)))
        odds += votes * np.asarray(self.votes)
        odds -= odds.max(axis=1, keepdims=True)
        shares = np.exp(odds)
        shares /= shares.sum(axis=1, keepdims=True)
        stances = np.exp(self.temper * (odds[:, 1:] - odds[:, 1:].max(axis=1, keepdims=True)))
        stances *= (1.0 - shares[:, :1]) / stances.sum(axis=1, keepdims=True)
        result: NDArray[np.float64] = np.concatenate([shares[:, :1], stances], axis=1)
        return result


def certainty(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """(...,) how safely the likeliest stance can be stated.

    :param chances: (..., classes) probabilities.
    """
    best = 1 + chances[..., 1:].argmax(axis=-1)
    likeliest = chances[..., 1:].max(axis=-1)
    opposite = np.where(
        best == _MEETS,
        chances[..., _CONTRADICTS],
        np.where(best == _CONTRADICTS, chances[..., _MEETS], 0.0),
    )
    result: NDArray[np.float64] = likeliest - OPPOSITE * opposite
    return result


def votes_of(matches: Sequence[Match], passages: int) -> NDArray[np.float32]:
    """(passages, classes): 1 where a rule of one criterion votes for the class."""
    votes = np.zeros((passages, len(CLASSES)), dtype=np.float32)
    for match in matches:
        votes[match.passage, CLASSES.index(match.stance)] = 1.0
    return votes
