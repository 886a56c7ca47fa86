"""Verdicts made by hand: a judged document says so much on a criterion, in words it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.model import (
    Evidence,
    Inconsistency,
    InconsistencyType,
    JudgedDocument,
    Outcome,
    Stance,
    Verdict,
)
from checker.reconciling import reconcile
from reconciling.conftest import judged

OVERLAP = "sense-check/victim-perpetrator-overlap"
CHOICE = "language/choice-framing"


def says(
    document: JudgedDocument,
    criterion: str,
    outcome: Outcome,
    *,
    meets: Sequence[str] = (),
    contradicts: Sequence[str] = (),
    mentions: Sequence[str] = (),
    score: float = 0.9,
    rule: str = "model",
    needs_review: bool = False,
) -> JudgedDocument:
    """The document with one more verdict; its evidence are the passages with those words."""
    given = [(Stance.CONTRADICTS, w) for w in contradicts]
    given += [(Stance.MEETS, w) for w in meets]
    given += [(Stance.MENTIONS_ONLY, w) for w in mentions]
    evidence = tuple(_evidence(document, stance, words, score, rule) for stance, words in given)
    made = Verdict(
        document.document.id, criterion, outcome, score, needs_review, evidence, searched=9
    )
    return replace(document, verdicts=(*document.verdicts, made))


def _evidence(
    document: JudgedDocument, stance: Stance, words: str, score: float, rule: str
) -> Evidence:
    (passage,) = (p for p in document.passages if words in p.text)
    return Evidence(passage.document, passage.text, passage.location, stance, rule, score=score)


def paper(issue: str, text: str) -> JudgedDocument:
    """A judged document without verdicts."""
    return judged(text, id=issue)


def found(type: InconsistencyType, *documents: JudgedDocument) -> tuple[Inconsistency, ...]:  # noqa: A002
    """What is reported of one type."""
    return tuple(i for i in reconcile(documents).inconsistencies if i.type is type)
