"""Figures over areas: honest about few, and shared text counted once."""

from __future__ import annotations

import pytest

from benchmarking.conftest import CHOICE, area, side_by_side
from checker.benchmarking import Benchmark, Reach, Share, anonymised
from checker.errors import SensecheckError
from checker.model import Outcome
from checker.reporting.benchmark.wording import in_short

MET, AGAINST, SILENT = Outcome.MET, Outcome.CONTRADICTED, Outcome.NOT_ADDRESSED


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0), (0, 0, 0.0, 1.0)],
)
def test_intervals_are_wilsons(count: int, total: int, low: float, high: float) -> None:
    assert Share(count, total).interval == pytest.approx((low, high), abs=0.001)


def test_few_are_told_from_enough() -> None:
    assert Share(2, 4).few
    assert not Share(2, 5).few


def test_a_criterion_over_all_areas(few: Benchmark) -> None:
    (row,) = few.rows
    assert (row.met.count, row.met.total) == (3, 5)
    assert row.areas == {Reach.ALL: 1, Reach.MOST: 0, Reach.SOME: 1, Reach.NONE: 1}
    assert (row.against.count, row.against.total) == (2, 3)


def test_the_years(few: Benchmark) -> None:
    assert [(y.year, y.papers, y.met.count, y.against.count) for y in few.years] == [
        (2014, 2, 1, 1),
        (2020, 3, 2, 1),
    ]


def test_types_say_in_how_many_areas(few: Benchmark) -> None:
    (row,) = few.types
    # Crowle has one document only, which has nothing to disagree with.
    assert (row.count, row.areas.total) == (6, 2)


def test_text_that_areas_share_is_one_wording_and_one_example() -> None:
    areas = [area(name, MET, wording=0) for name in ("Ashby", "Birkdale", "Crowle")]
    apart = side_by_side(*areas)
    assert apart.rows[0].wordings == 3
    assert len(apart.examples(CHOICE)) == 3
    shared = side_by_side(*areas, wordings={("ashby", 0): 7, ("crowle", 0): 7})
    assert shared.rows[0].wordings == 2
    assert [a.name for a, _ in shared.examples(CHOICE)] == ["Ashby", "Birkdale"]


def test_without_names_nothing_rests_on_few_areas() -> None:
    areas = [area(f"A{n:02}", MET) for n in range(12)]
    areas += [area(f"B{n:02}", MET, AGAINST) for n in range(7)]
    areas += [area(f"C{n:02}", SILENT) for n in range(2)]
    (row,) = anonymised(side_by_side(*areas)).rows
    # The two would follow from the whole and the other two, so the next smallest goes as well.
    assert row.areas == {
        Reach.ALL: 12,
        Reach.MOST: None,
        Reach.SOME: None,
        Reach.NONE: None,
    }
    assert (row.against, row.without) == (7, 14)


def test_without_names_enough_stays() -> None:
    areas = [area(f"A{n}", MET) for n in range(6)] + [area(f"B{n}", AGAINST) for n in range(5)]
    (row,) = anonymised(side_by_side(*areas)).rows
    assert row.areas == {Reach.ALL: 6, Reach.MOST: 0, Reach.SOME: 0, Reach.NONE: 5}


def test_too_few_areas_give_nothing_without_names(few: Benchmark) -> None:
    with pytest.raises(SensecheckError, match=r"at least 5 areas \(here: 3\)"):
        anonymised(few)


def test_no_criterion_is_both_rare_and_common(few: Benchmark) -> None:
    assert not [said for said in in_short(few) if "often met" in said]
