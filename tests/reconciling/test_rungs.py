"""Rungs: how many levels of need there are, said or shown."""

from __future__ import annotations

import pytest

from checker.model import InconsistencyType
from reconciling.conftest import compare, places

THRESHOLD = InconsistencyType.THRESHOLD
FOUR = "# 3 Need\n3.1 The thresholds document has four levels of need."


@pytest.mark.parametrize(
    "other",
    [
        "3.1 Our continuum is a windscreen of five bands.",
        "3.1 Help is given on a five-step ladder of need.",
        "3.1 Need is placed on a scale from 0 to 4, and no child is off the scale.",
        "3.1 The steps of our threshold guide are:\n- Step 1: advice\n- Step 2: early help\n"
        "- Step 3: social work\n- Step 4: child protection\n- Step 5: care",
    ],
)
def test_another_number_of_levels(other: str) -> None:
    (apart,) = compare(THRESHOLD, cse=FOUR, gangs=f"# 3 Need\n{other}")
    assert places(apart)["cse"] == {"3.1"}
    assert "4 (cse) or 5 (gangs)" in apart.summary


@pytest.mark.parametrize(
    "other",
    [
        "3.1 Until 2022 the thresholds document had five levels of need.",
        "3.1 The next county's continuum of need, elsewhere than here, has five levels.",
        "3.1 The trainer shows a five-part continuum of sexual behaviour.",
        "3.1 The tool has five levels of risk.",
        "3.1 A child at one of the three upper levels of need is ours; all four levels are shown.",
    ],
)
def test_another_scale_is_no_difference(other: str) -> None:
    assert not compare(THRESHOLD, cse=FOUR, gangs=f"# 3 Need\n{other}")
