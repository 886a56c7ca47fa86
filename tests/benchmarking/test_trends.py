"""Trends: held against chance, and a document against its own older version."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarking.conftest import CHOICE, Here, area, side_by_side
from benchmarking.test_running import MEETS, written
from checker.benchmarking import Difference, Renewal, Share, Turn, benchmark
from checker.model import Issue, Outcome
from checker.reporting.benchmark.wording import difference, in_short, verdict_on

MET, AGAINST, SILENT = Outcome.MET, Outcome.CONTRADICTED, Outcome.NOT_ADDRESSED


@pytest.mark.parametrize(
    ("before", "since", "low", "high"),
    [
        # The worked examples (a) and (b) of Newcombe (1998), method 10.
        ((48, 80), (56, 70), 0.0524, 0.3339),
        ((3, 10), (9, 10), 0.1705, 0.8090),
    ],
)
def test_differences_have_newcombes_interval(
    before: tuple[int, int], since: tuple[int, int], low: float, high: float
) -> None:
    found = Difference(Share(*before), Share(*since)).interval
    assert found == pytest.approx((low, high), abs=0.0001)


def test_few_are_too_few_to_tell() -> None:
    few = Difference(Share(0, 4), Share(40, 40))
    assert difference(few) == "too few to tell"
    assert not few.sure
    clear = Difference(Share(2, 40), Share(30, 40))
    assert difference(clear) == "+70 points, likely +51 to +81"
    assert verdict_on(clear) == "more often"
    assert verdict_on(Difference(Share(20, 40), Share(22, 40))) == "not clear"


def test_earlier_and_later_documents_are_halves() -> None:
    areas = [area(f"A{n}", SILENT, year=2012) for n in range(6)]
    areas += [area(f"B{n}", MET, year=2020 + n % 2) for n in range(8)]
    areas += [area("C", MET, year=None)]
    found = side_by_side(*areas)
    eras = found.eras
    assert eras is not None
    assert (eras.last, eras.before, eras.since) == (2012, 6, 8)
    assert eras.met[CHOICE] == Difference(Share(0, 6), Share(8, 8))
    (more,) = [said for said in in_short(found) if "since 2013" in said]
    assert more.startswith("Met more often by documents since 2013 than by earlier ones: ")


def test_one_year_gives_no_trend() -> None:
    found = side_by_side(area("A", MET), area("B", SILENT))
    assert found.eras is None
    assert found.renewed == ()


def test_renewed_documents_are_held_against_themselves() -> None:
    def renewal(before: Outcome, after: Outcome) -> Renewal:
        return Renewal(Issue.CSE, 2014, 2020, (Turn(CHOICE, before, after),))

    found = side_by_side(
        area("A", MET, MET, renewals=(renewal(SILENT, MET), renewal(AGAINST, MET))),
        area("B", SILENT, renewals=(renewal(SILENT, SILENT), renewal(MET, SILENT))),
        area("C", MET),
    )
    (row,) = found.renewed
    assert found.renewals == 4
    assert (row.gained, row.lost) == (Share(2, 3), Share(1, 1))


def test_older_versions_in_a_folder_are_judged_but_not_counted(tmp_path: Path) -> None:
    same = [
        f"Step {n} of the procedure is taken by the duty officer on day {n} of the month, and "
        f"what was done is written down in part {n} of the form."
        for n in range(12)
    ]
    for name, year, lines in (
        ("cse-2014.md", 2014, same),
        ("cse-2020.md", 2020, [*same, MEETS]),
    ):
        written(tmp_path, "ashby", name, *lines, status=f"Approved: May {year}")
    written(tmp_path, "birkdale", "cse.md", MEETS)
    found = benchmark(tmp_path, workers=Here())
    ashby = found.areas[0]
    assert [paper.year for paper in ashby.papers] == [2020]
    (renewal,) = ashby.renewals
    assert (renewal.before, renewal.after) == (2014, 2020)
    assert Turn(CHOICE, SILENT, MET) in renewal.turns
    assert found.renewals == 1


def test_an_older_draft_is_no_version(tmp_path: Path) -> None:
    same = [f"Step {n} is taken by the duty officer on day {n} of the month." for n in range(12)]
    written(tmp_path, "ashby", "a.md", *same, status="Draft\n\nMay 2014")
    written(tmp_path, "ashby", "b.md", *same, status="Approved: May 2020")
    found = benchmark(tmp_path, workers=Here())
    assert found.areas[0].renewals == ()
