"""How hard a document is to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from pydantic import Field

from checker.judging.kinds.base import Rule
from checker.judging.match import Match
from checker.model import Assertion, AssertionStatus, BlockKind, Document, Passage, Stance

MIN_WORDS = 100
"""A document with less prose than this has no grade to speak of."""

MIN_PASSAGE_WORDS = 20
"""A passage with fewer words is not among the hardest, whatever its words."""


class Readability(Rule):
    """The grade of a document's prose, with its hardest passages as evidence.

    One method only: the Automated Readability Index (Smith and Senter 1967),
    4.71 x characters per word + 0.5 x words per sentence - 21.43, computed by
    textstat. It gives the school year at which a text is read with ease (13
    and more: a student's), and unlike the formulas that count syllables it
    needs no dictionary. Only sentences in the body count: lists of items,
    tables, titles and citations have no sentence lengths.
    """

    trapped: ClassVar[bool] = False
    whole_documents: ClassVar[bool] = True

    kind: Literal["readability"]
    limit: float = Field(description="The highest grade at which a document is readable.")
    shown: int = Field(default=3, ge=1, description="How many of the hardest passages are shown.")

    def stance_of(self, status: AssertionStatus) -> Stance | None:
        """A document within the limit meets the criterion."""
        return Stance.MEETS

    def find(self, document: Document | None, passages: Sequence[Passage]) -> Iterator[Match]:
        """Grade the document; silent on single passages and where there is little prose."""
        prose = [p for p in passages if p.kind is BlockKind.PARAGRAPH and p.zone.operative]
        if document is None or sum(len(p.text.split()) for p in prose) < MIN_WORDS:
            return
        whole = grade(_sentences(prose))
        stance = Stance.MEETS if whole <= self.limit else Stance.MENTIONS_ONLY
        graded = [
            (grade(_sentences([p])), at)
            for at, p in enumerate(passages)
            if p in prose and len(p.text.split()) >= MIN_PASSAGE_WORDS
        ]
        for own, at in sorted(graded, key=lambda x: (-x[0], x[1]))[: self.shown]:
            yield Match(
                at,
                self.criterion,
                self.name,
                stance,
                0,
                len(passages[at].text),
                Assertion(cue=f"reading grade {own:.0f}; the document's is {whole:.1f}"),
                note=f"The document reads at grade {whole:.1f} (limit {self.limit:g}); "
                f"this is one of its hardest passages, at grade {own:.0f}.",
            )


def grade(sentences: Sequence[str]) -> float:
    """The Automated Readability Index of the sentences, as a school year."""
    import textstat

    text = "\n".join(s.strip().rstrip(".;:,") + "." for s in sentences)
    return float(textstat.automated_readability_index(text))


def _sentences(passages: Sequence[Passage]) -> list[str]:
    return [
        passage.text[start:end]
        for passage in passages
        for start, end in passage.sentences or ((0, len(passage.text)),)
    ]
