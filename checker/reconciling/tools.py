"""Risk tools: the same assessment made with another tool, version or scale."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from checker.model import Inconsistency, InconsistencyType, Severity
from checker.reconciling.answers import Statement, clashes, other_people, statements
from checker.reconciling.facts import Area, Fact, Span, told_once
from checker.reconciling.findings import inconsistency
from checker.reconciling.instruments import (
    ADULT,
    DASH,
    YOUNG,
    Instruments,
    Use,
    instruments,
    scales,
    uses,
)
from checker.reconciling.likeness import Likeness
from checker.reconciling.likeness import likeness as weighed
from checker.reconciling.normalise import Found
from checker.reconciling.purposes import two_tools
from checker.reconciling.topics import issues_in

_TYPE = InconsistencyType.RISK_TOOL

_KINDS = {"dash": "dash", "aim": "specialist", "brook": "screening", "hackett": "screening"}
"""Tools that answer another question than how great the risk is, compared among themselves."""

_EVERYWHERE = re.compile(
    r"\b(?:one|single|same|common) scale\b"
    r"|\bscale\b[^.;]{0,40}\b(?:every|all|each) (?:panel|agency|document|meeting)",
    re.IGNORECASE,
)


def find(area: Area) -> Iterator[Inconsistency]:
    """Tools ordered here and forbidden there, rivals, editions, versions and scales."""
    named = instruments(area)
    used = {j.document.id: uses(area, j.document.id) for j in area.documents}
    scaled = {j.document.id: scales(area, j.document.id) for j in area.documents}
    said = {j.document.id: _said(area, j.document.id) for j in area.documents}
    likeness = weighed(area)
    for first, second in area.pairs():
        one, two = first.document.id, second.document.id
        found = [
            *_one_tool(area, used[one], used[two]),
            *_rivals(area, used[one], used[two]),
            *_two_scales(area, scaled[one], scaled[two]),
        ]
        yield from found
        if not found:
            found = [*_by_their_words(area, named, likeness, said[one], said[two])]
            yield from found or _for_one_purpose(area, one, two)
    yield from _one_scale_for_all(area, scaled)


def _for_one_purpose(area: Area, one: str, two: str) -> Iterator[Inconsistency]:
    """Two tools for one purpose, of which neither document knows the other's."""
    for purpose, a, b in two_tools(area, one, two):
        yield _finding(
            a.span,
            b.span,
            f"Which tool is used for {purpose}: {a.value.shown} ({area.name(a.document)}) or "
            f"{b.value.shown} ({area.name(b.document)})?",
            f"Agree one tool: {a.value.shown} or {b.value.shown}.",
        )


_ASSESSES = re.compile(
    r"\b(?:assess\w*|screen\w*|tools?|complet\w+|uses?|used|scored?|judge\w*|checklist|fill\w*"
    r"|repeat\w*)\b",
    re.IGNORECASE,
)
_LIKE = 0.5
"""Least likeness of two sentences about one assessment."""


@told_once
def _said(area: Area, document: str) -> list[Statement]:
    """The document's sentences on a tool, brought together by what they assess."""

    def names(text: str) -> list[Found[str]]:
        return instruments(area).all_mentions(text)

    def keys(span: Span) -> set[str]:
        return {f"tool {name.value}" for name in names(span.text)}

    found = statements(area, document, _ASSESSES, keys, names)
    return [s for s in found if names(s.span.text)]


def _by_their_words(
    area: Area,
    instruments: Instruments,
    likeness: Likeness,
    ours: Sequence[Statement],
    theirs: Sequence[Statement],
) -> Iterator[Inconsistency]:
    """One assessment made with another tool, or one tool used and not used alike."""

    def tools(statement: Statement) -> set[str]:
        return {name.value for name in instruments.all_mentions(statement.span.text)}

    def differ(one: Statement, two: Statement) -> bool:
        if tools(one) & tools(two):
            return one.denied != two.denied or other_people(one, two)
        return not one.denied and not two.denied

    for one, two in clashes(likeness, ours, theirs, differ, _LIKE):
        names = [
            f"{name.value} ({area.name(s.span.document)})"
            for s in (one, two)
            for name in instruments.all_mentions(s.span.text)[:1]
        ]
        yield _finding(
            one.span,
            two.span,
            f"How is the same assessment made: {names[0]} or {names[1]}?",
            "Agree one tool for it, who completes it and when.",
        )


def _one_tool(
    area: Area, one: Sequence[Fact[Use]], two: Sequence[Fact[Use]]
) -> Iterator[Inconsistency]:
    """The same tool used and refused, or in two versions that cannot both be right."""
    for tool in sorted({f.subject for f in one} & {f.subject for f in two}):
        ours = [f for f in one if f.subject == tool]
        theirs = [f for f in two if f.subject == tool]
        for a, b in product(ours, theirs):
            if a.value.used != b.value.used and not a.value.version and not b.value.version:
                yes, no = (a, b) if a.value.used else (b, a)
                yield _finding(
                    a.span,
                    b.span,
                    f"Is the {a.value.shown} to be used? {area.name(yes.document)} says that it "
                    f"is and {area.name(no.document)} that it is not.",
                    f"Agree whether the {a.value.shown} is used, and say so in both.",
                )
                break
            if a.value.used and b.value.used and _bound_and_free(a, b):
                yield _finding(
                    a.span,
                    b.span,
                    f"Must the {a.value.shown} be used, or may it be? {area.name(a.document)} and "
                    f"{area.name(b.document)} differ.",
                    f"Agree when the {a.value.shown} must be used.",
                )
                break
            if a.value.used and b.value.used and _versions_part(a.value, b.value):
                versions = [_edition(f) for f in (a, b)]
                yield _finding(
                    a.span,
                    b.span,
                    f"Which version is used: {versions[0]} ({area.name(a.document)}) or "
                    f"{versions[1]} ({area.name(b.document)})?",
                    f"Agree one version: {versions[0]} or {versions[1]}.",
                )
                break


_MUST = re.compile(
    r"\b(?:must|shall|always|mandatory|compulsory|required|obligatory|in every case|has to be)\b",
    re.IGNORECASE,
)
_MAY = re.compile(
    r"\b(?:optional|(?:may|can) be used|if (?:they|you|he or she|the worker) (?:wish\w*|likes?)"
    r"|at (?:their|your|his or her) discretion|need not|not (?:required|mandatory|compulsory)"
    r"|no need|where (?:it is )?helpful|if (?:it|that) helps)\b",
    re.IGNORECASE,
)


def _bound_and_free(one: Fact[Use], two: Fact[Use]) -> bool:
    """Whether one must be used in one document and may be left in the other."""
    return any(
        _MUST.search(a.span.text) and _MAY.search(b.span.text) and not _MAY.search(a.span.text)
        for a, b in ((one, two), (two, one))
    )


def _versions_part(one: Use, two: Use) -> bool:
    if not one.version or not two.version or one.version == two.version:
        return False
    if {one.version, two.version} != {ADULT, YOUNG}:
        return True
    adult, young = (one, two) if one.version == ADULT else (two, one)
    # an adult form from 18 and a young people's form below it fit together
    from_age = adult.ages.low if adult.ages and adult.ages.low is not None else 18
    to_age = young.ages.high if young.ages and young.ages.high is not None else 17
    return from_age <= to_age


def _edition(fact: Fact[Use]) -> str:
    if fact.subject == DASH:
        aged = f" for those aged {fact.value.ages.wording()}" if fact.value.ages else ""
        return f"the {fact.value.version} DASH{aged}"
    return fact.value.shown


def _rivals(
    area: Area, one: Sequence[Fact[Use]], two: Sequence[Fact[Use]]
) -> Iterator[Inconsistency]:
    """Two tools for one purpose, where one displaces the other or neither document knows both."""
    known = {f.subject for f in one}, {f.subject for f in two}
    found: dict[frozenset[str], tuple[tuple[int, int], Fact[Use], Fact[Use]]] = {}
    for a, b in product(one, two):
        tools = frozenset({a.subject, b.subject})
        if len(tools) == 1 or not (a.value.used and b.value.used):
            continue
        if len({_KINDS.get(tool, "risk") for tool in tools}) > 1:
            continue
        shared = a.value.purposes & b.value.purposes
        replaced = a.subject in b.value.instead or b.subject in a.value.instead
        strangers = a.subject not in known[1] and b.subject not in known[0]
        closed = a.value.only or b.value.only
        # without "the only tool", both must be for this one issue and no other
        single = a.value.purposes == b.value.purposes and len(shared) == 1
        if replaced or (shared and strangers and (closed or single)):
            rank = (replaced + closed, len(shared))
            if tools not in found or rank > found[tools][0]:
                found[tools] = (rank, a, b)
    for _, a, b in found.values():
        about = " and ".join(i.wording for i in sorted(a.value.purposes & b.value.purposes))
        yield _finding(
            a.span,
            b.span,
            f"Which tool is used for {about or 'the same children'}: the {a.value.shown} "
            f"({area.name(a.document)}) or the {b.value.shown} ({area.name(b.document)})?",
            f"Agree one tool: the {a.value.shown} or the {b.value.shown}.",
        )


def _two_scales(
    area: Area, one: Sequence[Fact[str]], two: Sequence[Fact[str]]
) -> Iterator[Inconsistency]:
    """The same tool with scales that have nothing in common."""
    for tool in sorted(({f.subject for f in one} & {f.subject for f in two}) - {""}):
        ours = [f for f in one if f.subject == tool]
        theirs = [f for f in two if f.subject == tool]
        if {f.value for f in ours} & {f.value for f in theirs}:
            continue
        a, b = ours[0], theirs[0]
        yield _finding(
            a.span,
            b.span,
            f"Which scale does the same tool have: {a.value} ({area.name(a.document)}) or "
            f"{b.value} ({area.name(b.document)})?",
            f"Agree one scale, or say in both how {a.value} and {b.value} match.",
        )


def _one_scale_for_all(
    area: Area, scales: Mapping[str, Sequence[Fact[str]]]
) -> Iterator[Inconsistency]:
    """A scale laid down for all, and a document it names with another."""
    stated = [fact for facts in scales.values() for fact in facts]
    for rule in stated:
        if not _EVERYWHERE.search(rule.span.text):
            continue
        included = issues_in(rule.span.text)
        others = {
            other.document: other
            for other in reversed(stated)
            if other.document != rule.document
            and other.value != rule.value
            and area.issue(other.document) in included
        }
        for other in others.values():
            yield _finding(
                rule.span,
                other.span,
                f"Is there one scale? {area.name(rule.document)} lays down {rule.value} for all "
                f"and {area.name(other.document)} uses {other.value}.",
                f"Agree one scale, or say in both how {rule.value} and {other.value} match.",
            )


def _finding(one: Span, two: Span, summary: str, suggestion: str) -> Inconsistency:
    return inconsistency(
        _TYPE,
        {one.document: [one], two.document: [two]},
        severity=Severity.MEDIUM,
        summary=summary,
        suggestion=suggestion,
    )
