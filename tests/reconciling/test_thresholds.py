"""Thresholds: levels that run two ways, and one sign that counts differently."""

from __future__ import annotations

import pytest

from checker.model import InconsistencyType, Severity
from reconciling.conftest import compare, pairs, places

THRESHOLD = InconsistencyType.THRESHOLD


@pytest.mark.parametrize(("documents", "apart"), pairs("thresholds"))
def test_pairs(documents: dict[str, str], apart: bool) -> None:
    assert bool(compare(THRESHOLD, **documents)) is apart


def test_a_scale_turned_round_makes_one_finding() -> None:
    (apart,) = compare(
        THRESHOLD,
        cse="# 7 Levels\n7.1 In the Continuum of Need Level 1 is universal provision and "
        "Level 4 the "
        "highest level of need. Moderate risk is Level 3 (section 17).",
        gangs="# Levels of need\nLevel 1 is the most serious and Level 4 the least.\n\n"
        "| Level | Response |\n|---|---|\n"
        "| Level 1 | Strategy discussion with police (section 47) |\n"
        "| Level 2 | Child in need assessment (section 17) |",
    )
    assert places(apart) == {"cse": {"7.1"}, "gangs": {"Levels of need"}}
    assert (
        "Section 17 is Level 3 or Level 2; the most serious is Level 4 or Level 1" in apart.summary
    )
    assert apart.severity is Severity.HIGH


def test_one_count_that_reaches_two_levels() -> None:
    (apart,) = compare(
        THRESHOLD,
        cse="# 7 A\n7.3 Three missing episodes in 90 days place a child at Level 3.",
        missing="# 7 A\n7.1 Three missing episodes in 90 days meet Level 4 of the thresholds.",
    )
    assert places(apart) == {"cse": {"7.3"}, "missing": {"7.1"}}
    assert "means Level 3 (cse)" in apart.summary


def test_levels_of_a_tool_are_not_levels_of_need() -> None:
    assert not compare(
        THRESHOLD,
        missing="# 4 A\n4.1 The case is placed at Level 1, 2 or 3 of the SAFEGUARD checklist, "
        "Level 3 being the most serious.",
        cse="# 4 A\n4.1 Level 4 of the thresholds document is the most serious.",
    )


def test_levels_named_together_are_not_told_apart() -> None:
    assert not compare(
        THRESHOLD,
        hsb="# 4 A\n4.1 It is always at Level 3 or 4 (section 17 or section 47).",
        cse="# 4 A\n4.1 High risk is Level 4 (section 47) and medium Level 3 (section 17).",
    )


def test_one_finding_for_each_document_that_shuts_out_harm_outside_the_family() -> None:
    counts = "# 7 A\n7.2 Harm that comes from outside the family counts towards the threshold."
    found = compare(
        THRESHOLD,
        cse=counts,
        hsb="# 4 A\n4.4 It makes no difference to the level that the harm was outside the home.",
        gangs="# 7 A\n7.4 Harm outside the family does not meet the threshold for social care.",
    )
    assert [i.documents for i in found] == [("cse", "gangs")]
    assert found[0].criterion == "sense-check/social-care-thresholds"


def test_a_double_negative_lets_it_in() -> None:
    twice = (
        "# 7 A\n7.1 That the parents are protective does not allow the manager to conclude that "
        "section 47 is not met."
    )
    shut = "# 7 A\n7.4 Harm outside the family does not meet the threshold for social care."
    assert not compare(THRESHOLD, hsb=twice, cse="# 7 A\n7.1 Harm outside the home counts.")
    assert compare(THRESHOLD, hsb=twice, gangs=shut)
