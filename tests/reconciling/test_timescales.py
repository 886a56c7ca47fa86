"""Timescales: the same thing to be done within limits that have nothing in common."""

from __future__ import annotations

import pytest

from checker.model import InconsistencyType, Severity
from reconciling.conftest import compare, pairs, places

TIMESCALE = InconsistencyType.TIMESCALE


@pytest.mark.parametrize(("documents", "apart"), pairs("timescales"))
def test_pairs(documents: dict[str, str], apart: bool) -> None:
    assert bool(compare(TIMESCALE, **documents)) is apart


def test_both_limits_are_quoted_with_their_places() -> None:
    (apart,) = compare(
        TIMESCALE,
        cse="# 4 Missing\n4.2 The return home interview, which is to be held **within five working "
        "days** of the child's return, will often give the first clue.",
        missing="# When a child returns\nAn independent interview is offered within 72 "
        "hours of the "
        "child being found. It is not carried out by anybody responsible for the child's care.",
    )
    assert places(apart) == {"cse": {"4.2"}, "missing": {"When a child returns"}}
    assert apart.severity is Severity.HIGH
    assert apart.suggestion == (
        "Agree one limit for the return home interview: five working days or 72 hours."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Three missing episodes within 90 days call for a strategy discussion.",
        "If the child has not been found after 24 hours the service manager is told.",
        "The contract for strategy meetings was extended by twelve months.",
        "Papers for the strategy meeting are sent within three days.",
        "The social worker spends two days a week at the strategy meetings.",
        "Half of the strategy meetings were held within ten working days.",
    ],
)
def test_not_every_duration_limits_the_event(text: str) -> None:
    assert not compare(
        TIMESCALE,
        missing=f"# 4 A\n4.1 {text}",
        hsb="# 4 A\n4.5 The strategy discussion is held within one working day.",
    )


def test_what_each_body_does_is_compared_for_that_body() -> None:
    assert not compare(
        TIMESCALE,
        cse="# 4 A\n4.1 The MASH acknowledges each referral within one working day.",
        gangs="# 4 A\n4.1 The Gangs Panel coordinator acknowledges each referral within a week.",
    )
