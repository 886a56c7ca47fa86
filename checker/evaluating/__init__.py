"""How often Sensecheck is right, against labelled passages and areas with a known truth."""

from checker.evaluating.areas import AreaEvaluation, evaluate_areas, read_truth
from checker.evaluating.passages import PassageEvaluation, evaluate_passages

__all__ = [
    "AreaEvaluation",
    "PassageEvaluation",
    "evaluate_areas",
    "evaluate_passages",
    "read_truth",
]
