"""Statutes, guidance, definitions and bodies that something newer has replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, PrivateAttr, StringConstraints

from checker.judging.kinds.base import Name, Record, Rule, TermList, found, sentence_at
from checker.judging.match import Match
from checker.judging.terms import terms
from checker.model import Assertion, AssertionStatus, Document, Passage, Stance, Zone
from checker.passages import assertion

NOT_RELIED_ON = {
    AssertionStatus.REJECTED,
    AssertionStatus.HISTORICAL,
    AssertionStatus.REPORTED,
    AssertionStatus.EXAMPLE,
}
"""Statuses in which a document names a thing without relying on it. Words in quotation
marks count: that is how titles are cited."""

NEARBY = 8
"""Words before or after a thing in which a sign that it is past is looked for."""

PartDate = Annotated[
    str, BeforeValidator(str), StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
]
"""A day, a month or a year: 2015-03-26, 2015-03 or 2015."""


class Row(Record):
    """One superseded thing."""

    id: Name = Field(description="Its name within the table; never used for another.")
    thing: str = Field(description="What was superseded, as a reader is told.")
    terms: TermList = Field(description="How documents name it.", min_length=1)
    unless: TermList = Field(
        default=(), description="It does not count in a sentence that holds one of these."
    )
    superseded: PartDate = Field(description="When: 2015-03-26, 2015-03 or 2015.")
    by: str = Field(description="What took its place.")
    source: str = Field(description="Where that is published.")
    confirmed: bool = Field(
        description="Whether the source was seen; without that a row never contradicts."
    )
    example: str = Field(description="A sentence that relies on it, which the tests run.")


class Table(Record):
    """A dated table of superseded things.

    Only what had been replaced by ``checked`` is in it, so that what counts as
    current does not depend on the day on which a document is checked.
    """

    about: str = Field(description="What the table is about.")
    checked: PartDate = Field(description="When it was last held against its sources.")
    rows: tuple[Row, ...] = Field(description="The superseded things.", min_length=1)


class Currency(Rule):
    """Judged twice: at the document's own date, and today.

    What was superseded before the document's own date contradicts; what was
    superseded since, or in a document without a date, is a mention. Both dates
    are compared as far as both are known: a paper of 2015 is not held to have
    overlooked what changed in March 2015.
    """

    whole_documents: ClassVar[bool] = True

    kind: Literal["currency"]
    tables: tuple[Name, ...] = Field(
        description="The dated tables it reads, in the folder `tables` beside it.", min_length=1
    )
    past_before: TermList = Field(
        default=(), description="Words shortly before a thing that show it is named as past."
    )
    past_after: TermList = Field(
        default=(), description="Words shortly after a thing that show it is named as past."
    )
    zones: tuple[Zone, ...] = Field(description="The zones of a document that it looks in.")
    _rows: tuple[Row, ...] = PrivateAttr(())

    def model_post_init(self, context: Any, /) -> None:
        """Read the tables, through the reader of packs (``context``)."""
        super().model_post_init(context)
        self._rows = tuple(
            row for name in self.tables for row in context["table"](name, Table).rows
        )

    @property
    def rows(self) -> tuple[Row, ...]:
        """Everything the tables hold."""
        return self._rows

    def stance_of(self, status: AssertionStatus) -> Stance | None:
        """What relying on a superseded thing stands for at worst."""
        return None if status in NOT_RELIED_ON else Stance.CONTRADICTS

    def find(self, document: Document | None, passages: Sequence[Passage]) -> Iterator[Match]:
        """Find superseded things that the document relies on, one match for each in a passage."""
        if document is None:
            return
        for position, passage in enumerate(passages):
            if passage.zone in self.zones:
                for row in self._rows:
                    match = self._match(document, position, passage, row)
                    if match is not None:
                        yield match

    def _match(self, document: Document, position: int, passage: Passage, row: Row) -> Match | None:
        for start, end in terms(row.terms).find(passage.text):
            sentence = sentence_at(passage, start)
            if found(terms(row.unless), passage, sentence) or self._past(
                passage, sentence, (start, end)
            ):
                continue
            standing = assertion(passage, start, end)
            if standing.status not in NOT_RELIED_ON:
                return self._finding(document, position, (start, end), standing, row)
        return None

    def _past(self, passage: Passage, sentence: tuple[int, int], span: tuple[int, int]) -> bool:
        before = re.findall(r"\S+\s*", passage.text[sentence[0] : span[0]])[-NEARBY:]
        after = re.findall(r"\s*\S+", passage.text[span[1] : sentence[1]])[:NEARBY]
        return terms(self.past_before).within("".join(before)) or terms(self.past_after).within(
            "".join(after)
        )

    def _finding(
        self,
        document: Document,
        position: int,
        span: tuple[int, int],
        standing: Assertion,
        row: Row,
    ) -> Match:
        stale = bool(document.date) and _later(document.date, row.superseded)
        when = (
            f"before this document's own date ({document.date})"
            if stale
            else "after this document was approved"
            if document.date
            else "(this document has no date to compare)"
        )
        doubt = "" if row.confirmed else " This is not confirmed: check it first."
        return Match(
            position,
            self.criterion,
            f"{self.name}/{row.id}",
            Stance.CONTRADICTS if stale and row.confirmed else Stance.MENTIONS_ONLY,
            *span,
            standing,
            decisive=stale and row.confirmed,
            note=f"{row.thing} was superseded in {row.superseded} by {row.by}, {when}.{doubt}",
        )


def _later(date: str, other: str) -> bool:
    """Whether a date is later than another, as far as both are known."""
    known = min(len(date), len(other))
    return date[:known] > other[:known]
