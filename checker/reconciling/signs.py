"""Warning signs: a list that a sibling document has as well answers the criterion.

A document by itself can only say that its list is shared; beside its siblings
it can be seen (Appendix P, consistent messages).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile

from checker.model import JudgedDocument, Outcome, Passage, Verdict
from checker.reconciling.normalise import fold

SIGNS = "audit/warning-signs"

LEAST = 4
"""Signs that make a list."""

ALIKE = 0.8
"""Share of the signs of both that two lists have in common from which they are the same."""


def with_same_signs(documents: Sequence[JudgedDocument]) -> list[JudgedDocument]:
    """The documents, with the criterion met where a sibling has the same list of signs."""
    lists = {judged.document.id: _signs(judged) for judged in documents}
    changed = []
    for judged in documents:
        own = lists[judged.document.id]
        same = [
            sibling.document.name
            for sibling in documents
            if sibling is not judged and _alike(own, lists[sibling.document.id])
        ]
        changed.append(
            replace(judged, verdicts=tuple(_met(v, same) for v in judged.verdicts))
            if same
            else judged
        )
    return changed


def _met(verdict: Verdict, same: Sequence[str]) -> Verdict:
    if verdict.criterion != SIGNS or verdict.outcome is not Outcome.PARTLY:
        return verdict
    reason = f"Its list of signs is the same as that of {' and '.join(same)}."
    return replace(verdict, outcome=Outcome.MET, reason=reason)


def _signs(judged: JudgedDocument) -> frozenset[str]:
    """The items of the list that the verdict rests on, in plain letters."""
    verdict = next((v for v in judged.verdicts if v.criterion == SIGNS), None)
    places = {e.location.start for e in verdict.evidence} if verdict else set()
    longest: frozenset[str] = frozenset()
    for at, passage in enumerate(judged.passages):
        if passage.location.start in places:
            items = takewhile(partial(_of_one_list, passage), judged.passages[at:])
            longest = max(longest, frozenset(fold(p.text) for p in items), key=len)
    return longest


def _of_one_list(one: Passage, other: Passage) -> bool:
    return (one.headings, one.stem, one.kind) == (other.headings, other.stem, other.kind)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    both = one & other
    return len(both) >= LEAST and len(both) >= ALIKE * len(one | other)
