"""A comparison for the terminal."""

from __future__ import annotations

from checker.reporting.comparison.wording import (
    GAP,
    STATES,
    cautions,
    direction,
    plain,
    shown,
    subject,
    summary,
    unchanged,
    version,
)
from checker.reporting.sheet import Look, Sheet, clean
from checker.reporting.wording import OUTCOMES, labels, place
from checker.revising import Change, Comparison, State


def render(comparison: Comparison, look: Look | None = None) -> str:
    """The versions, the verdicts that changed, and every finding by what became of it."""
    sheet = Sheet(look or Look())
    names = labels(sorted((d for _, d in comparison.pairs.both), key=lambda d: d.order))
    names |= {d.id: d.name for d in (*comparison.pairs.gone, *comparison.pairs.added)}
    sheet.line("Sensecheck: two versions compared", "bold")
    sheet.line(summary(comparison))
    for caution in cautions(comparison):
        sheet.line(clean(caution), "", 2)
    sheet.heading("Versions")
    for old, new in comparison.pairs.both:
        sheet.line(f"{names[new.id]}: {clean(new.name)}")
        sheet.line(f"from {clean(version(old))}", "dim", 4)
        sheet.line(f"to   {clean(version(new))}", "dim", 4)
    _verdicts(sheet, comparison, names)
    for state, (name, meaning) in STATES.items():
        changes = comparison.of(state)
        sheet.heading(f"{name} ({len(changes)})")
        sheet.line(f"What {meaning}.", "dim")
        for change in changes:
            _change(sheet, change, names)
    return sheet.text()


def _verdicts(sheet: Sheet, comparison: Comparison, names: dict[str, str]) -> None:
    sheet.heading(f"Answers that changed ({len(comparison.verdicts)})")
    titles = {criterion.id: criterion.title for criterion in comparison.new.criteria}
    for change in comparison.verdicts:
        before, after = OUTCOMES[change.before].word, OUTCOMES[change.after].word
        sheet.line(
            f"{names[change.document]}, {titles[change.criterion]}: {before} → {after}"
            f" ({direction(change)})"
        )
        for evidence in change.through[:2]:
            sheet.quote(evidence, "through ", 4)
        for evidence in change.without[:2]:
            sheet.quote(evidence, "without what stood at ", 4)


def _change(sheet: Sheet, change: Change, names: dict[str, str]) -> None:
    point = change.point
    where = " and ".join(names.get(d, d) for d in point.documents)
    sheet.line()
    sheet.put(sheet.marked(point.severity, f"{subject(point)}: {where}"))
    if point.summary:
        sheet.line(clean(point.summary), "", 2)
    if not change.redlines:
        for evidence in point.evidence if point.quotes else ():
            sheet.quote(evidence, "", 2)
        if not point.quotes:
            sheet.line(GAP, "dim", 2)
    if words := unchanged(change):
        sheet.line(words, "dim", 2)
    for line in shown(change):
        block = line.new or line.old
        assert block is not None
        gone = " (not in the new version)" if line.new is None else ""
        added = " (not in the old version)" if line.old is None else ""
        sheet.line(f"{clean(place(block.location))}{gone}{added}:", "dim", 2)
        sheet.line(clean(plain(line)), "", 4)
    if change.state is not State.RESOLVED:
        sheet.line(clean(point.advice), "italic", 2)
