"""Frames: a bare line is read with what stands over it."""

from __future__ import annotations

import pytest

from checker.reconciling.facts import Area
from checker.reconciling.frames import is_bare, named_over, over
from reconciling.conftest import PREAMBLE, judged


@pytest.mark.parametrize(
    "text", ["Within three days", "Yes, from the age of 16.", "No later than", "every four weeks"]
)
def test_a_line_that_leaves_open_of_what_it_speaks(text: str) -> None:
    assert is_bare(text)


def test_a_line_with_a_thing_of_its_own_is_not_bare() -> None:
    assert not is_bare("The chronology follows within three days.")


def test_what_stands_over_a_cell_begins_with_its_column_and_its_row() -> None:
    rows = "# 6 MACE panel\n\n| What | Ages |\n|---|---|\n| Hearing | 10 to 17 |"
    area = Area((judged(rows, id="cse"),))
    span = area.sentences("cse")[-1]
    assert over(span, "10 to 17") == ("Ages", "Hearing", "MACE panel")
    assert named_over(span, lambda text: area.names.mentions("cse", text), "10 to 17") == "mace"


def test_several_names_over_a_line_name_none() -> None:
    area = Area((judged(f"{PREAMBLE}\n# MACE and MARAC\nFrom the age of 16.", id="cse"),))
    span = area.sentences("cse")[-1]
    assert named_over(span, lambda text: area.names.mentions("cse", text)) == ""
