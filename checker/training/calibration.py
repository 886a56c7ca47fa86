"""Fits the fusion and its thresholds on the dev areas, which nothing else was fitted to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from checker.judging import CLASSES, Fusion

LEFT_TO_A_PERSON = 0.15
"""Share of the addressed dev cells, the least certain ones, that abstention may take."""

CERTAIN_RANGE = (0.40, 0.95)
"""A threshold stays in this range, however few dev passages a criterion has."""

CLOSE_TO_DEFAULT = 0.02
"""Weight of the pull towards scale 1 and bias 0: few numbers, few passages."""


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
    fusion = Fusion(
        scale={c: round(float(s), 4) for c, s in zip(criteria, scale.detach(), strict=True)},
        bias={
            c: tuple(round(float(b), 4) for b in row)
            for c, row in zip(criteria, bias.detach(), strict=True)
        },
        votes=tuple(round(float(w), 4) for w in weight.detach()),
        certain={},
    )
    certain = {
        criterion: _threshold(
            fusion.probabilities(criterion, logits[:, at], votes[:, at]), gold[:, at]
        )
        for at, criterion in enumerate(criteria)
    }
    return {
        "scale": fusion.scale,
        "bias": fusion.bias,
        "votes": fusion.votes,
        "certain": certain,
        "silent": fusion.silent,
    }


def _threshold(chances: NDArray[np.float64], gold: NDArray[np.int64]) -> float:
    """The confidence below which the least certain addressed cells lie."""
    addressed = (gold > 0) & (chances[:, 0] < 0.5)
    if not addressed.any():
        return CERTAIN_RANGE[1]
    sure = chances[addressed, 1:].max(axis=1)
    return round(float(np.clip(np.quantile(sure, LEFT_TO_A_PERSON), *CERTAIN_RANGE)), 3)
