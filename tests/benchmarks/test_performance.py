"""The page is made of what was measured; it asserts no times."""

from __future__ import annotations

from benchmarks.performance import COLD, FLOOR, OBVIOUS, WARM, Run, Scale, Spread, bars, line, page

SINGLE = {
    COLD: Run(40.0, 60.0, {"reading": 6.0, "judging": 30.0, "comparing": 2.0, "starting": 2.0}),
    WARM: Run(4.0, 5.0, {"reading": 1.0, "judging": 0.5, "comparing": 2.0, "starting": 0.5}),
    FLOOR: Run(20.0, 30.0, {}),
    "size": Run(0, 0, {"passages": 900, "pages": 150}),
}
SPREADS = [Spread(1, 90.0), Spread(2, 50.0)]
SCALES = [Scale(1, 5, 10.0, 15.0, 200.0), Scale(10, 50, 90.0, 135.0, 210.0)]


def test_ratios_are_those_of_the_runs() -> None:
    text = page(SINGLE, SCALES, SPREADS, 4)
    assert "10.0 (12.0) times faster than cold (bar: 20)" in text
    assert "cold takes 2.0 (2.0) times as long (bar: 2)" in text
    assert "| 10 | 50 | 90 | 135 | 2.70 | 210 |" in text
    assert "changes by -10%" in text
    assert "was not measured" in text
    assert "Two are 1.80 times as fast as one (bar: 1.7)" in text
    assert "documents of about 4 pages" in text


def test_the_obvious_way_where_it_was_measured() -> None:
    text = page({**SINGLE, OBVIOUS: Run(200.0, 300.0, {"sentences": 2000})}, SCALES, SPREADS, 4)
    assert "cold is 5.0 (5.0) times faster (bar: 5)" in text
    assert "was not measured" not in text


def test_a_chart_is_the_same_for_the_same_figures() -> None:
    rows = [("cold", 40.0), ("warm", 4.0)]
    assert bars(rows, "One area") == bars(rows, "One area")
    assert bars(rows, "One area").startswith("<?xml")


def test_the_line_is_the_same_for_the_same_figures() -> None:
    assert line(SCALES) == line(SCALES)
