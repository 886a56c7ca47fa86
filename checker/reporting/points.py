"""Points to clarify: inconsistencies that are one question for the people who own the documents.

Reconciling compares documents two by two, so that one wrong telephone number
makes as many inconsistencies as it has siblings. Those of one type that rest on
the same words, or on the same criterion, are one point on an agenda.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checker.model import (
    Assessment,
    Criterion,
    Evidence,
    Inconsistency,
    InconsistencyType,
    Severity,
    Stance,
)
from checker.reconciling import claim, short_names
from checker.reporting.wording import TYPES, in_order, listed

_BY_CRITERION = {InconsistencyType.STANCE, InconsistencyType.UNEVEN_RECOGNITION}
"""Types whose question is the criterion's, whichever documents disagree on it."""


@dataclass(frozen=True, slots=True)
class Point:
    """One question, with the words of every document that it concerns.

    ``sides`` has each document's id with its words, none for a silent one, in
    the order in which people list the documents; ``questions`` and ``lines``
    (suggested lines to agree) are sentences.
    """

    number: int
    type: InconsistencyType
    severity: Severity
    title: str
    questions: tuple[str, ...]
    lines: tuple[str, ...]
    sides: Mapping[str, tuple[Evidence, ...]]
    inconsistencies: tuple[Inconsistency, ...]


def points(assessment: Assessment) -> tuple[Point, ...]:
    """Every point, the gravest first, numbered from 1."""
    names = short_names(assessment.documents)
    order = [d.id for d in in_order(assessment.documents)]
    types = list(InconsistencyType)
    groups = sorted(
        _groups(assessment.disagreements),
        key=lambda g: (
            -max(i.severity.rank for i in g),
            types.index(g[0].type),
            min(order.index(d) for i in g for d in i.documents),
            g[0].id,
        ),
    )
    criteria = {c.id: c for c in assessment.criteria}
    return tuple(
        _point(number, group, criteria, names, order) for number, group in enumerate(groups, 1)
    )


def _groups(inconsistencies: Iterable[Inconsistency]) -> list[list[Inconsistency]]:
    """The inconsistencies that belong together, joined by what they share."""
    groups: list[tuple[set[object], list[Inconsistency]]] = []
    for item in inconsistencies:
        keys, members = _keys(item), [item]
        apart = []
        for group in groups:
            if group[0] & keys:
                keys |= group[0]
                members = group[1] + members
            else:
                apart.append(group)
        groups = [*apart, (keys, members)]
    return [members for _, members in groups]


def _keys(item: Inconsistency) -> set[object]:
    """What makes another inconsistency the same question."""
    if item.type in _BY_CRITERION:
        return {item.criterion or item.id}
    return {(item.type, e.document, e.location.start) for e in item.evidence} or {item.id}


def _point(
    number: int,
    group: Sequence[Inconsistency],
    criteria: Mapping[str, Criterion],
    names: Mapping[str, str],
    order: Sequence[str],
) -> Point:
    first = max(group, key=lambda i: i.severity.rank)
    concerned = {document for item in group for document in item.documents}
    found = {(e.document, e.location.start, e.location.end): e for i in group for e in i.evidence}
    sides = {
        document: tuple(found[key] for key in sorted(found) if key[0] == document)
        for document in order
        if document in concerned
    }
    named = criteria.get(first.criterion or "") if first.type in _BY_CRITERION else None
    questions = _asked_once([item.summary for item in group])
    # "Agree one number: 1 or 2" and "Agree one number: 1 or 3" are one line.
    lines = list({s.partition(":")[0]: s for s in reversed([i.suggestion for i in group])}.values())
    lines.reverse()
    if named and len(group) > 1:
        questions, lines = _together(first, sides, names)
    return Point(
        number,
        first.type,
        first.severity,
        named.title if named else TYPES[first.type][0],
        tuple(questions),
        tuple(lines),
        sides,
        tuple(group),
    )


def _asked_once(questions: Sequence[str]) -> list[str]:
    """The questions, with those that differ only in what they offer made one.

    >>> _asked_once(["Which: 1 (A) or 2 (B)?", "Which: 1 (A) or 3 (C)?"])
    ['Which: 1 (A), 2 (B) or 3 (C)?']
    """
    offers: dict[str, dict[str, None]] = {}
    for question in questions:
        head, colon, choices = question.partition(": ")
        first, between, second = choices.partition(") or ")
        if colon and between and second.endswith(")?"):
            offers.setdefault(head, {}).update({f"{first})": None, second[:-1]: None})
        else:
            offers.setdefault(question, {})
    return [
        f"{head}: {listed(list(choices), 'or')}?" if choices else head
        for head, choices in offers.items()
    ]


def _together(
    first: Inconsistency, sides: Mapping[str, tuple[Evidence, ...]], names: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """One question and one line for a criterion on which several documents disagree."""
    says = claim(first.criterion or "")
    holding = [names[d] for d, words in sides.items() if any(_merits(e) for e in words)]
    against = [
        names[d] for d, words in sides.items() if any(e.stance is Stance.CONTRADICTS for e in words)
    ]
    silent = [names[d] for d, words in sides.items() if not words]
    parts = [f"{listed(holding)} {_verb(holding)} so"]
    if against:
        parts.append(f"{listed(against)} {_verb(against)} the contrary")
    if silent:
        parts.append(f"no words on it were found in {listed(silent)}")
    question = f"Is it agreed that {says}? {'; '.join(parts)}."
    change = listed([*against, *silent])
    return [question], [f"Agree one position, that {says}, and change {change} to match."]


def _merits(evidence: Evidence) -> bool:
    return evidence.stance is not Stance.CONTRADICTS


def _verb(subjects: Sequence[str]) -> str:
    return "says" if len(subjects) == 1 else "say"
