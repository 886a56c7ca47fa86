"""An assessment as pages show it: the cells of both matrices, and quotes in their surroundings."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import combinations, groupby

from checker.model import (
    Assessment,
    BlockKind,
    Criterion,
    Document,
    Evidence,
    Inconsistency,
    Severity,
    Verdict,
)
from checker.reporting.page import anchor
from checker.reporting.wording import TYPES, in_order, labels, pack_of

REACH = 220
"""Characters of the document's text shown on either side of a quote."""

FIT = 8
"""Documents that fit a matrix without scrolling sideways on a wide screen."""


@dataclass(frozen=True, slots=True)
class Around:
    """The document's words before and after a quote.

    ``before_apart`` and ``after_apart`` say that they are of another block.
    """

    before: str = ""
    after: str = ""
    before_apart: bool = False
    after_apart: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents (or one, with itself) and what they disagree about."""

    first: Document
    second: Document
    inconsistencies: tuple[Inconsistency, ...]

    @property
    def anchor(self) -> str:
        """The id of the pair's section."""
        return anchor("pair", self.first.id, self.second.id)

    @property
    def severities(self) -> tuple[tuple[Severity, int], ...]:
        """How many of each severity, the gravest first, without zeros."""
        counts = Counter(i.severity for i in self.inconsistencies)
        return tuple((s, counts[s]) for s in Severity if counts[s])

    @property
    def types(self) -> tuple[tuple[str, int], ...]:
        """How many of each type, the most frequent first."""
        return tuple(Counter(TYPES[i.type][0] for i in self.inconsistencies).most_common())


class View:
    """What templates ask of an assessment.

    ``documents`` are in the order in which people list them, ``names`` their
    short names by id.
    """

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.documents = in_order(assessment.documents)
        self.names = labels(self.documents)
        self.by_id = {d.id: d for d in self.documents}
        self.starts = {d.id: [b.location.start for b in d.blocks] for d in self.documents}
        self.cells = {(v.document, v.criterion): v for v in assessment.verdicts}
        self.pairs = {
            (first.id, second.id): Pair(first, second, self._between(first, second))
            for first, second in (
                *combinations(self.documents, 2),
                *((d, d) for d in self.documents),
            )
        }

    @property
    def packs(self) -> list[tuple[str, list[Criterion]]]:
        """The criteria under their packs' names."""
        return [
            (pack, list(criteria))
            for pack, criteria in groupby(self.assessment.criteria, key=lambda c: pack_of(c.id))
        ]

    @property
    def wide(self) -> bool:
        """Whether a matrix has more documents than fit."""
        return len(self.documents) > FIT

    def cell(self, document: Document, criterion: Criterion) -> Verdict | None:
        """The verdict in one cell of the documents x criteria matrix."""
        return self.cells.get((document.id, criterion.id))

    def pair(self, first: Document, second: Document) -> Pair:
        """One cell of the documents x documents matrix, whichever way round."""
        return self.pairs.get((first.id, second.id)) or self.pairs[second.id, first.id]

    def sides(self, inconsistency: Inconsistency) -> list[tuple[Document, list[Evidence]]]:
        """For each document of an inconsistency, its words; none where it is silent."""
        return [
            (self.by_id[d], [e for e in inconsistency.evidence if e.document == d])
            for d in dict.fromkeys(inconsistency.documents)
        ]

    def around(self, evidence: Evidence) -> Around:
        """The text on either side of a quote: of its own block, or else of the next one.

        A table's row stands under the table's header instead.
        """
        document = self.by_id[evidence.document]
        if not document.blocks:
            return Around()
        start, end = evidence.location.start, evidence.location.end
        starts = self.starts[document.id]
        first = max(0, bisect_right(starts, start) - 1)
        last = max(first, bisect_right(starts, end - 1) - 1)
        block = document.blocks[first]
        if block.kind is BlockKind.TABLE_ROW:
            return Around(" | ".join(cell for cell in block.header if cell), "", True)
        before = document.text[starts[first] : start].strip()
        after = document.text[end : document.blocks[last].location.end].strip()
        return Around(
            _tail(before or self._neighbour(document, first, -1)),
            _head(after or self._neighbour(document, last, 1)),
            not before,
            not after,
        )

    def _neighbour(self, document: Document, at: int, step: int) -> str:
        """The text of the block beside, unless a heading or another section begins there."""
        if not 0 <= at + step < len(document.blocks):
            return ""
        here, there = document.blocks[at], document.blocks[at + step]
        same = there.location.section == here.location.section
        return there.text if same and there.kind is not BlockKind.HEADING else ""

    def _between(self, first: Document, second: Document) -> tuple[Inconsistency, ...]:
        return tuple(
            sorted(
                self.assessment.between(first.id, second.id),
                key=lambda i: (-i.severity.rank, i.type.value, i.id),
            )
        )


def _head(text: str) -> str:
    return text if len(text) <= REACH else text[:REACH].rsplit(" ", 1)[0] + " …"


def _tail(text: str) -> str:
    return text if len(text) <= REACH else "… " + text[-REACH:].split(" ", 1)[-1]
