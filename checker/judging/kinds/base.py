"""What every kind of rule has, and the types its fields are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
)

from checker.judging.match import Match
from checker.judging.terms import TermError, Terms, compile_term
from checker.model import AssertionStatus, Document, Passage, Stance, Zone

OPERATIVE = tuple(zone for zone in Zone if zone.operative)
"""Where a rule looks unless it says otherwise."""

StanceWord = Literal["meets", "contradicts", "mentions_only", "nothing"]
"""A stance, or that the words stand for nothing."""


def _compiled(given: str) -> str:
    try:
        compile_term(given)
    except TermError as error:
        raise ValueError(str(error)) from None
    return given


TermList = tuple[Annotated[str, AfterValidator(_compiled)], ...]
"""Terms in the language of :mod:`checker.judging.terms`."""

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A name in small letters, digits and hyphens."""


class Record(BaseModel):
    """A part of a rule pack: its fields are the YAML keys; other keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Example(Record):
    """Words a rule is tried on, with what stands around them where that matters.

    A text of several lines is a small document: ``# heading``, ``- list item``,
    ``a | b`` for a table row, else a paragraph.
    """

    text: str = Field(description="The words.")
    heading: str = Field(default="", description="The heading they stand under.")
    stem: str = Field(
        default="", description="The sentence that introduces the list they belong to."
    )
    date: str = Field(default="", description="The document's date, as 2015-03.")
    stance: Stance | None = Field(
        default=None,
        description="The stance that must be found, where it is not the rule's usual one.",
    )


def _listed(given: Any) -> Any:
    """Let a single example stand without a list, and a plain text for an example."""
    many = given if isinstance(given, (list, tuple)) else [given]
    return [{"text": one} if isinstance(one, str) else one for one in many]


ExampleList = Annotated[tuple[Example, ...], BeforeValidator(_listed)]
"""Examples; one may stand without a list, and a plain text for an example."""


class Examples(Record):
    """What a rule must do; the tests run every one of them."""

    fires: ExampleList = Field(default=(), description="It finds its usual stance here.")
    silent: ExampleList = Field(default=(), description="It finds nothing here: near misses.")
    negation_trap: ExampleList = Field(
        default=(), description="The same words denied: it must not find its usual stance."
    )
    quotation_trap: ExampleList = Field(
        default=(),
        description="The same words in another's mouth: it must not find its usual stance.",
    )

    @property
    def every(self) -> tuple[Example, ...]:
        """All of them."""
        return (*self.fires, *self.silent, *self.negation_trap, *self.quotation_trap)


class Rule(Record):
    """A way of finding a stance.

    ``trapped`` says whether the kind reads words that can be denied or quoted,
    so that its rules need a negation trap and a quotation trap;
    ``whole_documents`` whether it is silent on single passages.
    """

    trapped: ClassVar[bool] = True
    whole_documents: ClassVar[bool] = False

    id: Name = Field(description="Its name within the criterion; never used for another.")
    kind: str = Field(description="The kind of rule, one of those on this page.")
    confirmed: bool = Field(
        default=True,
        description="Whether its basis was seen in a published source, or is known only.",
    )
    examples: Examples = Field(description="Texts it is tried on by the tests.")
    _criterion: str = PrivateAttr("")

    def model_post_init(self, context: Any, /) -> None:
        """Note the criterion the rule belongs to, which the reader of packs passes as context."""
        self._criterion = (context or {}).get("criterion", "")

    @property
    def criterion(self) -> str:
        """The id of the criterion it belongs to."""
        return self._criterion

    @property
    def name(self) -> str:
        """Its id in the whole of the packs: ``pack/criterion/rule``."""
        return f"{self._criterion}/{self.id}"

    def find(self, document: Document | None, passages: Sequence[Passage]) -> Iterator[Match]:
        """Find stances among the passages.

        :param document: whose passages they are; None for passages that were
            labelled one by one, where rules that need a whole document are silent.
        """
        raise NotImplementedError

    def stance_of(self, status: AssertionStatus) -> Stance | None:
        """The stance of words with that assertion status."""
        raise NotImplementedError


def stance_named(word: StanceWord) -> Stance | None:
    """The stance that a word of a pack names; None for "nothing"."""
    return None if word == "nothing" else Stance(word)


def found(words: Terms, passage: Passage, span: tuple[int, int] | None = None) -> bool:
    """Whether one of the terms stands in the passage, or in that span of it."""
    return words.within(passage.text if span is None else passage.text[slice(*span)])


def sentence_at(passage: Passage, position: int) -> tuple[int, int]:
    """The sentence of the passage that holds the position, as (start, end)."""
    for start, end in passage.sentences:
        if start <= position < end:
            return start, end
    return 0, len(passage.text)
