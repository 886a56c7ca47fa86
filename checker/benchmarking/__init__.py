"""Benchmarking: many areas side by side, without a word of anybody's draft."""

from __future__ import annotations

from checker.benchmarking.anonymous import Anonymous, K, anonymised
from checker.benchmarking.cluster import Cluster
from checker.benchmarking.figures import (
    ANSWERS,
    Benchmark,
    Cell,
    Family,
    LeftOut,
    Likeness,
    Reach,
    Row,
    TypeRow,
    Year,
)
from checker.benchmarking.intervals import Share
from checker.benchmarking.running import Done, Processes, Task, Workers, benchmark, work_out
from checker.benchmarking.summary import AreaSummary, Example, Paper

__all__ = [
    "ANSWERS",
    "Anonymous",
    "AreaSummary",
    "Benchmark",
    "Cell",
    "Cluster",
    "Done",
    "Example",
    "Family",
    "K",
    "LeftOut",
    "Likeness",
    "Paper",
    "Processes",
    "Reach",
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
