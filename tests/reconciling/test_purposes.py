"""Purposes: two tools for one purpose, told by what stands around their names."""

from __future__ import annotations

import pytest

from checker.model import InconsistencyType
from reconciling.conftest import compare, places

TOOL = InconsistencyType.RISK_TOOL
ONE = "# Mapping\nPeer groups are mapped with the Compass template, and with nothing else."


def test_two_tools_for_one_purpose() -> None:
    (apart,) = compare(
        TOOL, gangs=ONE, cse="# 4 Friends\n4.2 A map of a peer group is drawn on the Web Sheet."
    )
    assert places(apart) == {"gangs": {"Mapping"}, "cse": {"4.2"}}
    assert "mapping who a child is with" in apart.summary


@pytest.mark.parametrize(
    "other",
    [
        "4.2 A map of a peer group is drawn on the Compass template.",
        "4.2 A map of a peer group is drawn on the Web Sheet as well as the Compass template.",
        "4.2 Progress is recorded each month on the Youth Star.",
    ],
)
def test_the_same_tool_or_another_purpose_is_no_difference(other: str) -> None:
    assert not compare(TOOL, gangs=ONE, cse=f"# 4 Friends\n{other}")


def test_scales_of_other_words_and_labels() -> None:
    (apart,) = compare(
        TOOL,
        cse="# 3 A\n3.1 The CSE risk tool ends with Category 1, 2 or 3.",
        missing="# 3 A\n3.4 The CSE risk tool gives a bronze, silver or gold.",
    )
    assert places(apart) == {"cse": {"3.1"}, "missing": {"3.4"}}
