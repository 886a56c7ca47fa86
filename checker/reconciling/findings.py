"""Making an inconsistency: the words of both sides, an identity, a question, a line to agree."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from checker.model import Evidence, Inconsistency, InconsistencyType, Severity, Stance
from checker.passages import assertion
from checker.reconciling.facts import Span
from checker.reconciling.normalise import fold

SURE = 0.97
"""Score of words that a comparison finds by itself to speak against a criterion."""


def identity(type: InconsistencyType, documents: Iterable[str], quotes: Iterable[str]) -> str:  # noqa: A002
    """A short hash of type, documents and normalised quotes.

    Neither the order of the documents and quotes, nor spacing, case or
    punctuation, nor edits elsewhere in the documents change it.
    """
    parts = [type.value, *sorted(documents), *sorted({fold(quote) for quote in quotes})]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def evidence(span: Span, rule: InconsistencyType) -> Evidence:
    """The sentence that the words stand in, with its place."""
    sentence = span.sentence()
    return Evidence(
        document=sentence.document,
        quote=sentence.text.strip(),
        location=sentence.location,
        rule=f"reconciling/{rule.value}",
    )


def accusation(span: Span, rule: str, note: str) -> Evidence:
    """Words of a document that speak against a criterion, by what its siblings say or it itself.

    :param rule: the criterion's rule that the finding belongs to.
    :param note: what a reader is told beside them.
    """
    passage = span.passage
    return Evidence(
        span.document,
        passage.text,
        passage.location,
        Stance.CONTRADICTS,
        rule,
        assertion(passage, span.start, span.end).status,
        span.text,
        SURE,
        note=note,
    )


def inconsistency(
    type: InconsistencyType,  # noqa: A002
    sides: Mapping[str, Sequence[Span | Evidence]],
    *,
    severity: Severity,
    summary: str,
    suggestion: str,
    criterion: str | None = None,
) -> Inconsistency:
    """An inconsistency between two documents.

    :param sides: for each of the two documents its words; none for a silent one.
    :param summary: the difference as a question, for the people who own the documents.
    :param suggestion: a line they could agree on.
    """
    first, second = sorted(sides)
    found: list[Evidence] = []
    for document in (first, second):
        for item in sides[document]:
            given = item if isinstance(item, Evidence) else evidence(item, type)
            if given not in found:
                found.append(given)
    return Inconsistency(
        # the same words can speak for and against several criteria
        id=identity(type, (first, second), (*(e.quote for e in found), criterion or "")),
        type=type,
        documents=(first, second),
        severity=severity,
        summary=summary,
        suggestion=suggestion,
        evidence=tuple(found),
        criterion=criterion,
    )
