"""A walk for the terminal."""

from __future__ import annotations

from checker.reporting.sheet import Look, Sheet, clean
from checker.reporting.walk.wording import opening, result
from checker.reporting.wording import labels, place
from checker.walk import Step, Walk


def render(walk: Walk, look: Look | None = None) -> str:
    """Every step with its answers, where they part, and what nobody answers."""
    sheet = Sheet(look or Look())
    names = labels(walk.documents)
    sheet.line("Sensecheck: one case through the documents", "bold")
    for line in (*opening(walk), result(walk)):
        sheet.line(clean(line))
    for number, step in enumerate(walk.steps, 1):
        sheet.heading(f"{number}. {step.question}")
        _step(sheet, step, names)
    return sheet.text()


def _step(sheet: Sheet, step: Step, names: dict[str, str]) -> None:
    for answer in step.answers:
        where = place(answer.evidence.location)
        sheet.line(f"{names[answer.document]}: {clean(answer.words)} ({clean(where)})")
    for parting in step.partings:
        sheet.put(sheet.marked(parting.severity, clean(parting.summary)), 2)
        sheet.line(clean(parting.suggestion), "dim", 4)
    for gap in step.gaps:
        sheet.line(f"No answer: {clean(gap)}", "bold", 2)
    if not (step.answers or step.partings or step.gaps):
        sheet.line(step.otherwise, "dim")
