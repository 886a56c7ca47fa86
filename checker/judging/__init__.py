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
    from checker.judging.fusion import Fusion, votes_of
    from checker.judging.judge import Judge
    from checker.judging.rulebook import CriterionRules, RuleBook, load_rules
    from checker.judging.stance import PassageStance, Standing
    from checker.judging.stance_model import CLASSES, StanceModel, model_input

_HOMES = {
    "CLASSES": "stance_model",
    "CachedStanceModel": "cached_model",
    "CriterionRules": "rulebook",
    "Fusion": "fusion",
    "Judge": "judge",
    "MAX_TOKENS": "encoder",
    "PassageStance": "stance",
    "RuleBook": "rulebook",
    "StanceModel": "stance_model",
    "Standing": "stance",
    "load_rules": "rulebook",
    "model_input": "stance_model",
    "votes_of": "fusion",
}

__all__ = [
    "CLASSES",
    "MAX_TOKENS",
    "CachedStanceModel",
    "CriterionRules",
    "Fusion",
    "Judge",
    "PassageStance",
    "RuleBook",
    "StanceModel",
    "Standing",
    "load_rules",
    "model_input",
    "votes_of",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
