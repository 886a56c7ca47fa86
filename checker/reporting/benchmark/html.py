"""The benchmark as one HTML page: no network, no other file, readable without script."""

from __future__ import annotations

from checker.benchmarking import ANSWERS, Anonymous, Benchmark
from checker.model import Manifest
from checker.reporting.benchmark.wording import (
    ANONYMOUS,
    ERAS,
    REACHES,
    READING,
    RENEWED,
    bundle,
    cell_words,
    copied,
    counted,
    difference,
    eras_heads,
    in_short,
    severities,
    share,
    short_share,
    solvers,
    verdict_on,
)
from checker.reporting.page import render_page
from checker.reporting.wording import TYPES, pack_of

_STYLES = ("findings.css", "report.css", "benchmark.css")

TEXTS_SHOWN, YEARS_SHOWN = 12, 15
"""Shared texts that are quoted, and latest years that are shown."""


def render(benchmark: Benchmark) -> str:
    """The whole page as HTML text."""
    context = {
        **tables(benchmark),
        "version": benchmark.manifest.version,
        "packs": _packs(benchmark),
    }
    return render_page("benchmark.html.j2", context, styles=_STYLES)


def tables(benchmark: Benchmark) -> dict[str, object]:
    """What a benchmark's tables need (``benchmark-parts.html.j2``), here and in the service."""
    return {
        "benchmark": benchmark,
        "in_short": in_short(benchmark),
        "years": benchmark.years[-YEARS_SHOWN:],
        "families": benchmark.bundles[:TEXTS_SHOWN],
        "ANSWERS": ANSWERS,
        "REACHES": REACHES,
        "READING": READING,
        "share": share,
        "copied": copied,
        "counted": counted,
        "bundle": bundle,
        "solvers": solvers,
        "short_share": short_share,
        "cell_words": cell_words,
        "severities": severities,
        "ERAS": ERAS,
        "RENEWED": RENEWED,
        "eras_heads": eras_heads,
        "difference": difference,
        "verdict_on": verdict_on,
    }


def render_anonymous(anonymous: Anonymous, manifest: Manifest) -> str:
    """The page without names."""
    context = {
        "anonymous": anonymous,
        "version": manifest.version,
        "manifest": manifest,
        "REACHES": REACHES,
        "READING": READING,
        "TYPES": TYPES,
        "ANONYMOUS": ANONYMOUS,
    }
    return render_page("benchmark-anonymous.html.j2", context, styles=_STYLES)


def _packs(benchmark: Benchmark) -> list[tuple[str, int]]:
    """The packs in order, and how many criteria each has."""
    found: dict[str, int] = {}
    for criterion in benchmark.criteria:
        found[pack_of(criterion.id)] = found.get(pack_of(criterion.id), 0) + 1
    return list(found.items())
