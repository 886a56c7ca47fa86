"""Definitions: the same term with another source, another date, another age or another text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from checker.model import (
    AssertionStatus,
    BlockKind,
    Inconsistency,
    InconsistencyType,
    Issue,
    Severity,
)
from checker.passages import assertion
from checker.reconciling.facts import Area, Fact, Span, told_once
from checker.reconciling.findings import inconsistency
from checker.reconciling.normalise import NUMBER, AgeRange, Duration, ages, durations, fold, number
from checker.reconciling.stems import stems

_TERMS = {
    "child sexual exploitation": (
        r"(?:child )?sexual exploitation(?: of children(?: and young people)?)?(?: under 18)?|CSE"
        r"|sexually exploited"
    ),
    "child criminal exploitation": (
        r"(?:child )?criminal exploitation(?: of children)?|CCE|criminally exploited"
    ),
    "domestic abuse": r"domestic (?:violence and abuse|abuse and violence|abuse|violence)|DVA",
    "harmful sexual behaviour": (
        r"harmful sexual(?:i[sz]ed)? behaviour|sexually harmful behaviour|HSB"
    ),
    "a gang": r"(?:street |urban )?gangs?",
    "serious youth violence": r"serious youth violence|SYV",
    "county lines": r"county lines",
    "missing": r"missing",
    "consent": r"consent",
    "trafficking": r"(?:child |human )?traffick(?:ing|ed)",
    "grooming": r"grooming",
    "absent": r"absent",
    "extra-familial harm": r"extra-?\s?familial (?:harm|abuse)|harm outside the home",
    "a perpetrator": r"perpetrator",
    "a care leaver": r"care leaver",
    "a looked after child": r"looked[- ]after child(?:ren)?",
    "peer-on-peer abuse": r"(?:peer|child|children)[- ](?:on|to)[- ](?:peer|child|children) abuse",
    "a young person": r"young (?:person|people)",
    "a child": r"child(?:ren)?(?: (?:and|or) young (?:person|people))?",
    "controlling or coercive behaviour": (
        r"(?:controlling (?:and|or) )?coercive (?:behaviour|control)"
    ),
}
"""Terms that an area's documents define, each with the names it goes by."""

_ISSUE_TERMS = {
    Issue.CSE: "child sexual exploitation",
    Issue.DV: "domestic abuse",
    Issue.HSB: "harmful sexual behaviour",
    Issue.GANGS: "a gang",
    Issue.MISSING: "missing",
}

_EDITIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "child sexual exploitation": (
        ("2017", r"imbalance of power|power imbalance"),
        (
            "2009",
            r"\breceiv(?:es?|ing) \W?something\b|\breceiv(?:es?|ing) [^.]{0,120}"
            r"\bas a result of (?:[\w,]+ ){0,5}(?:sexual|perform|engag)"
            r"|\bin (?:exchange|return) for (?:sex|perform|engag)",
        ),
    ),
    "domestic abuse": (
        ("2021", r"Domestic Abuse Act|personally connected"),
        ("2013", r"pattern of incidents?"),
        ("2004", r"between adults|any adult|(?:aged|over) 18|18 (?:years )?(?:or|and) over"),
    ),
    "missing": (
        ("2017", r"missing until (?:\w+ ){0,4}(?:located|found|traced)"),
        ("2013", r"out of character"),
    ),
    "a gang": (
        ("2015", r"(?:at least|or more) three|three or more|(?:3|three) people or more"),
        ("2009", r"durable|street[- ]based|identifiable (?:group|territor)|see themselves"),
    ),
}
"""National definitions by the year they were made, and the words that give each away."""

_YEARS_MADE = {
    "child sexual exploitation": {"2000", "2009", "2017"},
    "domestic abuse": {"2004", "2005", "2012", "2013", "2021"},
}
"""Years that name a national definition where its words are not repeated."""

_ALIKE, _ALIKE_SHORT = 0.3, 0.25
"""Least share of common words in two paraphrases of one definition.

Paraphrases of one national definition in six documents shared 0.32 to 1.0 of
the shorter one's content words.
"""

_FULL, _SHORT = 8, 5
"""Least content words of a definition that can be compared by its words.

A short one says little of what it means, and must share less to be another.
"""

_KEYS = tuple(_TERMS)
_NAMES = "|".join(f"(?P<t{n}>{words})" for n, words in enumerate(_TERMS.values()))
_TERM = re.compile(rf"(?<![\w-])(?:{_NAMES})(?![\w-])", re.IGNORECASE)
_OF_THIS = (
    r"(?:,? (?:for|in|under|of|within|following|according to) [\w ,'’]{2,60}?|,? as used here"
    r"|,? here|,? locally|,? therefore)?"
)
_DEFINES = re.compile(
    r"\bdefin(?:es|ed|ition)\b"
    r"|(?<!by )(?<!this )(?<!that )(?<!which )\bmeans(?! (?:that|of|them|him|her)\b)"
    r"|\b(?:is|are) as (?:set out|defined|given|laid down|described|stated|found) (?:in|by)\b"
    r"|\b(?:uses?|adopts?|follows?|takes?) (?:the|that) [^.;:]{0,50}?\bwording of (?:19|20)\d\d:"
    r"|\bha(?:s|ve) (?:the|its) (?:meaning|sense|definition)\b|\bwe mean\b|\b(?:is|are) meant\b"
    r"|\b(?:is|are) (?:taken|understood)(?: here| now| locally)?"
    r" (?:to (?:be|mean|occur|include|cover)|as|in)\b"
    r"|\b(?:is|are) used (?:here |throughout |in this \w+ )?(?:for|in the sense of|to mean|of"
    r"|as defined)\b"
    r"|\b(?:is|are) used [\w ]{0,25}?to (?:refer to|describe|mean)\b|\bto mean\b|\b(?:is|are) "
    r"limited here to\b",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"(?:^|, |\b(?:what we (?:call|mean by)|guidance|protocol|procedure|policy|strategy"
    r"|document|chapter) )(?:an? |the )?"
    rf"(?:(?:term|word|expression|phrase) )?[\"“‘']?(?:{_NAMES})[\"”’']?(?: "
    rf"\([A-Z]+\))?{_OF_THIS},? "
    r"(?:is|are|involves|includes|occurs|happens|refers to|covers|describes|denotes|can be|may be"
    r"|means|takes place|may take place|sees|exists|takes in|extends to|requires?|needs?|has to"
    r"|must"
    r"|starts|begins|need not|does not|do not|counts)\b"
    r"(?! (?:an? )?(?:\w+ )?(?:priority|concern|problem|matter|issue|theme|focus|challenge|risk)\b)"
    r"(?= (?:an?|any\w*|adults?|the|when|where|situations?|behaviour|violence|abuse|harm|conduct"
    r"|not only|only|exploitative|developmentally|all|one|two|both|acts|sex|use|using|knife"
    r"|acts?"
    r"|offences?|people|persons?|crime|exploitation|criminal"
    r"|relationships?|contexts?|if|some\w*|every\w*|sexual|physical|those|agreement"
    r"|(?:\w+ ){1,3}(?:in which|where|whereby))\b|:)",
    re.IGNORECASE,
)
_BECOMES = re.compile(
    r"\b(?:child|person|young person|anyone|one|someone|somebody|behaviour|conduct|abuse|violence"
    r"|incident|group|act|it)s?(?: (?:who(?:se)?|of|by|between|towards)\b[^.;]{0,60}?)? "
    r"(?:is|are|counts as|becomes|(?:is|are) (?:treated|recorded|regarded|classed|described|taken"
    r"|considered) (?:as |to be )?|will be considered (?:as )?|amounts to"
    r"|falls (?:with)?in) ?(?:an? "
    rf")?[\"“‘']?(?:{_NAMES.replace('?P<t', '?P<b')})[\"”’']?"
    r" (?:when|if|where|on|once|after|until|only|as soon as|whenever|even)\b",
    re.IGNORECASE,
)
"""A thing told by when it holds: "a child is missing when …"."""
_COUNTED = re.compile(
    r"\b(?:counts?|counted|regard(?:s|ed)?|treat(?:s|ed)?|seen|class(?:es|ed)?|describe[sd]?) "
    rf"(?:\w+ ){{0,3}}?as (?:an? )?[\"“‘']?(?:{_NAMES.replace('?P<t', '?P<c')})[\"”’']?(?![\w-])",
    re.IGNORECASE,
)
"""A thing told by what counts as it."""
_NAMES_AGAIN = _NAMES.replace("?P<t", "?P<d")
_BOUNDS = re.compile(
    rf"(?:^|[.,;:] |\bth(?:is|e) (?:procedure|document|guidance|protocol|policy|strategy),? )"
    rf"(?:an? |the |our )?[\"“‘']?(?:{_NAMES_AGAIN})[\"”’']?(?: in (?:this|our) [\w ]{{2,30}}?)?"
    r",? (?:takes in|requires?|is (?:our|the) (?:term|word|name) (?:for|of|when\w*)"
    r"|includes (?:much|many|more|some)|(?:is|are) kept for"
    r"|depends? (?:up)?on|(?:is|are) said of|has to (?:be|involve|have)|can only|reaches|extends"
    r"|stops at|leaves out|excludes?|shuts out|begins|starts|counts?|turns on"
    r"|(?:is|are) (?:not )?(?:confined|limited|restricted) to|needs?|need not|rests on|ends)\b",
    re.IGNORECASE,
)
"""A thing told by where it begins and ends: "a gang takes in friendship groups"."""
_IS_NOT = re.compile(
    r"\b(?:(?:is|are|it['’]s)(?: \w+ and)? (?:not|never)|isn['’]t|aren['’]t|and not|but not|never)"
    r"(?: called| treated as| regarded as| classed as| counted as| seen as| recorded as)? "
    rf"(?:an? )?[\"“‘']?(?:{_NAMES.replace('?P<t', '?P<e')})[\"”’']?"
    r"(?=\s*(?:[.;,:]|$|in our|as (?:here )?defined|for us|here\b|for this|under this|in this))",
    re.IGNORECASE,
)
"""A thing told by what is not it."""
_IS_SO = re.compile(
    r"^(?:every|any|all|whatever|no matter|even|each)\b[^.;]*?\b(?:is|are|counts? as|amounts? to)"
    rf" (?:an? )?[\"“‘']?(?:{_NAMES.replace('?P<t', '?P<f')})[\"”’']?"
    r"(?=\s*(?:[.;,:]|$|in our|as (?:here )?defined|for us|here\b|for this|under this|in this"
    r"|whatever|whether))",
    re.IGNORECASE,
)
"""A thing told by all that is it."""
_BY_THAT = re.compile(
    r"(?:by (?:that|this|it|which)|here) (?:we|the \w+) (?:means?|understand)", re.I
)
"""A definition of what the sentence before it names."""
_ASKED = re.compile(
    r"\b(?:when|what|who) (?:is|are|counts as|do we (?:mean|call))\b|\bmeaning of\b"
    r"|\bwhat (?:we|it) means?\b",
    re.IGNORECASE,
)
"""A heading that asks what its paragraph defines."""
_BY_REFERENCE = re.compile(
    r"\b(?:as (?:it is |they are )?(?:used |defined |set out |given )?in"
    r"|the meaning (?:given|it has)(?: to it)? in|is that (?:of|in)|as in) (?:the|our)"
    r" (?!Government|national|statutory|Home Office)[A-Za-z ’'-]{2,50}"
    r"(?:procedure|protocol|strategy|policy|guidance|chapter|document)\b",
    re.IGNORECASE,
)
"""A definition left to a sibling document."""
_GLOSSES = re.compile(
    rf"^(?:an? )?[\"“‘']?(?:{_NAMES})[\"”’']?(?: \([A-Z]+\))?\s*(?:[:.|]|\s[–—-])\s", re.IGNORECASE
)
_ANY = r"[\"“‘']?(?P<term>[A-Za-z][\w’'-]*(?: [\w’'-]+){0,4}?)[\"”’']?"
_LOCAL = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:(?:an?|the) (?:(?:term|word|expression|phrase) )?)?{_ANY}(?: \([A-Z]+\))?"
        r"(?:,? (?:for the purposes? of|in|under|within) th(?:is|e) [\w ]{2,30}?)?,? "
        r"(?:means|refers to|is (?:defined|understood|taken|used) (?:as|to (?:be|mean))|denotes"
        r"|is (?:a|our|the) (?:name|term|word|label|shorthand) for|is (?:what|how) we call"
        r"|stands for|describes|is used (?:of|for)|is reserved for|is said of"
        r"|is limited(?: here)? to|is (?:where|when|any|one (?:who|with|that|reported)|anyone"
        r"|somebody|someone))\b",
        rf"^for (?:the )?purposes of this [\w ]{{3,20}},? (?:an? |the )?{_ANY} (?:is|means|includes"
        r"|covers)\b",
        rf"^(?:an? |the )?{_ANY},? for (?:the )?purposes of this [\w ]{{3,20}},? (?:is|means)\b",
        r"(?:^|(?<=[\s(]))(?:an? |the (?:term|word|expression|phrase) "
        r")?[\"“‘'](?P<term>[A-Za-z][\w’' -]{2,45}?)"
        r"[\"”’'](?: in this \w+)? (?:means|is|are|refers to|covers|includes|describes|denotes)"
        r"\b(?! (?:not|never|no|avoided|used|an? word))",
        r"\b(?:we|staff) use [\"“‘'](?P<term>[A-Za-z][\w’' -]{2,45}?)[\"”’'] to mean\b",
        rf"\bby (?:an? |the )?{_ANY} (?:(?:is|are) (?:meant|understood)"
        r"|(?:we|the \w+|this \w+) (?:means?|understands?|takes?))\b",
        rf"\bwe (?:take|understand|define|describe) (?:an? )?{_ANY} (?:to (?:be|mean|include)"
        rf"|as)\b",
        rf"\bwhen (?:we|this \w+|staff) (?:say|says|speaks? of|talks? (?:of|about)|writes?|uses?) "
        rf"(?:the word )?(?:an? )?{_ANY},? (?:we|it|that) (?:means?|is)\b",
        rf"\b(?:to|for|with) us,? (?:an? )?{_ANY} (?:is|means)\b",
        rf"^{_ANY} = ",
        rf"\bwe (?:call|speak of|talk (?:of|about)|say) (?:an? |it )?{_ANY} (?:when|where|if)\b",
        rf"\b(?:what|all that) (?:we|this \w+) (?:calls?|means? by) (?:an? )?{_ANY} is\b",
        rf"^(?:an? |the )?{_ANY}, (?:that is(?: to say)?|in other words|meaning|i\.e\.)[, ]",
        r"\b(?:child|person|young person) (?:is|becomes|counts as)(?: treated as| regarded as)? "
        r"(?:an? )?[\"“‘']?(?P<term>(?:[\w’'-]+ ){1,3}(?:child|person|runaway)"
        r"|repeat(?:edly)? missing)"
        r"[\"”’']?(?: child| person)? (?:when|if|where|on|once|after|who)\b",
    )
)
"""A term of the document's own, however it is brought in."""
_GLOSSARY = re.compile(r"\b(?:term|word|mean|definition|abbreviation|acronym)", re.IGNORECASE)
_WITHDRAWN = re.compile(
    r"\b(?:withdrawn|superseded|no longer|must not be (?:copied|used)|replaced by|earlier|previous"
    r"|former(?:ly)? (?:called|known|definition|term)|has its own|used to (?:be|say|speak)"
    r"|had (?:spoken|said|been)|fall(?:s|ing)? outside"
    r"|not come within)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NOT_NOW = {AssertionStatus.HISTORICAL, AssertionStatus.EXAMPLE}
_LENGTH = 4
"""Sentences of a paragraph that belong to a definition, from the one that opens it."""

_NUMBERED = re.compile(
    rf"\b(?P<n>{NUMBER}|second|third|fourth)\s+(?:or more |missing |separate )*"
    r"(?:times|episodes?|occasions|people|persons|members|incidents|young people|children)\b",
    re.IGNORECASE,
)
_NARROW = re.compile(
    r"\b(?:without (?:an? |the )?[\w -]{3,40} (?:it|there|this) (?:isn['’]t|is not|is no)"
    r"|requires?|has to|have to|is kept for|isn['’]t|nothing (?:more|else)|anything less|unless"
    r"|(?:is|are) not (?:an? )?(?:called )?(?=gang|harmful|domestic|missing|exploit|county)"
    r"|of their own accord|and not (?:missing|domestic|an? gang)|not called"
    r"|all \w+ (?:features|elements|conditions|parts) must|must be present|not (?:regarded"
    r"|treated"
    r"|counted|seen|classed) as|(?:is|are|falls?) (?:outside|not within) (?:this|the) definition"
    r"|does not amount|only|limited|restricted|confined|solely|does not (?:include|cover|extend)"
    r"|excludes?)\b",
    re.IGNORECASE,
)
_WIDE = re.compile(
    r"\b(?:takes? in|with (?:or without|no)\b|alike|neither here nor there|need never|at all"
    r"|depends? (?:up)?on|not (?:up)?on whether|even within|whenever|no waiting|the moment|at once"
    r"|without (?:any|anything|there)|even (?:if|when|though|where)|of whatever"
    r"|whether or not|whatever|regardless|irrespective|any (?:age|person|form|kind)|need not"
    r"|includ(?:es|ing)|even (?:if|where)|not only|any criminal|into any)\b",
    re.IGNORECASE,
)
_BY_ADULTS = re.compile(
    r"\b(?:an adult|adults?|older (?:person|people|men|man)|grown-?ups?)\b", re.IGNORECASE
)
_BY_ANYONE = re.compile(
    r"\b(?:individuals?|any(?:one|body)|persons? (?:or|and) groups?|groups?(?! of adults)"
    r"|another child|peers?"
    r"|other children|someone|one or more people)\b",
    re.IGNORECASE,
)
_BETWEEN_ADULTS = re.compile(r"\bbetween adults\b|\badults? who are or\b", re.IGNORECASE)
_ORDINAL = {"second": 2, "third": 3, "fourth": 4}


@dataclass(frozen=True, slots=True)
class Definition:
    """What a document takes a term to mean.

    ``editions`` are the years of the national definitions it uses, ``ages`` the
    ages it names, ``numbers`` its counts and periods, ``narrow`` and ``wide``
    whether it shuts things out or takes them in, ``by`` who does it where that
    is said ("adults", "anyone"), ``words`` the stems of its content words and
    ``denied`` those among them that it denies.
    ``weak`` says that it may be no more than a statement about its thing.
    ``shown`` are the sentences to quote; ``exact`` says that its own words, and
    not a year alone, tell its edition.
    """

    editions: frozenset[str]
    ages: frozenset[AgeRange]
    numbers: frozenset[Duration | int]
    narrow: bool
    wide: bool
    by: str
    words: frozenset[str]
    denied: frozenset[str]
    shown: tuple[Span, ...]
    exact: bool
    weak: bool = False


def find(area: Area) -> Iterator[Inconsistency]:
    """Terms that two documents define in ways that cannot both be meant."""
    given = {j.document.id: tuple(definitions(area, j.document.id)) for j in area.documents}
    for first, second in area.pairs():
        ours, theirs = given[first.document.id], given[second.document.id]
        for term in sorted({f.subject for f in ours} & {f.subject for f in theirs}):
            one = [f for f in ours if f.subject == term]
            two = [f for f in theirs if f.subject == term]
            if differ := _differ(term, one, two):
                yield _difference(area, term, *differ)


# --- what a document defines -------------------------------------------------------------


@told_once
def definitions(area: Area, document: str) -> Iterator[Fact[Definition]]:
    """The terms that a document defines, each with what it takes it to mean."""
    for paragraph in _paragraphs(area, document):
        for index, sentence in enumerate(paragraph):
            body = [s for s in paragraph[index : index + _LENGTH] if not _WITHDRAWN.search(s.text)]
            term = _defined(area, sentence, body)
            if term:
                yield Fact(term, _definition(term, body), sentence)
                break
            if body and (weak := _told(sentence)):
                yield Fact(weak, replace(_definition(weak, body), weak=True), sentence)


def _paragraphs(area: Area, document: str) -> Iterator[tuple[Span, ...]]:
    """Operative sentences, block by block: line ends part the blocks, save after a colon."""
    text = area.get(document).document.text
    block: list[Span] = []
    for sentence in area.sentences(document):
        ended = bool(block) and not block[-1].text.rstrip().endswith(":")
        if ended and "\n" in text[block[-1].location.end : sentence.location.start]:
            yield tuple(block)
            block = []
        block.append(sentence)
    if block:
        yield tuple(block)


def _defined(area: Area, sentence: Span, body: Sequence[Span]) -> str:
    """The term that a sentence defines, in force and in the document's voice; empty if none."""
    text = sentence.text
    if not body or _WITHDRAWN.search(text):
        return ""
    if sentence.passage.kind is BlockKind.TABLE_ROW:
        header = sentence.passage.header
        cue = _GLOSSES.search(text) if _GLOSSARY.search(" ".join(header)) else None
        first = text.partition(" | ")[0]
        if header and _GLOSSARY.search(header[0]) and first != header[0]:
            cue = cue or re.match(r"", text)
        named = (_known(first) or _own_term(first)) if cue else ""
    else:
        cue = _GLOSSES.search(text) or _DEFINES.search(text) or _STATES.search(text)
        named = _term(area, sentence, cue, body) if cue else ""
        if becomes := _BECOMES.search(text):
            cue, named = becomes, next(t for n, t in enumerate(_KEYS) if becomes[f"b{n}"])
        if not named and (counted := _COUNTED.search(text)):
            cue, named = counted, next(t for n, t in enumerate(_KEYS) if counted[f"c{n}"])
        if local := next((m for p in _LOCAL if (m := p.search(text))), None):
            term = _known(local["term"]) or _own_term(local["term"])
            # "a repeat missing child is ..." defines no missing child
            if term and (not named or term not in _KEYS):
                cue, named = local, term
        if not named:
            cue, named = _bounded(sentence) or (cue, named)
        if not named and (pointing := _THE_TERM.match(text)):
            cue, named = pointing, _heading_term(sentence.passage.heading)
        gloss = _GLOSS.match(text)
        if not named and gloss and (_in_glossary(sentence) or _IS_SOMEONE.match(text, gloss.end())):
            cue, named = gloss, _known(gloss["term"]) or _own_term(gloss["term"])
    if not cue or not named or _BY_REFERENCE.search(text):
        return ""
    position = sentence.start + cue.start()
    if assertion(sentence.passage, position, position + 1).status in _NOT_NOW:
        return ""
    return named


def _bounded(sentence: Span) -> tuple[re.Match[str], str] | None:
    """The term of which a sentence tells where it begins or ends, with the words for it."""
    text, passage = sentence.text, sentence.passage
    for pattern, letter in ((_BOUNDS, "d"), (_IS_NOT, "e"), (_IS_SO, "f")):
        if match := pattern.search(text):
            term = next(t for n, t in enumerate(_KEYS) if match[f"{letter}{n}"])
            if term not in _SPOKEN_OF or letter == "e":
                return match, term
    if match := _BY_THAT.match(text):
        before = passage.text[: sentence.start].rstrip()
        last = before[max(before[:-1].rfind(". "), 0) :]
        named = [_key(m) for m in _TERM.finditer(last)]
        if named := [term for term in named if term not in _SPOKEN_OF] or named:
            return match, named[0]
    opens = not passage.text[: sentence.start].strip()
    if opens and _ASKED.search(passage.heading):
        keys = {_key(m) for m in _TERM.finditer(passage.heading)}
        keys -= {"a child", "a young person"} if len(keys) > 1 else set()
        if len(keys) == 1 and (match := re.match(r"", text)):
            return match, keys.pop()
    return None


_TOLD = re.compile(
    r"^(?:(?:an?|the|our) )?(?:(?:term|word) )?"
    r"[\"“‘']?(?P<term>[A-Za-z][\w’'-]*(?: [\w’'-]+){0,3}?)"
    r"[\"”’']?(?: \([A-Z]+\))? (?:(?:is|are) (?:not |never |only |always |more than |no more than"
    r" )?(?:an?|any|the|all|when|where|one|someone|anyone|what|whatever|meant|only|not)\b"
    r"|(?:is|are) (?:not|never|present|absent|given|possible|proved|shown)|covers?|includes?"
    r"|takes? in|reach(?:es)?|extends?|excludes?|leaves? out|requires?|needs?|need not|counts?"
    r"|begins?|ends?|starts?|does not|do not|cannot|can be|may be|has to|have to)\b",
    re.IGNORECASE,
)
"""A statement of what a thing is, which defines it where another document says otherwise."""
_NO_TERM = re.compile(
    r".*\b(?:panel|meeting|conference|group|board|team|service|worker|lead|officer|chair|coordinator"
    r"|strategy|protocol|procedure|document|plan|form|referral|hub|desk|police|school|partnership"
    r"|agency|agencies|agenda|minute|manager|staff|practitioner|professional|record|list|training"
    r"|work|assessment|tool|checklist|review|discussion|line|number|copy|decision|case|information"
    r"|child|children|people|person|parent|carer|famil(?:y|ie)|it|this|that|there|we|they|you|he|she"
    r"|who|what|section|level|policy|aim|purpose|role|risk|threshold|visit|contact)s?",
    re.IGNORECASE,
)


def _told(sentence: Span) -> str:
    """The key of the thing of which a sentence may say what it is; empty if it says no such."""
    match = _TOLD.match(sentence.text)
    if not match or sentence.passage.kind is BlockKind.TABLE_ROW:
        return ""
    if _WITHDRAWN.search(sentence.text) or _NO_TERM.fullmatch(match["term"]):
        return ""
    position = sentence.start
    if assertion(sentence.passage, position, position + 1).status in _NOT_NOW:
        return ""
    return _known(match["term"]) or _own_term(match["term"])


_SPOKEN_OF = frozenset({"a child", "a young person", "missing", "absent", "a perpetrator"})
"""Words that sentences begin with which define nothing."""

_THE_TERM = re.compile(
    r"(?:the|this) (?:term|word|phrase|expression) (?:\w+ )?(?:means|covers|describes|refers to"
    r"|is used"
    r"|denotes|includes|takes in)\b"
    r"|(?:this|it) (?:means|is (?:when|where|any|the|an?)|refers to|covers|describes|takes place"
    r"|happens when|occurs)\b"
    r"|(?:we|here we) mean\b",
    re.IGNORECASE,
)
"""The opening of a definition whose term stands in the heading above it."""
_GLOSS = re.compile(
    r"[\"“‘']?(?P<term>[A-Z][\w’'-]*(?: [\w’'-]+){0,5}?)[\"”’']?(?: \([A-Z]+\))?(?::| [–—-]) "
)
_IS_SOMEONE = re.compile(r"(?:someone|somebody|anyone|an? (?:child|person) who)\b", re.IGNORECASE)
"""After a colon: what stands before it is a term, wherever it stands."""
_OF_TERMS = re.compile(
    r"\b(?:definitions?|defin\w+|terms?|terminology|glossary|words|meanings?|language|what is"
    r"|what we"
    r" mean|key (?:terms|concepts))\b",
    re.IGNORECASE,
)


def _in_glossary(sentence: Span) -> bool:
    passage = sentence.passage
    return sentence.start == 0 and bool(
        _OF_TERMS.search(" ".join(passage.headings)) or _OF_TERMS.search(passage.stem)
    )


def _heading_term(heading: str) -> str:
    """The listed term that a heading is about, if it is about one alone."""
    keys = {_key(m) for m in _TERM.finditer(heading)} - {"a child", "a young person", "missing"}
    return keys.pop() if len(keys) == 1 else ""


def _term(area: Area, sentence: Span, cue: re.Match[str], body: Sequence[Span]) -> str:
    """What is defined: the last term before the cue, else the next, else the issue itself."""
    near = list(_TERM.finditer(sentence.text))
    if not re.match(r"defin|we mean|.* meant|to mean", cue.group(), re.IGNORECASE):
        near = [m for m in near if m.start() <= cue.end()]
    if near:
        return _key(min(near, key=lambda m: (m.start() > cue.end(), abs(m.start() - cue.start()))))
    wording = "wording" in cue.group()
    if wording and (named := _heading_term(sentence.passage.heading)):
        return named
    if not wording and not cue.group().casefold().startswith("defin"):
        return ""
    for following in body[1:]:
        if match := _TERM.search(following.text):
            return _key(match)
    issue = area.issue(sentence.document)
    return _ISSUE_TERMS[issue] if issue else ""


def _known(words: str) -> str:
    """The key of a listed term that words name exactly."""
    match = _TERM.fullmatch(re.sub(r"^(?:an?|the) ", "", words.strip("\"“”‘’'. "), flags=re.I))
    return _key(match) if match else ""


_POINTERS = frozenset(
    {"this", "that", "it", "which", "there", "he", "she", "they", "what", "one", "these", "those"}
    | {
        "in",
        "for",
        "by",
        "under",
        "here",
        "who",
        "each",
        "every",
        "any",
        "if",
        "when",
        "where",
        "no",
        "not",
        "all",
        "term",
        "word",
        "phrase",
    }
)


def _own_term(words: str) -> str:
    """The key of a term of the document's own."""
    folded = re.sub(r"^(?:an?|the) ", "", fold(words))
    if _POINTERS & set(folded.split()[:1]) or not stems(folded):
        return ""
    kept = [word.removesuffix("s").removesuffix("ly") for word in folded.split()]
    # "a repeat missing child" and "repeat missing" are one term
    while len(kept) > 1 and kept[-1] in {"child", "children", "person", "people", "young"}:
        kept.pop()
    return _known(" ".join(kept)) or " ".join(kept)


def _key(match: re.Match[str]) -> str:
    return next(term for n, term in enumerate(_KEYS) if match[f"t{n}"])


_PEOPLE = stems("child children young people person definition term means place")
_DENIES = re.compile(
    r"\b(?:do|does|is|are|need|has|have|was) not (?!only\b"
    r"|necessarily\b)(?P<what>\w+)",
    re.IGNORECASE,
)


def _definition(term: str, body: Sequence[Span]) -> Definition:
    editions: set[str] = set()
    shown = [body[0]]
    for year, words in _EDITIONS.get(term, ()):
        for sentence in body:
            if re.search(words, sentence.text, re.IGNORECASE):
                editions.add(year)
                if sentence not in shown:
                    shown.append(sentence)
    text = " ".join(sentence.text for sentence in body)
    exact = bool(editions)
    if not exact:
        editions = _YEARS_MADE.get(term, set()) & set(_YEAR.findall(text))
    # what follows the first sentence speaks of the consequences, at other ages too
    named = frozenset(found.value for found in ages(body[0].text))
    opening = " ".join(sentence.text for sentence in body[:2])
    adults = _BETWEEN_ADULTS.search(opening) is None and _BY_ADULTS.search(opening)
    return Definition(
        frozenset(editions),
        named or frozenset(found.value for found in ages(text)),
        frozenset(_numbers(opening)),
        bool(_NARROW.search(opening)),
        bool(_WIDE.search(opening)),
        ("anyone" if _BY_ANYONE.search(opening) else "adults" if adults else ""),
        stems(text) - _PEOPLE - stems(term),
        stems(" ".join(m["what"] for m in _DENIES.finditer(opening))) - _PEOPLE,
        tuple(shown),
        exact,
    )


def _numbers(text: str) -> Iterator[Duration | int]:
    """The counts and periods of a definition: three or more people, 90 days."""
    yield from (found.value for found in durations(text))
    for match in _NUMBERED.finditer(text):
        word = match["n"].casefold()
        yield _ORDINAL[word] if word in _ORDINAL else number(word)


# --- where two documents differ ----------------------------------------------------------

_BY_AGE = frozenset({"a child", "a young person", "a looked after child", "missing"})
"""Terms on whose every other word documents may differ and mean the same."""

_Differing = tuple[str, Fact[Definition], Fact[Definition]]


def _differ(
    term: str, ours: Sequence[Fact[Definition]], theirs: Sequence[Fact[Definition]]
) -> _Differing | None:
    """The first thing the definitions differ in, with the two that show it; None: they agree."""
    firm = [[f for f in side if not f.value.weak] for side in (ours, theirs)]
    if not all(firm):
        return _scopes_apart(term, ours, theirs)
    ours, theirs = firm
    dated = [[f for f in side if f.value.editions] for side in (ours, theirs)]
    if all(dated):
        used = [{year for f in side for year in f.value.editions} for side in dated]
        # the one that gives the words is quoted rather than one that gives a year
        best = [min(side, key=lambda f: not f.value.exact) for side in dated]
        return None if used[0] & used[1] else ("source", best[0], best[1])
    for aspect in ("ages", "numbers"):
        stated = [[f for f in side if getattr(f.value, aspect)] for side in (ours, theirs)]
        if all(stated):
            named = [{value for f in side for value in getattr(f.value, aspect)} for side in stated]
            if not named[0] & named[1]:
                return aspect, stated[0][0], stated[1][0]
    if term in _BY_AGE and term != "missing":
        return None
    if apart := _scopes_apart(term, ours, theirs):
        return apart
    if term == "missing":
        return None
    for least, enough in ((_FULL, _ALIKE), (_SHORT, _ALIKE_SHORT)):
        full = [[f for f in side if len(f.value.words) >= least] for side in (ours, theirs)]
        if all(full):
            alike = max(_overlap(one.value.words, two.value.words) for one, two in product(*full))
            return None if alike >= enough else ("words", full[0][0], full[1][0])
    return None


def _scopes_apart(
    term: str, ours: Sequence[Fact[Definition]], theirs: Sequence[Fact[Definition]]
) -> _Differing | None:
    """Where one shuts out what the other takes in, or speaks of other people who do it."""
    for one, two in product(ours, theirs):
        a, b = one.value, two.value
        if {a.by, b.by} == {"adults", "anyone"} and term != "missing":
            return "by whom", one, two
        if (a.narrow and not b.narrow and b.wide) or (b.narrow and not a.narrow and a.wide):
            return "scope", one, two
        if term == "missing":
            continue
        if _denied(a, b) or _denied(b, a):
            return "scope", one, two
    return None


def _denied(one: Definition, two: Definition) -> bool:
    """Whether one denies what the other makes part of it: "known" and "not known"."""
    return bool(one.denied & (two.words - two.denied))


def _overlap(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / min(len(one), len(two))


def _difference(
    area: Area, term: str, aspect: str, one: Fact[Definition], two: Fact[Definition]
) -> Inconsistency:
    ways = []
    for fact in (one, two):
        name = area.name(fact.document)
        if aspect == "source":
            ways.append(f"that of {' and '.join(sorted(fact.value.editions))} ({name})")
        elif aspect == "ages":
            given = sorted(age.wording() for age in fact.value.ages)
            ways.append(f"{' and '.join(given)} years of age ({name})")
        else:
            ways.append(f"the one in {name}")
    called = term if term in _KEYS else f"“{term}”"
    return inconsistency(
        InconsistencyType.DEFINITION,
        {fact.document: fact.value.shown for fact in (one, two)},
        severity=Severity.LOW if aspect == "words" else Severity.MEDIUM,
        summary=f"Which definition of {called} is meant: {ways[0]} or {ways[1]}?",
        suggestion=(
            f"Agree one definition of {called}, with its source and date, for every document."
        ),
    )
