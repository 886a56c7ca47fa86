"""What a rule found: the common currency of every kind of rule."""

from __future__ import annotations

from dataclasses import dataclass, field

from checker.model import Assertion, Stance

RULE_CONFIDENCE = 0.97
"""What a finding is given that a rule makes by itself: the precision asked of such rules."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words of one passage that a rule takes for a stance.

    ``passage`` is the passage's position among those given to the rule;
    ``start`` and ``end`` are offsets into its text. ``assertion`` says in whose
    voice the words stand; the rule has already taken it into account in
    ``stance``. A ``decisive`` match settles the stance by itself (a flagged
    term in the document's own voice); others only weigh in. ``note`` adds what
    a reader needs to know, such as what replaced a superseded guidance.
    ``confidence`` is what a decisive match is given.
    """

    passage: int
    criterion: str
    rule: str
    stance: Stance
    start: int
    end: int
    assertion: Assertion = field(default_factory=Assertion)
    decisive: bool = False
    note: str = ""
    confidence: float = RULE_CONFIDENCE
