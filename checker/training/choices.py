"""What was tried and chosen on the dev areas, measured the same way for every candidate.

The stance model's candidates answer each dev area with a calibration fitted on
the other dev areas, so that no figure comes from passages that its numbers were
fitted to.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from checker.evaluating import PassageEvaluation, evaluate_passages
from checker.judging import Judge, RuleBook, StanceModel
from checker.passages import read_labelled
from checker.training.baselines import Task, evaluate_baseline
from checker.training.calibration import Sounding

FITTED_BASELINES = ("TF-IDF + logistic regression", "frozen vectors + logistic regression")


def candidates(files: Sequence[Path], task: Task) -> dict[str, PassageEvaluation]:
    """Each candidate's answers on the dev areas.

    :param files: one file an area.
    :param task: the training passages and the same dev passages.
    """
    return {
        **{name: evaluate_baseline(name, task) for name in FITTED_BASELINES},
        "fine-tuned encoder with heads, one reading": crossed(
            files, task.rules, StanceModel(read_again=0.0)
        ),
        "the same, read again without headings (chosen)": crossed(files, task.rules, StanceModel()),
    }


def crossed(files: Sequence[Path], rules: RuleBook, model: StanceModel) -> PassageEvaluation:
    """Judge each area with a calibration fitted on the other areas."""
    by_area = [read_labelled([path]) for path in files]
    labelled = tuple(p for area in by_area for p in area)
    place = np.repeat(np.arange(len(files)), [len(area) for area in by_area])
    sounding = Sounding.of(model, rules, labelled)
    parts = []
    for number, path in enumerate(files):
        model.manifest["fusion"] = sounding.calibrated(place != number)
        parts.append(evaluate_passages([path], Judge(rules, model), model.criteria))
    return PassageEvaluation(
        labelled,
        tuple(model.criteria),
        tuple(answer for part in parts for answer in part.answers),
        sum(part.seconds for part in parts),
    )
