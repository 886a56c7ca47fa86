"""Panels: meetings described in two ways, ended in one document only, or rivals for the lead."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from itertools import permutations, product

from checker.model import BlockKind, Inconsistency, InconsistencyType, Issue, Severity
from checker.reconciling.answers import (
    Actor,
    Statement,
    actors_in,
    clashes,
    one_denies,
    other_people,
    others,
    statements,
)
from checker.reconciling.claims import Claim, claims, counts_differ, opposed, opposite
from checker.reconciling.facts import Area, Fact, Span, told_once, untold
from checker.reconciling.findings import inconsistency
from checker.reconciling.likeness import ideas
from checker.reconciling.likeness import likeness as weighed
from checker.reconciling.meetings import Described, Pairs, describe, expansions, is_panel
from checker.reconciling.names import KNOWN
from checker.reconciling.normalise import ages, fold, same_rhythm
from checker.reconciling.topics import body_issues

_TYPE = InconsistencyType.PANEL
_SHOWN = 3
"""The most sentences that are quoted for the use of one meeting."""


def find(area: Area) -> Iterator[Inconsistency]:
    """Meetings described in two ways, ended in one document only, or rivals for the lead."""
    described = {j.document.id: describe(area, j.document.id) for j in area.documents}
    found = [
        *_descriptions(area, described),
        *_ended(area, described),
        *_leads(area, described),
        *_namesakes(area, described),
        *_acronyms(area),
    ]
    found += _by_their_words(area, {i.documents for i in found})
    yield from found
    yield from _claimed(area, {i.documents for i in found})


_CHAIRS = re.compile(
    r"\b(?:chaired|chairs|presid\w+|(?:in|takes?|has) the chair|chair(?:person)? is|chair of the)\b"
    r"|\bchair(?= [|:])|^[^|]*\bchair\b[^|.]*$",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"\b(?:attend\w*|invit\w*|refer\w*|nominat\w*|hears?|heard|list(?:s|ed)?|decid\w+|decisions?"
    r"|advis\w+|exists?|present|come to|put forward|name|nominations?|considered|discussed"
    r"|allocat\w+|accepts?|takes?|discuss\w*|considers?|members?|minutes"
    r"|closes?)\b",
    re.IGNORECASE,
)
_LIKE = 0.4
"""Least likeness of two sentences about one thing that a meeting does."""


def _by_their_words(area: Area, told: Collection[tuple[str, ...]]) -> Iterator[Inconsistency]:
    """Who chairs a meeting, and what it does or does not, where no pattern reads it."""
    likeness = weighed(area)
    for read, differ, asked in (
        (_chairing, other_people, "Who chairs"),
        (_doing, one_denies, "Which is right of"),
    ):
        for ours, theirs in untold(area, told, read):
            for one, two in clashes(likeness, ours, theirs, differ, _LIKE):
                shared = _meetings_of(area, one.span) & _meetings_of(area, two.span)
                if not shared:
                    continue
                name = area.names.the(min(shared))
                yield inconsistency(
                    _TYPE,
                    {s.span.document: [s.span] for s in (one, two)},
                    severity=Severity.MEDIUM,
                    summary=(
                        f"{asked} {name}: what {area.name(one.span.document)} says, or what "
                        f"{area.name(two.span.document)} says?"
                    ),
                    suggestion=f"Agree one description of {name} and print it in each document.",
                )


_NEAR = 1.8
"""Least that two claims on a meeting have in common."""
_ALONE = re.compile(
    r"\b(?:the|our|its|a) (?:one|only|single|sole)\b|\b(?:at|in|by|to) one\b|\bno other\b|\bonly\b"
    r"|\bone \w+ (?:forum|panel|meeting)\b|\balone\b",
    re.IGNORECASE,
)
"""Of a meeting beside which there is no other for the same thing."""


def _claimed(area: Area, told: Collection[tuple[str, ...]]) -> Iterator[Inconsistency]:
    """Who chairs, what a meeting does, and which of two meetings a thing is for."""
    for read, differ, asked in (
        (_chairing_claims, _others, "Who chairs the meeting"),
        (_doing_claims, _denies, "What does the meeting do"),
        (_meeting_claims, _other_meeting, "Which meeting is it for"),
    ):
        for ours, theirs in untold(area, told, read):
            for one, two in opposed(area, ours, theirs, differ, _NEAR):
                yield inconsistency(
                    _TYPE,
                    {c.span.document: [c.span] for c in (one, two)},
                    severity=Severity.MEDIUM,
                    summary=(
                        f"{asked}: what {area.name(one.span.document)} says, or what "
                        f"{area.name(two.span.document)} says?"
                    ),
                    suggestion="Agree one description of it and print it in each document.",
                )


@told_once
def _chairing_claims(area: Area, document: str) -> list[Claim]:

    def people(text: str) -> list[tuple[str, Actor]]:
        meetings = [text[n.start : n.end] for n in area.names.mentions(document, text)]
        return [a for a in actors_in(text) if not any(a[0] in name for name in meetings)]

    found = claims(area, document, _CHAIRS, people)
    return [c for c in found if c.view.bodies and not _CHAIR_ACTS.search(c.span.text)]


@told_once
def _doing_claims(area: Area, document: str) -> list[Claim]:
    found = claims(area, document, _ANYTHING, lambda _: [])
    return [
        claim
        for claim in found
        if _is_of_a_meeting(area, claim) and claim.span.passage.kind is not BlockKind.TABLE_ROW
    ]


@told_once
def _meeting_claims(area: Area, document: str) -> list[Claim]:
    """The sentences on what goes to which meeting."""

    def named(text: str) -> list[tuple[str, Actor]]:
        return [
            (text[name.start : name.end], frozenset(name.value.split()))
            for name in area.names.mentions(document, text)
            if is_panel(area, name.value)
        ]

    return [claim for claim in claims(area, document, _DOES, named) if claim.actors]


def _is_of_a_meeting(area: Area, claim: Claim) -> bool:
    """Whether a claim is about a meeting, by name or by its kind."""
    bodies = claim.view.bodies
    told = f"{claim.span.passage.heading} {claim.span.text}"
    return any(is_panel(area, body) for body in bodies) or (not bodies and bool(_KIND.search(told)))


_ANYTHING = re.compile(r"\w")
_CHAIR_ACTS = re.compile(
    r"\bchair\b[^.;,]{0,50}?\b(?:informs?|tells?|decides|writes|agrees|may|will|can|sends?"
    r"|signs?)\b",
    re.IGNORECASE,
)
"""What the chair of a meeting does says nothing of who that is."""
_KIND = re.compile(
    r"\b(?:panel|meeting|forum|conference|bronze|silver|circle|round ?table|huddle)\b",
    re.IGNORECASE,
)


def _others(one: Claim, two: Claim) -> bool:
    return others(one.actors, two.actors) or opposite(one.span.text, two.span.text)


def _denies(one: Claim, two: Claim) -> bool:
    """Whether one denies what the other says, or closes what it opens."""
    ours, theirs = one.span.text, two.span.text
    taken = [{found.value for found in ages(text)} for text in (ours, theirs)]
    if all(taken) and taken[0] != taken[1]:
        return False
    return one.denied != two.denied or opposite(ours, theirs) or counts_differ(ours, theirs)


def _other_meeting(one: Claim, two: Claim) -> bool:
    """Whether a thing is for one meeting here and another there, and for no third."""
    alone = all(_ALONE.search(c.span.text) for c in (one, two))
    return alone and others(one.actors, two.actors)


@told_once
def _chairing(area: Area, document: str) -> list[Statement]:
    """The sentences on who chairs a meeting."""
    return _of_meetings(area, document, _CHAIRS)


@told_once
def _doing(area: Area, document: str) -> list[Statement]:
    """The sentences on what a meeting does or does not."""
    return _of_meetings(area, document, _DOES)


def _of_meetings(area: Area, document: str, cue: re.Pattern[str]) -> list[Statement]:
    found = statements(area, document, cue, partial(_topic, area))
    return [statement for statement in found if _meetings_of(area, statement.span)]


def _topic(area: Area, span: Span) -> frozenset[str]:
    """The meetings that a sentence speaks of, and what its heading says."""
    return frozenset(_meetings_of(area, span)) | ideas(span.passage.heading)


def _meetings_of(area: Area, span: Span) -> set[str]:
    text = f"{span.passage.heading} {span.text}"
    named = area.names.mentions(span.document, text)
    return {name.value for name in named if is_panel(area, name.value)}


def _descriptions(area: Area, described: Mapping[str, Described]) -> Iterator[Inconsistency]:
    """The same meeting with another frequency or another chair."""
    for first, second in area.pairs():
        one, two = described[first.document.id], described[second.document.id]
        for key in sorted({*one.frequency, *one.chair} & {*two.frequency, *two.chair}):
            parts: list[tuple[str, Span, Span]] = []
            often = one.frequency.get(key), two.frequency.get(key)
            if often[0] and often[1] and not same_rhythm(often[0].value, often[1].value):
                words = f"{often[0].span.text.strip()} or {often[1].span.text.strip()}"
                parts.append((f"how often it meets: {words}", often[0].span, often[1].span))
            chair = one.chair.get(key), two.chair.get(key)
            if chair[0] and chair[1] and not _same_chair(chair[0].value, chair[1].value):
                words = f"the {chair[0].value} or the {chair[1].value}"
                parts.append((f"who chairs it: {words}", chair[0].span, chair[1].span))
            if not parts:
                continue
            name = area.names.display(key)
            said = "; ".join(words for words, _, _ in parts)
            yield inconsistency(
                _TYPE,
                {
                    first.document.id: [span for _, span, _ in parts],
                    second.document.id: [span for _, _, span in parts],
                },
                severity=Severity.LOW if len(parts) == 1 else Severity.MEDIUM,
                summary=f"Do the two documents mean the same {name}? They differ on {said}.",
                suggestion=(
                    f"Agree one description of {area.names.the(key)} and print it in each document."
                ),
            )


_RANKS = {"chief", "superintendent", "assistant", "deputy", "director", "sergeant"}
_DULL = {"the", "a", "an", "of", "for", "and", "in", "from", "either", "or", "by", "s"}


def _same_chair(one: str, two: str) -> bool:
    """Whether one wording is the other with something left out, other than a rank."""
    first, second = (set(_in_full(words).split()) - _DULL for words in (one, two))
    if (first ^ second) & _RANKS:
        return False
    return first <= second or second <= first or len(first & second) * 2 >= len(first | second)


def _in_full(words: str) -> str:
    """Folded, with the short names of services written out: "YJS Head of Service"."""
    return " ".join(fold(KNOWN.get(word, word)) for word in fold(words).split())


def _ended(area: Area, described: Mapping[str, Described]) -> Iterator[Inconsistency]:
    """A meeting that one document ends and another counts on."""
    for (telling, told), (using, used) in permutations(described.items(), 2):
        for key in sorted(set(told.ended) & set(used.uses) - set(used.ended)):
            successor = told.successor.get(key, "")
            old, new = area.names.the(key), area.names.the(successor)
            replace = (
                f"Put {new} for {old} in {area.name(using)}."
                if successor
                else f"Name in {area.name(using)} the meeting that has taken over from {old}."
            )
            instead = f" and that {new} does its work" if successor else ""
            yield inconsistency(
                _TYPE,
                {telling: told.ended[key], using: used.uses[key][:_SHOWN]},
                severity=Severity.HIGH,
                summary=(
                    f"Does {old} still meet? {area.name(telling)} says that it has ended{instead}; "
                    f"{area.name(using)} goes on using it."
                ),
                suggestion=replace,
            )
            for third, other in described.items():
                if third in {telling, using} or key in other.uses or successor not in other.uses:
                    continue
                if body_issues(key) != body_issues(
                    successor
                ):  # it has cases of its own beside the old ones
                    continue
                yield inconsistency(
                    _TYPE,
                    {third: other.uses[successor][:_SHOWN], using: used.uses[key][:_SHOWN]},
                    severity=Severity.MEDIUM,
                    summary=(
                        f"Do the same cases go to {new} ({area.name(third)}) or to {old} "
                        f"({area.name(using)}), which {new} has replaced?"
                    ),
                    suggestion=replace,
                )


def _leads(area: Area, described: Mapping[str, Described]) -> Iterator[Inconsistency]:
    """Two meetings that both lead when two issues come together."""
    successor = {old: new for said in described.values() for old, new in said.successor.items()}
    for first, second in area.pairs():
        found: dict[frozenset[str], tuple[int, Fact[Pairs], Fact[Pairs]]] = {}
        claims = described[first.document.id].leads, described[second.document.id].leads
        for one, two in product(*claims):
            bodies = frozenset(successor.get(f.subject, f.subject) for f in (one, two))
            # the narrower the claims, the more exactly they are about the shared case
            rank = -len(one.value) - len(two.value)
            if len(bodies) < 2 or not one.value & two.value:
                continue
            if bodies not in found or rank > found[bodies][0]:
                found[bodies] = (rank, one, two)
        for _, one, two in found.values():
            issues: list[Issue] = sorted(min(one.value & two.value, key=sorted))
            about = " and ".join(issue.wording for issue in issues)
            names = [area.names.the(fact.subject) for fact in (one, two)]
            yield inconsistency(
                _TYPE,
                {one.document: [one.span], two.document: [two.span]},
                severity=Severity.HIGH,
                summary=(
                    f"Which meeting leads when one child's case is about both {about}: {names[0]} "
                    f"({area.name(one.document)}) or {names[1]} ({area.name(two.document)})?"
                ),
                suggestion=f"Agree which meeting leads when {about} come together.",
            )


def _namesakes(area: Area, described: Mapping[str, Described]) -> Iterator[Inconsistency]:
    """A meeting that only one document knows, where the others have another for the same thing."""
    settled: dict[str, Span] = {}
    for said in described.values():
        settled |= {key: fact.span for key, fact in said.chair.items() if is_panel(area, key)}
        settled |= {key: fact.span for key, fact in said.frequency.items() if is_panel(area, key)}
    ended = {key for said in described.values() for key in said.ended}
    for using, used in described.items():
        others = {other: said for other, said in described.items() if other != using}
        for key in sorted(set(used.uses) - set(settled) - ended):
            if not body_issues(key) or any(key in said.uses for said in others.values()):
                continue
            for rival, span in settled.items():
                if rival in ended or rival in used.uses or body_issues(rival) != body_issues(key):
                    continue
                names = area.names.the(rival), area.names.the(key)
                for other, said in others.items():
                    if rival not in said.uses:
                        continue
                    places = [span] if span.document == other else said.uses[rival][:_SHOWN]
                    yield inconsistency(
                        _TYPE,
                        {other: places, using: used.uses[key][:_SHOWN]},
                        severity=Severity.MEDIUM,
                        summary=(
                            f"Is {names[0]} ({area.name(other)}) the same meeting as {names[1]} "
                            f"({area.name(using)}), which no other document names?"
                        ),
                        suggestion=f"Agree one name: {names[0]}.",
                    )


def _acronyms(area: Area) -> Iterator[Inconsistency]:
    """One acronym that two documents write out as two meetings."""
    written: dict[tuple[str, str], Fact[str]] = {}
    for fact in expansions(area):
        written.setdefault((fact.subject, fact.document), fact)
    for first, second in area.pairs():
        for key in sorted({subject for subject, _ in written}):
            one = written.get((key, first.document.id))
            two = written.get((key, second.document.id))
            if not one or not two or _same_words(one.value, two.value):
                continue
            yield inconsistency(
                _TYPE,
                {one.document: [one.span], two.document: [two.span]},
                severity=Severity.MEDIUM,
                summary=(
                    f"Which meeting is {key.upper()}: the {one.value} ({area.name(one.document)}) "
                    f"or the {two.value} ({area.name(two.document)})?"
                ),
                suggestion=f"Keep {key.upper()} for one of the two and rename the other.",
            )


def _same_words(one: str, two: str) -> bool:
    """Whether two expansions are one name, give or take a word such as "panel" or "child"."""
    first, second = set(fold(one).split()) - _DULL, set(fold(two).split()) - _DULL
    return len(first & second) * 2 > min(len(first), len(second))
