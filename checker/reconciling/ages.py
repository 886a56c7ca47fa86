"""Age ranges: the same service, panel or step for children of other ages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import product

from checker.model import BlockKind, Inconsistency, InconsistencyType, Severity
from checker.reconciling.alignment import Alignment, alignment
from checker.reconciling.doors import is_door
from checker.reconciling.facts import Area, Fact, Span, own_voice, told_once
from checker.reconciling.findings import inconsistency
from checker.reconciling.frames import is_bare, named_over
from checker.reconciling.normalise import ONES, AgeRange, Found, ages, fold
from checker.reconciling.siblings import Siblings
from checker.reconciling.subjects import subject

_TYPE = InconsistencyType.AGE_RANGE
RETURN_HOME = "return home interview"

_TAKES = re.compile(
    r"\b(?:considers?|accepts?|takes?|supports?|hears?|sees?|covers?|works? with|is for|are for"
    r"|open to|deals? with|offers? \w+ to|offered to|available (?:to|for)|eligible|remit|reviews?"
    r"|for (?:children|young people|those|the ages?|ages?)|discuss(?:es|ed)?|lower age limit"
    r"|accepted"
    r"|agrees|provided|entitled|offers?|looks? at|helps?|commissioned|restricted|limited|remit"
    r"|deals? with|caters? for"
    r"|ages?:?|aged|eligibility|ha(?:s|ve) to be|must be|applies|apply|extends?|uses?|used with"
    r"|carried out|completed?|goes|runs?|begins?|starts?|stops?|ends?|admits?|recruits?|serves?"
    r"|invites?|who|for whom|provided|where|if|is(?: only)? available|caters|matched|done)\b|:\s*$"
    r"|\bfor (?:(?!the\b)\w+ ){0,4}$",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:(?:can|may|will|should|must|are|is|be|to)\b[^.;]{0,25}?)?\b(?:heard|supported|seen"
    r"|considered|discussed|offered|accepted|eligible|taken|referred|open|entitled|helped|listed"
    r"|passed|transferred|moved?|goes?|assessed|brought|sent|admitted|dealt|fall|come)\b"
    r"[^.;]{0,25}?\b(?:at|by|to|with|from|for|in)(?: (?:the|an?|our|its))*\s*$"
    r"|\b(?:has|have|gets?|receives?|given|offered|entitled to)(?: (?:the|an?|their|its|own))*\s*$",
    re.IGNORECASE,
)
"""Between the ages and what takes them: "those of 13 and above can be heard at"."""
_GOES_ON = re.compile(r"[^;]*;\s*(?:and )?(?:it|they)\b[^;]*")
_PROJECT = re.compile(
    r"(?<![\w-])(?:[A-Z][\w’'-]+ )+(?:[Pp]roject|[Pp]rogramme|[Ss]cheme|[Cc]linic)(?![\w-])"
)
_SERVICE = re.compile(
    r"\b(?:(?:adult|young people’s|young people's|male|specialist|local|voluntary|the|our|an?) )*"
    r"(?P<name>(?:perpetrator|behaviour change|mentoring|domestic (?:abuse|violence)|sexual health"
    r"|counselling|therapeutic|advocacy|outreach|substance misuse|drug|transition|victim support"
    r"|early intervention|diversion|healthy relationships?|edge of care|missing) "
    r"(?:programmes?|schemes?|projects?|services?|clinics?|courses?|groups?|team))\b",
    re.IGNORECASE,
)
"""Services that are called by what they do."""
_TOOL = re.compile(r"\b(?P<name>AIM|Brook|DASH|Hackett|SAFEGUARD|ASSET|AssetPlus)(?:[ -]?\d)?\b")
_PAPER = re.compile(
    r"\b(?P<own>this|the|our) (?P<kind>protocol|procedure|policy|strategy|guidance|document"
    r"|chapter)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:The|An?|To|For|Our|This|Refer|Referrals?|All|Every|Eligibility|Where|If|When|Use) "
    r"(?:(?:to|for|the) )*"
)
_IN_BRACKETS = re.compile(
    r"\((?P<ages>\d{1,2}\s?(?:[-–—]|to)\s?\d{1,2})(?: years?(?: olds?)?)?\)"
    r"|: (?P<years>\d{1,2}\s?(?:[-–—]|to)\s?\d{1,2}) years?\b"
)
_STEP = re.compile(r"\breturn (?:home )?interviews?\b|\bRHIs?\b", re.IGNORECASE)
_NO_LOWER = re.compile(
    r"\bno (?:lower|minimum) age(?: limit)?\b|\bof (?:any|every|whatever) age\b"
    r"|\b(?:including|even|and) (?:those |children )?(?:under|below) (?:1\d|ten|\d)\b"
    r"|\bhowever young\b",
    re.IGNORECASE,
)
_REFUSES = re.compile(r"\b(?:not|cannot|never|no longer|except)\b", re.IGNORECASE)
_ONLY = re.compile(r"\bonly\b", re.IGNORECASE)
_CHILDREN = re.compile(r"\b(?:child|children|under[- ]18s?)\b", re.IGNORECASE)
_APPOSED = re.compile(r"[\s|)]*\(?[a-z ]{0,25}")
_PAPER_KEY = "document "
"""Before the id of a document whose own scope is told."""
_NARROW = re.compile(r"\b(?:primary|secondary|infant|junior|nurser)\w*\b", re.IGNORECASE)
"""Of a document that is for some schools or settings alone."""
_REACH = 60
"""Characters between what a service does ("considers") and the ages for which it does so."""


def find(area: Area) -> Iterator[Inconsistency]:
    """Bodies and steps whose ages differ and do not fit into each other."""
    given = {j.document.id: tuple(_limits(area, j.document.id)) for j in area.documents}
    for first, second in area.pairs():
        one, two = given[first.document.id], given[second.document.id]
        for key in sorted({f.subject for f in one} & {f.subject for f in two} - {""}):
            ours = [f for f in one if f.subject == key]
            theirs = [f for f in two if f.subject == key]
            if any(_fit(a, b) for a in ours for b in theirs):
                continue
            name = f"the {key}" if key == RETURN_HOME else _the(area, key)
            a, b = ours[0], theirs[0]
            yield inconsistency(
                _TYPE,
                {a.document: [f.span for f in ours], b.document: [f.span for f in theirs]},
                severity=Severity.MEDIUM,
                summary=(
                    f"Which ages does {name} take: {a.value.wording()} "
                    f"({area.name(a.document)}) or {b.value.wording()} ({area.name(b.document)})?"
                ),
                suggestion=f"Agree one range of ages for {name}.",
            )
        yield from _by_their_words(area, one, two)


_ANY = AgeRange(0, None)
"""Any age, which is said of much that is no service or step."""
_NEAR = 1.5
"""Least that two sentences have in common whose ages are for one thing."""
_NO_RULE = re.compile(
    r"\b(?:Act|law|legal\w*|offence|criminal responsibility|statut\w+|per cent|average|most"
    r"|(?<!and a )half"
    r"|third"
    r"|figures|last year|youngest|recorded|defin\w+|means?|version|interviewed|survey)\b|%"
    r"|\b(?:19|20)\d\d\b"
)
"""Ages that are counted, quoted from the law or part of a definition take nobody."""


def _by_their_words(
    area: Area, one: Sequence[Fact[AgeRange]], two: Sequence[Fact[AgeRange]]
) -> Iterator[Inconsistency]:
    """Ages of one thing that has no name, found by what their sentences speak of."""
    both = alignment(area)
    known = {f.subject for f in one} & {f.subject for f in two} - {""}
    sides = [
        [
            (f, both.view(f.span.sentence()))
            for f in side
            if f.subject not in known and (f.subject or f.value != _ANY)
        ]
        for side in (one, two)
    ]
    for a, b in both.pairs(sides[0], sides[1], _NEAR):
        if _complete(a.value, b.value) or _differ(a.subject, b.subject):
            continue
        beside = product(_of_the_paragraph(a, one), _of_the_paragraph(b, two))
        # another age of the paragraph that fits counts where it is of the same thing
        if _fit(a, b) or any(
            x.value == y.value or (_fit(x, y) and _near(both, x, y)) for x, y in beside
        ):
            continue
        yield inconsistency(
            _TYPE,
            {a.document: [a.span], b.document: [b.span]},
            severity=Severity.MEDIUM,
            summary=(
                f"Are the same children meant: {a.value.wording()} ({area.name(a.document)}) or "
                f"{b.value.wording()} ({area.name(b.document)})?"
            ),
            suggestion="Agree one range of ages for the same service or step.",
        )


def _near(both: Alignment, one: Fact[AgeRange], two: Fact[AgeRange]) -> bool:
    shared, part = both.alike(one.span.sentence(), two.span.sentence())
    return shared * part >= _NEAR


def _differ(one: str, two: str) -> bool:
    """Whether two names are of two things: neither is the other cut short."""
    return bool(one and two) and not (set(one.split()) <= set(two.split())
                                      or set(two.split()) <= set(one.split()))  # fmt: skip


def _complete(one: AgeRange, two: AgeRange) -> bool:
    """Whether one begins where the other ends: an age split."""
    ends = ((a.high, b.low) for a, b in ((one, two), (two, one)))
    return any(
        high is not None and low is not None and high < low <= high + 1 for high, low in ends
    )


def _of_the_paragraph(
    fact: Fact[AgeRange], facts: Sequence[Fact[AgeRange]]
) -> list[Fact[AgeRange]]:
    here = fact.span.location
    return [
        f
        for f in facts
        if (f.span.location.section, f.span.location.paragraph) == (here.section, here.paragraph)
    ]


def _the(area: Area, key: str) -> str:
    if key.startswith(_PAPER_KEY):
        return area.name(key.removeprefix(_PAPER_KEY))
    named = area.names.the(key)
    return named if named != f"the {key}" else f"the {key.title()}"


def _fit(one: Fact[AgeRange], two: Fact[AgeRange]) -> bool:
    """Whether both can be right.

    An end that a document leaves open is not a difference; nor is a range for
    adults too of which a document about children gives the part below 18.
    """
    if None not in (one.value.low, two.value.low) and one.value.low != two.value.low:
        return False
    if None in (one.value.high, two.value.high) or one.value.high == two.value.high:
        return True
    lesser = min((one, two), key=lambda fact: fact.value.high or 0)
    text, start, end = lesser.span.passage.text, lesser.span.start, lesser.span.end
    if _ONLY.search(text[max(0, start - 25) : end + 6]):
        return False
    return lesser.value.high == 17 and bool(_CHILDREN.search(text[max(0, start - 25) : end]))


def age_limits(area: Area, document: str) -> Iterator[Fact[AgeRange]]:
    """The ages that bodies and steps take, as a document says."""
    return (fact for fact in _limits(area, document) if fact.subject)


@told_once
def _limits(area: Area, document: str) -> Iterator[Fact[AgeRange]]:
    """The same, and without a subject the ages of what has no name."""
    siblings = Siblings(j.document for j in area.documents if j.document.id != document)

    def takers(text: str) -> list[Found[str]]:
        steps = (Found(m.start(), m.end(), RETURN_HOME) for m in _STEP.finditer(text))
        papers = siblings.named(text) if re.search(r"\d|teen|birthday", text) else ()
        named = [
            *area.names.mentions(document, text),
            *steps,
            *(Found(f.start, f.end, f"{_PAPER_KEY}{f.value}") for f in papers),
        ]
        own = [
            Found(m.start(), m.end(), f"{_PAPER_KEY}{document}")
            for m in _PAPER.finditer(text)
            if m.start() == 0 or m["own"].casefold() == "this"
        ]
        own += [Found(0, 2, f"{_PAPER_KEY}{document}") for _ in _APPLIES.findall(text)[:1]]
        for more in (own, _projects(text, named), _services(text)):
            named += [
                f for f in more if not any(n.start < f.end and f.start < n.end for n in named)
            ]
        return sorted(named, key=lambda f: f.start)

    sentences = area.sentences(document)
    for index, span in enumerate(sentences):
        for found in _ages(span):
            words = span.within(found.start, found.end)
            about = _taker(sentences, index, found, takers)
            named_or_rule = about or not _NO_RULE.search(span.text)
            narrow = about.startswith(_PAPER_KEY) and _NARROW.search(span.text)
            if named_or_rule and not narrow and own_voice(words):
                yield Fact(about, _meant(sentences, index, found), words)


_LEFT_OUT = re.compile(
    r"\b(?:nobody|no one|no child(?:ren)?|none|not for|not to|not (?:those|anyone|children|people)"
    r"|except|excluding|other than)\b[^.;,]{0,25}$|"
    r"\b(?:not|no|nor|cannot|never)\b[^.;,]{0,50}?\b(?:anyone|to|once|accept\w*|heard|taken?"
    r"|appl(?:y|ies)"
    r"|open|used?|includ\w+|extend|see|support|work|for|admit\w*|offer\w*"
    r"|available)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)


def _meant(sentences: Sequence[Span], index: int, found: Found[AgeRange]) -> AgeRange:
    """The ages that are taken: what a denial leaves, and none too young where that is said."""
    text, value = sentences[index].text, found.value
    if _LEFT_OUT.search(text[: found.start]):
        if value.low is None and value.high is not None:
            return AgeRange(value.high + 1, None)
        if value.high is None and value.low:
            return AgeRange(None, value.low - 1)
    low = value.low
    around = " ".join(s.text for s in sentences[index:][:2])
    if low is None and _NO_LOWER.search(around):
        low = 0
    return AgeRange(low, value.high)


_APPLIES = re.compile(r"^It applies\b")
"""Of the document itself, at the head of its section on scope."""


def _services(text: str) -> Iterator[Found[str]]:
    """Services and tools that go by a common name: "the perpetrator programme", "AIM3"."""
    for pattern in (_SERVICE, _TOOL):
        for match in pattern.finditer(text):
            yield Found(match.start(), match.end(), fold(match["name"]).removesuffix("s"))


def _projects(text: str, named: Sequence[Found[str]]) -> Iterator[Found[str]]:
    """Services that are called a project, programme, scheme or clinic."""
    for match in _PROJECT.finditer(text):
        lead = _OPENS.match(match.group())
        start = match.start() + (lead.end() if lead else 0)
        name = fold(text[start : match.end()])
        if " " in name and not any(f.start < match.end() and start < f.end for f in named):
            yield Found(start, match.end(), name)


_RANGE = re.compile(
    rf"(?<![\w.£-])(?P<ages>(?:\d{{1,2}}|{ONES})\s?(?:[-–—]|to)\s?(?:\d{{1,2}}"
    rf"|{ONES}))(?![\w.:%/-]|\s*(?:am|pm"
    r"|hours?|days?|weeks?|months?|minutes?|working|school days?|points?|times|per cent|cases"
    r"|people|children|young|pupils|staff|o['’]clock|places|miles|families|members)\b)",
    re.IGNORECASE,
)
_NO_AGES = re.compile(
    r"\b(?:scores?|levels?|sections?|paragraphs?|pages?|steps?|grades?|bands?|tiers?|between|parts?"
    r"|questions?|chapters?|appendix|open|ring|weekdays?|Monday|Friday|Saturday|Sunday|hours)\W+$",
    re.IGNORECASE,
)
_OF_THE_YOUNG = re.compile(
    r"\b(?:ages?|aged|child(?:ren)?|young|youths?|teen\w*|boys?|girls?|pupils?|victims?"
    r"|adolescen\w+"
    r"|years?|birthday)\b",
    re.IGNORECASE,
)


def _bare_ranges(text: str, around: str) -> Iterator[Found[AgeRange]]:
    """Ranges without a word for age, where the sentence or its heading speaks of the young."""
    if not _OF_THE_YOUNG.search(around):
        return
    for match in _RANGE.finditer(text):
        if not _NO_AGES.search(text[: match.start()]):
            for found in ages(f"aged {match['ages']}")[:1]:
                if found.value.low is not None and found.value.low >= _YOUNGEST:
                    yield Found(match.start(), match.end(), found.value)


_YOUNGEST = 4
"""Least age from which a bare range of figures is taken for one of ages."""


def _ages(span: Span) -> Iterator[Found[AgeRange]]:
    """The ages in a sentence; in a column of ages a cell needs no word that says so."""
    said = ages(span.text)
    yield from said
    if not said and span.passage.kind is not BlockKind.TABLE_ROW:
        yield from _bare_ranges(
            span.text, f"{span.passage.heading} {span.passage.stem} {span.text}"
        )
    for match in _IN_BRACKETS.finditer(span.text):
        group = "ages" if match["ages"] else "years"
        inside = ages(f"aged {match[group]}")
        if inside and not any(f.start < match.end() and match.start() < f.end for f in said):
            yield Found(*match.span(group), inside[0].value)
    if span.passage.kind is not BlockKind.TABLE_ROW or said:
        return
    start = 0
    for title, cell in zip(span.passage.header, span.passage.cells, strict=False):
        # the title of the column, or in a sheet of two columns the first cell of the row
        told = title if title != cell else ""
        if len(span.passage.cells) == 2 and cell is not span.passage.cells[0]:
            told = f"{told} {span.passage.cells[0]}"
        if re.search(r"\bages?\b", told, re.IGNORECASE):
            for found in ages(f"aged {cell}"):
                yield Found(start, start + len(cell), found.value)
        start += len(cell) + 3


def _over(span: Span, found: Found[AgeRange], takers: Callable[[str], Sequence[Found[str]]]) -> str:
    """What the words over bare ages name: a heading, the title of a column, a first cell."""
    start, text = 0, span.text
    if span.passage.kind is BlockKind.TABLE_ROW:
        for cell in span.passage.cells:
            if found.start < start + len(cell):
                text = cell
                break
            start += len(cell) + 3
    rest = f"{text[: found.start - start]} {text[found.end - start :]}"
    if takers(text) or not is_bare(rest):
        return ""
    about = named_over(span, takers, text)
    return "" if is_door(about) else about


def _taker(
    sentences: Sequence[Span],
    index: int,
    found: Found[AgeRange],
    takers: Callable[[str], Sequence[Found[str]]],
) -> str:
    """What takes children of those ages; empty where the ages are of something else."""
    span = sentences[index]
    row = span.passage.kind is BlockKind.TABLE_ROW
    if taker := _over(span, found, takers):
        return taker
    before = [name for name in takers(span.text) if name.end <= found.start]
    if before:
        between = span.text[before[-1].end : found.start]
        if _APPOSED.fullmatch(between) and (row or "(" in between):
            return before[-1].value
        # a semicolon opens the other half of an age split: "from 16; those under 16 ..."
        reaches = ";" not in between or _GOES_ON.fullmatch(between)
        verbs = list(_TAKES.finditer(between))
        takes = (
            reaches
            and verbs
            and not (_REFUSES.search(between) and not _LEFT_OUT.search(span.text[: found.start]))
            and len(between) - verbs[-1].end() < _REACH
        )
        return before[-1].value if takes else ""
    if row:
        return ""
    after = [name for name in takers(span.text) if name.start >= found.end]
    gap = span.text[found.end : after[0].start] if after else ""
    if after and len(gap) < _REACH and _TAKEN.search(gap):
        # everybody of any age goes to the front door, and an age there tells routes apart
        return "" if is_door(after[0].value) else after[0].value
    if not _TAKES.search(span.text[: found.start]):
        return ""
    about = subject(sentences, index, found.start, takers)
    return about[0] if about else ""
