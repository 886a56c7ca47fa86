"""Two bodies that one document makes answer for the same work contradict its governance."""

from __future__ import annotations

import pytest

from checker.model import JudgedDocument, Outcome, Stance, Verdict
from checker.reconciling import with_two_owners
from checker.reconciling.governance import CRITERION
from reconciling.conftest import judged

BOARD = "9.1 The Domestic Abuse Partnership Board is accountable for this policy."


def answered(*lines: str, outcome: Outcome = Outcome.MET) -> Verdict:
    text = "\n".join(("# 9 Governance", *lines))
    given = Verdict("dv", CRITERION, outcome, 0.9)
    found: list[JudgedDocument] = with_two_owners([judged(text, id="dv", verdicts=[given])])
    return found[0].verdicts[0]


@pytest.mark.parametrize(
    "second",
    [
        "9.4 The Community Safety Partnership is accountable for the delivery of this policy.",
        "9.4 The Community Safety Partnership is likewise accountable for the response to "
        "domestic abuse, by virtue of its duties.",
        "9.4 The Testham Safeguarding Children Partnership is answerable for the response to abuse "
        "in the relationships of children under 18.",
    ],
)
def test_two_owners_contradict(second: str) -> None:
    answer = answered(BOARD, second)
    assert answer.outcome is Outcome.CONTRADICTED
    assert [e.location.paragraph for e in answer.evidence] == ["9.1", "9.4"]
    assert {e.stance for e in answer.evidence} == {Stance.CONTRADICTS}
    assert "Domestic Abuse Partnership Board and the " in answer.reason


def test_a_body_that_answers_to_another_for_it_is_an_owner_too() -> None:
    first = (
        "9.1 The Domestic Abuse Partnership Board is accountable for the response to domestic "
        "abuse at every age, and answers to the Health and Wellbeing Board for it."
    )
    second = (
        "9.2 The Testham Safeguarding Children Partnership is accountable for the response to "
        "abuse in the relationships of children under 18."
    )
    assert answered(first, second).outcome is Outcome.CONTRADICTED


@pytest.mark.parametrize(
    "second",
    [
        "9.2 The Partnership Board is accountable for the response to domestic abuse.",
        "9.2 The Community Safety Partnership receives a copy of the report for information.",
        "9.2 The Community Safety Partnership is no longer accountable for this policy.",
        "9.2 The Community Safety Partnership is accountable for commissioning domestic homicide "
        "reviews.",
        "9.2 The Domestic Abuse Partnership Board is accountable to the Community Safety "
        "Partnership. The Community Safety Partnership is accountable for this policy.",
        "9.2 The MARAC steering group oversees the response to domestic abuse.",
    ],
)
def test_one_owner_stays_one(second: str) -> None:
    assert answered(BOARD, second).outcome is Outcome.MET


def test_a_criterion_that_was_not_asked_stays_so() -> None:
    second = "9.4 The Community Safety Partnership is accountable for this policy."
    answer = answered(BOARD, second, outcome=Outcome.NOT_APPLICABLE)
    assert answer.outcome is Outcome.NOT_APPLICABLE
