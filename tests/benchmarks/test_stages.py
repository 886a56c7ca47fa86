"""The benchmark runs and covers every stage; it asserts no times."""

from __future__ import annotations

from benchmarks.stages import measure, table


def test_every_stage_is_measured() -> None:
    stages = measure(runs=1)
    assert [s.name for s in stages] == [
        "PDF pages, without the child",
        "reading",
        "passages and profile",
        "judging",
        "comparing",
        "report in HTML",
        "everything, warm",
    ]
    assert all(s.seconds > 0 and s.ratio > 0 for s in stages)
    assert table(stages).count("\n") == len(stages) + 1
