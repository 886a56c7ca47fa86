"""Judging: passages in, stances and verdicts out, by rules and a trained model.

What is exported is loaded when it is first used: reading the rules does not
load the model's libraries.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.judging.cached_model import CachedStanceModel
    from checker.judging.encoder import MAX_TOKENS
    from checker.judging.examples import Tried, run_examples, what_counts
    from checker.judging.fusion import Fusion, certainty, votes_of
    from checker.judging.judge import Judge
    from checker.judging.kinds import Meaning
    from checker.judging.learner import LEAST, Confidence, Trial
    from checker.judging.rulebook import (
        CriterionRules,
        RuleBook,
        criterion_from_text,
        load_criterion,
        load_rules,
    )
    from checker.judging.stance import PassageStance, Standing
    from checker.judging.stance_model import (
        CLASSES,
        READ_AGAIN,
        Scorer,
        StanceModel,
        StanceScores,
        model_input,
        sureness,
    )
    from checker.judging.template import criterion_template

_HOMES = {
    "CLASSES": "stance_model",
    "Confidence": "learner",
    "LEAST": "learner",
    "Trial": "learner",
    "Tried": "examples",
    "criterion_from_text": "rulebook",
    "criterion_template": "template",
    "load_criterion": "rulebook",
    "CachedStanceModel": "cached_model",
    "CriterionRules": "rulebook",
    "Fusion": "fusion",
    "Judge": "judge",
    "MAX_TOKENS": "encoder",
    "Meaning": "kinds",
    "PassageStance": "stance",
    "READ_AGAIN": "stance_model",
    "RuleBook": "rulebook",
    "Scorer": "stance_model",
    "StanceModel": "stance_model",
    "StanceScores": "stance_model",
    "Standing": "stance",
    "load_rules": "rulebook",
    "model_input": "stance_model",
    "certainty": "fusion",
    "run_examples": "examples",
    "sureness": "stance_model",
    "votes_of": "fusion",
    "what_counts": "examples",
}

__all__ = [
    "CLASSES",
    "LEAST",
    "MAX_TOKENS",
    "READ_AGAIN",
    "CachedStanceModel",
    "Confidence",
    "CriterionRules",
    "Fusion",
    "Judge",
    "Meaning",
    "PassageStance",
    "RuleBook",
    "Scorer",
    "StanceModel",
    "StanceScores",
    "Standing",
    "Trial",
    "Tried",
    "certainty",
    "criterion_from_text",
    "criterion_template",
    "load_criterion",
    "load_rules",
    "model_input",
    "run_examples",
    "sureness",
    "votes_of",
    "what_counts",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
