"""What the areas say together: figures over their summaries, each area's words aside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from checker.benchmarking.intervals import Share
from checker.benchmarking.summary import OWN, AreaSummary, Example
from checker.benchmarking.trends import ANSWERS, Eras, Renewed, eras, renewed
from checker.model import Criterion, InconsistencyType, Issue, Manifest, Outcome, Severity

EXAMPLES = 3
"""Examples shown for a criterion, each of another area and another wording."""

COMPARED = 10
"""Answers that two areas have to have in common before their likeness is told."""

NEAREST = 3
"""Most similar areas named for each area."""


class Reach(StrEnum):
    """In how many of its documents an area meets a criterion, of those it is asked of."""

    ALL = "all"
    MOST = "most"
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Family:
    """One text that stands in several areas.

    ``text`` is one of its wordings, from the published document ``paper`` of the area
    ``source``, or "" where none is. ``openly`` are the areas of which a published document
    has it: only these may be named beside it, or the words of the others were told.
    """

    areas: tuple[str, ...]
    places: int
    text: str
    paper: str
    source: str = ""
    openly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """The texts that the very same areas share: the one to show, and how many there are."""

    family: Family
    count: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A folder that is not among the areas, and the sentence that says why."""

    folder: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cell:
    """An area's answers to one criterion: how many documents give each."""

    counts: dict[Outcome, int]

    @property
    def asked(self) -> int:
        """How many documents it was asked of."""
        return sum(self.counts.values())

    @property
    def met(self) -> int:
        """How many meet it."""
        return self.counts[Outcome.MET]

    @property
    def against(self) -> int:
        """How many speak against it."""
        return self.counts[Outcome.CONTRADICTED]

    @property
    def reach(self) -> Reach | None:
        """How far the area meets it; None where it is not asked of any document."""
        if not self.asked:
            return None
        if self.met == self.asked:
            return Reach.ALL
        if 2 * self.met > self.asked:
            return Reach.MOST
        return Reach.SOME if self.met else Reach.NONE


@dataclass(frozen=True, slots=True)
class Row:
    """A criterion over all areas.

    ``wordings`` is in how many wordings it is met, a text that areas share counted once.
    """

    criterion: Criterion
    documents: dict[Outcome, int]
    areas: dict[Reach, int]
    areas_against: int
    to_check: int
    wordings: int

    @property
    def met(self) -> Share:
        """The documents that meet it, of those it is asked of."""
        return Share(self.documents[Outcome.MET], sum(self.documents.values()))

    @property
    def against(self) -> Share:
        """The areas of which a document speaks against it."""
        return Share(self.areas_against, sum(self.areas.values()))


@dataclass(frozen=True, slots=True)
class TypeRow:
    """A type of inconsistency over all areas."""

    type: InconsistencyType
    by_severity: dict[Severity, int]
    areas: Share

    @property
    def count(self) -> int:
        """How many there are in all."""
        return sum(self.by_severity.values())


@dataclass(frozen=True, slots=True)
class Year:
    """The answers of the documents of one year, over all criteria and for each."""

    year: int
    papers: int
    met: Share
    against: Share
    by_criterion: dict[str, Share]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two areas answer alike: the share of the questions that both were asked."""

    area: str
    other: str
    same: Share
    texts: int


@dataclass(frozen=True)
class Benchmark:
    """Many areas side by side, in the order of the alphabet: there is no league table.

    ``families`` are the texts that areas share; ``wordings`` gives for a passage (area,
    row) the number of its family; ``passages`` is how many are long enough to be compared.
    """

    manifest: Manifest
    criteria: tuple[Criterion, ...]
    areas: tuple[AreaSummary, ...]
    families: tuple[Family, ...]
    wordings: dict[tuple[str, int], int]
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    passages: int = 0

    @property
    def papers(self) -> int:
        """How many documents count."""
        return sum(len(area.papers) for area in self.areas)

    def cell(self, area: AreaSummary, criterion: str) -> Cell:
        """One cell of areas x criteria."""
        return Cell(_counted(answer.outcome for answer in area.answers(criterion)))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Each criterion over all areas, in the order of the matrix."""
        return tuple(self._row(criterion) for criterion in self.criteria)

    @cached_property
    def types(self) -> tuple[TypeRow, ...]:
        """The types of inconsistency that occur, the commonest first."""
        counts: defaultdict[InconsistencyType, Counter[Severity]] = defaultdict(Counter)
        having: defaultdict[InconsistencyType, set[str]] = defaultdict(set)
        for area in self.areas:
            for found in area.disagreements:
                counts[found.type][found.severity] += found.count
                having[found.type].add(area.folder)
        several = sum(len(area.papers) > 1 for area in self.areas)
        rows = [
            TypeRow(
                type_,
                {severity: counts[type_][severity] for severity in Severity},
                Share(len(having[type_]), several),
            )
            for type_ in counts
        ]
        return tuple(sorted(rows, key=lambda r: (-r.areas.count, -r.count, r.type.value)))

    def examples(self, criterion: str) -> tuple[tuple[AreaSummary, Example], ...]:
        """The surest words that meet a criterion, no two of one area or of one wording."""
        found = sorted(
            (
                (area, example)
                for area in self.areas
                for example in area.examples
                if example.criterion == criterion
            ),
            key=lambda pair: (-pair[1].score, pair[0].name, pair[1].quote),
        )
        shown: list[tuple[AreaSummary, Example]] = []
        seen: set[object] = set()
        for area, example in found:
            wording = self._wording(area, example.wording, example.quote)
            if area.folder in seen or wording in seen:
                continue
            seen |= {area.folder, wording}
            shown.append((area, example))
        return tuple(shown[:EXAMPLES])

    def solved(self, criterion: str) -> tuple[AreaSummary, ...]:
        """The areas of which every document that is asked meets the criterion."""
        return tuple(area for area in self.areas if self.cell(area, criterion).reach is Reach.ALL)

    @property
    def copied(self) -> Share:
        """The passages that stand in another area too, of those that can be compared."""
        return Share(sum(family.places for family in self.families), self.passages)

    @cached_property
    def bundles(self) -> tuple[Bundle, ...]:
        """The shared texts by the areas that share them, most areas first."""
        found: defaultdict[tuple[str, ...], list[Family]] = defaultdict(list)
        for family in self.families:
            found[family.areas].append(family)
        rows = [Bundle(max(some, key=lambda f: len(f.text)), len(some)) for some in found.values()]
        return tuple(sorted(rows, key=lambda b: (-len(b.family.areas), -b.count, b.family.areas)))

    @cached_property
    def years(self) -> tuple[Year, ...]:
        """The documents by the year of their date, oldest first."""
        papers = defaultdict(list)
        for area in self.areas:
            for paper in area.papers:
                if paper.year is not None:
                    papers[paper.year].append(paper)
        rows = []
        for year, some in sorted(papers.items()):
            answers = [a for p in some for a in p.answers if a.outcome in ANSWERS]
            counts = _counted(answer.outcome for answer in answers)
            rows.append(
                Year(
                    year,
                    len(some),
                    Share(counts[Outcome.MET], len(answers)),
                    Share(counts[Outcome.CONTRADICTED], len(answers)),
                    {
                        c.id: Share(
                            sum(a.outcome is Outcome.MET for a in answers if a.criterion == c.id),
                            sum(a.criterion == c.id for a in answers),
                        )
                        for c in self.criteria
                    },
                )
            )
        return tuple(rows)

    @cached_property
    def eras(self) -> Eras | None:
        """Earlier documents beside later ones; None where there are no two years."""
        return eras(self.areas, self.criteria)

    @cached_property
    def renewals(self) -> int:
        """How many documents could be held against their older version."""
        return sum(len(area.renewals) for area in self.areas)

    @cached_property
    def renewed(self) -> tuple[Renewed, ...]:
        """The criteria over the documents that were renewed; empty where none was."""
        return renewed(self.areas, self.criteria) if self.renewals else ()

    @cached_property
    def undated(self) -> int:
        """How many documents have no date."""
        return sum(paper.year is None for area in self.areas for paper in area.papers)

    @cached_property
    def likeness(self) -> dict[str, tuple[Likeness, ...]]:
        """By the folder of each area, the areas that answer most alike."""
        profiles = {area.folder: self._profile(area) for area in self.areas}
        shared: Counter[frozenset[str]] = Counter()
        for family in self.families:
            names = sorted(set(family.areas))
            shared.update(
                frozenset((one, other)) for at, one in enumerate(names) for other in names[at + 1 :]
            )
        found: dict[str, tuple[Likeness, ...]] = {}
        for area in self.areas:
            mine = profiles[area.folder]
            rows = []
            for other in self.areas:
                common = mine.keys() & profiles[other.folder].keys()
                if other is area or len(common) < COMPARED:
                    continue
                same = sum(mine[key] is profiles[other.folder][key] for key in common)
                texts = shared[frozenset((area.name, other.name))]
                rows.append(Likeness(area.name, other.name, Share(same, len(common)), texts))
            # By the lower end of the range: 9 of 10 alike say less than 80 of 90.
            rows.sort(key=lambda row: (-row.same.interval[0], row.other))
            found[area.folder] = tuple(rows[:NEAREST])
        return found

    def _row(self, criterion: Criterion) -> Row:
        answers = [(area, a) for area in self.areas for a in area.answers(criterion.id)]
        cells = [self.cell(area, criterion.id) for area in self.areas]
        reaches = Counter(cell.reach for cell in cells)
        wordings = {
            self._wording(area, answer.wording, str(at))
            for at, (area, answer) in enumerate(answers)
            if answer.outcome is Outcome.MET
        }
        return Row(
            criterion,
            _counted(answer.outcome for _, answer in answers),
            {reach: reaches[reach] for reach in Reach},
            sum(cell.against > 0 for cell in cells),
            sum(answer.needs_review for _, answer in answers),
            len(wordings),
        )

    def _wording(self, area: AreaSummary, row: int, own: str) -> object:
        """What tells one wording from another: the family of the passage, or itself."""
        if row == OWN:
            return (area.folder, own)
        family = self.wordings.get((area.folder, row))
        return (area.folder, row) if family is None else family

    def _profile(self, area: AreaSummary) -> dict[tuple[Issue | None, str], Outcome]:
        """The answers of an area by issue and criterion."""
        return {
            (paper.issue, answer.criterion): answer.outcome
            for paper in area.papers
            for answer in paper.answers
            if answer.outcome in ANSWERS
        }


def _counted(outcomes: Iterable[Outcome]) -> dict[Outcome, int]:
    counts = Counter(outcomes)
    return {outcome: counts[outcome] for outcome in ANSWERS}
