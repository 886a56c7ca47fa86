"""Fits the fusion and its thresholds on the dev areas, which nothing else was fitted to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from checker.judging import CLASSES, Fusion, RuleBook, StanceModel, certainty, votes_of
from checker.model import Passage
from checker.passages import LabelledPassage
from checker.training.fitting import targets

LEFT_TO_A_PERSON = 0.15
"""Share of the addressed dev cells, the least certain ones, that abstention may take."""

CLOSE_TO_DEFAULT = 0.2
"""Weight of the pull towards scale 1 and bias 0: 65 numbers, few passages.

Of .02, .05, .1, .2, .3 and .5 the one with the least log-loss on each dev area in
turn when fitted on the others (.910 with .02, .884 with .2, .893 with .5).
"""

TEMPERS = tuple(round(0.3 + 0.05 * step, 2) for step in range(25))
"""What is tried for the temper of the stances, from .3 to 1.5."""


@dataclass(frozen=True, slots=True)
class Sounding:
    """What model and rules say of labelled passages, before they are weighed.

    ``logits`` and ``votes`` are (passages, criteria, classes), ``gold``
    (passages, criteria) class numbers.
    """

    criteria: Sequence[str]
    logits: NDArray[np.float32]
    votes: NDArray[np.float32]
    gold: NDArray[np.int64]

    @classmethod
    def of(
        cls, model: StanceModel, rules: RuleBook, labelled: Sequence[LabelledPassage]
    ) -> Sounding:
        """Let the exported model and the rules read the passages."""
        passages = [p.passage for p in labelled]
        votes = votes_on(passages, rules, model.criteria)
        return cls.with_votes(model.criteria, model.score(passages).logits, votes, labelled)

    @classmethod
    def with_votes(
        cls,
        criteria: Sequence[str],
        logits: NDArray[np.float32],
        votes: NDArray[np.float32],
        labelled: Sequence[LabelledPassage],
    ) -> Sounding:
        """What was said before, beside what the passages are labelled with."""
        return cls(criteria, logits, votes, targets(labelled, criteria))

    def calibrated(self, rows: NDArray[np.bool_] | None = None) -> dict[str, Any]:
        """The ``fusion`` entry of a manifest, fitted on all passages or on some."""
        some = slice(None) if rows is None else rows
        return calibrate(self.criteria, self.logits[some], self.votes[some], self.gold[some])


def votes_on(
    passages: Sequence[Passage], rules: RuleBook, criteria: Sequence[str]
) -> NDArray[np.float32]:
    """(passages, criteria, classes) votes of the rules."""
    votes = [
        votes_of(
            [m for rule in rules.criterion(c).rules for m in rule.find(None, passages)],
            len(passages),
        )
        for c in criteria
    ]
    return np.stack(votes, axis=1)


def calibrate(
    criteria: Sequence[str],
    logits: NDArray[np.float32],
    votes: NDArray[np.float32],
    gold: NDArray[np.int64],
) -> dict[str, Any]:
    """Fit scale, bias and votes by maximum likelihood, then choose the thresholds.

    :param logits: (passages, criteria, classes) of the exported model.
    :param votes: (passages, criteria, classes) of the rules.
    :param gold: (passages, criteria) class numbers.
    :returns: the ``fusion`` entry of the manifest.
    """
    odds, ballots = torch.from_numpy(logits), torch.from_numpy(votes)
    truth = torch.from_numpy(gold)
    scale = torch.ones(len(criteria), requires_grad=True)
    bias = torch.zeros(len(criteria), len(CLASSES), requires_grad=True)
    weight = torch.zeros(len(CLASSES), requires_grad=True)
    optimiser = torch.optim.LBFGS(
        [scale, bias, weight], max_iter=200, line_search_fn="strong_wolfe"
    )

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        fused = odds * scale[:, None] + bias + ballots * weight
        loss = torch.nn.functional.cross_entropy(fused.flatten(0, 1), truth.flatten())
        loss = loss * len(criteria)
        loss = loss + CLOSE_TO_DEFAULT * (((scale - 1) ** 2).mean() + (bias**2).mean())
        loss.backward()
        return loss

    optimiser.step(closure)
    fitted = Fusion(
        scale={c: round(float(s), 4) for c, s in zip(criteria, scale.detach(), strict=True)},
        bias={
            c: tuple(round(float(b), 4) for b in row)
            for c, row in zip(criteria, bias.detach(), strict=True)
        },
        votes=tuple(round(float(w), 4) for w in weight.detach()),
        certain={},
    )

    def chances(temper: float) -> NDArray[np.float64]:
        tempered = replace(fitted, temper=temper)
        by_criterion = [
            tempered.probabilities(criterion, logits[:, at], votes[:, at])
            for at, criterion in enumerate(criteria)
        ]
        return np.stack(by_criterion, axis=1)

    temper = min(TEMPERS, key=lambda t: _loss_of_stances(chances(t), gold))
    threshold = _threshold(chances(temper), gold)
    return {
        "scale": fitted.scale,
        "bias": fitted.bias,
        "votes": fitted.votes,
        "certain": dict.fromkeys(criteria, threshold),
        "silent": fitted.silent,
        "temper": temper,
    }


def _loss_of_stances(chances: NDArray[np.float64], gold: NDArray[np.int64]) -> float:
    """Log-loss of the cells that a criterion is addressed in."""
    truth = np.take_along_axis(chances, gold[:, :, None], axis=2)[:, :, 0]
    return float(-np.log(truth[gold > 0] + 1e-9).sum())


def _threshold(chances: NDArray[np.float64], gold: NDArray[np.int64]) -> float:
    """The certainty below which the least certain addressed cells of all criteria lie.

    One for all: the probabilities are calibrated by criterion, and a quantile of
    the forty dev cells of one criterion is a guess.
    """
    heard = (gold > 0) & (chances[:, :, 0] < 0.5)
    if not heard.any():
        return 1.0
    return round(float(np.quantile(certainty(chances[heard]), LEFT_TO_A_PERSON)), 3)
