"""The assessment as one HTML file: no network, no other file, readable without script."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import combinations, groupby

from checker.findings import Finding, FindingKind, findings, shared_ground
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
from checker.reporting.marked import marked
from checker.reporting.page import anchor, embedded, render_page
from checker.reporting.pictures import Picture, citation_graph, flow
from checker.reporting.wording import (
    TYPES,
    area_of,
    in_order,
    labels,
    pack_of,
)

REACH = 220
"""Characters of the document's text shown on either side of a quote."""

QUOTES_OPEN = 2
"""Pieces of evidence shown for a verdict before the rest is folded away."""

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


def render(assessment: Assessment) -> str:
    """The whole report as HTML text."""
    return render_page(
        "report.html.j2",
        _Page(assessment).context(),
        script="report.js",
        QUOTES_OPEN=QUOTES_OPEN,
        version=assessment.manifest.version,
    )


class _Page:
    """What the template is given, made from the assessment alone."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.documents = in_order(assessment.documents)
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

    def context(self) -> dict[str, object]:
        return {
            "assessment": self.assessment,
            "area": area_of(self.assessment),
            "documents": self.documents,
            "names": labels(self.documents),
            "packs": [
                (pack, list(criteria))
                for pack, criteria in groupby(self.assessment.criteria, key=lambda c: pack_of(c.id))
            ],
            "cell": self.cell,
            "pair": self.pair,
            "disagreeing": [p for p in self.pairs.values() if p.inconsistencies],
            "around": self.around,
            "sides": self.sides,
            "target": self.target,
            "types": self._types(),
            "serious": self._serious(),
            "common": shared_ground(self.assessment),
            "counts": self._counts(),
            "marked": lambda document: marked(self.assessment, document),
            "pictures": self._pictures(),
            "embedded": embedded,
            "wide": len(self.documents) > FIT,
        }

    def _pictures(self) -> list[Picture]:
        """The drawings that say more than the tables above them."""
        found = []
        if self.assessment.facts.routes:
            found.append(flow(self.assessment))
        if len(self.documents) > 1 and self.assessment.facts.citations:
            found.append(citation_graph(self.assessment))
        return found

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

    def target(self, finding: Finding) -> str:
        """The id of the place in the page where a finding is shown in full."""
        if finding.kind is FindingKind.INCONSISTENCY:
            return anchor("i", finding.key)
        return anchor("v", *finding.key.split(" ", 1))

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

    def _serious(self) -> list[tuple[Finding, int]]:
        """Of each kind of finding of high severity the first, and how many more there are."""
        by_title: dict[str, list[Finding]] = {}
        for finding in findings(self.assessment):
            if finding.severity is Severity.HIGH and finding.kind is not FindingKind.GAP:
                by_title.setdefault(finding.title, []).append(finding)
        return [(first, len(more)) for first, *more in by_title.values()]

    def _between(self, first: Document, second: Document) -> tuple[Inconsistency, ...]:
        return tuple(
            sorted(
                self.assessment.between(first.id, second.id),
                key=lambda i: (-i.severity.rank, i.type.value, i.id),
            )
        )

    def _types(self) -> list[tuple[str, str, str, dict[Severity, int]]]:
        """Each type that occurs: its id, name, meaning, and count by severity."""
        counts = Counter((i.type, i.severity) for i in self.assessment.disagreements)
        return [
            (type_.value, *TYPES[type_], {s: counts[type_, s] for s in Severity})
            for type_ in TYPES
            if any(counts[type_, s] for s in Severity)
        ]

    def _counts(self) -> dict[str, int]:
        kinds = Counter(finding.kind for finding in findings(self.assessment))
        return {
            "against": kinds[FindingKind.STATEMENT],
            "gaps": kinds[FindingKind.GAP],
            "review": sum(v.needs_review for v in self.assessment.verdicts),
            "inconsistencies": len(self.assessment.disagreements),
            "high": sum(i.severity is Severity.HIGH for i in self.assessment.disagreements),
        }


def _head(text: str) -> str:
    return text if len(text) <= REACH else text[:REACH].rsplit(" ", 1)[0] + " …"


def _tail(text: str) -> str:
    return text if len(text) <= REACH else "… " + text[-REACH:].split(" ", 1)[-1]
