"""The words that every form of a walk has in common."""

from __future__ import annotations

from checker.reporting.wording import labels, listed, plural
from checker.walk import Walk


def opening(walk: Walk) -> tuple[str, ...]:
    """What the case is, and which documents it is taken through."""
    issues = listed([issue.wording for issue in walk.case.issues])
    age = f"; {walk.case.age} years old" if walk.case.age is not None else ""
    through = listed(list(labels(walk.documents).values()))
    return (
        f"The case: {walk.case.words}.",
        f"It is about {issues}{age}.",
        f"It is taken through {through}." if through else "No document is about it.",
    )


def result(walk: Walk) -> str:
    """How often the practitioner is left with two answers, and how often with none."""
    partings = sum(len(step.partings) for step in walk.steps)
    gaps = sum(len(step.gaps) for step in walk.steps)
    return (
        f"The documents disagree in {plural(partings, 'place')} on the way, "
        f"and leave {plural(gaps, 'question')} without an answer."
    )
