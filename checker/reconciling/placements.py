"""Placements: one circumstance that two documents put at different points of the scale."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model import BlockKind, Inconsistency, InconsistencyType, Severity
from checker.reconciling.facts import Area, Fact, own_voice, told_once
from checker.reconciling.findings import inconsistency
from checker.reconciling.grades import LEVEL, RISK, grades, parts
from checker.reconciling.normalise import ages
from checker.reconciling.stems import stems
from checker.reconciling.topics import SHORT

_TYPE = InconsistencyType.THRESHOLD

NEED = "need"
_NEED = {
    4: re.compile(
        r"\b(?:(?:section|s\.?) ?47|child protection|strategy (?:discussion|meeting)"
        r"|significant harm)\b",
        re.IGNORECASE,
    ),
    3: re.compile(r"\b(?:(?:section|s\.?) ?17|child(?:ren)? in need)\b(?! of)", re.IGNORECASE),
    2: re.compile(r"\b(?:early help|team around the \w+)\b", re.IGNORECASE),
    1: re.compile(r"\buniversal\b", re.IGNORECASE),
}
"""Steps of the continuum of need, and what is said of a child who stands on each."""
_WORDING = {4: "section 47", 3: "section 17", 2: "early help", 1: "universal services"}
_NOT = re.compile(
    r"\b(?:not|never|no|nor|cannot|neither|without|unless|below|short of|rather than)\b"
    r"[^.;,]{0,40}$",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"\b(?:always|automatic\w*|any|every|all|must|in (?:all|every) cases?|results? in|whatever"
    r"|at once|immediate\w*|reach(?:es)?|meets?|means?|not of (?:itself|themselves)|in the first"
    r" instance|unless|is (?:treated|graded|placed|assessed|regarded|put|classed|counted|scored)"
    r"|(?:is|are|as) (?:an? )?(?:level|tier|band|stage|category|matter)"
    r"|(?:sits?|falls?|lies|belongs?"
    r"|goes|comes?|stands?) (?:at|in|within|under|to|into|on)|at (?:level|tier)|counts? as)\b",
    re.IGNORECASE,
)
_DULL = stems(
    "assessment assess risk case child children young person people need level tier section social "
    "worker work care team result first instance always automatic tool enquiry discussion strategy "
    "meeting threshold early help protection harm significant graded grade high medium low treated "
    "held reach meet manager agency professional practitioner refer referral should must under age "
    "abuse exploitation sexual behaviour violence missing gang domestic document response plan "
    "considered dealt police services service parent parents lead least"
) | {"17", "47", "aged"}
"""Stems that stand beside so many grades that they tell no circumstance."""
_AT = re.compile(
    r"(?:\b(?:is|are|be|as|at|to|under|in|within|into|on|means?|meets?|reach(?:es)?|indicates?"
    r"|a|an)|[:|–—→-])\s*(?:a |the )?$",
    re.IGNORECASE,
)
"""What leads from a circumstance to its level."""
_SIGNS = {
    "weapon": r"kni(?:fe|ves)|blades?|machetes?|weapons?|guns?|firearms?",
    "image": r"images?|photos?|photographs?|pictures?|nudes?|sext\w*|videos?",
    "gift": r"gifts?|presents?|cash|money|trainers|new (?:clothes|phones?)|unexplained \w+",
    "debt": r"debts?|ow(?:es?|ed|ing)|in debt",
    "drug": r"drugs?|cannabis|substances?|dealing|wraps?",
    "threat": r"threat\w*|menac\w*|intimidat\w*|in fear|afraid|frightened",
    "injury": r"injur\w*|wound\w*|stab\w*|bruis\w*|assault\w*|attack\w*|beaten|hit",
    "force": r"forc\w*|coerc\w*|pressur\w*|made to|blackmail\w*|penetrat\w*",
    "online": r"online|internet|social media|apps?|gaming",
    "older": r"older (?:m[ae]n|boyfriends?|girlfriends?|adults?|persons?|people|partners?)",
    "hotel": r"hotels?|guest ?houses?|house parties|parties",
    "night": r"overnight|all night|at night|stay\w* out|late",
    "out of school": r"exclu\w+|out of (?:school|education)|not in (?:school|education)|truan\w*",
    "self-harm": r"self-?harm\w*|suicid\w*|cut(?:s|ting) (?:themsel\w+|him\w*|her\w*)",
    "sibling": r"brothers?|sisters?|siblings?",
    "strangling": r"strangl\w*|chok\w*",
    "pregnancy": r"pregnan\w*",
    "carrying": r"carr(?:y|ies|ied|ying)|found with|hold(?:s|ing)?|possess\w*|stor(?:es?|ing)",
    "far away": r"out of (?:the )?(?:area|county|borough|town)|(?:far|away) from home"
    r"|another (?:town|city|county)|trap house|county lines",
    "partner": r"partners?|boyfriends?|girlfriends?|couples?",
    "group": r"gangs?|groups?|crews?",
    "going missing": r"(?:go(?:es|ne|ing)? |been |reported )?missing|runs? away|episodes?",
    "younger": r"younger|under-?age|pre-?pubescent",
    "care": r"in care|looked[- ]after|care home|placements?",
    "home": r"at home|living with|household|witness\w*|sees? (?:it|abuse)",
}
"""What is told of a child in many words, and one word for each."""
_SIGN = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<s{n}>{words})" for n, words in enumerate(_SIGNS.values()))
    + r")(?![\w-])",
    re.IGNORECASE,
)
_SIGN_NAMES = tuple(_SIGNS)
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a circumstance is put: steps of need, or grades of risk, with its telling words."""

    scale: str
    ranks: frozenset[int]
    shown: str
    words: frozenset[str]
    rule: bool


def find(area: Area) -> Iterator[Inconsistency]:
    """One circumstance at another step of need, or another grade of risk."""
    given = {j.document.id: list(_placements(area, j.document.id)) for j in area.documents}
    for first, second in area.pairs():
        for one, two in _apart(given[first.document.id], given[second.document.id]):
            yield inconsistency(
                _TYPE,
                {one.document: [one.span], two.document: [two.span]},
                severity=Severity.HIGH,
                summary=(
                    "Where does the same circumstance lie on the scale: "
                    f"{one.value.shown} ({area.name(one.document)}) or "
                    f"{two.value.shown} ({area.name(two.document)})?"
                ),
                suggestion="Agree at which level it is met, and who decides.",
            )


def _apart(
    ours: Sequence[Fact[Placement]], theirs: Sequence[Fact[Placement]]
) -> Iterator[tuple[Fact[Placement], Fact[Placement]]]:
    for one in ours:
        alike = [two for two in theirs if _same(one.value, two.value)]
        if alike and not any(one.value.ranks & two.value.ranks for two in alike):
            yield one, alike[0]


def _same(one: Placement, two: Placement) -> bool:
    """Whether both place the same circumstance, and at least one as a rule."""
    if one.scale != two.scale or not (one.rule or two.rule):
        return False
    shared = one.words & two.words
    return len(shared) >= _LEAST and 2 * len(shared) >= min(len(one.words), len(two.words))


@told_once
def _placements(area: Area, document: str) -> Iterator[Fact[Placement]]:
    for span in area.sentences(document):
        text = next(iter(parts(span))).span.text
        ranked = list(_ranked(text))
        rowed = span.passage.kind is BlockKind.TABLE_ROW
        words = _circumstance(span.text) if ranked else frozenset()
        if len(words) >= _LEAST and own_voice(span):
            for scale, ranks, shown in ranked:
                yield Fact(
                    scale,
                    Placement(scale, ranks, shown, words, rowed or bool(_RULE.search(text))),
                    span,
                )


def _ranked(text: str) -> Iterator[tuple[str, frozenset[int], str]]:
    """The steps of need and the grades of risk that a clause says hold."""
    need = {
        rank: match
        for rank, pattern in _NEED.items()
        for match in pattern.finditer(text)
        if not _NOT.search(text[: match.start()])
    }
    if need:
        yield NEED, frozenset(need), " and ".join(_WORDING[rank] for rank in sorted(need))
    named = grades(text)
    levels = [grade for grade in named if grade.family == LEVEL]
    for grade in named:
        if levels == [grade] and len(grade.labels) == 1 and _AT.search(text[: grade.start]):
            yield LEVEL, frozenset(grade.ranks), f"Level {grade.labels[0]}"
        if grade.family == RISK and not _NOT.search(text[: grade.start]):
            yield RISK, frozenset(grade.ranks), f"{grade.labels[0]} risk"


def _circumstance(text: str) -> frozenset[str]:
    """The telling words of a circumstance, ages by their value."""
    found = ages(text)
    for age in reversed(found):
        text = f"{text[: age.start]} {text[age.end :]}"
    for long in SHORT:
        text = text.replace(long, " ")
    signs = {_SIGN_NAMES[int((m.lastgroup or "s0")[1:])] for m in _SIGN.finditer(text)}
    words = {word.removesuffix("s") for word in stems(_SIGN.sub(" ", text)) - _DULL} | signs
    return frozenset(words) | {f"age {age.value.wording()}" for age in found}
