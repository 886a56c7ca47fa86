"""Benchmarking: many areas side by side, without a word of anybody's draft."""

from __future__ import annotations

from checker.benchmarking.anonymous import Anonymous, K, anonymised
from checker.benchmarking.cluster import Cluster
from checker.benchmarking.figures import (
    Benchmark,
    Bundle,
    Cell,
    Family,
    LeftOut,
    Likeness,
    Reach,
    Row,
    TypeRow,
    Year,
)
from checker.benchmarking.intervals import Difference, Share
from checker.benchmarking.running import (
    Done,
    Processes,
    Task,
    Workers,
    benchmark,
    side_by_side,
    work_out,
)
from checker.benchmarking.summary import (
    AreaSummary,
    Example,
    Paper,
    Passages,
    Renewal,
    Summarised,
    Turn,
    summarised,
)
from checker.benchmarking.trends import ANSWERS, Eras, Renewed

__all__ = [
    "ANSWERS",
    "Anonymous",
    "AreaSummary",
    "Benchmark",
    "Bundle",
    "Cell",
    "Cluster",
    "Difference",
    "Done",
    "Eras",
    "Example",
    "Family",
    "K",
    "LeftOut",
    "Likeness",
    "Paper",
    "Passages",
    "Processes",
    "Reach",
    "Renewal",
    "Renewed",
    "Row",
    "Share",
    "Summarised",
    "Task",
    "Turn",
    "TypeRow",
    "Workers",
    "Year",
    "anonymised",
    "benchmark",
    "side_by_side",
    "summarised",
    "work_out",
]
