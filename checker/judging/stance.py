"""What one passage says on one criterion, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from checker.model import Assertion, Stance

MODEL = "model"
"""What stands for the rule where the model spoke alone."""

LEARNT, SIMILARITY = "learnt", "similarity"
"""What stands for it where the criterion's own sentences were learnt from or compared with."""

NO_RULE = frozenset({MODEL, LEARNT, SIMILARITY})
"""What spoke where no rule of the criterion did."""


class Standing(StrEnum):
    """Whether a passage's stance counts.

    ``DECIDED`` counts; ``UNSURE`` is for a person to read; ``SILENT`` is only
    near the topic and is kept to explain why it did not count.
    """

    DECIDED = "decided"
    UNSURE = "unsure"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class PassageStance:
    """The likeliest stance of one passage on one criterion.

    ``passage`` is its position among the passages judged, ``confidence`` the
    stance's calibrated probability, ``start`` and ``end`` where in the
    passage's text it shows, ``rule`` the rule that spoke, or "model".
    ``note`` is what the rule adds, or why a silent passage did not count.
    """

    passage: int
    criterion: str
    stance: Stance
    standing: Standing
    confidence: float
    start: int
    end: int
    assertion: Assertion
    rule: str
    note: str = ""
