"""Findings: what a reader should act on, from both matrices, in one order.

A statement against a criterion weighs what the criterion weighs, an
inconsistency what reconciling gave it, and a gap (a criterion that is met only
in part, or not addressed) is of low severity.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from checker.model import (
    Assessment,
    Criterion,
    Evidence,
    Inconsistency,
    Outcome,
    Severity,
    Stance,
    Verdict,
)


class FindingKind(StrEnum):
    """Where a finding comes from."""

    STATEMENT = "statement"
    INCONSISTENCY = "inconsistency"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to act on.

    ``documents`` are ids; ``key`` names the cell or the inconsistency it comes
    from: "document criterion", or the inconsistency's id.
    """

    kind: FindingKind
    key: str
    severity: Severity
    documents: tuple[str, ...]
    title: str
    summary: str
    advice: str
    evidence: tuple[Evidence, ...]
    needs_review: bool = False


def statement_key(verdict: Verdict, evidence: Evidence) -> str:
    """The key of one statement of a verdict, as ``Assessment.known`` has it."""
    place = evidence.location
    return f"{verdict.document} {verdict.criterion} {place.start}-{place.end}"


def against(verdict: Verdict, known: Container[str] = ()) -> tuple[Evidence, ...]:
    """The statements against the criterion that were not known before."""
    return tuple(
        item
        for item in verdict.evidence
        if item.stance is Stance.CONTRADICTS and statement_key(verdict, item) not in known
    )


def findings(assessment: Assessment) -> tuple[Finding, ...]:
    """Every finding that was not known before, the gravest first.

    Within a severity statements come first, then inconsistencies, then gaps. Of
    a finding's statements it has those that were not known before.
    """
    found = [
        _of_verdict(verdict, criterion, assessment.known)
        for criterion in assessment.criteria
        for document in sorted(assessment.documents, key=lambda d: d.order)
        if (verdict := assessment.verdict(document.id, criterion.id)) is not None
        and verdict.outcome in {Outcome.CONTRADICTED, Outcome.PARTLY, Outcome.NOT_ADDRESSED}
    ]
    found += [_of_inconsistency(inconsistency) for inconsistency in assessment.inconsistencies]
    kinds = list(FindingKind)
    new = (finding for finding in found if finding.key not in assessment.known)
    return tuple(sorted(new, key=lambda f: (-f.severity.rank, kinds.index(f.kind))))


def reaching(assessment: Assessment, level: Severity) -> int:
    """How many findings are of that severity or above."""
    return sum(f.severity.rank >= level.rank for f in findings(assessment))


def shared_ground(assessment: Assessment) -> tuple[Criterion, ...]:
    """The criteria that every document they are asked of meets, where those are several."""
    shared = []
    for criterion in assessment.criteria:
        outcomes = [
            v.outcome
            for v in assessment.verdicts
            if v.criterion == criterion.id and v.outcome is not Outcome.NOT_APPLICABLE
        ]
        if len(outcomes) > 1 and set(outcomes) == {Outcome.MET}:
            shared.append(criterion)
    return tuple(shared)


def _of_verdict(verdict: Verdict, criterion: Criterion, known: Container[str]) -> Finding:
    contradicted = verdict.outcome is Outcome.CONTRADICTED
    return Finding(
        FindingKind.STATEMENT if contradicted else FindingKind.GAP,
        f"{verdict.document} {criterion.id}",
        criterion.severity if contradicted else Severity.LOW,
        (verdict.document,),
        criterion.title,
        verdict.reason,
        criterion.instead,
        against(verdict, known) if contradicted else verdict.evidence,
        verdict.needs_review,
    )


def _of_inconsistency(inconsistency: Inconsistency) -> Finding:
    return Finding(
        FindingKind.INCONSISTENCY,
        inconsistency.id,
        inconsistency.severity,
        inconsistency.documents,
        inconsistency.type.wording,
        inconsistency.summary,
        inconsistency.suggestion,
        inconsistency.evidence,
    )
