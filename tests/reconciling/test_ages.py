"""Age ranges: the same service, panel or step for children of other ages."""

from __future__ import annotations

import pytest

from checker.model import InconsistencyType
from reconciling.conftest import compare, pairs, places

AGES = InconsistencyType.AGE_RANGE


@pytest.mark.parametrize(("documents", "apart"), pairs("ages"))
def test_pairs(documents: dict[str, str], apart: bool) -> None:
    assert bool(compare(AGES, **documents)) is apart


def test_no_lower_limit_against_twelve() -> None:
    (apart,) = compare(
        AGES,
        cse="# 7 SERAC\n7.2 SERAC considers children up to the age of 18. There is no lower age "
        "limit.",
        missing="# 6 A\n6.1 The Coordinator lists it for SERAC, which considers children "
        "aged 12 to "
        "17 and meets every fortnight.",
    )
    assert places(apart) == {"cse": {"7.2"}, "missing": {"6.1"}}
    assert apart.summary == ("Which ages does SERAC take: up to 17 (cse) or 12 to 17 (missing)?")


def test_a_limit_left_open_is_not_a_difference() -> None:
    assert not compare(
        AGES,
        cse="# 7 A\n7.2 SERAC considers children up to the age of 18.",
        missing="# 6 A\n6.1 SERAC considers children aged 12 to 17.",
    )


def test_the_other_half_of_a_split_is_not_the_panel_s() -> None:
    assert not compare(
        AGES,
        dv="# 5 A\n5.6 The MARAC hears cases where the person harmed is aged 16 or over; "
        "those under "
        "16 are the responsibility of the MASH.",
        hsb="# 8 A\n8.4 If the person harmed is 16 or over the MARAC hears the case; below "
        "16 it is "
        "dealt with through the MASH alone.",
    )


def test_a_table_row_gives_the_ages_beside_the_name() -> None:
    assert compare(
        AGES,
        hsb="# 6 A\n6.3 Panels:\n\n| If there is also | Panel told |\n|---|---|\n"
        "| a link to a gang | Gangs Panel (children aged 12 to 17) |",
        gangs="# 1 A\n1.4 The Gangs Panel considers those aged 10 to 17.",
    )
