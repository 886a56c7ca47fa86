"""What was tried and chosen on the dev areas, measured the same way for every candidate.

The candidates answer each dev area with a calibration fitted on the other dev
areas, so that no figure comes from passages that its numbers were fitted to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checker.evaluating import PassageEvaluation, evaluate_passages
from checker.judging import READ_AGAIN, Judge, RuleBook, StanceScores, sureness
from checker.model import Passage
from checker.passages import read_labelled
from checker.training.baselines import Task, evaluate_baseline
from checker.training.calibration import Sounding

FITTED_BASELINES = ("TF-IDF + logistic regression", "frozen vectors + logistic regression")


@dataclass(frozen=True, slots=True)
class Heard:
    """A candidate's logits for some passages, in the form that a judge wants of a model."""

    criteria: tuple[str, ...]
    logits: NDArray[np.float32]
    manifest: dict[str, Any]

    def score(self, passages: Sequence[Passage]) -> StanceScores:
        """The logits; where the candidate looked is not kept."""
        assert len(passages) == len(self.logits)
        nowhere = np.zeros((*self.logits.shape[:2], 2), dtype=np.int32)
        return StanceScores(self.logits, nowhere, np.zeros((len(passages), 1), dtype=np.float32))


def fitted_baselines(task: Task) -> dict[str, PassageEvaluation]:
    """The simpler methods' answers on the dev areas."""
    return {name: evaluate_baseline(name, task) for name in FITTED_BASELINES}


def crossed(
    files: Sequence[Path],
    rules: RuleBook,
    criteria: Sequence[str],
    logits: NDArray[np.float32],
    votes: NDArray[np.float32],
) -> PassageEvaluation:
    """Judge each area with a calibration fitted on the other areas.

    :param files: one file an area.
    :param logits: (passages, criteria, classes) for the passages of all files in order.
    :param votes: the rules' votes for the same, of the same shape.
    """
    by_area = [read_labelled([path]) for path in files]
    labelled = tuple(p for area in by_area for p in area)
    place = np.repeat(np.arange(len(files)), [len(area) for area in by_area])
    sounding = Sounding.with_votes(criteria, logits, votes, labelled)
    parts = []
    for number, path in enumerate(files):
        manifest = {"fusion": sounding.calibrated(place != number)}
        heard = Heard(tuple(criteria), logits[place == number], manifest)
        parts.append(evaluate_passages([path], Judge(rules, heard), criteria))
    return PassageEvaluation(
        labelled,
        tuple(criteria),
        tuple(answer for part in parts for answer in part.answers),
        sum(part.seconds for part in parts),
    )


def read_twice(
    full: NDArray[np.float32], bare: NDArray[np.float32], passages: Sequence[Passage]
) -> NDArray[np.float32]:
    """What :class:`checker.judging.StanceModel` makes of readings with and without headings."""
    again = np.array(
        [
            bool(passage.headings) and passage.zone.operative and sureness(logits) < READ_AGAIN
            for passage, logits in zip(passages, full, strict=True)
        ]
    )
    return np.where(again[:, None, None], (full + bare) / 2, full)
