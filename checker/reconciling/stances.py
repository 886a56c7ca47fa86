"""Stances that conflict: what one document says, another says the contrary of."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import (
    Evidence,
    Inconsistency,
    InconsistencyType,
    Outcome,
    Severity,
    Stance,
    Verdict,
)
from checker.reconciling.facts import Area
from checker.reconciling.findings import inconsistency
from checker.reconciling.questions import WITHIN_ONE, claim

SURE = 0.9
"""Least score of a statement that meets a criterion, for a sibling to be measured by it."""

SURE_ALONE = 0.9
"""Least score of a contradiction that the model finds alone, to be held against a sibling.

Where a rule has found it as well, the verdict's own threshold is enough. With
the first heads, on three sample areas, this let 63 of 112 conflicts through,
44 of them right; of the other 49, 11 were.
"""

SHOWN = 2
"""Most statements that are quoted from each side."""

_MODEL_ALONE = {"model", "similarity"}
"""What evidence has for a rule where none found it."""


def find(area: Area) -> Iterator[Inconsistency]:
    """For each criterion and pair: met or partly met in one, contradicted in the other."""
    for first, second in area.pairs():
        theirs = {verdict.criterion: verdict for verdict in second.verdicts}
        for verdict in first.verdicts:
            other = theirs.get(verdict.criterion)
            if other is None or verdict.criterion in WITHIN_ONE:
                continue
            for holds, denies in ((verdict, other), (other, verdict)):
                merits, against = _for(holds), _against(denies)
                if merits and against:
                    yield _conflict(area, holds, denies, merits, against)


def merits_of(verdict: Verdict) -> tuple[Evidence, ...]:
    """The statements that meet the criterion surely enough, the surest first."""
    given = (e for e in verdict.evidence if e.stance is Stance.MEETS and e.score >= SURE)
    return tuple(sorted(given, key=_by_score))[:SHOWN]


def _for(verdict: Verdict) -> tuple[Evidence, ...]:
    return merits_of(verdict) if verdict.outcome in {Outcome.MET, Outcome.PARTLY} else ()


def _against(verdict: Verdict) -> tuple[Evidence, ...]:
    if verdict.outcome is not Outcome.CONTRADICTED:
        return ()
    given = (
        e
        for e in verdict.evidence
        if e.stance is Stance.CONTRADICTS and (e.rule not in _MODEL_ALONE or e.score >= SURE_ALONE)
    )
    return tuple(sorted(given, key=_by_score))[:SHOWN]


def _by_score(evidence: Evidence) -> tuple[float, int]:
    return -evidence.score, evidence.location.start


def _conflict(
    area: Area,
    holds: Verdict,
    denies: Verdict,
    merits: tuple[Evidence, ...],
    against: tuple[Evidence, ...],
) -> Inconsistency:
    says = claim(holds.criterion)
    one, other = area.name(holds.document), area.name(denies.document)
    language = holds.criterion.startswith("language/")
    return inconsistency(
        InconsistencyType.STANCE,
        {holds.document: merits, denies.document: against},
        severity=Severity.MEDIUM if language else Severity.HIGH,
        summary=f"Is it agreed that {says}? {one} says so; {other} says the contrary.",
        suggestion=f"Agree one position, that {says}, and change {other} to match.",
        criterion=holds.criterion,
    )
