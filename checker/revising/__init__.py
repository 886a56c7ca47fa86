"""Revising: what changed between two versions of the documents, and what people decided.

A finding is known again in another version by its criterion (or its type) and
its words, never by its position, so that edits elsewhere do not lose it.
"""

from __future__ import annotations

from checker.revising.agreement import Agreement, agreement
from checker.revising.answers import Answer, with_answers
from checker.revising.baseline import known_since, read_baseline
from checker.revising.comparison import Change, Comparison, State, VerdictChange, compare
from checker.revising.dismissals import (
    REVIEW_FILE,
    Dismissal,
    read_dismissals,
    without_dismissed,
    write_dismissals,
)
from checker.revising.points import Point, points
from checker.revising.redline import Edit, Piece, Redline
from checker.revising.reference import against
from checker.revising.sign_off import SignOff, sign_off

__all__ = [
    "REVIEW_FILE",
    "Agreement",
    "Answer",
    "Change",
    "Comparison",
    "Dismissal",
    "Edit",
    "Piece",
    "Point",
    "Redline",
    "SignOff",
    "State",
    "VerdictChange",
    "against",
    "agreement",
    "compare",
    "known_since",
    "points",
    "read_baseline",
    "read_dismissals",
    "sign_off",
    "with_answers",
    "without_dismissed",
    "write_dismissals",
]
