"""Points: the smallest things that an author mends, dismisses or leaves.

A finding against a criterion rests on several statements, and each is mended by
itself; so a statement is a point, an inconsistency is one, and a gap is one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from checker.findings import Finding, FindingKind, findings
from checker.model import Assessment, Evidence, Severity
from checker.reconciling import fold


@dataclass(frozen=True, slots=True)
class Point:
    """One statement against a criterion, one inconsistency or one gap.

    ``subject`` is the criterion's id; an inconsistency's is its type, with the
    criterion after a space where it has one; ``key`` is its finding's.
    ``documents`` are ids. A gap has
    no quotes: what is missing cannot be quoted.
    """

    kind: FindingKind
    key: str
    subject: str
    documents: tuple[str, ...]
    severity: Severity
    title: str
    summary: str
    advice: str
    evidence: tuple[Evidence, ...] = ()

    @property
    def quotes(self) -> frozenset[str]:
        """Its words without differences of case, spacing and punctuation."""
        if self.kind is FindingKind.GAP:
            return frozenset()
        return frozenset(fold(item.quote) for item in self.evidence)

    @property
    def id(self) -> str:
        """A short hash of subject, documents and words; edits elsewhere leave it alone."""
        parts = (self.subject, *sorted(self.documents), *sorted(self.quotes))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:10]


def points(assessment: Assessment) -> tuple[Point, ...]:
    """Every point of an assessment, in the order of its findings."""
    subjects = {
        item.id: f"{item.type.value} {item.criterion or ''}".rstrip()
        for item in assessment.inconsistencies
    }
    found: dict[str, Point] = {}
    for finding in findings(assessment):
        for point in _points(finding, subjects):
            found.setdefault(point.id, point)
    return tuple(found.values())


def _points(finding: Finding, subjects: dict[str, str]) -> list[Point]:
    if finding.kind is FindingKind.INCONSISTENCY:
        return [_point(finding, subjects[finding.key], finding.evidence)]
    subject = finding.key.partition(" ")[2]
    if finding.kind is FindingKind.GAP:
        return [_point(finding, subject, finding.evidence)]
    return [_point(finding, subject, (item,)) for item in finding.evidence]


def _point(finding: Finding, subject: str, evidence: tuple[Evidence, ...]) -> Point:
    return Point(
        finding.kind,
        finding.key,
        subject,
        finding.documents,
        finding.severity,
        finding.title,
        finding.summary,
        finding.advice,
        evidence,
    )
