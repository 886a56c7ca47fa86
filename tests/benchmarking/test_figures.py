"""Figures over areas: honest about few, and shared text counted once."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarking.conftest import CHOICE, area, side_by_side
from checker.benchmarking import Benchmark, Family, Reach, Share, anonymised
from checker.errors import SensecheckError
from checker.model import Outcome
from checker.reporting import benchmark as reports
from checker.reporting.benchmark.wording import holders, in_short

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


def test_without_names_the_few_that_were_not_asked_do_not_follow() -> None:
    areas = [area(f"A{n:02}", MET) for n in range(10)]
    areas += [area(f"B{n:02}", SILENT) for n in range(20)]
    areas += [area(f"C{n}") for n in range(3)]
    (row,) = anonymised(side_by_side(*areas)).rows
    # All four numbers, or both of a pair, would leave the three of the whole.
    assert row.areas == {Reach.ALL: None, Reach.MOST: None, Reach.SOME: None, Reach.NONE: 20}
    assert (row.against, row.without) == (0, None)
    against = [area(f"A{n:02}", AGAINST) for n in range(10)] + [area("C")]
    (row,) = anonymised(side_by_side(*against)).rows
    assert (row.against, row.without) == (None, None)


def test_without_names_no_setting_tells_whose_machine_it_was() -> None:
    found = side_by_side(*(area(f"A{n}", MET) for n in range(6)))
    own = replace(found.manifest, settings=(("model", "/home/ashby/model"),))
    found = replace(found, manifest=own)
    for name in ("a.json", "a.html"):
        told = reports.render_anonymous(anonymised(found), found, Path(name))
        assert "/home/ashby" not in str(told)


def test_without_names_enough_stays() -> None:
    areas = [area(f"A{n}", MET) for n in range(6)] + [area(f"B{n}", AGAINST) for n in range(5)]
    (row,) = anonymised(side_by_side(*areas)).rows
    assert row.areas == {Reach.ALL: 6, Reach.MOST: 0, Reach.SOME: 0, Reach.NONE: 5}


def test_too_few_areas_give_nothing_without_names(few: Benchmark) -> None:
    with pytest.raises(SensecheckError, match=r"at least 5 areas \(here: 3\)"):
        anonymised(few)


def test_no_criterion_is_both_rare_and_common(few: Benchmark) -> None:
    assert not [said for said in in_short(few) if "often met" in said]


def test_the_least_often_met_rests_on_enough_documents() -> None:
    told = in_short(side_by_side(*(area(f"A{n}", SILENT) for n in range(4))))
    assert not [said for said in told if "ften met" in said]


def test_what_most_areas_have_against_is_said(few: Benchmark) -> None:
    (said,) = [said for said in in_short(few) if "against" in said]
    assert said.endswith("Exploitation not called a choice (2 of 3 areas).")


def test_only_published_documents_are_named_beside_quoted_words() -> None:
    family = Family(("Ashby", "Birkdale", "Crowle"), 3, "Words.", "CSE", "Ashby", ("Ashby",))
    assert holders(family) == "Ashby and 2 areas whose documents are not published"
    assert holders(replace(family, text="", openly=())) == "Ashby, Birkdale and Crowle"
    found = replace(side_by_side(area("Ashby", MET)), families=(family,))
    for suffix in (".json", ".html"):
        assert "Crowle" not in str(reports.render(found, Path(f"b{suffix}")))


def test_texts_of_the_same_areas_are_told_once() -> None:
    def family(text: str, *areas: str) -> Family:
        return Family(areas, len(areas), text, "CSE", areas[0] if text else "", areas)

    found = replace(
        side_by_side(area("A", MET), area("B", MET), area("C", MET)),
        families=(
            family("One.", "A", "B", "C"),
            family("Longer.", "A", "B", "C"),
            family("", "A", "B"),
        ),
        passages=20,
    )
    assert [(b.family.text, b.count) for b in found.bundles] == [("Longer.", 2), ("", 1)]
    assert found.copied == Share(8, 20)
    assert "8 of 20 passages" in in_short(found)[-1]


def test_areas_that_solved_it_are_named(few: Benchmark) -> None:
    assert [a.name for a in few.solved(CHOICE)] == ["Ashby"]


def test_a_name_of_an_unpublished_document_is_not_given_away(few: Benchmark) -> None:
    ashby, birkdale, _ = few.areas
    secret = replace(ashby.papers[0], name="Secret strategy", published=False)
    ashby = replace(ashby, papers=(secret, *ashby.papers[1:]), examples=())
    found = replace(few, areas=(ashby, birkdale))
    told = str(reports.render(found, Path("b.json")))
    assert "Secret strategy" not in told
    assert json.loads(told)["areas"][0]["documents"][0]["name"] == ""
