"""Generations: two documents that go by a thing and by what took its place."""

from __future__ import annotations

import pytest

from checker.model import InconsistencyType
from checker.reconciling import reconcile
from reconciling.conftest import compare, judged, places

CURRENCY = InconsistencyType.CURRENCY
NEWER = "# 4 Health\n4.2 The integrated care board sends its designated nurse."


def test_two_generations_of_one_body() -> None:
    (apart,) = compare(
        CURRENCY,
        dv="# 3 Members\n3.1 The Clinical Commissioning Group sends a nurse to each meeting.",
        hsb=NEWER,
    )
    assert places(apart) == {"dv": {"3.1"}, "hsb": {"4.2"}}
    assert "clinical commissioning group (dv) or the integrated care board (hsb)" in apart.summary


@pytest.mark.parametrize(
    "other",
    [
        "The integrated care board, formerly the Clinical Commissioning Group, sends a nurse.",
        "The Clinical Commissioning Group was abolished in 2022.",
        "In the years of the Clinical Commissioning Group a nurse came to each meeting.",
        "In 2014 the Clinical Commissioning Group funded a nurse.",
        "The ICB and the trust each send a nurse.",
    ],
)
def test_history_and_the_same_are_no_difference(other: str) -> None:
    assert not compare(CURRENCY, dv=f"# 3 Members\n3.1 {other}", hsb=NEWER)


@pytest.mark.parametrize(("date", "apart"), [("2016-05", False), ("2022-09", True), ("", True)])
def test_what_was_right_at_its_own_date_is_let_be(date: str, apart: bool) -> None:
    old = judged(
        "# 3 Members\n3.0 Who comes is said here.\n3.1 The CCG sends a nurse.", id="dv", date=date
    )
    new = judged(NEWER, id="hsb", date="2023-01")
    found = [i for i in reconcile([old, new]).inconsistencies if i.type is CURRENCY]
    assert bool(found) is apart


def test_editions_of_a_definition_are_compared_as_definitions() -> None:
    old = (
        "# 2 A\n2.1 Child sexual exploitation means that a young person receives something as a "
        "result of performing sexual activities."
    )
    new = (
        "# 2 A\n2.1 Child sexual exploitation occurs where an individual takes advantage of an "
        "imbalance of power to coerce a child into sexual activity."
    )
    assert not compare(CURRENCY, cse=new, missing=old)
    assert compare(InconsistencyType.DEFINITION, cse=new, missing=old)
