"""Example sentences of each stance, for similarity of meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Literal

from pydantic import Field

from checker.judging.kinds.base import Examples, Rule
from checker.judging.match import Match
from checker.model import AssertionStatus, Document, Passage, Stance


class Meaning(Rule):
    """Exemplars that the semantic check compares passages with.

    A criterion that has no trained head is learnt from them
    (:mod:`checker.judging.learner`); of one that has they are the similarity
    baseline. By itself the rule finds nothing: that takes the model
    (:class:`checker.judging.Judge`). The exemplars are its examples.
    """

    trapped: ClassVar[bool] = False

    kind: Literal["meaning"]
    exemplars: Mapping[Stance, tuple[str, ...]] = Field(
        description="Sentences for each stance, in the voice of real documents.",
        min_length=1,
    )
    examples: Examples = Field(
        default=Examples(), description="Not needed: the exemplars are its examples."
    )

    def stance_of(self, status: AssertionStatus) -> Stance | None:
        """None: similarity finds a topic and no stance."""
        return None

    def find(self, document: Document | None, passages: Sequence[Passage]) -> Iterator[Match]:
        """Nothing: see the class."""
        return iter(())
