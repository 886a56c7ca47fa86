"""Answers: what a person says that a document answers to a criterion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from checker.model import Assessment, Evidence, Outcome, Stance, Verdict
from checker.reconciling import fold

_STANCES = {
    Outcome.MET: {Stance.MEETS, Stance.MENTIONS_ONLY},
    Outcome.PARTLY: {Stance.MEETS, Stance.MENTIONS_ONLY},
    Outcome.CONTRADICTED: set(Stance),
    Outcome.NOT_ADDRESSED: set(),
    Outcome.NOT_APPLICABLE: set(),
}
"""What evidence can stand beside an answer; the rest came close and does not count."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says of one document and one criterion, after reading the words.

    ``file`` is the name of the document's file and ``quotes`` the words of the
    judged answer: the person's holds as long as they stay. ``against`` is the
    quote that makes the answer "contradicted". ``date`` is ISO.
    """

    criterion: str
    file: str
    quotes: tuple[str, ...]
    outcome: Outcome
    against: str
    reason: str
    author: str
    date: str

    def covers(self, verdict: Verdict, file: str, known: Sequence[str]) -> bool:
        """Whether it is about a judged answer.

        :param file: the name of the document's file.
        :param known: the names of all files; an answer for one that is no longer
            among them, and that has words, is taken to be about a renamed one.
        """
        if self.criterion != verdict.criterion:  # of most, and told at once
            return False
        renamed = self.file not in known and bool(self.quotes)
        words = {fold(quote) for quote in self.quotes}
        return (self.file == file or renamed) and words == {
            fold(item.quote) for item in verdict.evidence
        }


def with_answers(assessment: Assessment, answers: Mapping[tuple[str, str], Answer]) -> Assessment:
    """The assessment with what people say that documents answer.

    :param answers: by document and criterion.
    """
    if not answers:
        return assessment
    return replace(
        assessment,
        verdicts=tuple(
            _answered(verdict, answers[verdict.document, verdict.criterion])
            if (verdict.document, verdict.criterion) in answers
            else verdict
            for verdict in assessment.verdicts
        ),
    )


def _answered(verdict: Verdict, answer: Answer) -> Verdict:
    if answer.outcome is verdict.outcome:
        reason = f"{verdict.reason} Confirmed by {answer.author} on {answer.date}."
        return replace(verdict, needs_review=False, reason=reason)
    said = f"by {answer.author} on {answer.date}: {answer.reason.rstrip('.')}"
    kept: list[Evidence] = []
    missed: list[Evidence] = []
    for item in (*verdict.evidence, *verdict.near_misses):
        if answer.outcome is Outcome.CONTRADICTED and item.quote == answer.against:
            kept.append(replace(item, stance=Stance.CONTRADICTS, why_not=""))
        elif item not in verdict.evidence:
            missed.append(item)
        elif item.stance in _STANCES[answer.outcome]:
            kept.append(item)
        else:
            missed.append(replace(item, why_not=f"answered otherwise {said}"))
    return replace(
        verdict,
        outcome=answer.outcome,
        evidence=tuple(kept),
        near_misses=tuple(missed),
        needs_review=False,
        reason=f"Answered {said}.",
    )
