"""Whether warning signs are stated as a list, and as the one that sibling documents use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import ClassVar, Literal

from pydantic import Field

from checker.judging.kinds.base import Rule, TermList, sentence_at
from checker.judging.match import Match
from checker.judging.terms import terms
from checker.model import AssertionStatus, BlockKind, Document, Passage, Stance, Zone
from checker.passages import assertion

_ITEM_ENDS = re.compile(r"[,;]|\band\b|\bor\b")

ITEMS = {BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}


class Signs(Rule):
    """A list of signs under a heading, after a stem, or within a sentence.

    ``enough`` items that the document says are ``shared`` with its siblings are a
    statement (meets); a list of its own, fewer items, or the words without a
    list are a mention. A list that the document's shape shows to be one of
    indicators counts whatever it is called. The rule needs the whole document.
    """

    whole_documents: ClassVar[bool] = True

    kind: Literal["signs"]
    headings: TermList = Field(
        description="What a heading, or the stem of a list, calls such a list.", min_length=1
    )
    sentences: TermList = Field(
        description="What begins a list of signs within a sentence.", min_length=1
    )
    shared: TermList = Field(
        default=(),
        description=(
            "What says, in the same section, that the list is the one of the sibling documents; "
            "every list counts when left out."
        ),
    )
    unless: TermList = Field(
        default=(),
        description=(
            "What says, in the heading, the stem, a table's header or the sentence, that a list is "
            "of something else."
        ),
    )
    enough: int = Field(default=4, ge=2, description="How many items make a list.")

    def stance_of(self, status: AssertionStatus) -> Stance | None:
        """A list of signs meets the criterion."""
        return Stance.MEETS if status is AssertionStatus.ASSERTED else None

    def find(self, document: Document | None, passages: Sequence[Passage]) -> Iterator[Match]:
        """Find the lists, and the sentences that list signs."""
        if document is None:
            return
        numbered = [(at, p) for at, p in enumerate(passages) if p.zone.operative]
        for _, group in groupby(
            (pair for pair in numbered if pair[1].kind in ITEMS),
            key=lambda pair: (pair[1].headings, pair[1].stem, pair[1].kind),
        ):
            items = list(group)
            if self._named(items[0][1]):
                shared = self._shared(items[0][1], numbered)
                yield self._match(items[0], (0, len(items[0][1].text)), len(items), shared)
        for at, passage in numbered:
            if passage.kind not in ITEMS:
                for start, end in terms(self.sentences).find(passage.text):
                    sentence = passage.text[slice(*sentence_at(passage, start))]
                    if terms(self.unless).within(sentence):
                        continue
                    if assertion(passage, start, end).status is AssertionStatus.ASSERTED:
                        count = 1 + len(_ITEM_ENDS.findall(passage.text, end))
                        shared = self._shared(passage, numbered)
                        yield self._match((at, passage), (start, end), count, shared)
                        break

    def _named(self, item: Passage) -> bool:
        """Whether an item belongs to a list of signs: by its zone, its stem, or its heading."""
        about = terms(self.unless)
        if any(about.within(part) for part in (item.stem, item.heading, *item.header)):
            return False
        return item.zone is Zone.INDICATORS or terms(self.headings).within(
            item.stem or item.heading
        )

    def _shared(self, listed: Passage, passages: Sequence[tuple[int, Passage]]) -> bool:
        """Whether the section of the list says that siblings have the same."""
        if not self.shared:
            return True
        words = terms(self.shared)
        return any(
            words.within(part)
            for _, passage in passages
            if passage.headings == listed.headings
            for part in (passage.text, passage.stem)
        )

    def _match(
        self, where: tuple[int, Passage], span: tuple[int, int], count: int, shared: bool
    ) -> Match:
        at, passage = where
        note = f"A list of {count} signs." if count > 1 else "Signs are mentioned, not listed."
        if count >= self.enough and not shared:
            note = (
                f"A list of {count} signs of its own: it does not say that the sibling documents "
                "have the same."
            )
        return Match(
            at,
            self.criterion,
            self.name,
            Stance.MEETS if count >= self.enough and shared else Stance.MENTIONS_ONLY,
            *span,
            assertion(passage, *span),
            note=note,
        )
