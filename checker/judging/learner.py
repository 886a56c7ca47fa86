"""Learns a criterion of a user's own from a handful of labelled sentences.

The shipped encoder turns the sentences into vectors, and a ridge regression for
each stance tells them apart from each other, from sentences about other criteria
and from what documents say that is about none. Every sentence is then answered
by what was learnt from the others: ridge regression gives these answers without
fitting anew (Allen 1974). What share of them is right says how far the check can
be trusted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from checker.data import data_path
from checker.judging.stance_model import Scorer
from checker.model import Stance
from checker.passages import passage_from_text, read_labelled

LEAST = 8
"""Sentences from which a criterion is learnt; with fewer they are only compared with."""

RIDGE = 0.3
"""Pull towards nothing, in units of a sentence's own weight."""

ALARMS = 0.01
"""Share of the sentences about other things that may be taken for the criterion's own."""

EVERY = 4
"""Of the silent training passages every so many are what the criterion has to be silent on."""

TESTED, FAIR = 0.8, 0.5
"""Least share of right answers, by the lower bound of its interval, of the two better classes."""


class Confidence(StrEnum):
    """How far a check that was learnt from few sentences can be trusted.

    ``TESTED`` decides; the other two leave every passage that they find to a
    person.
    """

    TESTED = "tested"
    FAIR = "fair"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Trial:
    """How a learner answered each of its sentences, having learnt from the others.

    ``right`` of ``tried`` were given their stance; ``alarms`` of ``silent``
    sentences about other criteria were given one.
    """

    right: int
    tried: int
    alarms: int
    silent: int

    @property
    def least(self) -> float:
        """Lower bound of the share of right answers (Wilson 1927, 95%)."""
        if not self.tried:
            return 0.0
        z, n, share = 1.96, self.tried, self.right / self.tried
        middle = share + z * z / (2 * n)
        spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        return (middle - spread) / (1 + z * z / n)

    @property
    def confidence(self) -> Confidence:
        """The class that these figures earn."""
        if self.least >= TESTED and self.alarms <= self.silent / 50:
            return Confidence.TESTED
        return Confidence.FAIR if self.least >= FAIR else Confidence.WEAK


class Learner:
    """A check that was learnt from few sentences.

    :param model: whose encoder gives the vectors.
    :param by_stance: the sentences of the criterion.
    :param others: sentences about other things, which it has to be silent on.
    """

    def __init__(
        self, model: Scorer, by_stance: Mapping[Stance, Sequence[str]], others: Sequence[str]
    ) -> None:
        self._stances = [stance for stance in Stance if by_stance.get(stance)]
        texts = [text for stance in self._stances for text in by_stance[stance]]
        passages = [passage_from_text(text) for text in (*texts, *others)]
        vectors = _with_constant(model.score(passages).vectors)
        truth = [at for at, s in enumerate(self._stances) for _ in by_stance[s]]
        truth += [len(self._stances)] * len(others)
        wanted = np.eye(len(self._stances) + 1)[truth] * 2.0 - 1.0
        counts = np.bincount(truth, minlength=len(self._stances) + 1)
        weights = np.sqrt(1.0 / counts[truth])[:, None]
        weighed = vectors * weights
        inverse = np.linalg.inv(weighed.T @ weighed + RIDGE * np.eye(vectors.shape[1]) / len(truth))
        self._weights = inverse @ weighed.T @ (wanted * weights)
        leverage = np.einsum("nd,de,ne->n", weighed, inverse, weighed)[:, None]
        found = vectors @ self._weights
        alone = wanted - (wanted - found) / (1.0 - leverage)
        own = np.array(truth) < len(self._stances)
        lead = alone[~own, :-1].max(axis=1) - alone[~own, -1]
        self._lead = max(0.0, float(np.quantile(lead, 1.0 - ALARMS)))
        answers = self._answers(alone)
        self.trial = Trial(
            int((answers == truth)[own].sum()),
            int(own.sum()),
            int((answers[~own] < len(self._stances)).sum()),
            len(others),
        )

    def answers(self, vectors: NDArray[np.float32]) -> list[Stance | None]:
        """The stance of each passage by its vector; None where it is about something else."""
        answers = self._answers(_with_constant(vectors) @ self._weights)
        return [self._stances[at] if at < len(self._stances) else None for at in answers]

    def _answers(self, scores: NDArray[np.float64]) -> NDArray[np.int64]:
        """The best class of each row, where a stance leads over silence by enough."""
        biased = scores.copy()
        biased[:, -1] += self._lead
        answers: NDArray[np.int64] = biased.argmax(axis=1)
        return answers


@cache
def ordinary_sentences() -> tuple[str, ...]:
    """What documents say that is about no criterion: some of the silent training passages."""
    files = sorted((data_path("corpora") / "passages" / "train").glob("*.jsonl"))
    silent = [labelled.passage.text for labelled in read_labelled(files) if not labelled.labels]
    return tuple(silent[::EVERY])


def _with_constant(vectors: NDArray[np.float32]) -> NDArray[np.float64]:
    """The vectors with a constant at their end, for what is common to a class."""
    return np.hstack([vectors.astype(np.float64), np.ones((len(vectors), 1))])
