"""Uneven recognition: stated in one document, and not addressed in a sibling where it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.model import (
    Inconsistency,
    InconsistencyType,
    Issue,
    Outcome,
    Severity,
    Verdict,
)
from checker.reconciling.facts import Area
from checker.reconciling.findings import inconsistency
from checker.reconciling.questions import claim
from checker.reconciling.stances import merits_of

_LEFT_OUT = frozenset({"currency/superseded-guidance", "style/readability", "audit/warning-signs"})
"""Criteria on which silence is no gap: a document may count on the list of signs of another."""

_ABOUT_THE_CHILD = frozenset(
    {
        "sense-check/safeguarding-response",
        "sense-check/victim-perpetrator-overlap",
        "audit/adult-only-perpetrator",
    }
)
"""What decides whether a child gets help at all."""

_HOME = {
    "sense-check/safeguarding-response": Issue.HSB,
    "sense-check/differs-from-adults": Issue.HSB,
    "sense-check/victim-perpetrator-overlap": Issue.HSB,
    "sense-check/environment": Issue.CSE,
    "audit/adult-only-perpetrator": Issue.HSB,
    "audit/grooming-coercion": Issue.CSE,
    "audit/boys-as-victims": Issue.CSE,
    "language/choice-framing": Issue.CSE,
    "language/victim-blaming": Issue.CSE,
}
"""The issue whose literature a criterion comes from.

Of two statements about as strong, its document's is the one to borrow.
"""


def find(area: Area) -> Iterator[Inconsistency]:
    """For each criterion and silent document, one against the strongest statement of each issue.

    A set has several documents on one issue, and a gap beside each of them says
    nothing new; a gap beside each issue is a cell of the matrix.
    """
    criteria = {verdict.criterion for judged in area.documents for verdict in judged.verdicts}
    for criterion in sorted(criteria - _LEFT_OUT):
        verdicts = [v for j in area.documents for v in j.verdicts if v.criterion == criterion]
        stated = [v for v in verdicts if v.outcome is Outcome.MET and merits_of(v)]
        stated.sort(key=lambda v: _rank(area, v))
        for silent in verdicts:
            # where a person has to look whether it is silent, there is nothing to say yet
            if silent.outcome is not Outcome.NOT_ADDRESSED or silent.needs_review:
                continue
            strongest: dict[object, Verdict] = {}
            for verdict in stated:
                # one without an issue stands for itself
                strongest.setdefault(area.issue(verdict.document) or verdict.document, verdict)
            for at, verdict in enumerate(strongest.values()):
                yield _gap(area, verdict, stated if at == 0 else [verdict], silent)


def _rank(area: Area, verdict: Verdict) -> tuple[float, bool, float, str]:
    """Sorts the strongest statement first; scores within a tenth are about as strong."""
    best = merits_of(verdict)[0].score
    away = area.issue(verdict.document) is not _HOME.get(verdict.criterion)
    return -round(best, 1), away, -best, verdict.document


def _gap(
    area: Area, strongest: Verdict, stated: Sequence[Verdict], silent: Verdict
) -> Inconsistency:
    others = [verdict for verdict in stated if verdict is not strongest]
    says = claim(strongest.criterion)
    one, other = area.name(strongest.document), area.name(silent.document)
    also = " and ".join(area.name(verdict.document) for verdict in others)
    so = f"{one} says so" + (f", and so does {also}" if also else "")
    return inconsistency(
        InconsistencyType.UNEVEN_RECOGNITION,
        {strongest.document: merits_of(strongest)[:1], silent.document: ()},
        severity=Severity.MEDIUM if strongest.criterion in _ABOUT_THE_CHILD else Severity.LOW,
        summary=f"Should {other} say as well that {says}? {so}; {other} is silent.",
        suggestion=f"Agree a sentence for {other}: that {says}.",
        criterion=strongest.criterion,
    )
