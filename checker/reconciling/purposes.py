"""Purposes: what a tool is for, and two documents that have two tools for one purpose.

Tools go by names of an area's own ("the Constellation template"), so they are told by
the last word of a name, and what each is for by the words and the heading around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from checker.reconciling.facts import Area, Fact, own_voice, told_once
from checker.reconciling.instruments import AIM, DASH, instruments
from checker.reconciling.likeness import ideas, likeness
from checker.reconciling.normalise import Found, fold
from checker.reconciling.stems import stems
from checker.reconciling.topics import SHORT

_HEAD = (
    r"(?:tool(?:kit)?|framework|scale|screen(?:er)?|mnemonic|inventory|index|wheel|star|ladder"
    r"|barometer|thermometer|profile|calculator|checklist|questionnaire|matrix|scorecard|grid"
    r"|tracker|sheet|template|pack|chart|ruler|map|web|cards?|diary|planner|booklet|workbook"
    r"|assessment|model|form|record|lights|guide|schedule|measure|test|tree|circles?|prompts?"
    r"|questions|interview|pro ?forma|log|report|aid)"
)
_NAME = re.compile(
    r"(?<![\w’'-])(?P<name>(?:[A-Z][\w’'&-]*\s+(?:(?:and|of|or|the|for)\s+)*){1,6}"
    rf"(?i:{_HEAD}))(?![\w-])"
    r"|(?<![\w’'-])(?P<headed>(?:Ladder|Wheel|Star|Circles?|Map|Tree|Cycle|Window|Signs)"
    r" of (?:[A-Z][\w’'-]+ ?)+)"
    r"|(?P<lights>(?i:traffic[- ]lights?))(?! tool)"
    r"|(?<![\w-])(?:[Ff]orm )?(?P<code>[A-Z]{2,}[a-z]?-?\d{1,2}[a-z]?)(?![\w-])"
    r"|\b(?:with|using|use|on|through|complet\w+|do|does|the|an?)\s+(?P<short>[A-Z]{4,8}(?:-[A-Z]+)?)"
    r"(?![\w-])(?! (?:panel|meeting|team|group|board|co-?ordinator|chair|worker|partner|list))"
)
_NOT_A_TOOL = re.compile(
    r"(?:.* )?(?:referral|consent|request|child protection|police|incident|annual|court|overview"
    r"|minutes|NRM|front door|MASH|multi-agency|inter-agency|concern|intelligence|crime|single"
    r"|core|initial|social work|child(?:ren)? and famil(?:y|ies)|early help|return home|return"
    r"|independent return|freedom|health|equality|needs) "
    rf"{_HEAD}|(?:mash|marac|mase|mace|mappa|nspcc|camhs|lscb|lscp|idva|ypva|send|ehcp|gdpr|nhs"
    r"|ofsted|miss\w*|rhi|merlin)(?: .*)?|(?:[a-z]+ )?(?:guide|report|form|record|interview|log)",
    re.IGNORECASE,
)
_BEFORE_A_NAME = re.compile(
    r"^(?:(?:The|An?|Each|Every|Use|Our|This|If|When|For|In|On|Agree|Complete|See)\s+)+"
)
_HEADS_ALONE = frozenset({"wheel", "star", "map", "tree", "form", "grid", "chart", "matrix"})
_FOLDED_DULL = frozenset({"the", "a", "an", "tool", "form", "assessment", "risk", "of", "and"})

_PURPOSES = {
    "mapping who a child is with": r"\bmap(?:s|ped|ping)?\b|\bgenograms?\b|\becomaps?\b"
    r"|\bpeer (?:groups?|networks?)\b|\bnetworks? of friends\b",
    "how far a child has come": r"\bdistance travelled\b|\bmeasur\w+ (?:change|progress|outcomes?)"
    r"|\boutcomes? (?:are|is) measured\b|\bprogress (?:is|made)\b|\bhow (?:we|to) measure change\b"
    r"|\bstart, middle and end\b|\bhow far (?:a|the|each) (?:child|young person) has come\b",
    "the talk after a child has been missing": r"\breturn (?:home )?(?:interviews?|talks?"
    r"|conversations?)|\breturns are\b"
    r"|\bafter (?:going|being) missing\b|\b(?:has|have) come back\b",
    "brothers and sisters after sexual harm": r"\bsiblings?\b|\bbrothers? (?:and|or) sisters?\b",
    "sexual behaviour at school": r"\b(?:sexual )?behaviours? (?:at|in) school"
    r"|\bschools?\b[^.]{0,60}\b(?:sexual )?behaviour\b"
    r"|\bsexual behaviour\b[^.]{0,60}\b(?:schools?|pupils?)\b"
    r"|\b(?:sort|weigh|grade|place)\w*\b[^.]{0,30}\bbehaviour\b",
    "harmful sexual behaviour": r"\bharm(?:ed|s|ing)? [\w ]{0,25}?sexually\b|\bHSB\b"
    r"|\bharmful sexual behaviour|\bsexually harm\w*",
    "serious violence": r"\brisk of (?:serious )?violence\b|\bserious (?:youth )?violence\b"
    r"|\bviolence (?:risk|is weighed)\b",
    "links to a gang": r"\bgang (?:involvement|links?|association|membership|affiliation)\b"
    r"|\b(?:caught up|involved|linked|links?|drawn in|association)\b[^.]{0,25}\bgangs?\b"
    r"|\bgangs?\b[^.]{0,40}\b(?:measur|scor|assess)\w*",
    "exploitation": r"\b(?:sexual(?:ly)?|criminal(?:ly)?|child)? ?exploit\w+\b|\bCSE\b|\bCCE\b",
    "abuse between partners": r"\bpartners?\b|\bdomestic (?:abuse|violence)\b"
    r"|\b(?:boy|girl)friends?\b|\brelationship abuse\b",
    "the risk to a missing child": r"\brisk\b[^.]{0,40}\bmissing\b|\bmissing\b[^.]{0,40}\brisk\b",
    "neglect": r"\bneglect\w*\b",
    "trauma and feelings": r"\btrauma\w*\b|\bmental health\b|\bwell-?being\b|\bmood\b|\bdistress\b",
    "a plan for safety": r"\bsafety plans?\b|\bsafety planning\b|\brisk management plans?\b",
    "what the child thinks": r"\b(?:child|young person)['’]s (?:views?|voice|wishes|own words)\b"
    r"|\bviews? of (?:the|each) (?:child|young person)\b|\bwishes and feelings\b",
    "speech and understanding": r"\bspeech\b|\bcommunication needs?\b"
    r"|\blearning (?:disab|difficult)",
    "places where harm happens": r"\b(?:places?|locations?|hotspots?|neighbourhoods?|contexts?)\b"
    r"[^.]{0,40}\b(?:assess|survey|walk|audit|map|scor)\w*|\b(?:assess|survey|walk|audit|scor)\w*"
    r"[^.]{0,40}\b(?:places?|locations?|hotspots?|neighbourhoods?)\b",
    "drugs and drink": r"\b(?:drugs?|substance|alcohol|cannabis) (?:use|misuse|screening)\b",
    "what parents can do": r"\bparent(?:ing|s['’])? capacity\b|\bparental capacity\b|\bparenting\b",
}
"""What tools are for, and how documents say it; the narrower before the wider."""
_WHAT_FOR = {name: re.compile(words, re.IGNORECASE) for name, words in _PURPOSES.items()}

_USES = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|complet\w+|assess\w*|scor(?:e[sd]?|ing)|measur\w+|fill\w*|sort(?:s|ed)?"
    r"|written? (?:up )?(?:on|in)|writes?|recorded|records|map(?:s|ped)|found with|weigh\w*"
    r"|answer(?:s|ed)|work(?:s|ed)? (?:out|through)|prepar\w+|carr(?:y|ies|ied) out|judged|graded"
    r"|gives?|ends?|relies|tool|screen\w*|identif\w+|plan(?:s|ned)|drawn|draws?|gathered|told by"
    r"|decid\w+|do(?:es|ne)?|made|taken|run(?:s)?)\b",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\b(?:only|exclusiv\w+|sole(?:ly)?|no other|nothing else|none other|alone|always|every|all"
    r"|each|any|must|shall|has to|have to|is to be|are to be|won['’]t|never|not|same (?:way|tool)"
    r"|put \w+ away|instead of|rather than|and no)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:both|as well|also|in addition|beside|alongside|neither stands|each has (?:a|its) use"
    r"|either|or the|first (?:look|step)|then)\b",
    re.IGNORECASE,
)
_FIRST_LOOK = re.compile(
    r"\b(?:screen\w*|triage|first look|quick|enquiry|routine|clinic|hospital|pro ?forma)\b", re.I
)
_AGES_APART = re.compile(
    r"\b(?:under|below)[- ](?:the age of )?(?:12|twelve|13|thirteen|11|eleven|10|ten)s?\b"
    r"|\badults?\b|\bcourt\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool in use for a purpose: its key, its name as written, and whether it stands alone.

    ``about`` are the ideas of its sentence and heading without its name.
    """

    key: str
    shown: str
    closed: bool
    first_look: bool
    about: frozenset[str]


@told_once
def tools_by_purpose(area: Area, document: str) -> Iterator[Fact[Tool]]:
    """The tools that a document uses; the subject of each is what it is for."""
    sentences = area.sentences(document)
    for index, span in enumerate(sentences):
        named = _named(area, span.text)
        if not named or not own_voice(span) or _AGES_APART.search(span.text):
            continue
        passage = span.passage
        row = bool(passage.header)
        if not (row or _USES.search(span.text)):
            continue
        around = [
            s.text
            for s in sentences[max(0, index - 1) : index + 2]
            if s.location.section == span.location.section
            and not (_named(area, s.text) and s is not span)
        ]
        whole = " ".join(around)
        if _BOTH.search(span.text):
            continue
        for name in named:
            rest = span.text.replace(span.text[name.start : name.end], " ")
            purpose = _purpose(rest) or _purpose(f"{passage.heading} {passage.stem} {rest}")
            purpose = purpose or _purpose(whole)
            if rest:
                tool = Tool(
                    name.value,
                    span.text[name.start : name.end],
                    bool(_CLOSES.search(whole)),
                    bool(_FIRST_LOOK.search(f"{passage.heading} {span.text}")),
                    ideas(f"{passage.heading} {passage.stem} {rest}") - _GENERIC,
                )
                yield Fact(purpose, tool, span)


def _purpose(text: str) -> str:
    return next((name for name, pattern in _WHAT_FOR.items() if pattern.search(text)), "")


def _named(area: Area, text: str) -> list[Found[str]]:
    """The tools that a text names, known ones first."""
    found = list(instruments(area).mentions(text))
    for match in _NAME.finditer(text):
        group = match.lastgroup or "name"
        start, end = match.span(group)
        words = _BEFORE_A_NAME.sub("", match[group], count=1)
        start = end - len(words)
        if (group != "lights" and not words[:1].isupper()) or _NOT_A_TOOL.fullmatch(words):
            continue
        if any(f.start < end and start < f.end for f in found):
            continue
        key = fold(words)
        for long, short in SHORT.items():
            key = re.sub(rf"\b{long}\b", short, key)
        if key in _HEADS_ALONE:
            continue
        key = " ".join(w for w in key.split() if w not in _FOLDED_DULL)
        if key:
            found.append(Found(start, end, key))
    return sorted(found, key=lambda f: f.start)


_GENERIC = stems("use form sheet model agree step name start list find level score grade") | {
    "tool", "carrying out", "assessment", "deciding", "in writing", "review", "referral", "answer"
}  # fmt: skip
"""Ideas that stand beside every tool."""
_LIKE, _SHARED = 0.25, 2
"""Least likeness, and ideas in common, of what two tools are said to be for."""
_WIDE = frozenset({"exploitation", "abuse between partners", "the risk to a missing child"})
"""Purposes that tools of several kinds share."""
_KNOWN = frozenset({DASH, AIM, "brook", "hackett", "safeguard"})


def _known(*facts: Fact[Tool]) -> bool:
    return any(fact.value.key in _KNOWN for fact in facts)


def two_tools(area: Area, one: str, two: str) -> Iterator[tuple[str, Fact[Tool], Fact[Tool]]]:
    """Purposes for which two documents have tools of which neither knows the other's."""
    ours, theirs = tools_by_purpose(area, one), tools_by_purpose(area, two)
    keys = {f.value.key for f in ours}, {f.value.key for f in theirs}
    texts = [fold(area.get(d).document.text) for d in (one, two)]

    def strangers(a: Fact[Tool], b: Fact[Tool]) -> bool:
        """Whether neither document knows the other's tool: one that displaces another names it."""
        known = a.value.key in keys[1] or b.value.key in keys[0]
        known = known or a.value.key in texts[1] or b.value.key in texts[0]
        return not known and a.value.first_look == b.value.first_look

    told = False
    for purpose in filter(None, dict.fromkeys(f.subject for f in ours)):
        first = [f for f in ours if f.subject == purpose]
        second = [f for f in theirs if f.subject == purpose]
        if not second or {f.value.key for f in first} & {f.value.key for f in second}:
            continue
        for a, b in product(first, second):
            if not strangers(a, b):
                continue
            closed = a.value.closed + b.value.closed
            if closed and (purpose not in _WIDE or (closed == 2 and not _known(a, b))):
                told = True
                yield purpose, a, b
                break
    if told:
        return
    alike = likeness(area)
    for a, b in product(ours, theirs):
        closed = a.value.closed or b.value.closed
        if not closed or _known(a, b) or not strangers(a, b):
            continue
        shared = a.value.about & b.value.about
        if len(shared) >= _SHARED and alike.alike(a.value.about, b.value.about) >= _LIKE:
            yield "the same thing", a, b
            return
