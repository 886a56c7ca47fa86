"""Panels: described in two ways, ended in one document only, or rivals for the lead."""

from __future__ import annotations

import pytest

from checker.model import InconsistencyType, Severity
from reconciling.conftest import compare, pairs, places

PANEL = InconsistencyType.PANEL


@pytest.mark.parametrize(("documents", "apart"), pairs("panels"))
def test_pairs(documents: dict[str, str], apart: bool) -> None:
    assert bool(compare(PANEL, **documents)) is apart


ENDED = (
    "# 8 Panel\n8.1 The Multi-Agency Child Exploitation Panel (MACE Panel) meets monthly.\n"
    "8.2 The MACE Panel takes over the work of the Multi-Agency Sexual Exploitation (MASE) "
    "meeting, which came to an end on 1 October 2021. Cases are no longer taken to MASE."
)


def test_an_ended_panel_still_in_use() -> None:
    (apart,) = compare(
        PANEL,
        cse=ENDED,
        missing="# 6 Repeats\n6.4 Children with a high score are passed to the Multi-Agency Sexual "
        "Exploitation (MASE) meeting.",
    )
    assert places(apart) == {"cse": {"8.2"}, "missing": {"6.4"}}
    assert apart.severity is Severity.HIGH
    assert apart.suggestion == "Put MACE for MASE in missing."


def test_a_sibling_that_uses_the_successor_is_told_as_well() -> None:
    found = compare(
        PANEL,
        cse=ENDED,
        hsb="# 7 Links\n7.4 Where exploitation is present the worker takes the case to MACE.",
        missing="# 6 Repeats\n6.4 Children with a high score are passed to MASE.",
    )
    assert [i.documents for i in found] == [("cse", "missing"), ("hsb", "missing")]
    assert places(found[1]) == {"hsb": {"7.4"}, "missing": {"6.4"}}


def test_naming_a_panel_to_end_it_is_no_use_of_it() -> None:
    assert not compare(
        PANEL, cse=ENDED, gangs="# 7 A\n7.1 MACE, which has replaced MASE, is told of each case."
    )


def test_frequency_and_chair_make_one_finding() -> None:
    (apart,) = compare(
        PANEL,
        cse="# 9 A\n9.1 The MASE panel meets monthly. It is chaired by the Detective Inspector.",
        missing="# 9 A\n9.2 The case goes to the MASE panel. The panel meets every "
        "fortnight and is "
        "chaired by the Service Manager for looked after children.",
    )
    assert places(apart) == {"cse": {"9.1"}, "missing": {"9.2"}}
    assert "monthly or every fortnight" in apart.summary
    assert "Detective Inspector or the Service Manager" in apart.summary


def test_the_lead_in_a_table_column() -> None:
    (apart,) = compare(
        PANEL,
        hsb="# 7 Panels\n7.4 Panels come together as follows:\n\n"
        "| If the case also shows | The lead panel is |\n|---|---|\n"
        "| A link with a gang | MACE Panel |\n| Missing episodes | HSB Panel |",
        gangs="# 5 Panel\n5.1 Where a young person is known to more than one panel the Youth "
        "Violence Panel leads.",
    )
    assert places(apart) == {"hsb": {"7.4"}, "gangs": {"5.1"}}
    assert "MACE" in apart.summary
    assert "Youth Violence Panel" in apart.summary
