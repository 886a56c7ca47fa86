"""Names of bodies: panels, front doors, teams and the people who stand for them.

A body is written out once and shortened after ("Multi-Agency Safeguarding Hub
(MASH)"), and two documents shorten it in two ways. A mention is reduced to a
key: the acronym where the set knows one, the folded name without the area's
name where it does not. Acronyms are learnt from each document by itself, so
that one acronym for two bodies can be seen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from checker.reconciling.normalise import Found, fold
from checker.reconciling.topics import SHORT

KNOWN = {
    "mash": "Multi-Agency Safeguarding Hub",
    "maru": "Multi-Agency Referral Unit",
    "marat": "Multi-Agency Referral and Assessment Team",
    "edt": "Emergency Duty Team",
    "eds": "Emergency Duty Service",
    "mase": "Multi-Agency Sexual Exploitation",
    "macse": "Multi-Agency Child Sexual Exploitation",
    "mace": "Multi-Agency Child Exploitation",
    "serac": "Sexual Exploitation Risk Assessment Conference",
    "serp": "Sexual Exploitation Risk Panel",
    "vemt": "Vulnerable, Exploited, Missing and Trafficked",
    "efrp": "Extra-Familial Risk Panel",
    "efhp": "Extra-Familial Harm Panel",
    "marac": "Multi-Agency Risk Assessment Conference",
    "marp": "Missing and Absent Review Panel",
    "gmap": "Gangs Multi-Agency Partnership",
    "mappa": "Multi-Agency Public Protection Arrangements",
    "idva": "Independent Domestic Violence Adviser",
    "ypva": "Young People's Violence Adviser",
    "lado": "Local Authority Designated Officer",
    "yot": "Youth Offending Team",
    "yjs": "Youth Justice Service",
    "yos": "Youth Offending Service",
}
"""Acronyms of bodies that are used across England, often without being written out."""

MEETINGS = (
    "panel|meeting|conference|forum|group|sub-?group|board|committee|partnership|round ?table"
    "|briefing"
)
OFFICES = (
    "hub|team|services?|desk|unit|executive|co-?ordinator|adviser|advisor|advocate|champion"
    "|officer|line|helpline|centre|front door|point of access"
)
_HEADS = re.compile(rf"(?:{MEETINGS}|{OFFICES})", re.IGNORECASE)
_DROPPED = {
    "panel",
    "meeting",
    "conference",
    "forum",
    "hub",
    "group",
    "service",
    "services",
    "team",
}
"""Words that add nothing after an acronym: "MASE panel", "MASE meeting", "IDVA service"."""

_LOWER = (
    "missing|children|children's|child|sexual|sexually|exploitation|criminal|harmful|harm|behaviour"
    "|gangs?|youth|young|people's|person's|persons|violence|domestic|abuse|safeguarding|emergency"
    "|duty|multi-agency|risk|assessment|consultation|social|care|integrated|adolescents?"
    "|vulnerable|strategic|operational|referral|specialist|early|help|public|protection"
    "|intelligence|community|safety|interview|extra-familial|contextual|education|welfare"
    "|independent"
)
_MODIFIER = rf"(?:[A-Z][\w’'&/-]*|(?:{_LOWER})(?![\w’'-]))"
_JOINER = r"(?:and|&|against|(?:of|for|[Oo]utside)(?:\s+the)?)"
_NAME = re.compile(
    rf"(?<![\w’'-]){_MODIFIER}(?:\s+(?:{_JOINER}\s+)?{_MODIFIER})*?"
    r"(?:\s+\([A-Z]{2,6}\))?"
    rf"(?:\s+(?i:{MEETINGS}|{OFFICES})(?![\w-]|[’'](?!s?\W))(?!\s+(?:program|work\b)))+"
)
_ACRONYM = re.compile(r"(?<![\w-])[A-Z][A-Z&]{1,6}(?![\w-])")
_JOINED = re.compile(r"([A-Z]{3,6}),? (?:and|or) (?:the )?(?=[A-Z])")
_LEADING = re.compile(
    r"(?:(?:the|a|an|every|each|any|all|this|that|these|our|its|their|if|where|when|while|once"
    r"|in|out|at|for|on|to|by|from|of|and|or|but|with|as|so|since|because|before|after|between"
    r"|than|both|no|one|more|other|another|which|what|single|contact|tell|call|ring|telephone"
    r"|phone|send|inform|local|national|statutory|relevant|lead|new|old|former|existing|members?"
    r")\s+)+",
    re.IGNORECASE,
)
"""Words that may stand before a name at the beginning of a sentence."""
_OF_IT = re.compile(
    r"(?:Membership|Members|Meetings|Minutes|Papers|Chairs?|Role|Purpose|Cases|Referrals?|Work"
    r"|Functions?|Administration|Business|Decisions|Plans|Eligibility|Remit|Criteria|Ages?|Terms"
    r"|Thresholds?)\s+(?:of|for|to|at|by|from)(?:\s+the)?\s+"
)
"""What of a body is spoken of: "Membership of the Exploitation Panel"."""
_PLACED = re.compile(r"(?:[a-z][\w’'-]*\s+)+(?:of|for|against)(?:\s+the)?\s+(?=[A-Z])")
_GENERIC = frozenset(
    {"multi", "agency", "strategic", "operational", "risk", "referral", "early", "help", "lead"}
    | {"assessment", "specialist", "independent", "social", "care", "child", "children", "review"}
    | {"childrens", "young", "people", "peoples", "persons", "safeguarding", "duty", "youth"}
    | {"local", "vulnerable", "criminal", "public", "education", "community", "interview"}
    | {"harm", "gang", "cse", "hsb", "da", "missing", "single", "joint", "case", "peer", "and"}
    | {"consultation", "advice", "protection", "welfare", "universal", "panel", "group", "board"}
)
"""Words that alone do not make a head noun the name of one particular body."""

_DOORS = re.compile(
    r"(?<![\w-])(?:First (?:Response|Call|Contact|Point)|Careline|Front Door|Duty and Advice"
    r"|Customer First|(?:Family|Children[’']s) Access (?:Point|Team)"
    r"|Single Point of (?:Access|Contact))(?![\w-])"
)
"""Names of front doors without a head noun, or with one of their own."""

FRONT_DOORS = frozenset(
    {"mash", "maru", "marat", "front door", "first response", "first call", "first contact"}
    | {"first point", "careline", "duty and advice", "customer first", "family access point"}
    | {"childrens access point", "childrens access team", "single point of access"}
)
"""Keys of the bodies to which any concern about a child may be taken."""
_FRONT_DOOR = re.compile(
    r"\b(?:front door|first (?:response|call|contact|point|stop)|point of (?:access|contact|entry"
    r"|referral)|(?:family|childrens|children and family) access (?:point|team|service|hub)"
    r"|duty and (?:advice|assessment|intake|referral)|safeguarding (?:hub|gateway)"
    r"|(?:initial|integrated) (?:contact|response|referral)(?: and \w+)* (?:team|service|hub|unit"
    r"|desk)"
    r"|(?:contact and|referral)(?: and)?(?: \w+)? (?:hub|unit|team)|(?:help|support) hub)\b"
)
"""What areas call such a body, in the many names they have for it."""
_ANOTHER_DOOR = re.compile(r"\b(?:assault|adults?|housing|health|camhs|panel|marac|idva|police)\b")
"""A door to another house."""
OUT_OF_HOURS = "edt"
_OUT_OF_HOURS = re.compile(
    r"^(?:eds|emergency duty \w+|(?:(?:out of hours|after hours|night|evening|emergency|overnight)"
    r" )(?:(?:social (?:work|care|services)|duty|childrens|safeguarding|response|and|weekend) )*"
    r"(?:team|service|services|line|desk|officer|worker))$"
)
_WITH_ARTICLE = {"mash", "maru", "marat", "edt", "idva", "ypva", "lado", "yot", "yjs", "yos"}


def is_front_door(key: str) -> bool:
    """Whether a body's key is that of a front door, by one of its usual names."""
    return key in FRONT_DOORS or bool(_FRONT_DOOR.search(key) and not _ANOTHER_DOOR.search(key))


_SHORT_NAME = re.compile(
    r"(?<![\w-])(?:[Tt]he|[Tt]his|[Oo]ur) (?P<head>Hub|Panel|Team|Unit|Desk|Forum|Conference"
    r"|Front Door|Gateway)(?![\w-]|\s+[A-Z(])"
)
"""A body by its kind alone, once the document has named it."""


@dataclass(frozen=True)
class Names:
    """The names in a set of documents.

    :param texts: the text of each document, by its id.
    :param areas: names of the area, which are left off the front of a body's name.
    """

    texts: Mapping[str, str]
    areas: tuple[str, ...] = ()
    _known: dict[tuple[str, str], tuple[Found[str], ...]] = field(default_factory=dict)

    def mentions(self, document: str, text: str) -> tuple[Found[str], ...]:
        """The bodies a text of that document names, as keys, in order."""
        # every comparison asks for the same sentences
        if (document, text) not in self._known:
            self._known[document, text] = self._mentions(document, text)
        return self._known[document, text]

    def _mentions(self, document: str, text: str, *, short: bool = True) -> tuple[Found[str], ...]:
        found: list[Found[str]] = []
        for match in _NAME.finditer(text):
            start = match.start() + _lead_in(match.group())
            joined = _JOINED.match(text, start, match.end())
            if joined and joined[1].casefold() in self._bodies:
                start = joined.end()  # "MASE and Gangs Panel" are two
            key = self.key(document, text[start : match.end()])
            inside = _PARENTHESIS.search(match.group())
            if inside and fold(inside["short"]) in self._bodies:
                # "Vulnerable, Exploited, Missing and Trafficked (VEMT) group"
                key = fold(inside["short"])
                before = text[: match.start() + inside.start("short")]
                start = min(start, self._written_out_at(key, before))
            if key:
                found.append(Found(start, match.end(), key))
        for match in _DOORS.finditer(text):
            if not any(f.start < match.end() and match.start() < f.end for f in found):
                found.append(Found(match.start(), match.end(), fold(match.group())))
        for match in _ACRONYM.finditer(text):
            word = match.group().casefold()
            taken = any(f.start <= match.start() < f.end for f in found)
            if not taken and word in self._bodies:
                start = self._written_out_at(word, text[: match.start()])
                found.append(Found(start, match.end(), word))
        if short:
            found.extend(self._shortened(document, text))
        return outermost(found)

    def _shortened(self, document: str, text: str) -> Iterator[Found[str]]:
        """Where a text says "the Panel" of the one panel that the document names in full."""
        for match in _SHORT_NAME.finditer(text):
            key = self._by_kind[document].get(match["head"], "") if document in self.texts else ""
            if key:
                yield Found(match.start("head"), match.end(), key)

    def _written_out_at(self, acronym: str, before: str) -> int:
        """Where "Multi-Agency Safeguarding Hub (" begins that an acronym ends."""
        head = before.rstrip("( ")
        if len(head) == len(before):
            return len(before)
        known = {
            KNOWN.get(acronym, ""),
            *(found.get(acronym, "") for found in self._acronyms.values()),
        }
        fits = [long for long in known if long and head.casefold().endswith(long.casefold())]
        return len(head) - max(map(len, fits)) if fits else len(before)

    def key(self, document: str, name: str) -> str:
        """What a name is reduced to; empty when it names no particular body."""
        folded = fold(name).replace("co ordinat", "coordinat").replace("sub group", "subgroup")
        folded = re.sub(r"\b(advis)or\b", r"\1er", folded)
        for area in self._area_names:
            folded = folded.removeprefix(area + " ")
        aliases = self._aliases[document]
        folded = aliases.pattern.sub(lambda m: aliases.short[m.group()], folded)
        folded = _TOPICS.sub(lambda m: SHORT[m.group()], folded)
        folded = _OUT_OF_HOURS.sub(OUT_OF_HOURS, folded)
        words = [word for word in folded.split() if word != "the"]
        # "Harmful Sexual Behaviour (HSB) Panel" has now said its topic twice
        words = [word for i, word in enumerate(words) if words[i - 1 : i] != [word]]
        if len(words) == 2 and words[1] in KNOWN and words[0] not in _GENERIC | set(SHORT.values()):
            words = words[1:]  # "Aldermoor MASH", in a set that does not tell its area
        # "MASH (MASH)", "MASE panel", "MARAC meeting": the acronym is the name
        if words and words[0] in self._bodies:
            rest = (w for w in words[1:] if w not in _DROPPED and w != words[0])
            return " ".join([words[0], *rest])
        if len(words) < 2 or not (
            set(words[:-1]) - _GENERIC or _topical(words) or _is_office(name)
        ):
            return ""
        return " ".join(words)

    @property
    def introduced(self) -> Mapping[str, Mapping[str, str]]:
        """The acronyms that each document writes out."""
        return self._acronyms

    def expansion(self, document: str, acronym: str) -> str:
        """What the document says an acronym stands for; empty when it does not say."""
        return self._acronyms[document].get(acronym.casefold(), "")

    def written_out(self, key: str) -> str:
        """What any document of the set says an acronym stands for; empty when none does."""
        return next((found[key] for found in self._acronyms.values() if key in found), "")

    def display(self, key: str) -> str:
        """The name as the documents write it most often, shortest first among equals."""
        if key in self._bodies:
            return key.upper()
        written = self._surfaces.get(key)
        if not written:
            return key
        return min(written, key=lambda surface: (-written[surface], len(surface), surface))

    def the(self, key: str) -> str:
        """The name with its article: "the MASH" and "the Gangs Panel", but "MARAC", "Careline"."""
        if " " in key:
            bare = key in FRONT_DOORS and _HEADS.fullmatch(key.split()[-1]) is None
        else:
            bare = key not in _WITH_ARTICLE
        return self.display(key) if bare else f"the {self.display(key)}"

    @cached_property
    def _surfaces(self) -> Mapping[str, Counter[str]]:
        found: dict[str, Counter[str]] = {}
        for document, text in self.texts.items():
            for line in text.splitlines():
                for name in self.mentions(document, line):
                    surface = " ".join(line[name.start : name.end].split())
                    found.setdefault(name.value, Counter())[surface] += 1
        return found

    @cached_property
    def _by_kind(self) -> Mapping[str, Mapping[str, str]]:
        """For each document, the body that a kind of body stands for: the only one it names."""
        return {document: _only_of_their_kind(text, self._full(document, text))
                for document, text in self.texts.items()}  # fmt: skip

    def _full(self, document: str, text: str) -> Iterator[Found[str]]:
        """The bodies that a text names in full."""
        at = 0
        for line in text.splitlines(keepends=True):
            for name in self._mentions(document, line, short=False):
                yield Found(at + name.start, at + name.end, name.value)
            at += len(line)

    @cached_property
    def _area_names(self) -> tuple[str, ...]:
        return tuple(sorted({fold(area) for area in self.areas if area}, key=len, reverse=True))

    @cached_property
    def _acronyms(self) -> Mapping[str, Mapping[str, str]]:
        return {document: acronyms(text) for document, text in self.texts.items()}

    @cached_property
    def _bodies(self) -> frozenset[str]:
        """Acronyms that stand for a body, known everywhere or written out in the set."""
        return frozenset(KNOWN) | {
            short
            for found in self._acronyms.values()
            for short, long in found.items()
            if _HEADS.fullmatch(long.split()[-1]) and " " not in short
        }

    @cached_property
    def _aliases(self) -> Mapping[str, _Aliases]:
        """What shortens a long name, by document: its own words come before its siblings'."""
        known = {fold(long): short for short, long in KNOWN.items()}
        own = {
            document: {fold(long): short for short, long in found.items()}
            for document, found in self._acronyms.items()
        }
        shared = {long: short for aliases in own.values() for long, short in aliases.items()}
        return {
            document: _Aliases({**known, **shared, **aliases}) for document, aliases in own.items()
        }


class _Aliases:
    """Folded long names, their short forms, and a pattern that finds the longest first."""

    def __init__(self, short: Mapping[str, str]) -> None:
        self.short = short
        longest = sorted(short, key=lambda long: (-len(long), long))
        self.pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")


_TOPICS = re.compile(rf"\b(?:{'|'.join(sorted(SHORT, key=len, reverse=True))})\b")


_ENOUGH = 0.75
"""Least share of a document's mentions of one kind of body that makes the kind mean one of them."""


def _only_of_their_kind(text: str, names: Iterable[Found[str]]) -> dict[str, str]:
    """By its last word: the body that alone of its kind is named with a capital, or nearly so."""
    counts: dict[str, Counter[str]] = {}
    for name in names:
        words = re.sub(r"\s*\([^)]*\)$", "", text[name.start : name.end]).split()
        head = " ".join(words[-2:]) if words[-2:] == ["Front", "Door"] else words[-1]
        counts.setdefault(head.capitalize() if " " not in head else head, Counter())[
            name.value
        ] += 1
    return {
        head: found.most_common(1)[0][0]
        for head, found in counts.items()
        if found.most_common(1)[0][1] >= _ENOUGH * found.total()
    }


def outermost(found: Iterable[Found[str]]) -> tuple[Found[str], ...]:
    """In order, without what stands inside another: "Multi-Agency Safeguarding Hub (MASH)"."""
    kept: list[Found[str]] = []
    for name in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or name.end > kept[-1].end:
            kept.append(name)
    return tuple(kept)


def _lead_in(name: str) -> int:
    """How much of a match comes before the name: "child for the", "refer every"."""
    end = 0
    for pattern in (_PLACED, _LEADING, _OF_IT):
        if lead := pattern.match(name, end):
            end = lead.end()
    return end


_OFFICE = re.compile(
    r"(?!Multi-?[Aa]gency|Child(?:ren)? Protection|Social Care)(?:[A-Z][\w’'&-]*\s+){2,}"
    r"(?:Team|Service|Unit|Desk|Hub|Panel|Forum|Advocate|Advis[eo]r|Co-?ordinator)s?"
)


def _is_office(name: str) -> bool:
    """Whether general words, all with capitals, name one office: "Education Safeguarding Team"."""
    return _OFFICE.fullmatch(name) is not None


def _topical(words: Iterable[str]) -> bool:
    """Whether a topic and a head make a name ("gang panel", "missing children coordinator")."""
    return bool(set(words) & {*SHORT.values(), "missing", "mash"})


_PARENTHESIS = re.compile(
    r"\(\s*(?:the\s+|or\s+|\")?[\"“‘']?"
    r"(?P<short>[A-Z][A-Za-z&-]*[A-Z][A-Za-z&]*(?:\s+(?:Panel|Group|Board|Forum|Meeting))?)"
    r"[\"”’']?\s*\)"
)


_STANDS_FOR = re.compile(
    r"(?<![\w-])[\"“‘']?(?P<short>[A-Z][A-Za-z&]?[A-Z&]{1,5})[\"”’']?"
    r"(?: (?:stands for|means|is short for|in (?:this|the) [\w ]{3,25}? (?:stands for|means))"
    r"(?: an?| the)? | (?:\||[–—-]|=) (?:the |an? )?|: (?!\w+:)| \((?:the "
    r")?)(?P<long>[A-Z“‘\"']?[\w’'& ,-]{6,90})"
)
"""A glossary's entry ("VAP: Violence Action Plan", "CE means ..."), or a sentence like it."""


def acronyms(text: str) -> dict[str, str]:
    """Acronyms that a text writes out, folded, with the words they stand for.

    "Multi-Agency Safeguarding Hub (MASH)", "Harmful Sexual Behaviour
    Consultation Panel (HSB Panel)", "CE means child exploitation". The first
    expansion is kept.
    """
    found: dict[str, str] = {}
    for match in _PARENTHESIS.finditer(text):
        short = match["short"]
        before = re.split(r"[.;:!?()|\n]\s", text[max(0, match.start() - 160) : match.start()])[-1]
        long = _written_out(short, before)
        if long:
            found.setdefault(fold(short), long)
    for match in _STANDS_FOR.finditer(text):
        if long := _entry(match["short"], match["long"]):
            found.setdefault(fold(match["short"]), long)
    return found


def _entry(short: str, after: str) -> str:
    """The run of words at the beginning of ``after`` whose initials spell ``short``.

    A word for what it is ("meeting", "panel") may follow the initials.
    """
    letters = [c for c in short if c.isupper()]
    words = list(re.finditer(r"[\w’'&]+", after))
    if not words or words[0].group()[0].upper() != letters[0]:
        return ""
    for count in range(1, min(len(words), len(letters) + 4) + 1):
        run = [word.group() for word in words[:count]]
        if run[-1].casefold() not in _JOINING and _spells(letters, run):
            more = words[count : count + 1]
            last = more[0] if more and _HEADS.fullmatch(more[0].group()) else words[count - 1]
            return after[words[0].start() : last.end()]
    return ""


_JOINING = frozenset({"of", "the", "and", "for", "in", "on", "to"})


def _written_out(short: str, before: str) -> str:
    """The shortest run of words at the end of ``before`` whose initials spell ``short``."""
    head, _, tail = short.partition(" ")
    letters = [c for c in head if c.isupper()]
    words = re.findall(r"[\w’'&]+", before)
    if tail and (not words or words[-1].casefold() != tail.casefold()):
        return ""
    for count in range(len(letters), min(len(words), len(letters) + 5) + 1):
        run = words[-count:]
        if run[0][0].upper() == letters[0] and _spells(letters, run):
            start = before.rindex(run[0]) if before.count(run[0]) == 1 else _start(before, run)
            return " ".join(before[start:].split())
    return ""


def _spells(letters: list[str], words: list[str]) -> bool:
    # "MARAC Risk Form" gives MARF: an acronym lends all its letters
    initials = iter("".join(word if word.isupper() else word[0].upper() for word in words))
    return all(any(initial == letter for initial in initials) for letter in letters)


def _start(before: str, run: list[str]) -> int:
    pattern = r"[^\w]+".join(re.escape(word) for word in run)
    matches = list(re.finditer(pattern, before))
    return matches[-1].start() if matches else before.rindex(run[0])
