"""Where a document sends a concern first: for which children, to whom, and to whom not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import BlockKind, Issue
from checker.reconciling.facts import Area, Fact, Span, own_voice, told_once
from checker.reconciling.names import OUT_OF_HOURS, is_front_door
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
    r"|disclosures?|worr(?:y|ies|ied)|suspect(?:s|ed)?|(?:routes?|ways?) (?:in|into|to))\b",
    re.IGNORECASE,
)
_OF_A_CHILD = re.compile(
    r"\b(?:incidents?|believ\w+|thought to be|at risk|identif\w+|exploited|report(?:s|ed)?"
    r"|first call)\b",
    re.IGNORECASE,
)
"""What may be said of a child for whom something is sent, and of much else."""
_OF_PAPER = re.compile(
    r"\b(?:minutes|notes|records?|summar\w+|progress|annual(?:ly)?|yearly|quarter(?:ly)?|every six"
    r" months|representatives?|references?|sits on|lists?|actions?|accounts? to|answers? to"
    r"|agenda)\b",
    re.IGNORECASE,
)
"""What goes to and fro between bodies and is no concern about a child."""
_GOVERNING = re.compile(r"\b(?:board|partnership|executive|sub-?group|committee)\b")
_REFERRING = re.compile(
    r"\b(?:refer\w*|report\w*|making contact|what to do|who to (?:tell|contact|ring)|concerns?"
    r"|first (?:steps?|call)|access|action to (?:be )?take\w*|pathways?|responding)\b",
    re.IGNORECASE,
)
"""A heading under which what is sent is a concern about a child."""
_SENDS = (
    r"(?:telephones?|phones?|rings?|calls?|contact(?:s|ed)?|alerts?|e-?mails?|approach(?:es)?"
    r"|speaks? to|reach|through|via|by way of|on \w+)"
)
_TO = re.compile(
    rf"(?:\bto(?: both)?|\b{_SENDS})\s+"
    r"(?:the\s+|your\s+|our\s+|local\s+|adult\s+|police\s+|area'?s?\s+)*(?:[A-Z][\w-]+\s+)?$"
)
_IS_MADE = re.compile(
    r"\s+(?:safeguarding |child protection )?referral (?:is|must|should|will|shall|has to)\b",
    re.IGNORECASE,
)
"""After a body: "a MASH referral is always made"."""
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
    r"|\bdirect(?:ly)?\b|\bstraight\b|\balone\b|\bonly (?:to|route|door|way|point|notification"
    r"|referral"
    r"|first step)\b"
    r"|\bin the first (?:place|instance)\b|\bfirst to\b|\b(?:goes|made|sent) first\b"
    r"|\b(?:nowhere|anywhere|nobody|no ?one|anyone|anybody) else\b"
    r"|\bno other (?:route|way|body|agency)\b|\b(?:everyone|everybody) (?:refers|reports)\b"
    r"|\b(?:single|one|sole|only) (?:point of (?:contact|entry)|front door|route|way|door|place"
    r"|gateway)\b|\bbefore any(?:one|body) else\b|\bfirst call\b",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\s*(?:(?:there (?:is|are)|it is) (?:the|no|one)|don['’]t|do not|never|nothing|nobody)\b",
    re.IGNORECASE,
)
"""The next sentence says that there is no other way: "There is one front door."."""
_RULED_OUT = re.compile(
    r"\b(?:not|never|rather than|instead of|in place of|without|nor"
    r"|no (?:need|requirement|reason|call)\b[^.;]{0,40})\b[^.;,]{0,60}$",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(
    r"\s*(?:(?:need|should|must|will|shall|does|is|are)(?: not|n['’]t)"
    r"(?: (?:need|have|required))?(?: to)?(?: be)? "
    r"(?:contact|ring|rung|involve|inform|told|tell|approach|notif|need|made|necessary|sent)\w*"
    r"|(?:is|are) not (?:the|a|to be) )",
    re.IGNORECASE,
)
"""After a body: "children's social care need not be contacted"."""
_SIFTS = re.compile(
    r"\b(?:who|which|and|it|they|(?:[Tt]he|this) (?:[\w’'-]+ ){1,4}?)(?: ?(?:will|shall|may|then"
    r"|also"
    r"|first))* ?(?:triages?|screens?|sifts?|decides?|determines?|considers?|judges?|weighs?"
    r"|liaises? with|contacts?|involves?|informs?|tells?|passes?|refers? (?:on|it|them))\b"
    r"[^.]{0,90}$",
)
"""Before a front door: another body takes the concern and decides whether the door hears of it."""
_RECEIVES = re.compile(
    r"[^.;]{0,40}?\b(?:receives?|takes? (?:in )?|handles?|deals? with|screens?|triages?)\b"
    r"[^.;]{0,40}?\b(?:concerns?|referrals?|reports?)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"\b(?:any|every|all) (?:\w+ )?(?:worr(?:y|ies)|concerns?|suspicions?|referrals?)"
    r" (?:about|for|regarding|concerning|of) (?:a|any|the|every|all)? ?(?:\w+ )?(?:child|children"
    r"|young p\w+|kind|sort)\b"
    r"|\bwhatever its (?:nature|kind|source)\b|\ball forms of\b|\bwhoever\b"
    r"|\b(?:everyone|everybody|all (?:agencies|professionals|practitioners|staff)) refers?\b",
    re.IGNORECASE,
)
"""A concern of any kind, where no issue is named."""
_SOCIAL_CARE = re.compile(
    r"(?<![\w-])(?:(?:[Cc]hildren[’']?s?[’']? )?[Ss]ocial [Cc]are|[Cc]hildren[’']?s?[’']? "
    r"[Ss]ervices"
    r"|[Ss]ocial [Ss]ervices)(?![\w-])|(?<![\w-])front door(?! service)"
)
ANY_DOOR = "childrens social care"
"""The key of children's social care, reached by whichever front door the area has."""
_SOCIAL_CARE_NAME = "children’s social care"
_UNACCEPTABLE = re.compile(
    r"\b(?:not acceptable|must not|should not|never|(?:is|are) not sent)\b", re.IGNORECASE
)
_BESIDE = re.compile(
    r"\b(?:cop(?:y|ies|ied)|for (?:advice|information)|may (?:be|also|refer)|can (?:be|also)"
    r"|notif(?:y|ies|ying)|notified(?! to\b)|tells?|told|informs?|informed|consider\w*"
    r"|discuss\w*|feedback"
    r"|reports? (?:back )?to)\b",
    re.IGNORECASE,
)
"""What is done besides the first step: copies, advice, news."""
_EMERGENCY = re.compile(r"\b999\b|immediate danger|\bemergency\b", re.IGNORECASE)
_WAS = re.compile(
    r"\b(?:was|were|had been|used to be)\s+(?:\w+ly\s+)?"
    r"(?:sent|referred|reported|made|passed|taken)\b|\bno longer\b|\bolder (?:form|letter)",
    re.IGNORECASE,
)
"""How it used to be done: "concerns were sent to the Intelligence Desk"."""
_CLAUSE = re.compile(r"[;,]\s|\bwho\b|\bwhich\b")


@told_once
def routes(area: Area, document: str) -> Iterator[Fact[Route]]:
    """The first steps a document gives, in its own voice."""
    own = area.issue(document)
    sentences = area.sentences(document)
    for index, span in enumerate(sentences):
        concern = _CONCERN.search(span.text) is not None
        if not concern and not _is_of_a_child(span):
            continue
        if _EMERGENCY.search(span.text) or _WAS.search(span.text):
            continue
        recipients, excluded = _recipients(area, span)
        if not concern:
            recipients = frozenset(r for r in recipients if not _GOVERNING.search(r))
        if not recipients or not own_voice(span):
            continue
        closed = bool(_ONLY.search(span.text)) and span.passage.kind is not BlockKind.TABLE_ROW
        for other in sentences[index + 1 : index + 3]:
            # what the next sentences of the paragraph rule out belongs to this route
            if other.passage.location.paragraph != span.passage.location.paragraph:
                break
            further, ruled_out = _recipients(area, other, recipients)
            excluded |= ruled_out if not further else frozenset()
            closed = closed or bool(_CLOSES.match(other.text) and _ONLY.search(other.text))
        topics = _topics(area, span, own)
        excluded -= recipients
        yield Fact(
            "", Route(frozenset(topics), recipients, excluded, closed or bool(excluded)), span
        )


def _is_of_a_child(span: Span) -> bool:
    """Whether what a sentence sends may be a concern, though it has no word for one."""
    said = _OF_A_CHILD.search(span.text) or _REFERRING.search(span.passage.heading)
    return bool(said or issues_in(span.text)) and not _OF_PAPER.search(span.text)


def _topics(area: Area, span: Span, own: Issue | None) -> frozenset[Issue]:
    """What the concern is about: told by the sentence or its stem, or else the document's issue."""
    text = f"{span.passage.stem} {_without_names(area, span)}"
    if topics := issues_in(text):
        return topics
    if _EVERY.search(text):
        return frozenset(Issue)
    return issues_in(span.passage.heading) or (frozenset({own}) if own else frozenset())


def _without_names(area: Area, span: Span) -> str:
    """The sentence without the bodies it names: a Gangs Desk does not make it one about gangs."""
    text = span.text
    for name in reversed(area.names.mentions(span.document, text)):
        text = f"{text[: name.start]} {text[name.end :]}"
    return text


def _recipients(
    area: Area, span: Span, before_it: frozenset[str] = frozenset()
) -> tuple[frozenset[str], frozenset[str]]:
    """The bodies a sentence sends a concern to, and those it says not to go to.

    :param before_it: where the sentence before sends it; "the Desk will liaise with
        the MASH" then leaves the MASH to the Desk.
    """
    text = span.text
    wanted: set[str] = set()
    unwanted: set[str] = set()
    unacceptable = _UNACCEPTABLE.search(text)
    previous: Found[str] | None = None
    others: list[str] = []
    for name in bodies_of(area, span):
        before = text[: name.start]
        clause = _CLAUSE.split(before)[-1]
        door = _door(name.value)
        joined = previous is not None and bool(_AND.fullmatch(text[previous.end : name.start]))
        reached = _TO.search(before) and not _NOT_TO.search(before) and not _BESIDE.search(clause)
        taken = wanted or before_it
        sifted = is_door(door) and taken and not any(map(is_door, taken))
        # "not to the MASH but to the Gangs Desk": the denial ends at "but"
        if _RULED_OUT.search(before.rpartition(" but ")[2]) or _LEFT_OUT.match(text, name.end):
            # "it is not acceptable to send it elsewhere in place of the MASH" is for the MASH
            if not (unacceptable and unacceptable.start() < name.start and "place of" in clause):
                unwanted.add(door)
        elif sifted and _SIFTS.search(before):
            unwanted.add(door)
        elif door != OUT_OF_HOURS and (
            reached
            or _IS_DOOR.match(text, name.end)
            or _IS_MADE.match(text, name.end)
            or (joined and previous is not None and _door(previous.value) in wanted)
        ):
            wanted.add(door)
        else:
            others.append(door)
        previous = name
    if unwanted and not wanted and others and _RECEIVES.search(text):
        # "it is the Hub, and not the MASH, that receives concerns"
        wanted.add(others[0])
    return frozenset(wanted - unwanted), frozenset(unwanted - wanted)


def bodies_of(area: Area, span: Span) -> list[Found[str]]:
    """The bodies that a sentence names, and children's social care."""
    named = area.names.mentions(span.document, span.text)
    general = (
        Found(m.start(), m.end(), ANY_DOOR)
        for m in _SOCIAL_CARE.finditer(span.text)
        if not any(n.start < m.end() and m.start() < n.end for n in named)
    )
    return sorted((*named, *general), key=lambda name: name.start)


def is_door(key: str) -> bool:
    """Whether a body is children's social care, or its front door under any name."""
    return key == ANY_DOOR or is_front_door(key)


def own_door(area: Area, document: str) -> str:
    """The one front door that a document names, empty where it names none or several."""
    named = {
        name.value
        for span in area.sentences(document)
        for name in area.names.mentions(document, span.text)
        if is_front_door(name.value)
    }
    if len(named) > 1:
        # "the Front Door" is the Children's Front Door cut short
        named = {door for door in named if not any(d != door and d.endswith(door) for d in named)}
    return named.pop() if len(named) == 1 else ""


def alike(one: str, two: str) -> bool:
    """Whether two keys may be one body: to tell social care is to tell its front door."""
    return one == two or (ANY_DOOR in {one, two} and is_door(one) and is_door(two))


def name_of(area: Area, key: str) -> str:
    """What a sentence calls a body to which concerns are sent."""
    return _SOCIAL_CARE_NAME if key == ANY_DOOR else area.names.the(key)


def written(area: Area, key: str) -> str:
    """What a list calls it."""
    return _SOCIAL_CARE_NAME if key == ANY_DOOR else area.names.display(key)


def _door(key: str) -> str:
    """The body itself, where a panel's co-ordinator takes in what goes to the panel."""
    if key in {"front door", "single point of access"}:
        return ANY_DOOR
    return key.removesuffix(" coordinator") if key.startswith("mar") else key
