"""Warning signs: what they are held against is what the sibling documents say of them.

A document by itself can only say that its list is shared; beside its siblings
it can be seen (Appendix P, consistent messages), and so can a document that
waits for more signs than they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile

from checker.model import JudgedDocument, Outcome, Passage, Verdict
from checker.reconciling.facts import Area, Fact
from checker.reconciling.findings import SURE, accusation
from checker.reconciling.stems import stems
from checker.reconciling.thresholds import Count, more_signs_needed

SIGNS = "audit/warning-signs"

RULE = f"{SIGNS}/list-of-signs"
"""The rule that the findings belong to."""

LEAST = 4
"""Signs that make a list."""

ALIKE = 2 / 3
"""Share of the longer list that two lists have in common from which they are the same."""

SAME_WORDS = 0.6
"""Share of the words of two signs that both have from which they are one sign."""


def with_same_signs(documents: Sequence[JudgedDocument]) -> list[JudgedDocument]:
    """The documents, with the criterion answered as their siblings let it be seen.

    A list that a sibling has as well meets it. A document by which more has to be
    seen than a sibling asks for (three signs where one is enough) contradicts it.
    """
    lists = {judged.document.id: _signs(judged) for judged in documents}
    needed = more_signs_needed(Area(tuple(documents)))
    changed = []
    for judged in documents:
        own = lists[judged.document.id]
        same = [
            sibling.document.name
            for sibling in documents
            if sibling is not judged and _alike(own, lists[sibling.document.id])
        ]
        more = needed.get(judged.document.id)
        changed.append(
            replace(judged, verdicts=tuple(_answered(v, same, more) for v in judged.verdicts))
            if same or more
            else judged
        )
    return changed


def _answered(verdict: Verdict, same: Sequence[str], more: Fact[Count] | None) -> Verdict:
    if verdict.criterion != SIGNS or verdict.outcome not in {Outcome.PARTLY, Outcome.MET}:
        return verdict
    if more is not None:
        return replace(
            verdict,
            outcome=Outcome.CONTRADICTED,
            confidence=SURE,
            evidence=(
                accusation(more.span, RULE, "A sibling document asks for less."),
                *verdict.evidence,
            ),
            reason="More has to be seen by it than a sibling document asks for.",
        )
    if verdict.outcome is Outcome.MET:
        return verdict
    reason = f"Its list of signs is the same as that of {' and '.join(same)}."
    return replace(verdict, outcome=Outcome.MET, reason=reason)


def _signs(judged: JudgedDocument) -> tuple[frozenset[str], ...]:
    """The signs of the list that the verdict rests on, each as its telling words."""
    verdict = next((v for v in judged.verdicts if v.criterion == SIGNS), None)
    places = {e.location.start for e in verdict.evidence} if verdict else set()
    longest: tuple[frozenset[str], ...] = ()
    for at, passage in enumerate(judged.passages):
        if passage.location.start in places:
            items = takewhile(partial(_of_one_list, passage), judged.passages[at:])
            words = (stems(item.text) for item in items)
            longest = max(longest, tuple(w for w in words if w), key=len)
    return longest


def _of_one_list(one: Passage, other: Passage) -> bool:
    return (one.headings, one.stem, one.kind) == (other.headings, other.stem, other.kind)


def _alike(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> bool:
    left = list(other)
    both = 0
    for words in one:
        twin = next((w for w in left if len(words & w) >= SAME_WORDS * len(words | w)), None)
        if twin is not None:
            left.remove(twin)
            both += 1
    return both >= LEAST and both >= ALIKE * max(len(one), len(other))
