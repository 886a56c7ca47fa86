from __future__ import annotations

from dataclasses import replace

import pytest

from checker.model import Assessment, InconsistencyType, Severity, Stance
from checker.reporting.points import points


def test_each_inconsistency_stands_in_one_point(assessment: Assessment) -> None:
    found = points(assessment)
    ids = [i.id for p in found for i in p.inconsistencies]
    assert sorted(ids) == sorted(i.id for i in assessment.inconsistencies)
    assert [p.number for p in found] == list(range(1, len(found) + 1))
    ranks = [p.severity.rank for p in found]
    assert ranks == sorted(ranks, reverse=True)


def test_the_same_words_of_one_type_are_one_point(assessment: Assessment) -> None:
    """The policy's number differs from the strategy's and from the protocol's."""
    number = assessment.inconsistencies[0]
    (ours,) = (e for e in number.evidence if e.document == "dv-policy")
    other = replace(
        number,
        id="0" * 12,
        documents=("dv-policy", "gangs-protocol"),
        severity=Severity.MEDIUM,
        summary="Which is the number of the MASH: 020 7946 0301 or 020 7946 0399?",
        evidence=(ours,),
    )
    more = replace(assessment, inconsistencies=(*assessment.inconsistencies, other))
    (point,) = (p for p in points(more) if p.type is InconsistencyType.REFERRAL_ROUTE)
    assert len(point.inconsistencies) == 2
    assert point.severity is Severity.HIGH
    assert list(point.sides) == ["cse-strategy", "dv-policy", "gangs-protocol"]
    assert point.sides["dv-policy"] == (ours,)
    assert point.sides["gangs-protocol"] == ()
    assert len(point.questions) == 2


def test_the_same_words_of_another_type_are_another_point(assessment: Assessment) -> None:
    """The same sentence gives a number and a time limit."""
    types = [p.type for p in points(assessment)]
    assert types.count(InconsistencyType.REFERRAL_ROUTE) == 1
    assert types.count(InconsistencyType.TIMESCALE) == 1


def test_those_who_disagree_on_a_criterion_are_asked_together(assessment: Assessment) -> None:
    conflict = next(i for i in assessment.inconsistencies if i.type is InconsistencyType.STANCE)
    against = next(e for e in conflict.evidence if e.stance is Stance.CONTRADICTS)
    silent = replace(
        conflict,
        id="0" * 12,
        type=InconsistencyType.UNEVEN_RECOGNITION,
        documents=("cse-strategy", "dv-policy"),
        severity=Severity.LOW,
        evidence=tuple(e for e in conflict.evidence if e is not against),
    )
    more = replace(assessment, inconsistencies=(*assessment.inconsistencies, silent))
    (point,) = (p for p in points(more) if p.title == "Choice framing")
    assert point.questions == (
        "Is it agreed that being exploited is never a child's choice? "
        "Child Sexual Exploitation Strategy <draft> says so; Gangs Protocol says the contrary; "
        "no words on it were found in Domestic Abuse Policy.",
    )
    assert point.lines[0].endswith("change Gangs Protocol and Domestic Abuse Policy to match.")


@pytest.mark.parametrize("turn", [1, -1])
def test_the_order_of_findings_does_not_matter(assessment: Assessment, turn: int) -> None:
    turned = replace(assessment, inconsistencies=assessment.inconsistencies[::turn])
    assert [p.title for p in points(turned)] == [p.title for p in points(assessment)]
