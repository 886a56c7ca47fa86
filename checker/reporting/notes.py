"""What is to be said to a document's author, at the words that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model import (
    Assessment,
    Document,
    Evidence,
    Outcome,
    Severity,
    Stance,
    Verdict,
)
from checker.reconciling import short_names
from checker.reporting.points import Point, points
from checker.reporting.sheet import clean
from checker.reporting.wording import OUTCOMES, SEVERITIES, place, sentence

MISSING = "Not found in this document"


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on the words at ``start`` to ``end`` of the document's text.

    ``quote`` are those words. A note on what is missing has no words of its
    own: it belongs at the head of the document, and its ``quote`` is empty.
    """

    start: int
    end: int
    title: str
    lines: tuple[str, ...]
    severity: Severity
    quote: str = ""


def notes(assessment: Assessment, document: Document) -> tuple[Note, ...]:
    """Every remark on a document, in the order of its text; what is missing comes first."""
    agenda = points(assessment)
    found = [
        *_on_verdicts(assessment, document),
        *_on_points(assessment, document, agenda),
    ]
    found.sort(key=lambda n: (n.start, n.end, -n.severity.rank, n.title))
    missing = _on_what_is_missing(assessment, document, agenda)
    return (missing, *found) if missing else tuple(found)


def _on_verdicts(assessment: Assessment, document: Document) -> Iterator[Note]:
    """A note on each passage that speaks against a criterion, or meets it only in part."""
    for criterion in assessment.criteria:
        verdict = assessment.verdict(document.id, criterion.id)
        if verdict is None or verdict.outcome not in {Outcome.CONTRADICTED, Outcome.PARTLY}:
            continue
        against = verdict.outcome is Outcome.CONTRADICTED
        for item in verdict.evidence:
            if against and item.stance is not Stance.CONTRADICTS:
                continue
            yield Note(
                item.location.start,
                item.location.end,
                criterion.title,
                _lines(
                    criterion.asks,
                    _answer(verdict, item),
                    f"Instead: {criterion.instead}",
                ),
                criterion.severity if against else Severity.LOW,
                clean(item.quote),
            )


def _answer(verdict: Verdict, item: Evidence) -> str:
    told = (
        "These words speak against it."
        if verdict.outcome is Outcome.CONTRADICTED
        else f"It is met {OUTCOMES[verdict.outcome].word}: {OUTCOMES[verdict.outcome].meaning}."
    )
    check = " A person has to check it." if verdict.needs_review else ""
    return f"{told} {sentence(item.note)}".strip() + check


def _on_points(
    assessment: Assessment, document: Document, agenda: Sequence[Point]
) -> Iterator[Note]:
    """A note on each of the document's passages that differs from a sibling's."""
    names = short_names(assessment.documents)
    for point in agenda:
        for item in point.sides.get(document.id, ()):
            yield Note(
                item.location.start,
                item.location.end,
                f"{point.title}: differs from another document",
                _lines(
                    *point.questions,
                    *_siblings(point, item, names),
                    *(f"Line to agree: {line}" for line in point.lines),
                ),
                point.severity,
                clean(item.quote),
            )


def _siblings(point: Point, item: Evidence, names: dict[str, str]) -> Iterator[str]:
    """The surest words of each other document, of those on the other side."""
    for other, words in point.sides.items():
        opposed = [e for e in words if _opposed(item, e)]
        if other != item.document and opposed:
            best = max(opposed, key=lambda e: e.score)
            yield f"{names[other]}, {place(best.location)}: “{best.quote}”"


def _opposed(one: Evidence, other: Evidence) -> bool:
    """Whether they are of different sides; where no sides are known, all others are."""
    if one.stance is None or other.stance is None:
        return True
    return (one.stance is Stance.CONTRADICTS) != (other.stance is Stance.CONTRADICTS)


def _on_what_is_missing(
    assessment: Assessment, document: Document, agenda: Sequence[Point]
) -> Note | None:
    """One note on all that the document does not say, to stand at its head."""
    lines = []
    gravest = Severity.LOW
    for criterion in assessment.criteria:
        verdict = assessment.verdict(document.id, criterion.id)
        if verdict is not None and verdict.outcome is Outcome.NOT_ADDRESSED:
            check = " (a person has to check it)" if verdict.needs_review else ""
            lines.append(f"{criterion.title}{check}: {criterion.asks} {criterion.instead}")
    for point in agenda:
        if point.sides.get(document.id) == ():
            gravest = max(gravest, point.severity, key=lambda s: s.rank)
            lines += [*point.questions, *(f"Line to agree: {line}" for line in point.lines)]
    if not lines:
        return None
    return Note(0, 0, MISSING, _lines(*lines), gravest)


def heading(note: Note) -> str:
    """The first line of a remark: what it is about, and how much it matters."""
    return f"{note.title} ({SEVERITIES[note.severity].word})"


def _lines(*lines: str) -> tuple[str, ...]:
    return tuple(cleaned for line in lines if (cleaned := clean(line)))
