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

SURE = 0.5
"""Least confidence of a statement that is held against another document's."""

SHOWN = 2
"""Most statements that are quoted from each side."""


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


def _for(verdict: Verdict) -> tuple[Evidence, ...]:
    if verdict.outcome not in {Outcome.MET, Outcome.PARTLY}:
        return ()
    return statements(verdict, Stance.MEETS)


def _against(verdict: Verdict) -> tuple[Evidence, ...]:
    if verdict.outcome is not Outcome.CONTRADICTED:
        return ()
    return statements(verdict, Stance.CONTRADICTS)


def statements(verdict: Verdict, stance: Stance) -> tuple[Evidence, ...]:
    """The verdict's statements of that stance that are sure enough, the surest first."""
    given = (e for e in verdict.evidence if e.stance is stance and e.score >= SURE)
    return tuple(sorted(given, key=lambda e: (-e.score, e.location.start)))[:SHOWN]


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
