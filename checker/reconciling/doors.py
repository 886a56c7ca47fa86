"""Where a document sends a concern first: for which children, to whom, and to whom not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import BlockKind, Issue
from checker.reconciling.facts import Area, Fact, Span, own_voice
from checker.reconciling.names import OUT_OF_HOURS
from checker.reconciling.normalise import Found
from checker.reconciling.topics import issues_in


@dataclass(frozen=True, slots=True)
class Route:
    """Where a concern goes first.

    ``recipients`` are told to be reached, ``excluded`` told not to be;
    ``only`` when the document leaves no other first step.
    """

    triggers: frozenset[Issue]
    recipients: frozenset[str]
    excluded: frozenset[str]
    only: bool


_CONCERN = re.compile(
    r"\b(?:referrals?|concerns?|refer(?:red|s)?|suspicions?|notifications?|allegations?"
    r"|disclosures?|worr(?:y|ied)|suspects?)\b",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?:\bto(?: both)?|\b(?:telephones?|phones?|rings?|calls?|contacts?|alerts?|on \w+))\s+"
    r"(?:the\s+|your\s+|our\s+|local\s+|area'?s?\s+)*(?:[A-Z][\w-]+\s+)?$"
)
_NOT_TO = re.compile(
    r"\b(?:open|known|subject|accountable|reports?|belongs?|invited|according|due|linked)\s+to\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:and|or|/|as well as|in addition to)\s+(?:to\s+)?(?:the\s+)?$"
)
_IS_DOOR = re.compile(
    r"\s*(?:is|remains|acts as) (?:the|our) (?:single |only |one |first |sole )?"
    r"(?:front door|route in|gateway|point of (?:contact|access|entry|referral))",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\b(?:every|all|any)\b[^.;]{0,40}\b(?:concerns?|referrals?|cases?|suspicions?)\b"
    r"|\bdirect(?:ly)?\b|\bstraight\b|\balone\b|\bonly (?:to|route|door|way|point)\b"
    r"|\bin the first (?:place|instance)\b|\bfirst to\b|\b(?:goes|made|sent) first\b"
    r"|\b(?:nowhere|anywhere) else\b|\bno other (?:route|way|body|agency)\b"
    r"|\b(?:single|one|sole) (?:point of contact|front door|route)\b",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"\s*(?:there (?:is|are)|it is) (?:the|no|one)\b", re.IGNORECASE)
"""The next sentence says that there is no other way: "There is one front door."."""
_RULED_OUT = re.compile(
    r"\b(?:not|never|rather than|instead of|in place of|without|no need\b[^.;]{0,40}|nor)\b"
    r"[^.;,]{0,60}$",
    re.IGNORECASE,
)
_UNACCEPTABLE = re.compile(
    r"\b(?:not acceptable|must not|should not|never|(?:is|are) not sent)\b", re.IGNORECASE
)
_BESIDE = re.compile(
    r"\b(?:cop(?:y|ies|ied)|for (?:advice|information)|may (?:be|also|refer)|can (?:be|also)"
    r"|notif\w+|tells?|told|informs?|informed|consider\w*|discuss\w*|feedback"
    r"|reports? (?:back )?to)\b",
    re.IGNORECASE,
)
"""What is done besides the first step: copies, advice, news."""
_EMERGENCY = re.compile(r"\b999\b|immediate danger|\bemergency\b", re.IGNORECASE)
_WAS = re.compile(
    r"\b(?:was|were|had been|used to be)\s+(?:\w+ly\s+)?"
    r"(?:sent|referred|reported|made|passed|taken)\b",
    re.IGNORECASE,
)
"""How it used to be done: "concerns were sent to the Intelligence Desk"."""
_CLAUSE = re.compile(r"[;,]\s|\bwho\b|\bwhich\b")


def routes(area: Area, document: str) -> Iterator[Fact[Route]]:
    """The first steps a document gives, in its own voice."""
    own = area.issue(document)
    sentences = area.sentences(document)
    for index, span in enumerate(sentences):
        if not _CONCERN.search(span.text) or not own_voice(span):
            continue
        if _EMERGENCY.search(span.text) or _WAS.search(span.text):
            continue
        recipients, excluded = _recipients(area, span)
        if not recipients:
            continue
        closed = bool(_ONLY.search(span.text)) and span.passage.kind is not BlockKind.TABLE_ROW
        for other in sentences[index + 1 : index + 3]:
            # what the next sentences of the paragraph rule out belongs to this route
            if other.passage.location.paragraph != span.passage.location.paragraph:
                break
            further, ruled_out = _recipients(area, other)
            excluded |= ruled_out if not further else frozenset()
            closed = closed or bool(_CLOSES.match(other.text) and _ONLY.search(other.text))
        topics = issues_in(f"{span.passage.stem} {_without_names(area, span)}")
        topics = topics or (frozenset({own}) if own else frozenset())
        excluded -= recipients
        yield Fact(
            "", Route(frozenset(topics), recipients, excluded, closed or bool(excluded)), span
        )


def _without_names(area: Area, span: Span) -> str:
    """The sentence without the bodies it names: a Gangs Desk does not make it one about gangs."""
    text = span.text
    for name in reversed(area.names.mentions(span.document, text)):
        text = f"{text[: name.start]} {text[name.end :]}"
    return text


def _recipients(area: Area, span: Span) -> tuple[frozenset[str], frozenset[str]]:
    """The bodies a sentence sends a concern to, and those it says not to go to."""
    text = span.text
    wanted: set[str] = set()
    unwanted: set[str] = set()
    unacceptable = _UNACCEPTABLE.search(text)
    previous: Found[str] | None = None
    for name in area.names.mentions(span.document, text):
        before = text[: name.start]
        clause = _CLAUSE.split(before)[-1]
        door = _door(name.value)
        joined = previous is not None and bool(_AND.fullmatch(text[previous.end : name.start]))
        reached = _TO.search(before) and not _NOT_TO.search(before) and not _BESIDE.search(clause)
        # "not to the MASH but to the Gangs Desk": the denial ends at "but"
        if _RULED_OUT.search(before.rpartition(" but ")[2]):
            # "it is not acceptable to send it elsewhere in place of the MASH" is for the MASH
            if not (unacceptable and unacceptable.start() < name.start and "place of" in clause):
                unwanted.add(door)
        elif door != OUT_OF_HOURS and (
            reached
            or _IS_DOOR.match(text, name.end)
            or (joined and previous is not None and _door(previous.value) in wanted)
        ):
            wanted.add(door)
        previous = name
    return frozenset(wanted - unwanted), frozenset(unwanted - wanted)


def _door(key: str) -> str:
    """The body itself, where a panel's co-ordinator takes in what goes to the panel."""
    return key.removesuffix(" coordinator") if key.startswith("mar") else key
