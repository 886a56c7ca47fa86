"""Risk tools: the same assessment made with another tool, version or scale."""

from __future__ import annotations

import pytest

from checker.model import InconsistencyType
from reconciling.conftest import compare, pairs, places

TOOL = InconsistencyType.RISK_TOOL


@pytest.mark.parametrize(("documents", "apart"), pairs("tools"))
def test_pairs(documents: dict[str, str], apart: bool) -> None:
    assert bool(compare(TOOL, **documents)) is apart


def test_a_tool_in_place_of_the_only_one() -> None:
    (apart,) = compare(
        TOOL,
        cse="# 6 A\n6.4 The worker completes the Child Exploitation Assessment Tool (CEAT). "
        "It is the "
        "only exploitation assessment tool in use.",
        gangs="# Signs\nThe Youth Violence Matrix is used in place of the Child Exploitation "
        "Assessment Tool for any child exploited by a gang.",
    )
    assert places(apart) == {"cse": {"6.4"}, "gangs": {"Signs"}}
    assert "Child Exploitation Assessment Tool (cse) or the Youth Violence Matrix" in apart.summary


def test_an_acronym_stands_for_the_tool() -> None:
    assert not compare(
        TOOL,
        cse="# 6 A\n6.4 The Child Exploitation Assessment Tool (CEAT) is the only tool used.",
        hsb="# 6 A\n6.2 Where a child is being sexually exploited the CEAT is completed.",
    )


def test_a_version_told_in_the_next_sentence() -> None:
    (apart,) = compare(
        TOOL,
        dv="# 4 A\n4.2 The worker should complete the DASH risk checklist with the victim. "
        "The version "
        "used in Testham is the adult checklist, which is completed with victims aged 16 and over.",
        hsb="# 5 A\n5.3 The young people's version of the DASH is completed with any child "
        "under 18.",
    )
    assert places(apart) == {"dv": {"4.2"}, "hsb": {"5.3"}}
    assert "the adult DASH for those aged 16 and over" in apart.summary


def test_a_scale_for_every_panel_but_those_it_exempts() -> None:
    rule = (
        "# 5 A\n5.2 One scale of low, medium and high is used by every panel, the Gangs Panel "
        "included. The MARAC alone keeps the gradings of the national DASH."
    )
    dash = "# 6 A\n6.4 The DASH gives a grading of standard, medium or high."
    matrix = "# 4 A\n4.4 The matrix places each child in one of three bands: Red, Amber or Green."
    (apart,) = compare(TOOL, cse=rule, dv=dash, gangs=matrix)
    assert apart.documents == ("cse", "gangs")
    assert places(apart) == {"cse": {"5.2"}, "gangs": {"4.4"}}
