"""Accountability: two bodies that one document makes answer for the same work.

Each sentence by itself names an owner and meets the criterion; it is the two
together that leave nobody accountable (codebook: two bodies each "accountable"
for the same thing).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.model import JudgedDocument, Outcome, Verdict
from checker.reconciling.facts import Area, Fact
from checker.reconciling.findings import SURE, accusation
from checker.reconciling.governance import CRITERION, Line, two_owners

_OTHER = "Another passage makes another body accountable for the same."
RULE = f"{CRITERION}/two-owners"
"""The rule of the criterion that the finding belongs to: a passage alone may break it too."""


def with_two_owners(documents: Sequence[JudgedDocument]) -> list[JudgedDocument]:
    """The documents, with the criterion contradicted where two bodies answer for one work."""
    area = Area(tuple(documents))
    changed = []
    for judged in documents:
        asked = any(
            v.criterion == CRITERION
            and v.outcome not in {Outcome.CONTRADICTED, Outcome.NOT_APPLICABLE}
            for v in judged.verdicts
        )
        pair = two_owners(area, judged.document.id) if asked else None
        changed.append(
            replace(judged, verdicts=tuple(_contradicted(v, pair) for v in judged.verdicts))
            if pair
            else judged
        )
    return changed


def _contradicted(verdict: Verdict, pair: tuple[Fact[Line], Fact[Line]]) -> Verdict:
    if verdict.criterion != CRITERION:
        return verdict
    places = {fact.span.passage.location for fact in pair}
    others = tuple(e for e in verdict.evidence if e.location not in places)
    names = " and ".join(f"the {fact.value.shown}" for fact in pair)
    return replace(
        verdict,
        outcome=Outcome.CONTRADICTED,
        confidence=SURE,
        needs_review=False,
        evidence=(*(accusation(fact.span, RULE, _OTHER) for fact in pair), *others),
        near_misses=tuple(e for e in verdict.near_misses if e.location not in places),
        reason=f"Two bodies are each accountable for the same work: {names}.",
    )
