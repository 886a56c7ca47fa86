"""Words that show a stance, read with who says them and whether they are meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field

from checker.judging.kinds.base import (
    OPERATIVE,
    Record,
    Rule,
    StanceWord,
    TermList,
    found,
    sentence_at,
    stance_named,
)
from checker.judging.match import Match
from checker.judging.terms import terms
from checker.model import Assertion, AssertionStatus, Document, Passage, Stance, Zone
from checker.passages import assertion

GRAVITY = (Stance.CONTRADICTS, Stance.MEETS, Stance.MENTIONS_ONLY)
"""Which stance stands for a passage that shows several (codebook: meets and contradicts
together contradict)."""


class StanceByStatus(Record):
    """What the words stand for, by the status of what they assert."""

    asserted: StanceWord = Field(description="The document says it in its own voice.")
    rejected: StanceWord | None = Field(default=None, description="The document denies it.")
    reported: StanceWord | None = Field(default=None, description="Somebody's view.")
    quoted: StanceWord | None = Field(default=None, description="Words named, not used.")
    defined: StanceWord | None = Field(
        default=None, description="A definition's or statute's words."
    )
    historical: StanceWord | None = Field(default=None, description="How it used to be.")
    hypothetical: StanceWord | None = Field(default=None, description="On condition, or supposed.")
    example: StanceWord | None = Field(default=None, description="A myth list, a training case.")
    otherwise: StanceWord = Field(
        default="nothing", description="Every status that is not given a stance of its own."
    )

    def of(self, status: AssertionStatus) -> Stance | None:
        """The stance of words of that status; None when they stand for nothing."""
        own: StanceWord | None = getattr(self, status.value)
        return stance_named(self.otherwise if own is None else own)


class Pattern(Rule):
    """Terms, with what has to stand near them and what takes their meaning away.

    A passage gives one match: of several the gravest.
    """

    kind: Literal["pattern"]
    terms: TermList = Field(description="Any of these words.", min_length=1)
    near: TermList = Field(default=(), description="One of these has to be found as well.")
    near_in: Literal["sentence", "passage", "context"] = Field(
        default="sentence",
        description="Where `near` is looked for: the sentence of the words, the whole passage, "
        "or also its heading and the stem of its list.",
    )
    except_: TermList = Field(
        default=(), alias="except", description="Words that overlap one of these do not count."
    )
    unless: TermList = Field(default=(), description="Words do not count beside one of these.")
    unless_in: Literal["sentence", "passage"] = Field(
        default="sentence",
        description="Where `unless` is looked for: the sentence of the words, or the "
        "whole passage.",
    )
    zones: tuple[Zone, ...] = Field(
        default=OPERATIVE, description="The zones of a document that it looks in."
    )
    stance: StanceByStatus = Field(description="What the words stand for.")
    decisive: bool = Field(
        default=False,
        description="Whether words in the document's own voice settle the stance by themselves.",
    )
    note: str = Field(
        default="", description="What a reader of the finding is told, such as better words."
    )

    def stance_of(self, status: AssertionStatus) -> Stance | None:
        """What the words stand for in that status."""
        return self.stance.of(status)

    def find(self, document: Document | None, passages: Sequence[Passage]) -> Iterator[Match]:
        """Find the words, passage by passage."""
        for position, passage in enumerate(passages):
            if passage.zone in self.zones:
                matches = list(self._matches(position, passage))
                if matches:
                    yield min(matches, key=lambda m: GRAVITY.index(m.stance))

    def _matches(self, position: int, passage: Passage) -> Iterator[Match]:
        exceptions: list[tuple[int, int]] | None = None
        for start, end, meant in terms(self.terms).hits(passage.text):
            if exceptions is None:
                exceptions = list(terms(self.except_).find(passage.text))
            if any(start < e and s < end for s, e in exceptions):
                continue
            sentence = sentence_at(passage, start)
            around = sentence if self.unless_in == "sentence" else None
            if found(terms(self.unless), passage, around) or not self._near(passage, sentence):
                continue
            standing = assertion(passage, meant, end)
            stance = self.stance.of(standing.status)
            if stance is not None:
                yield self._match(position, stance, start, end, standing)

    def _near(self, passage: Passage, sentence: tuple[int, int]) -> bool:
        if not self.near:
            return True
        words = terms(self.near)
        if self.near_in == "sentence":
            return found(words, passage, sentence)
        return found(words, passage) or (
            self.near_in == "context"
            and any(words.within(text) for text in (passage.heading, passage.stem))
        )

    def _match(
        self, position: int, stance: Stance, start: int, end: int, standing: Assertion
    ) -> Match:
        return Match(
            position,
            self.criterion,
            self.name,
            stance,
            start,
            end,
            standing,
            self.decisive and standing.status is AssertionStatus.ASSERTED,
            self.note,
        )
