"""Something that has to be accompanied by something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field

from checker.judging.kinds.base import (
    OPERATIVE,
    Rule,
    StanceWord,
    TermList,
    sentence_at,
    stance_named,
)
from checker.judging.match import Match
from checker.judging.terms import terms
from checker.model import Assertion, AssertionStatus, Document, Passage, Stance, Zone
from checker.passages import assertion

Span = tuple[int, int]


class Pairing(Rule):
    """A first thing found, with a second one near it or without.

    A definition that takes in 16 and 17 year olds, and whether anything follows
    from it; the name of another procedure, and whether it is said what to do
    with it. Within a section or a document the rule needs the whole document
    and is silent on single passages.
    """

    kind: Literal["pairing"]
    first: TermList = Field(description="What has to be accompanied.", min_length=1)
    second: TermList = Field(description="What has to accompany it.", min_length=1)
    within: Literal["sentence", "passage", "section", "document"] = Field(
        description="How near: the same sentence, passage, section (heading) or document."
    )
    unless: TermList = Field(
        default=(), description="The first does not count in a sentence that holds one of these."
    )
    zones: tuple[Zone, ...] = Field(
        default=OPERATIVE, description="The zones of a document that it looks in, for both."
    )
    together: StanceWord = Field(
        description="The stance where both are found and the second is said in own voice."
    )
    alone: StanceWord = Field(description="The stance where the second is missing.")
    note: str = Field(default="", description="What a reader of the finding is told.")

    def stance_of(self, status: AssertionStatus) -> Stance | None:
        """The stance of the pair; of an unaccompanied first where the pair has none."""
        if status is not AssertionStatus.ASSERTED:
            return None
        return stance_named(self.together) or stance_named(self.alone)

    def find(self, document: Document | None, passages: Sequence[Passage]) -> Iterator[Match]:
        """Find the first thing, and look round for the second."""
        if document is None and self.within in {"section", "document"}:
            return
        for position, passage in enumerate(passages):
            if passage.zone in self.zones:
                yield from self._matches(position, passages)

    def _matches(self, position: int, passages: Sequence[Passage]) -> Iterator[Match]:
        """At most one match: a pair before a first thing that stands alone."""
        passage = passages[position]
        alone: tuple[Span, Assertion] | None = None
        for start, end in terms(self.first).find(passage.text):
            sentence = sentence_at(passage, start)
            if terms(self.unless).within(passage.text[slice(*sentence)]):
                continue
            own, denied = self._second(position, passages, sentence, (start, end))
            if own is not None:
                yield from self._found(position, self.together, own, assertion(passage, *own))
                return
            if not denied and alone is None:
                alone = (start, end), assertion(passage, start, end)
        if alone is not None:
            yield from self._found(position, self.alone, *alone)

    def _second(
        self, position: int, passages: Sequence[Passage], sentence: Span, first: Span
    ) -> tuple[Span | None, bool]:
        """Where the second is said in own voice, and whether it was found but not meant.

        A second thing in another passage is shown by the first thing's words.
        """
        passage = passages[position]
        limits = sentence if self.within == "sentence" else (0, len(passage.text))
        denied = False
        for start, end in terms(self.second).find(passage.text):
            if limits[0] <= start and end <= limits[1]:
                if assertion(passage, start, end).status is AssertionStatus.ASSERTED:
                    return (min(start, first[0]), max(end, first[1])), False
                denied = True
        for other in self._around(position, passages):
            for start, end in terms(self.second).find(other.text):
                if assertion(other, start, end).status is AssertionStatus.ASSERTED:
                    return first, False
        return None, denied

    def _around(self, position: int, passages: Sequence[Passage]) -> Iterator[Passage]:
        if self.within in {"section", "document"}:
            for at, other in enumerate(passages):
                same = self.within == "document" or other.headings == passages[position].headings
                if at != position and same and other.zone in self.zones:
                    yield other

    def _found(
        self, position: int, word: StanceWord, span: Span, standing: Assertion
    ) -> Iterator[Match]:
        stance = stance_named(word)
        if stance is not None:
            yield Match(
                position, self.criterion, self.name, stance, *span, standing, note=self.note
            )
