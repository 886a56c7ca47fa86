"""A comparison as one HTML page, with redlines."""

from __future__ import annotations

from checker.reporting.comparison.wording import (
    GAP,
    STATES,
    cautions,
    direction,
    shown,
    subject,
    summary,
    unchanged,
    version,
)
from checker.reporting.page import render_page
from checker.reporting.wording import area_of, labels
from checker.revising import Comparison


def render(comparison: Comparison) -> str:
    """The whole page as HTML text."""
    return render_page("comparison.html.j2", context(comparison))


def context(comparison: Comparison) -> dict[str, object]:
    """What a template is given to show a comparison."""
    names = labels(sorted((d for _, d in comparison.pairs.both), key=lambda d: d.order))
    names |= {d.id: d.name for d in (*comparison.pairs.gone, *comparison.pairs.added)}
    return {
        "comparison": comparison,
        "area": area_of(comparison.new),
        "names": names,
        "titles": {criterion.id: criterion.title for criterion in comparison.new.criteria},
        "summary": summary(comparison),
        "cautions": cautions(comparison),
        "STATES": STATES,
        "GAP": GAP,
        "shown": shown,
        "unchanged": unchanged,
        "subject": subject,
        "direction": direction,
        "version_of": version,
        "version": comparison.new.manifest.version,
    }
