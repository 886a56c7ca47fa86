"""What a document shows by coming back to it, though no one passage states it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from pydantic import Field

from checker.judging.kinds.base import Rule, TermList
from checker.judging.match import Match
from checker.judging.terms import terms
from checker.model import AssertionStatus, Document, Passage, Stance
from checker.passages import assertion

CONFIDENCE = 0.6
"""What is inferred from a whole document is less sure than what one of its passages states,
and is shown after it."""

_OWN = {AssertionStatus.ASSERTED, AssertionStatus.HYPOTHETICAL}


class Recurring(Rule):
    """Words that a document keeps coming back to in its own voice.

    A procedure for children who have harmed does not say that not every abuser is
    an adult, and no single step of it does; the procedure as a whole shows it.
    Where ``enough`` passages hold the words, the first of them meets the
    criterion. The rule needs the whole document.
    """

    whole_documents: ClassVar[bool] = True

    kind: Literal["recurring"]
    terms: TermList = Field(description="Any of these words.", min_length=1)
    enough: int = Field(default=4, ge=2, description="In how many passages they have to stand.")
    note: str = Field(default="", description="What a reader of the finding is told.")

    def stance_of(self, status: AssertionStatus) -> Stance | None:
        """What recurs in the document's own voice meets the criterion."""
        return Stance.MEETS if status in _OWN else None

    def find(self, document: Document | None, passages: Sequence[Passage]) -> Iterator[Match]:
        """The first of the passages, where there are enough."""
        if document is None:
            return
        matches = [m for at, p in enumerate(passages) if (m := self._match(at, p)) is not None]
        if len(matches) >= self.enough:
            yield matches[0]

    def _match(self, position: int, passage: Passage) -> Match | None:
        if not passage.zone.operative:
            return None
        for start, end in terms(self.terms).find(passage.text):
            standing = assertion(passage, start, end)
            if standing.status in _OWN:
                return Match(
                    position, self.criterion, self.name, Stance.MEETS, start, end, standing,
                    decisive=True, note=self.note, confidence=CONFIDENCE,
                )  # fmt: skip
        return None
