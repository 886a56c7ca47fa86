"""Answers: other people for one thing, and a denial against none."""

from __future__ import annotations

import re

from checker.reconciling.answers import clashes, one_denies, other_people, statements
from checker.reconciling.facts import Area
from checker.reconciling.likeness import Likeness
from reconciling.conftest import judged

CUE = re.compile("")


def _found(differ: object, one: str, two: str) -> int:
    area = Area(tuple(judged(f"# A\n1.1 {t}", id=i) for i, t in (("cse", one), ("dv", two))))
    sides = [statements(area, j.document.id, CUE) for j in area.documents]
    return len(list(clashes(Likeness(area), sides[0], sides[1], differ, 0.5)))  # type: ignore[arg-type]


def test_two_people_for_one_thing() -> None:
    one = "The Principal Social Worker signs off the yearly audit of files."
    two = "The yearly audit of files is signed off by the Quality Assurance Subgroup."
    assert _found(other_people, one, two) == 1
    assert _found(other_people, one, "The audit of files is signed off by the Principal Social "
                  "Worker every year.") == 0  # fmt: skip


def test_a_denial_against_none() -> None:
    one = "Parents and carers are invited to the meeting about the plan."
    assert _found(one_denies, one, "Parents are not invited to the meeting about the plan.") == 1
    assert _found(one_denies, one, "Parents are invited to the meeting about the plan.") == 0


def test_things_of_other_issues_are_left_alone() -> None:
    one = "The Gangs Board is accountable for the response to gangs and oversees the work."
    two = "The Missing Board is accountable for the response to missing children, and oversees it."
    assert _found(other_people, one, two) == 0
