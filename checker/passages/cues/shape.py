"""What a cue is, and what ends its scope."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from checker.model import AssertionStatus


class Governs(Enum):
    """Where the words stand that a cue governs."""

    AFTER = "after"
    BEFORE = "before"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words with a status; ``reach`` in words, None as far as the scope goes.

    ``stops`` ends the scope. ``embeds`` marks a negation of a whole claim ("we
    do not accept that"): a second negation under it cancels it. ``judges``
    marks a verdict on a claim or its wording ("is a myth", "avoid"); with
    ``wording`` it governs only words that are mentioned: "'streetwise' is to be
    removed" is about a word, "the case is to be removed" is not.
    """

    status: AssertionStatus
    words: re.Pattern[str]
    governs: Governs = Governs.AFTER
    reach: int | None = None
    stops: re.Pattern[str] | None = None
    embeds: bool = False
    judges: bool = False
    wording: bool = False


def words(*alternatives: str) -> re.Pattern[str]:
    """One pattern of several, blind to case."""
    return re.compile("|".join(alternatives), re.IGNORECASE)


CLAUSE = (
    r";|\s[–—]\s|\bbut\b|, (?:although|though|whereas|while|whilst|yet|so|however,|nevertheless"
    r"|and (?:we|they|it|the|this|these|that|he|she|a|an|each|every|so|will|must|should|record)\b)"
)
CONDITION = r"\b(?:where|when|whenever|if|unless|who|whose|because|since|until)\b"
CLAIM_STOPS = words(r";|, but\b|\bbut (?:that|is|are|it|they|we)\b|\s[–—]\s")
"""What ends the scope of a verdict on a claim: little, since the claim may be long."""
PLAIN_STOPS = words(
    CLAUSE, r":|, and\b(?! (?:not|never|nor)\b)", CONDITION, r",? as (?:she|he|they|it)\b|, as\b"
)
REPORT_STOPS = words(
    CLAUSE,
    r"\b(?:remind(?:ed)?|remember|recogni[sz]\w+|aware|understand|be told|challenge[ds]?)\b",
)
NEAR_STOPS = words(CLAUSE, r"[:,]", CONDITION)
SEEM_STOPS = words(CLAUSE, r"[:,]", r"\b(?:needs?|should|must|will|shall|is to|are to)\b")
