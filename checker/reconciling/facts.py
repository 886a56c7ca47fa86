"""What is compared: typed facts, each with the words it comes from.

An :class:`Area` is the set of documents under comparison, with what every
comparison needs prepared once: sentences, own voice, pairs. A finder is a
function ``find(area) -> Iterator[Inconsistency]``; there is one in each module
of this room that is named for a type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from itertools import combinations
from typing import Any, Generic, TypeVar, overload

from checker.model import (
    AssertionStatus,
    BlockKind,
    Document,
    Issue,
    JudgedDocument,
    Location,
    Passage,
)
from checker.passages import assertion
from checker.reconciling.names import Names

T = TypeVar("T")

_NOT_OWN = {AssertionStatus.QUOTED, AssertionStatus.HISTORICAL, AssertionStatus.EXAMPLE}
_VIEW = re.compile(
    r"\b(?:said|found|sa(?:y|id) that|believ\w+|views?|felt|complain\w+|describ\w+"
    r"|told us|argued"
    r"|(?<!is )(?<!are )thought|claim\w+|opinion|according|suggest\w+|consider(?:s"
    r"|ed) that)\b",
    re.IGNORECASE,
)
"""Cues of somebody's view. Being told or informed of a thing is a step of a procedure."""
_OF_A_CHILD = re.compile(
    r"\b(?:child(?:ren)?|people|persons?|boys?|girls?|those|anyone|pupils?|victims?) "
    r"(?:who (?:is|are) )?"
    r"(?:thought|believed|considered|suspected|felt) to\b",
    re.IGNORECASE,
)
"""What is thought of a child is what a step begins with, and nobody's view of the step."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a document: ``passage.text[start:end]``."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words."""
        return self.passage.text[self.start : self.end]

    @property
    def document(self) -> str:
        """The id of the document they stand in."""
        return self.passage.document

    @property
    def location(self) -> Location:
        """Where they stand, in offsets of the document's text."""
        place = self.passage.location
        if place.end - place.start != len(self.passage.text):
            return place
        return replace(place, start=place.start + self.start, end=place.start + self.end)

    def within(self, start: int, end: int) -> Span:
        """The part of it from ``start`` to ``end``, counted from its own beginning."""
        return Span(self.passage, self.start + start, self.start + end)

    def sentence(self) -> Span:
        """The sentence it stands in: what a report quotes. A table row is quoted whole."""
        if self.passage.kind is not BlockKind.TABLE_ROW:
            for start, end in self.passage.sentences:
                if start <= self.start < end:
                    return Span(self.passage, start, max(end, self.end))
        return Span(self.passage, 0, len(self.passage.text))


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value that a document gives for a subject, and its words.

    ``subject`` is the key that makes facts of two documents comparable: the
    folded name of a body, an event, a tool.
    """

    subject: str
    value: T
    span: Span

    @property
    def document(self) -> str:
        """The id of the document that states it."""
        return self.span.document


@dataclass(frozen=True, eq=False)
class Area:
    """The documents under comparison."""

    documents: tuple[JudgedDocument, ...]
    told: dict[tuple[str, str], Any] = field(default_factory=dict, repr=False)
    """What was read out of the documents, by reader and document (:func:`told_once`)."""

    def pairs(self) -> Iterator[tuple[JudgedDocument, JudgedDocument]]:
        """Every two documents, once."""
        return combinations(self.documents, 2)

    def get(self, document: str) -> JudgedDocument:
        """The document of that id; KeyError when there is none."""
        return self._by_id[document]

    def name(self, document: str) -> str:
        """What a summary calls it (:func:`short_names`)."""
        return self._short_names[document]

    def issue(self, document: str) -> Issue | None:
        """What it is about, as far as can be told."""
        return self.get(document).document.issue

    def sentences(self, document: str) -> tuple[Span, ...]:
        """Its operative sentences, list items and table rows, in order.

        Operative is a matter of zone: bibliographies, amendment notes and the
        like are left out. Whether a sentence is in the document's own voice is
        for :func:`own_voice`, because it is decided for the words in question.
        """
        return self._sentences[document]

    @cached_property
    def names(self) -> Names:
        """The names of bodies in the set."""
        return Names(
            {judged.document.id: judged.document.text for judged in self.documents},
            tuple(sorted({judged.document.area for judged in self.documents})),
        )

    @cached_property
    def _short_names(self) -> Mapping[str, str]:
        return short_names(judged.document for judged in self.documents)

    @cached_property
    def _by_id(self) -> Mapping[str, JudgedDocument]:
        return {judged.document.id: judged for judged in self.documents}

    @cached_property
    def _sentences(self) -> Mapping[str, tuple[Span, ...]]:
        return {
            judged.document.id: tuple(
                span
                for passage in judged.passages
                if passage.zone.operative
                for span in sentences_of(passage)
            )
            for judged in self.documents
        }


@overload
def told_once(read: Callable[[Area, str], Iterator[T]]) -> Callable[[Area, str], tuple[T, ...]]: ...
@overload
def told_once(read: Callable[[Area, str], T]) -> Callable[[Area, str], T]: ...
def told_once(read: Callable[[Area, str], Any]) -> Callable[[Area, str], Any]:
    """What a function reads out of a document, read once for all the comparisons that ask.

    The function may go by the document, and by what :attr:`Area.names` and the others'
    titles, issues and areas tell; nobody changes what it gives.
    """
    name = f"{read.__module__.rpartition('.')[2]}.{read.__name__}"

    @wraps(read)
    def once(area: Area, document: str) -> Any:
        key = (name, document)
        if key not in area.told:
            found = read(area, document)
            area.told[key] = tuple(found) if isinstance(found, Iterator) else found
        return area.told[key]

    return once


def untold(
    area: Area, told: Collection[tuple[str, ...]], read: Callable[[Area, str], T]
) -> Iterator[tuple[T, T]]:
    """What a function reads out of each two documents of which nothing was told yet.

    :param told: the ids of the two, for those of which something was.
    """
    said = {j.document.id: read(area, j.document.id) for j in area.documents}
    for first, second in area.pairs():
        if (first.document.id, second.document.id) not in told:
            yield said[first.document.id], said[second.document.id]


def short_names(documents: Iterable[Document]) -> dict[str, str]:
    """What a summary calls each: its title, without the subtitle where that is not needed."""
    full = {document.id: document.name for document in documents}
    short = {key: re.split(r"\s[–—-]\s|:\s", name)[0] for key, name in full.items()}
    return {
        key: short[key] if list(short.values()).count(short[key]) == 1 else name
        for key, name in full.items()
    }


_MINUTED = re.compile(
    r"\s*(?:(?:it was |the \w+ )?(?:AGREED|RESOLVED|DECIDED)\b(?:(?: that)?\s*[:–—-]?\s*)"
    r"|(?:Agreed|Resolved|Decided|Decision|Action|Ruling)(?: \w+)?:\s*)"
)
"""What minutes put before a decision, which is then the body's own sentence."""


def sentences_of(passage: Passage) -> Iterator[Span]:
    """The passage's sentences; a table row is one, whatever its cells hold."""
    if passage.kind is BlockKind.TABLE_ROW or not passage.sentences:
        yield Span(passage, 0, len(passage.text))
        return
    for start, end in passage.sentences:
        minuted = _MINUTED.match(passage.text, start, end)
        yield Span(passage, minuted.end() if minuted and minuted.end() < end else start, end)


def own_voice(span: Span) -> bool:
    """Whether the document itself says these words now.

    Negated and conditional words are its own ("is not to be used", "where the
    child is under 16"); quoted, past and example words and the views of others
    are not.
    """
    found = assertion(span.passage, span.start, span.end)
    if found.status is AssertionStatus.REPORTED:
        return not _VIEW.search(found.cue) or bool(_OF_A_CHILD.search(span.sentence().text))
    return found.status not in _NOT_OWN
