"""Benchmarking: many areas side by side, without a word of anybody's draft."""

from __future__ import annotations

from checker.benchmarking.anonymous import K, anonymised
from checker.benchmarking.figures import (
    ANSWERS,
    Benchmark,
    Cell,
    Family,
    LeftOut,
    Likeness,
    Row,
    TypeRow,
    Year,
)
from checker.benchmarking.intervals import Share
from checker.benchmarking.running import Done, Processes, Task, Workers, benchmark, work_out
from checker.benchmarking.summary import AreaSummary, Example, Paper

__all__ = [
    "ANSWERS",
    "AreaSummary",
    "Benchmark",
    "Cell",
    "Done",
    "Example",
    "Family",
    "K",
    "LeftOut",
    "Likeness",
    "Paper",
    "Processes",
    "Row",
    "Share",
    "Task",
    "TypeRow",
    "Workers",
    "Year",
    "anonymised",
    "benchmark",
    "work_out",
]
