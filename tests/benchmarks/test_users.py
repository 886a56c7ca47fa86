"""The page has what was measured, in its place; it asserts no times."""

from __future__ import annotations

import argparse

from benchmarks.users import BEGIN, END, PAGE, Phase, by_kind, share_of, table, written

SECONDS = [number / 1000 for number in range(1, 101)]
PHASES = [
    Phase("nothing else to do", {"results": SECONDS[:60], "texts": SECONDS[60:]}, 10.0, 1.0, 0),
    Phase("while checks run", {"results": [0.2]}, 2.0, 0.01, 3),
]
GIVEN = argparse.Namespace(people=20, pause=1.0, areas=4, documents=5, pages=8)


def test_shares_are_those_of_all_pages() -> None:
    assert PHASES[0].within(0.5) == 0.051
    assert PHASES[0].within(0.95) == 0.096
    assert share_of([0.2], 0.95) == 0.2
    assert "| nothing else to do | 100 | 10 | 51 | 96 | 100 | 10 |" in table(PHASES)
    assert "| while checks run | 1 | 0 | 200 | 200 | 200 | 10 |" in table(PHASES)
    assert by_kind(PHASES[0]).splitlines()[1].split() == ["texts", "40", "80", "99", "100"]


def test_the_page_has_a_place_for_it_and_keeps_the_rest() -> None:
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    made = written(page, PHASES, GIVEN)
    assert made.startswith(before + BEGIN + "20 people, each on a page for 1 second on average")
    assert made.endswith(END + after)
    assert written(made, PHASES, GIVEN) == made
