"""Referral routes: the same child sent to two doors, the same door on two numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import product

from checker.model import Inconsistency, InconsistencyType, Severity
from checker.reconciling.answers import (
    Statement,
    clashes,
    one_denies,
    statements,
)
from checker.reconciling.contacts import EMAIL, FAX, HOURS, TELEPHONE, Contact, contacts
from checker.reconciling.doors import (
    ANY_DOOR,
    Route,
    alike,
    bodies_of,
    is_door,
    name_of,
    own_door,
    routes,
)
from checker.reconciling.facts import Area, Fact, Span, told_once, untold
from checker.reconciling.findings import inconsistency
from checker.reconciling.forms import referral_forms
from checker.reconciling.likeness import likeness as weighed
from checker.reconciling.names import OUT_OF_HOURS, is_front_door

_TYPE = InconsistencyType.REFERRAL_ROUTE

_ASKS = {TELEPHONE: "telephone number", FAX: "fax number", EMAIL: "e-mail address", HOURS: "hours"}


def find(area: Area) -> Iterator[Inconsistency]:
    """Contacts of one body that differ, and routes that send one child to two doors."""
    found = [*_contacts(area), *_doors(area), *_forms(area)]
    yield from found
    yield from _by_their_words(area, {i.documents for i in found})


_REFERS = re.compile(
    r"\b(?:any|anyone|anybody|only|every|all|themselves|professionals|consent|permission"
    r"|agreement)\b"
    r"[^.;]{0,70}\b(?:refer\w*|rings?|ringing|MASH|nominat\w*)\b"
    r"|\b(?:refer\w*|rings?|ringing|call)\b[^.;]{0,60}\b(?:only|themselves|consent|permission"
    r"|anyone"
    r"|accepted)\b",
    re.IGNORECASE,
)
"""Words of a sentence that says who may refer, and with whose consent."""
_LIKE = 0.45
"""Least likeness of two sentences about one way in."""


def _by_their_words(area: Area, told: Collection[tuple[str, ...]]) -> Iterator[Inconsistency]:
    """Who may refer, and with whose consent, where no pattern reads the route."""
    likeness = weighed(area)
    for ours, theirs in untold(area, told, _referring):
        for one, two in clashes(likeness, ours, theirs, one_denies, _LIKE):
            names = [area.name(s.span.document) for s in (one, two)]
            yield inconsistency(
                _TYPE,
                {s.span.document: [s.span] for s in (one, two)},
                severity=Severity.MEDIUM,
                summary=(
                    "Who may refer, and with whose consent: "
                    f"what {names[0]} says or what {names[1]} says?"
                ),
                suggestion="Agree who may refer, and whether anybody has to consent first.",
            )


@told_once
def _referring(area: Area, document: str) -> list[Statement]:
    """The sentences on who may refer."""
    return statements(area, document, _REFERS, partial(_bodies, area))


def _bodies(area: Area, span: Span) -> set[str]:
    return {body.value for body in bodies_of(area, span)}


def _contacts(area: Area) -> Iterator[Inconsistency]:
    """The same body, reached in two ways."""
    given: dict[str, dict[tuple[str, str], list[Fact[Contact]]]] = {}
    holders: Counter[tuple[str, str, object]] = Counter()
    for judged in area.documents:
        of_document = given.setdefault(judged.document.id, {})
        door = own_door(area, judged.document.id)
        for fact in contacts(area, judged.document.id):
            body = door if door and is_front_door(fact.subject) else fact.subject
            of_document.setdefault((body, fact.value.means), []).append(fact)
        for (body, means), facts in of_document.items():
            holders.update({(body, means, fact.value.value) for fact in facts})
    for first, second in area.pairs():
        one, two = given[first.document.id], given[second.document.id]
        doors = own_door(area, first.document.id), own_door(area, second.document.id)
        both = [(body, body, means) for body, means in set(one) & set(two)]
        if all(doors) and doors[0] != doors[1]:
            # one front door under two names
            both += [
                (*doors, means) for means in _ASKS
                if (doors[0], means) in one and (doors[1], means) in two
            ]  # fmt: skip
        for body, other, means in sorted(both):
            ours, theirs = one[body, means], two[other, means]
            if {f.value.value for f in ours} & {f.value.value for f in theirs}:
                continue
            shown = [
                (f.value.shown, area.name(f.document), holders[body, means, f.value.value])
                for f in (ours[0], theirs[0])
            ]
            cut_short = body.endswith(other) or other.endswith(body)
            name = area.names.the(max(body, other, key=len)) if cut_short else "the front door"
            yield inconsistency(
                _TYPE,
                {
                    first.document.id: [f.span for f in ours],
                    second.document.id: [f.span for f in theirs],
                },
                severity=_severity(body, means),
                summary=f"Which {_ASKS[means]} is right for {name}: "
                + " or ".join(f"{value} ({document})" for value, document, _ in shown)
                + "?",
                suggestion=f"Agree one {_ASKS[means]} for {name}: "
                + " or ".join(f"{value} (in {_documents(count)})" for value, _, count in shown)
                + ".",
            )


def _forms(area: Area) -> Iterator[Inconsistency]:
    """A concern about a child sent in on two forms."""
    given = {j.document.id: tuple(referral_forms(area, j.document.id)) for j in area.documents}
    for first, second in area.pairs():
        one, two = given[first.document.id], given[second.document.id]
        alike = any(a.subject in b.subject or b.subject in a.subject for a in one for b in two)
        if one and two and not alike:
            ways = [f"the {f.value} ({area.name(f.document)})" for f in (one[0], two[0])]
            yield inconsistency(
                _TYPE,
                {one[0].document: [one[0].span], two[0].document: [two[0].span]},
                severity=Severity.MEDIUM,
                summary=f"On which form is a referral made: {ways[0]} or {ways[1]}?",
                suggestion="Agree one form for a referral to the front door, and name it alike.",
            )


def _severity(body: str, means: str) -> Severity:
    if means == HOURS:
        return Severity.LOW
    urgent = means == TELEPHONE and (is_front_door(body) or body == OUT_OF_HOURS)
    return Severity.HIGH if urgent else Severity.MEDIUM


def _documents(count: int) -> str:
    return "one document" if count == 1 else f"{count} documents"


def _doors(area: Area) -> Iterator[Inconsistency]:
    """The same child, sent to two doors."""
    given = {j.document.id: tuple(routes(area, j.document.id)) for j in area.documents}
    doors = _front_doors(given)
    for first, second in area.pairs():
        owners = {area.issue(first.document.id), area.issue(second.document.id)}
        found: dict[frozenset[str], tuple[tuple[int, int], Fact[Route], Fact[Route]]] = {}
        for one, two in product(given[first.document.id], given[second.document.id]):
            shared = one.value.triggers & two.value.triggers
            # of two documents that both mention a third one's issue, neither decides it
            if not shared & owners or not _part(one.value, two.value, doors):
                continue
            # social care under two names of its door is asked about once
            key = frozenset(
                ANY_DOOR if is_door(r) else r for r in one.value.recipients | two.value.recipients
            )
            rank = (len(shared), one.value.only + two.value.only)
            if key not in found or rank > found[key][0]:
                found[key] = (rank, one, two)
        for _, one, two in found.values():
            yield _two_doors(area, one, two, doors)


def _front_doors(given: Mapping[str, Sequence[Fact[Route]]]) -> frozenset[str]:
    """The bodies known as front doors, and those to which two documents send all concerns."""
    taken = Counter(
        door
        for facts in given.values()
        for door in {door for f in facts if f.value.only for door in f.value.recipients}
    )
    known = {
        door for facts in given.values() for f in facts for door in f.value.recipients
        if is_front_door(door)
    }  # fmt: skip
    return frozenset(
        known | {ANY_DOOR} | {door for door, documents in taken.items() if documents > 1}
    )


def _part(one: Route, two: Route, doors: frozenset[str]) -> bool:
    """Whether nobody can follow both routes."""
    if _share(one.recipients, two.excluded) or _share(two.recipients, one.excluded):
        return True
    for closed, other in ((one, two), (two, one)):
        beyond = {r for r in other.recipients if not _share(closed.recipients, {r})}
        if closed.only and beyond & doors:
            return True
    return one.only and two.only and not _share(one.recipients, two.recipients)


def _share(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    return any(alike(one, two) for one, two in product(ours, theirs))


def _two_doors(
    area: Area, one: Fact[Route], two: Fact[Route], known: frozenset[str]
) -> Inconsistency:
    about = " and ".join(i.wording for i in sorted(one.value.triggers & two.value.triggers))
    doors = known & (one.value.recipients | two.value.recipients)
    return inconsistency(
        _TYPE,
        {one.document: [one.span], two.document: [two.span]},
        severity=Severity.HIGH,
        summary=f"Where does a concern about {about} go first: "
        + " or ".join(f"{_way(area, f.value)} ({area.name(f.document)})" for f in (one, two))
        + "?",
        suggestion=f"Agree one first step for {about}"
        + (f": {_all(area, doors)}, which tells the others." if doors else "."),
    )


def _way(area: Area, route: Route) -> str:
    excluded = f" and not to {_all(area, route.excluded)}" if route.excluded else ""
    return f"to {_all(area, route.recipients)}{excluded}"


def _all(area: Area, bodies: frozenset[str]) -> str:
    return " and ".join(name_of(area, body) for body in sorted(bodies))
