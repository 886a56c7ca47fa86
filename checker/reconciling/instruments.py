"""Tools of assessment as a document names them: which, for what, in which version and scale."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checker.model import Issue
from checker.reconciling.facts import Area, Fact, Span, own_voice, told_once
from checker.reconciling.normalise import AgeRange, Found, ages, fold
from checker.reconciling.subjects import subject
from checker.reconciling.topics import SHORT, issues_in

DASH, AIM = "dash", "aim"
YOUNG, ADULT = "young people's", "adult"

_KNOWN = (
    (
        r"(?:CAADA[- ]|SafeLives )?DASH(?:[- ]RIC|[- ]YP)?"
        r"(?: (?:risk )?(?:indicator )?checklist)?",
        DASH,
    ),
    (r"AIM ?\d?(?: model| assessment)?", AIM),
    (
        r"Brook(?: [A-Z][a-z]+){0,4} Tool|Brook (?:traffic light )?tool"
        r"|(?i:(?:sexual behaviours )?traffic light tool)(?: (?:by|from|of) Brook)?",
        "brook",
    ),
    (r"Hackett(?:'s|’s)? [Cc]ontinuum", "hackett"),
    (r"SAFEGUARD (?:checklist|mnemonic|tool|list)", "safeguard"),
)
"""Tools used across England, and the key of each."""

_HEAD = (
    r"(?:[Tt]ool(?:kit)?|Framework|[Ss]cale(?!s)|Screen|[Mm]nemonic|Inventory|Index(?:es)?"
    r"|Wheel|Star|Ladder|Barometer|Thermometer|Profiler?|Calculator"
    r"|[Cc]hecklist|[Qq]uestionnaire|[Mm]atrix|[Ss]corecard|[Gg]rid|[Tt]racker"
    r"|[Rr]isk [Aa]ssessment(?: [Ff]ramework)?|[Ii]ndicator [Ll]ist)"
)
_NAMED = re.compile(
    rf"(?<![\w’'-])(?:[A-Z][\w’'&/-]*\s+(?:and\s+|of\s+|the\s+)?){{1,7}}{_HEAD}(?![\w-])"
)
_FORM = re.compile(
    r"(?<![\w’'-])(?!Multi|Inter|Consent|Referral|Request|MARAC|Police|Safeguarding|Concern)[A-Z][\w’'-]+"
    r"(?: (?!Referral|Consent|Request|Report)[A-Z][\w’'-]+){0,3} (?:form"
    r"|[Aa]ssessment(?: [Ff]orm)?|questions)"
    r"(?=\s*\([A-Z]{2,5}\d?\)|\s+as\b|\s+is\b|\s+on\b|[.,;])"
)
"""Forms and assessments that go by a name ("the Philomena form")."""
_LEADING = re.compile(
    r"(?:(?:the|an?|each|every|any|this|where|when|if|complete|use|once|whole)\s+)+", re.IGNORECASE
)
_DULL = frozenset({"risk", "assessment", "tool", "toolkit", "checklist", "form", "the", "and"})
_ACRONYM = re.compile(r"(?<![\w-])[A-Z]{3,7}\d?(?![\w-])")
_FIRST = re.compile(r"[A-Z]{3,7}\d?(?= )")
"""The initials that a tool goes by: "the SERAF risk assessment"."""
_ORGANISATIONS = frozenset(
    {"cse", "hsb", "mash", "lscb", "lscp", "cce", "nspcc", "dfe", "yot", "send"}
)
_CODE = re.compile(r"\s*\(\s*(?:form\s+|the\s+)?(?P<code>[A-Z]{3,7}\d?)\s*\)")

_USED = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|complet\w+|appl(?:y|ies|ied)|filled in|assess\w*|graded|scored|rated"
    r"|carried out with|(?:only|one|the) (?:\w+ ){0,3}tool|scor(?:es|ing)|fill(?:s|ed)? (?:in|out)"
    r"|(?:begins?|ends?|starts?) with|helps?|rates?|gives?|follow(?:s|ed)?|relies|undertak\w+"
    r"|prepar(?:e|es|ed)|measur(?:e|es|ed)|sort(?:s|ed)|map(?:s|ped)|written (?:up )?(?:on|in)"
    r"|weigh(?:s|ed)|judged|recorded (?:on|in)|found with"
    r"|screen(?:s|ed)?|(?:gone|goes?|worked|works?) through)\b",
    re.IGNORECASE,
)
_NOTED = re.compile(r"^\W*[^.;:]{3,50}(?::|\s[–—-]|→)\s*(?:the |an? )?$")
"""A note without a verb: "Between partners: the DASH for young people"."""
_TOOL_COLUMN = re.compile(r"(?:\w+ )?(?:tools?|checklists?|assessments?)", re.IGNORECASE)
_REFUSED = re.compile(
    r"\b(?:(?:is|are|was|must|should|may|will)(?: now)? (?:not|never|no longer)(?: to)?(?: be)?"
    r"|do not|never|no longer) (?:(?:be |to be )?(?:in )?use[d]?|completed?|accept(?:ed)?)\b"
    r"|\b(?:has|have)(?: now)? (?:been )?(?:withdrawn|dropped|retired|given up|shelved|stopped"
    r"|ended|gone)\b"
    r"|\b(?:is|are)(?: now)? (?:withdrawn|banned|barred|forbidden|ruled out|dropped|retired)\b"
    r"|\b(?:isn|aren|don|won|mustn|shouldn)['’]t (?:be )?(?:in use|used?|accepted|completed?)\b"
    r"|^\W*(?:is |are |was |were |to be )?(?:put )?(?:away|aside)\b"
    r"|\bno (?:\w+ ){1,4}?(?:should|may|must|will|is to|are to) (?:be )?us(?:e|ing)\b",
    re.IGNORECASE,
)
_REFUSED_BEFORE = re.compile(
    r"\b(?:not|never|n['’]t)\b[^.;]{0,20}$"
    r"|\b(?:stop(?:ped)?|given up|gave up|dropped|done away with|put away|no longer use\w*)"
    r" (?:using )?(?:the |our )?$",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\b(?:the )?only (?:\w+ ){0,4}tool\b|\b(?:sole|one|single) (?:\w+ )?tool\b"
    r"|\bno (?:other|second|separate|different) (?:\w+ )?(?:tool|checklist)\b"
    r"|\b(?:only|sole) (?:one|tool|form|version) (?:in use|used|to be used|that is)\b"
    r"|\b(?:instead of|in place of|rather than) (?:all |any )?other\b"
    r"|\bno other (?:is|are|may be|should be|must be)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"\b(?:in place of|instead of|rather than|replace[sd]?|supersede[sd]?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_YOUNG = re.compile(
    r"\b(?:young (?:people|person)(?:['’]?s)?|youth|children['’]?s?) "
    r"(?:version|DASH|form|checklist)"
    r"|\bDASH-YP\b|\bDASH (?:\w+ ){0,6}for (?:young people|children|teenagers)\b",
    re.IGNORECASE,
)
_ADULT = re.compile(
    r"\badult (?:\w+[- ]){0,2}(?:version|form|checklist|DASH)|\bstandard (?:form|version|DASH"
    r"|checklist)"
    r"|(?:DASH|checklist|form|version) (?:is )?(?:intended |meant |designed )?for adults\b"
    r"|\b(?:one|a single|only one) (?:version|form|checklist)\b(?=[^.;]*\b(?:every|all|from|any)\b)"
    r"|\bno (?:other|separate|young\w*|youth|special) (?:\w+ )?(?:version|form)\b"
    r"|DASH \(adult\b",
    re.IGNORECASE,
)
_RULED_OUT = re.compile(
    r"\b(?:not|never|rather than|instead of|in place of)\b[^.;,]{0,12}$", re.IGNORECASE
)

_SCALES = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "low, medium, high": r"\blow\W+(?:\w+\W+){0,2}?medium\W+(?:\w+\W+){0,2}?high\b"
        r"|\bhigh\W+(?:\w+\W+){0,2}?medium\W+(?:\w+\W+){0,2}?low\b",
        "standard, medium, high": r"\bstandard\W+(?:\w+\W+){0,2}?medium\W+(?:\w+\W+){0,2}?high\b",
        "red, amber, green": r"\bred\W+(?:\w+\W+){0,2}?amber\W+(?:\w+\W+){0,2}?green\b"
        r"|\bgreen\W+(?:\w+\W+){0,2}?amber\W+(?:\w+\W+){0,2}?red\b",
        "emerging, moderate, significant": r"\bemerging\W+(?:\w+\W+){0,2}?moderate\W+"
        r"(?:\w+\W+){0,2}?significant\b",
        "levels 1, 2, 3": r"\blevels? (?:1|one)\W+(?:level )?(?:2|two)\W+(?:or |and )?(?:level )?"
        r"(?:3|three)\b"
        r"|\blevels? (?:1|one) to (?:3|three)\b",
    }.items()
}
"""Scales of risk, and how they are written."""
_POINT = (
    r"(?:no (?:apparent )?risk|none|very low|low|minor|mild|standard|medium|moderate|high"
    r"|very high|severe|serious|significant|critical|extreme|emerging|vulnerable|green|blue"
    r"|yellow|amber|orange|red|black|bronze|silver|gold)"
)
_LISTED = re.compile(
    rf"\b{_POINT}(?:(?:\s*(?:,\s*(?:and|or)?|/|and|or|to)\s*){_POINT}){{2,}}(?![\w-])",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\b(?P<noun>categor(?:y|ies)|levels?|bands?|grades?|stages?|steps?|groups?) "
    r"(?P<low>0|1|A|one)(?:(?:\s*,\s*|\s+to\s+|\s+through\s+to\s+|\s*[-–]\s*|\s+(?:and|or)\s+)"
    r"(?:or |and )?(?P<high>\d|[B-F]|two|three|four|five))+(?![\w-])"
    r"|\b(?:from |between )(?P<from>0|1|one|nought|zero) (?:to|and) (?P<to>\d{1,3}|ten|nine|five)\b"
    r"(?! (?:years?|days?|weeks?|months?|hours?|working))",
    re.IGNORECASE,
)
"""Scales of other words, letters or numbers."""


def _scales_in(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The scales that a text gives, each with its points."""
    known = [(name, m) for name, pattern in _SCALES.items() if (m := pattern.search(text))]
    yield from known
    for match in (*_LISTED.finditer(text), *_LABELLED.finditer(text)):
        if any(m.start() < match.end() and match.start() < m.end() for _, m in known):
            continue
        yield " ".join(match.group().casefold().replace(",", ", ").split()), match


@dataclass(frozen=True, slots=True)
class Use:
    """How a document would have a tool used.

    ``only`` when it leaves no other for the purpose; ``instead`` are the tools
    whose place it takes; ``version`` is an edition ("3"), ``YOUNG`` or ``ADULT``.
    """

    purposes: frozenset[Issue]
    used: bool
    only: bool
    instead: frozenset[str]
    version: str
    ages: AgeRange | None
    shown: str


@told_once
def uses(area: Area, document: str) -> tuple[Fact[Use], ...]:
    """Every use or refusal of a tool in the document's own voice."""
    return instruments(area).uses(document)


@told_once
def scales(area: Area, document: str) -> tuple[Fact[str], ...]:
    """The scales a document gives, each with its tool as subject, or none."""
    return instruments(area).scales(document)


@lru_cache(maxsize=1)
def instruments(area: Area) -> Instruments:
    """The tools of a set, looked up once for all its documents."""
    return Instruments(area)


_COMMON = re.compile(
    r"\b(?P<name>(?:CSE|CE|exploitation|missing|HSB|sexual exploitation|criminal exploitation) "
    r"(?:screening |risk |assessment )*(?:tool|checklist|questionnaire|matrix))s?\b"
)
"""Tools that a document names by what they are for."""


class Instruments:
    """The tools of a set of documents: what each is called, and how each is used."""

    def __init__(self, area: Area) -> None:
        self._area = area
        self._places = sorted(
            {fold(j.document.area) for j in area.documents if j.document.area},
            key=len,
            reverse=True,
        )
        self._codes: Mapping[str, str] = {}
        self._codes = {
            code: key for j in area.documents for code, key in self._introduced(j.document.text)
        }

    @property
    def codes(self) -> Mapping[str, str]:
        """The short names that the documents introduce, with the tools that they stand for."""
        return self._codes

    def mentions(self, text: str) -> list[Found[str]]:
        """The tools a text names, as keys, in order."""
        found = [
            Found(m.start(), m.end(), key)
            for pattern, key in _KNOWN
            for m in re.finditer(rf"(?<![\w-])(?:{pattern})(?!\w)", text)
        ]
        for match in (*_NAMED.finditer(text), *_FORM.finditer(text)):
            lead = _LEADING.match(match.group())
            start = match.start() + (lead.end() if lead else 0)
            key = self._key(text[start : match.end()])
            if key and not any(f.start < match.end() and start < f.end for f in found):
                found.append(Found(start, match.end(), key))
        for match in _ACRONYM.finditer(text):
            key = self._codes.get(match.group().casefold(), "")
            if key and not any(f.start <= match.start() < f.end for f in found):
                found.append(Found(match.start(), match.end(), key))
        return sorted(found, key=lambda f: f.start)

    def all_mentions(self, text: str) -> list[Found[str]]:
        """The tools that a text names, by a name of their own or by what they are for."""
        named = self.mentions(text)
        common = (Found(m.start(), m.end(), fold(m["name"])) for m in _COMMON.finditer(text))
        return sorted(
            [
                *named,
                *(c for c in common if not any(n.start < c.end and c.start < n.end for n in named)),
            ],
            key=lambda name: name.start,
        )

    def uses(self, document: str) -> tuple[Fact[Use], ...]:
        """Every use or refusal of a tool in the document's own voice."""
        sentences = self._area.sentences(document)
        found: list[Fact[Use]] = []
        for index, span in enumerate(sentences):
            named = self.mentions(span.text)
            uses = self._used(sentences, index) if named else self._continued(sentences, index)
            found.extend(fact for fact in uses if own_voice(span))
        return tuple(found)

    def scales(self, document: str) -> tuple[Fact[str], ...]:
        """The scales a document gives, each with its tool as subject, or none."""
        sentences = self._area.sentences(document)
        return tuple(
            Fact(about[0] if about else "", scale, span)
            for index, span in enumerate(sentences)
            for scale, m in _scales_in(span.text)
            if own_voice(span.within(*m.span()))
            for about in [self._scaled(sentences, index, m)]
        )

    def _scaled(
        self, sentences: Sequence[Span], index: int, match: re.Match[str]
    ) -> tuple[str, Span] | None:
        """The tool that has a scale: named before it, or else after it in the sentence."""
        if about := subject(sentences, index, match.start(), self.all_mentions):
            return about
        here = sentences[index]
        after = [name for name in self.all_mentions(here.text) if name.start >= match.end()]
        return (after[0].value, here) if after else None

    def _introduced(self, text: str) -> Iterator[tuple[str, str]]:
        """Short names ("(CEAT)", "(form SERQ1)") and what they stand for."""
        for match in _NAMED.finditer(text):
            code = _CODE.match(text, match.end())
            name = _LEADING.sub("", match.group(), count=1)
            key = self._key(name)
            if code and key:
                yield code["code"].casefold(), key
            elif (
                (first := _FIRST.match(name))
                and key == first.group().casefold()
                and key not in _ORGANISATIONS
            ):
                yield key, key

    def _key(self, name: str) -> str:
        """One key for "CSE Risk Assessment Tool" and "Child Sexual Exploitation Risk Tool"."""
        folded = fold(name)
        for place in self._places:
            folded = folded.removeprefix(f"{place} ")
        code = folded.partition(" ")[0]
        if code in self._codes:
            return self._codes[code]
        for long, short in SHORT.items():
            folded = re.sub(rf"\b{long}\b", short, folded)
        return " ".join(word for word in folded.split() if word not in _DULL)

    def _used(self, sentences: Sequence[Span], index: int) -> Iterator[Fact[Use]]:
        span = sentences[index]
        listed = any(_TOOL_COLUMN.fullmatch(title.strip()) for title in span.passage.header)
        named = self.mentions(span.text)
        noted = any(_NOTED.search(span.text[: name.start]) for name in named)
        if not (listed or noted or _USED.search(span.text) or _REFUSED.search(span.text)):
            return
        following = [
            s
            for s in sentences[index + 1 : index + 2]
            if s.passage.location.paragraph == span.passage.location.paragraph
        ]
        instead = frozenset(
            name.value
            for text in (span.text, *(s.text for s in following))
            for name in self.mentions(text)
            if _INSTEAD.search(text[: name.start])
        )
        after = [s.text for s in following if not self.mentions(s.text)]
        only = any(_ONLY.search(text) for text in (span.text, *after))
        for name in named:
            if name.value in instead:
                continue
            words = span.text[name.start : name.end]
            refused = _REFUSED.search(span.text[name.end : name.end + 60])
            refused = refused or _REFUSED_BEFORE.search(span.text[: name.start])
            use = Use(
                purposes=self._purposes(span, words),
                used=not refused,
                only=only,
                instead=instead,
                version=_version(span.text, words, name.value),
                ages=_aged(span.text),
                shown=words,
            )
            yield Fact(name.value, use, span)

    def _continued(self, sentences: Sequence[Span], index: int) -> Iterator[Fact[Use]]:
        """A version of the tool named above: "the version used here is the adult checklist"."""
        span = sentences[index]
        about = subject(sentences, index, 0, self.mentions)
        if about is None or _REFUSED.search(span.text):
            return
        version = _version(span.text, "", about[0])
        if version:
            none: frozenset[str] = frozenset()
            yield Fact(
                about[0],
                Use(frozenset(), True, False, none, version, _aged(span.text), about[0].upper()),
                span,
            )

    def _purposes(self, span: Span, words: str) -> frozenset[Issue]:
        """What is assessed: told by the sentence, or the tool's name, or the document's issue."""
        told = issues_in(span.text.replace(words, " ")) or issues_in(words)
        own = self._area.issue(span.document)
        return told or (frozenset({own}) if own else frozenset())


def _version(text: str, words: str, tool: str) -> str:
    if tool == AIM:
        edition = re.search(r"\d", words)
        return edition.group() if edition else ""
    if tool == DASH:
        wanted = [
            (m.start(), name)
            for name, pattern in ((YOUNG, _YOUNG), (ADULT, _ADULT))
            for m in pattern.finditer(text)
            if not _RULED_OUT.search(text[: m.start()])
        ]
        return min(wanted)[1] if wanted else ""
    return ""


_EVERY_AGE = re.compile(
    r"\b(?:whatever|regardless of|irrespective of)(?: \w+){0,2} age\b|\b(?:every|any|all) ages?\b"
    r"|\b(?:everyone|everybody|every victim|all victims)\b",
    re.IGNORECASE,
)


def _aged(text: str) -> AgeRange | None:
    found = ages(text)
    if not found and _EVERY_AGE.search(text):
        return AgeRange(0, None)
    return found[0].value if found else None
