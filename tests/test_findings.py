from __future__ import annotations

from dataclasses import replace

import pytest
from reporting.conftest import handmade

from checker.findings import FindingKind, findings, reaching, shared_ground
from checker.model import Assessment, Outcome, Severity, Stance


@pytest.fixture
def assessment() -> Assessment:
    return handmade()


def test_statements_inconsistencies_and_gaps_are_found(assessment: Assessment) -> None:
    kinds = [f.kind for f in findings(assessment)]
    assert kinds.count(FindingKind.STATEMENT) == 2
    assert kinds.count(FindingKind.INCONSISTENCY) == 4
    assert kinds.count(FindingKind.GAP) == 3


def test_the_gravest_come_first_and_the_order_is_stable(assessment: Assessment) -> None:
    found = findings(assessment)
    assert [f.severity.rank for f in found] == sorted(
        (f.severity.rank for f in found), reverse=True
    )
    assert found == findings(replace(assessment, verdicts=assessment.verdicts[::-1]))


def test_a_statement_weighs_what_its_criterion_weighs(assessment: Assessment) -> None:
    light = tuple(replace(c, severity=Severity.LOW) for c in assessment.criteria)
    statements = [
        f for f in findings(replace(assessment, criteria=light)) if f.kind is FindingKind.STATEMENT
    ]
    assert {f.severity for f in statements} == {Severity.LOW}


def test_a_contradiction_shows_only_what_stands_against(assessment: Assessment) -> None:
    verdict = assessment.verdicts[0]
    assert verdict.outcome is Outcome.CONTRADICTED
    kinder = replace(verdict.evidence[0], stance=Stance.MEETS, quote="a better sentence")
    both = replace(verdict, evidence=(*verdict.evidence, kinder))
    found = findings(replace(assessment, verdicts=(both, *assessment.verdicts[1:])))
    finding = next(f for f in found if f.key == f"{verdict.document} {verdict.criterion}")
    assert finding.evidence == verdict.evidence


def test_reaching_counts_from_a_level_up(assessment: Assessment) -> None:
    assert reaching(assessment, Severity.HIGH) == 4
    assert reaching(assessment, Severity.MEDIUM) == 5
    assert reaching(assessment, Severity.LOW) == 9


def test_shared_ground_is_what_every_document_meets(assessment: Assessment) -> None:
    assert [c.id for c in shared_ground(assessment)] == ["style/readability"]


def test_one_document_shares_no_ground(assessment: Assessment) -> None:
    alone = replace(assessment, documents=assessment.documents[:1])
    verdicts = tuple(v for v in alone.verdicts if v.document == alone.documents[0].id)
    assert shared_ground(replace(alone, verdicts=verdicts)) == ()


def test_known_findings_are_left_out(assessment: Assessment) -> None:
    known = frozenset({findings(assessment)[0].key})
    assert findings(replace(assessment, known=known)) == findings(assessment)[1:]
