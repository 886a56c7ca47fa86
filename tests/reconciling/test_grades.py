"""Grades: the points of a scale in whatever form, and what a clause ties to them."""

from __future__ import annotations

import re

import pytest

from checker.reconciling.facts import Span
from checker.reconciling.grades import (
    CATEGORY,
    COLOUR,
    LEVEL,
    RISK,
    ascending,
    bound,
    grades,
    parts,
)
from reconciling.conftest import judged


@pytest.mark.parametrize(
    ("text", "family", "ranks"),
    [
        ("Cases at Level 3 or above", LEVEL, (3,)),
        ("at levels three and four", LEVEL, (3, 4)),
        ("a tier-two service", LEVEL, (2,)),
        ("the third tier", LEVEL, (3,)),
        ("placed in Category B", CATEGORY, (2,)),
        ("an amber notification", COLOUR, (2,)),
        ("children at medium or high risk", RISK, (2, 3)),
        ("graded as high on the form", RISK, (3,)),
    ],
)
def test_one_grade(text: str, family: str, ranks: tuple[int, ...]) -> None:
    (grade,) = grades(text)
    assert (grade.family, grade.ranks) == (family, ranks)


def test_no_grade_in_ordinary_words() -> None:
    assert not grades("At this level a child is known to be in high spirits and gets a red card.")


@pytest.mark.parametrize(
    "text",
    [
        "Tier 3 covers section 47, Tier 2 section 17.",
        "Section 47 is for Level 3 and section 17 for Level 2.",
        "Levels two and three are section 17 and section 47.",
    ],
)
def test_things_belong_to_the_grades_beside_them(text: str) -> None:
    (passage,) = judged(f"# A\n1.1 {text}", id="cse").passages
    (part,) = parts(Span(passage, 0, len(text)))
    found = list(re.finditer(r"(?i)section (\d+)", text))
    assert {m[1]: grade.rank for grade, m in bound(part, found)} == {"47": 3, "17": 2}


def test_which_way_a_scale_runs() -> None:
    assert ascending([(1, 1), (3, 4)]) == 1
    assert ascending([(1, 4), (3, 2)]) == -1
    assert ascending([(2, 3)]) == 0
