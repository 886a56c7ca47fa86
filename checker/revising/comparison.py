"""Two versions of a set of documents: what is resolved, what remains, what is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz import fuzz

from checker.findings import FindingKind
from checker.model import Assessment, Document, Evidence, Outcome, Verdict
from checker.reconciling import fold
from checker.revising.pairing import Pairs, pair
from checker.revising.points import Point, points
from checker.revising.redline import Redline, redlines

REWORDED = 70.0
"""How alike (0 to 100) the words of a point are at least that was only reworded."""


class State(StrEnum):
    """What became of a point."""

    RESOLVED = "resolved"
    NEW = "new"
    REWORDED = "reworded"
    REMAINING = "remaining"


@dataclass(frozen=True, slots=True)
class Change:
    """A point in the old version, the new one, or both."""

    state: State
    old: Point | None
    new: Point | None
    redlines: tuple[Redline, ...] = ()

    @property
    def point(self) -> Point:
        """The point as it stands now, or as it stood."""
        point = self.new or self.old
        assert point is not None
        return point


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A criterion that a document answers otherwise than before.

    ``through`` are the words that decide it now and did not stand there before;
    ``without`` those that decided it before and are gone.
    """

    document: str
    criterion: str
    before: Outcome
    after: Outcome
    through: tuple[Evidence, ...]
    without: tuple[Evidence, ...]

    @property
    def better(self) -> bool | None:
        """Whether the document answers better than before; None where no answer is due."""
        ranks = {
            Outcome.CONTRADICTED: 0,
            Outcome.NOT_ADDRESSED: 1,
            Outcome.PARTLY: 2,
            Outcome.MET: 3,
        }
        if self.before not in ranks or self.after not in ranks:
            return None
        return ranks[self.after] > ranks[self.before]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of every point and every verdict between two assessments.

    ``same_basis`` is false where rules or model differ, so that a change may
    come from Sensecheck and not from the documents.
    """

    old: Assessment
    new: Assessment
    pairs: Pairs
    changes: tuple[Change, ...]
    verdicts: tuple[VerdictChange, ...]
    same_basis: bool

    def of(self, state: State) -> tuple[Change, ...]:
        """The changes of one state, the gravest first."""
        found = [change for change in self.changes if change.state is state]
        return tuple(sorted(found, key=lambda change: -change.point.severity.rank))


def compare(old: Assessment, new: Assessment) -> Comparison:
    """Compare two assessments of versions of the same documents.

    A point is the same in both when subject, documents and words agree; what is
    left over and of one subject and documents, with words nearly alike, was
    only reworded.
    """
    pairs = pair(old.documents, new.documents)
    later = {first.id: second.id for first, second in pairs.both}
    before = [_renamed(point, later) for point in points(old)]
    after = list(points(new))
    changes: list[Change] = []
    by_id = {point.id: point for point in after}
    kept = {point.id for point in before if point.id in by_id}
    changes += [Change(State.REMAINING, p, by_id[p.id]) for p in before if p.id in kept]
    left = [point for point in before if point.id not in kept]
    came = [point for point in after if point.id not in kept]
    for first, second in _reworded(left, came):
        left.remove(first)
        came.remove(second)
        changes.append(Change(State.REWORDED, first, second, _lines(first, pairs)))
    changes += [Change(State.RESOLVED, p, None, _lines(p, pairs)) for p in left]
    changes += [Change(State.NEW, None, p, _lines_back(p, pairs)) for p in came]
    manifests = (old.manifest, new.manifest)
    basis = {(m.version, m.rules, m.model_sha256) for m in manifests}
    return Comparison(
        old, new, pairs, tuple(changes), _verdicts(old, new, pairs), same_basis=len(basis) == 1
    )


def _renamed(point: Point, later: Mapping[str, str]) -> Point:
    """The point under the ids that its documents have in the new version."""
    return replace(point, documents=tuple(sorted(later.get(d, d) for d in point.documents)))


def _reworded(old: Iterable[Point], new: Iterable[Point]) -> list[tuple[Point, Point]]:
    scored = [
        (score, first, second)
        for first in old
        for second in new
        if first.subject == second.subject
        and first.kind is second.kind is not FindingKind.GAP
        and sorted(first.documents) == sorted(second.documents)
        and (score := _likeness(first, second)) >= REWORDED
    ]
    taken: set[str] = set()
    found = []
    for _, first, second in sorted(scored, key=lambda item: (-item[0], item[1].id, item[2].id)):
        if not taken & {f"old {first.id}", f"new {second.id}"}:
            taken |= {f"old {first.id}", f"new {second.id}"}
            found.append((first, second))
    return found


def _likeness(first: Point, second: Point) -> float:
    return max((fuzz.ratio(one, two) for one in first.quotes for two in second.quotes), default=0.0)


def _lines(point: Point, pairs: Pairs) -> tuple[Redline, ...]:
    """The redlines of a point of the old version."""
    versions: dict[str, tuple[Document, Document | None]] = {
        old.id: (old, new) for old, new in pairs.both
    }
    versions |= {document.id: (document, None) for document in pairs.gone}
    quoted = dict.fromkeys(item.document for item in point.evidence)
    return tuple(
        line for identity in quoted for line in redlines(point.evidence, *versions[identity])
    )


def _lines_back(point: Point, pairs: Pairs) -> tuple[Redline, ...]:
    """The redlines of a point of the new version."""
    versions: dict[str, tuple[Document, Document | None]] = {
        new.id: (new, old) for old, new in pairs.both
    }
    versions |= {document.id: (document, None) for document in pairs.added}
    quoted = dict.fromkeys(item.document for item in point.evidence)
    return tuple(
        line
        for identity in quoted
        for line in redlines(point.evidence, *versions[identity], backwards=True)
    )


def _verdicts(old: Assessment, new: Assessment, pairs: Pairs) -> tuple[VerdictChange, ...]:
    found = []
    for first, second in pairs.both:
        for criterion in new.criteria:
            before = old.verdict(first.id, criterion.id)
            after = new.verdict(second.id, criterion.id)
            if before and after and before.outcome is not after.outcome:
                found.append(
                    VerdictChange(
                        second.id,
                        criterion.id,
                        before.outcome,
                        after.outcome,
                        _only_in(after, before),
                        _only_in(before, after),
                    )
                )
    return tuple(found)


def _only_in(verdict: Verdict, other: Verdict) -> tuple[Evidence, ...]:
    there = {fold(item.quote) for item in other.evidence}
    return tuple(item for item in verdict.evidence if fold(item.quote) not in there)
