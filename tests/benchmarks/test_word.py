"""Word files are read at the speed that was promised, with room for a busy machine."""

from __future__ import annotations

from benchmarks.word import measure, table


def test_words_a_second() -> None:
    speeds = measure(runs=1)
    assert table(speeds).count("\n") == 2
    assert speeds[1].words_per_second > 10_000
