"""Thresholds: levels of need, signs that count differently, and harm outside the family."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checker.model import Inconsistency, InconsistencyType, Severity
from checker.reconciling import levels, placements, rungs
from checker.reconciling.facts import Area, Fact, Span, own_voice, told_once
from checker.reconciling.findings import inconsistency
from checker.reconciling.normalise import NUMBER, durations, number

_TYPE = InconsistencyType.THRESHOLD


def find(area: Area) -> Iterator[Inconsistency]:
    """Levels that differ, counts that differ, and harm outside the family let in or shut out."""
    yield from levels.find(area)
    yield from rungs.find(area)
    yield from placements.find(area)
    yield from _counts(area)
    yield from _outside(area)


# --- how many times, before something follows --------------------------------------------


@dataclass(frozen=True, slots=True)
class Count:
    """The least number of a thing that counts, and what it then reaches.

    ``result`` is a level or section, or empty where the sentence names none;
    ``purposes`` the kinds of consequence it has, since the number that lists a
    child at a panel need not be the number that calls a strategy meeting.
    """

    least: int
    result: str
    purposes: frozenset[str]


_TIMES = {
    "once": 1, "a single": 1, "single": 1, "a": 1, "an": 1, "any": 1, "twice": 2, "repeated": 2,
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "several": 3, "a couple of": 2,
}  # fmt: skip
_N = rf"(?P<n>{NUMBER}|a single|single|a couple of|repeated|second|third|fourth|fifth)"
_MORE = (
    r"(?P<beyond>more than |over |above )?(?:at least |a minimum of |minimum of |no fewer than |as "
    r"few as )?"
)
_OR = r"(?:\s*\+|[ -]plus)?(?: or (?:more|over|above))?(?: of (?:the|these|those|its|any))?"


def _count_of(nouns: str, *others: str) -> re.Pattern[str]:
    """So many of a thing: "three or more", "at least two", "more than four", "a third"."""
    counted = rf"\b{_MORE}{_N}{_OR}\s+(?:[a-z-]+ ){{0,2}}?(?:{nouns})\b"
    return re.compile("|".join((counted, *others)), re.IGNORECASE)


_EPISODES = _count_of(
    r"episodes?|incidents?|occasions|reports?|absences?|disappearances|nights",
    rf"\b(?:missing|gone|goes|run(?:s|ning)? (?:away|off)|disappears?|absent)\b[^.;]{{0,25}}?"
    rf"\b(?P<beyond2>more than )?(?P<times>even once|once|twice|{NUMBER} (?:or more )?"
    r"(?:times|occasions)|for (?:a|the) (?:second|third|fourth|fifth) time)",
)
_SIGNS = _count_of(
    r"(?:warning |risk )?(?:signs?|indicators?|flags?|markers?|factors?)",
    r"\b(?P<none>no minimum number)\b",
)
_TICKS = _count_of(
    r"ticks?|crosses|points?|boxes|(?:positive|yes|[\"“‘']yes[\"”’']) (?:answers?|responses?)"
    r"|yeses|yes",
    rf"\b(?:scor\w+|reach\w*|total\w*)(?: \w+){{0,4}}? (?P<least>{NUMBER})\b",
)
_THINGS = {
    "missing episodes": _EPISODES,
    "warning signs": _SIGNS,
    "ticks on the DASH": _TICKS,
}
_ON_THE_DASH = re.compile(r"\bDASH\b|\bchecklist\b|\bRIC\b|\bMARAC\b", re.IGNORECASE)
_MISSING = re.compile(r"missing|episode", re.IGNORECASE)

_SETS_OFF = re.compile(
    r"\b(?:enough|sufficient|needed|required|present|applies|complete|considered|placed?|treated"
    r"|leads? to|high[- ]risk|MARAC|called|means?|prompts?|triggers?|triggered|thresholds?"
    r"|meets?|listed|discussed|heard|presented|refer\w*|put forward|calls? for|level|comes? to"
    r"|goes to|sent|taken to|reported|passed|held|convened?|asks? for|opens?|allocated|until"
    r"|before|required|must|has to|have to"
    r"|strategy (?:meeting|discussion)|panel|sign of)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\b(?:before they|each|every|further|per cent|figures)\b", re.IGNORECASE)
_NOT_ENOUGH = re.compile(r"\s*(?:alone\s+)?(?:does|is|do|are) not\b", re.IGNORECASE)
_PERIOD = re.compile(r"\s*(?:in|within|over)\s+(?:any\s+|a\s+)?", re.IGNORECASE)
_RESULT = re.compile(r"\b(?:level\s+(\d)|(?:section|s\.?)\s*(17|47))\b", re.IGNORECASE)
_PURPOSES = {
    "panel": re.compile(r"\b(?:panel|conference|listed|MARAC|MACE|MASE)\b", re.IGNORECASE),
    "high risk": re.compile(r"\bhigh[- ]risk\b", re.IGNORECASE),
    "meeting": re.compile(
        r"\b(?:multi-agency|professionals['’]?|network|planning) meetings?\b", re.IGNORECASE
    ),
    "referral": re.compile(
        r"\breferral\b(?! (?:form|to (?:the )?\w+ panel))"
        r"|\brefer(?:red|s)?\b[^.;]{0,30}\b(?:MASH|front door|social care|services)\b",
        re.IGNORECASE,
    ),
    "strategy": re.compile(r"\bstrategy (?:meeting|discussion)|\bsection 47\b", re.IGNORECASE),
    "level": re.compile(r"\blevel \d|\bsection (?:17|47)\b", re.IGNORECASE),
    "sign": re.compile(r"\b(?:signs?|indicators?|tool|checklist|exploit\w*)\b", re.IGNORECASE),
}


def _counts(area: Area) -> Iterator[Inconsistency]:
    given = {
        (j.document.id, thing): counts
        for j in area.documents
        for thing, counts in _least_of_all(area, j.document.id).items()
    }
    for first, second in area.pairs():
        for thing in _THINGS:
            apart = _apart(given[first.document.id, thing], given[second.document.id, thing])
            if apart is None:
                continue
            one, two = apart
            yield inconsistency(
                _TYPE,
                {one.document: [one.span], two.document: [two.span]},
                severity=Severity.HIGH if one.value.result else Severity.MEDIUM,
                summary=(
                    f"When do {thing} count: {_shown(one)} ({area.name(one.document)}) "
                    f"or {_shown(two)} ({area.name(two.document)})?"
                ),
                suggestion=f"Agree one threshold for {thing} and what follows from it.",
            )


def _apart(
    ours: Sequence[Fact[Count]], theirs: Sequence[Fact[Count]]
) -> tuple[Fact[Count], Fact[Count]] | None:
    """Two counts for one purpose that cannot both be right."""
    alike = [(a, b) for a in ours for b in theirs if a.value.purposes & b.value.purposes]
    for one, two in alike:
        results = {one.value.result, two.value.result}
        if one.value.least == two.value.least and len(results) == 2 and "" not in results:
            return one, two
    if {f.value.least for f in ours} & {f.value.least for f in theirs}:
        return None
    return alike[0] if alike else None


def more_signs_needed(area: Area) -> dict[str, Fact[Count]]:
    """For each document by which more has to be seen than a sibling asks for, its words.

    More signs, or more missing episodes before they count as a sign.
    """
    needed: dict[str, Fact[Count]] = {}
    for first, second in area.pairs():
        sides = [_of_signs(area, j.document.id) for j in (first, second)]
        for ours, theirs in zip(*sides, strict=True):
            apart = _apart(ours, theirs)
            if apart is not None and apart[0].value.least != apart[1].value.least:
                most = max(apart, key=lambda fact: fact.value.least)
                needed.setdefault(most.document, most)
    return needed


def _of_signs(area: Area, document: str) -> tuple[list[Fact[Count]], list[Fact[Count]]]:
    """How many signs count, and how many missing episodes are a sign."""
    counts = _least_of_all(area, document)
    episodes = [
        Fact(f.subject, replace(f.value, purposes=frozenset({"sign"})), f.span)
        for f in counts["missing episodes"]
        if "sign" in f.value.purposes and not f.value.result
    ]
    return counts["warning signs"], episodes


def _shown(fact: Fact[Count]) -> str:
    words = " ".join(fact.span.text.split())
    return f"“{words}”" + (f" means {fact.value.result}" if fact.value.result else "")


@told_once
def _least_of_all(area: Area, document: str) -> dict[str, list[Fact[Count]]]:
    """The counts of each thing."""
    return {thing: _least(area, document, thing) for thing in _THINGS}


def _least(area: Area, document: str, thing: str) -> list[Fact[Count]]:
    """The counts of a thing from which, in this document, something follows."""
    found = []
    sentences = area.sentences(document)
    for index, span in enumerate(sentences):
        if not _SETS_OFF.search(span.text):
            continue
        if thing == "missing episodes" and not _MISSING.search(span.passage.stem + span.text):
            continue
        if thing == "ticks on the DASH" and not _about_the_dash(sentences, index):
            continue
        for m in _THINGS[thing].finditer(span.text):
            least = _counted(m)
            if least is None or _FIGURE.search(span.text[max(0, m.start() - 20) : m.end() + 12]):
                continue
            if _NOT_ENOUGH.match(span.text, m.end()):
                least += 1
            words = span.within(m.start(), _with_period(span.text, m.end()))
            if own_voice(words):
                result = _RESULT.search(span.text)
                level = (
                    (f"Level {result[1]}" if result[1] else f"section {result[2]}")
                    if result
                    else ""
                )
                purposes = frozenset(
                    name
                    for name, words_of in _PURPOSES.items()
                    if words_of.search(span.passage.text)
                )
                found.append(Fact(thing, Count(least, level, purposes), words))
    return found


def _about_the_dash(sentences: Sequence[Span], index: int) -> bool:
    """Whether the points of a sentence are on the DASH: it says so, or its section does."""
    here = sentences[index]
    above = [s for s in sentences[max(0, index - 4) : index + 1]
             if s.location.section == here.location.section]  # fmt: skip
    return any(_ON_THE_DASH.search(s.passage.text) for s in above)


def _counted(match: re.Match[str]) -> int | None:
    """The number that a match speaks of: "no minimum number" is one."""
    given = match.groupdict()
    if given.get("none"):
        return 1
    words = (given.get("n") or given.get("times") or given.get("least") or "").casefold()
    words = re.sub(r"\s+(?:or more\s+)?(?:times|occasions)$", "", words)
    words = re.sub(r"^(?:even |for (?:a|the) )|(?: time)$", "", words)
    beyond = bool(given.get("beyond") or given.get("beyond2"))
    if words in _TIMES:
        return _TIMES[words] + beyond
    try:
        return number(words) + beyond
    except ValueError:
        return None


def _with_period(text: str, end: int) -> int:
    """Where the words end when "in any 90 days" is taken in."""
    following = durations(text[end : end + 40])
    if following and _PERIOD.fullmatch(text, end, end + following[0].start):
        return end + following[0].end
    return end


# --- harm outside the family -------------------------------------------------------------

_ELSEWHERE = re.compile(
    r"\b(?:outside|from outside|beyond|away from|not (?:from|in|within|inside)|other than in)"
    r" (?:of )?(?:the|their) (?:family|home|household)\b"
    r"|\bfrom the street\b|\b(?:street|group|gang) (?:violence|harm)\b"
    r"|\bharm (?:at|in) (?:the )?home\b|\bby (?:people|others|strangers|someone|peers)"
    r" (?:they|from|who|outside)\b"
    r"|\bextra-?\s?familial\b"
    r"|\bwithin the (?:family|home|household)\b|\bprotective parents?\b"
    r"|\b(?:parents?|carers?|famil(?:y|ies))\b[^.;,]{0,20}?\b(?:protective(?:ly)?\b"
    r"|protects?\b|doing (?:all|their best|what))",
    re.IGNORECASE,
)
_UNMET = re.compile(
    r"\bunmet\b|"
    r"\b(?:does|do|will|would|is|are|need|should) not\b[^.;]{0,30}?"
    r"\b(?:meet|met|reach|reached|reaching|meeting|qualify|engage|referred|accepted|open)\b"
    r"|\b(?:is|are) not (?:a matter |one )?for (?:children['’]?s? )?(?:social (?:care|work\w*)"
    r"|services)\b"
    r"|\bthreshold\b[^.;]{0,40}?\b(?:is|are) not (?:met|reached)|\bbelow the threshold\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|never|no|nor|cannot|neither)\b", re.IGNORECASE)
_PLAIN = re.compile(
    r"\bcounts?\b|\bappl(?:y|ies) (?:equally|in the same way|alike|whether)\b"
    r"|\bin the same way as\b"
    r"|\b(?:can|may) (?:also )?meet\b|\b(?:just as|no less than|as much as|equally)\b",
    re.IGNORECASE,
)
"""Said outright, and not only of parents who protect."""
_COUNTS = re.compile(
    _PLAIN.pattern
    + r"|\bmakes no (?:difference|odds)\b|\b(?:no|not a) reason to close\b"
    + r"|\b(?:is|are) immaterial\b|\b(?:does|do) not (?:lower|change|alter|affect)\b"
    + r"|\bdoes(?: not|n['’]t) matter\b|\bjust the same\b|\bno less\b|\bis the same whether\b"
    + r"|\balike\b|\bcounts? (?:just )?(?:the same|as (?:much|well))\b"
    + r"|\bdoes not (?:of itself |in itself )?mean that the threshold\b[^.;]{0,20}\bnot\b",
    re.IGNORECASE,
)
_CARE = re.compile(r"threshold|social care|level|section (?:17|47)|counts?\b", re.IGNORECASE)


def _outside(area: Area) -> Iterator[Inconsistency]:
    """One finding for each document that shuts such harm out, against the plainest sibling.

    The stances of the others on the criterion are compared elsewhere.
    """
    facts = [fact for j in area.documents for fact in _outside_facts(area, j.document.id)]
    for shut in facts:
        others = [f for f in facts if f.value and f.document != shut.document]
        if shut.value or not others:
            continue
        let_in = min(others, key=lambda f: (not _PLAIN.search(f.span.text), f.document))
        yield inconsistency(
            _TYPE,
            {let_in.document: [let_in.span], shut.document: [shut.span]},
            severity=Severity.HIGH,
            summary=(
                "Does harm outside the family reach children's social care? It does in "
                f"{area.name(let_in.document)} and does not in {area.name(shut.document)}."
            ),
            suggestion=(
                "Agree that harm outside the family is assessed against the same "
                "thresholds as harm within it, however protective the parents are."
            ),
            criterion="sense-check/social-care-thresholds",
        )


@told_once
def _outside_facts(area: Area, document: str) -> Iterator[Fact[bool]]:
    """Whether the document lets harm outside the family meet the threshold."""
    for span in area.sentences(document):
        if not _ELSEWHERE.search(span.text) or not own_voice(span):
            continue
        unmet = _UNMET.search(span.text)
        if _COUNTS.search(span.text) and _CARE.search(span.passage.text):
            yield Fact("outside", True, span)
        elif unmet and _CARE.search(span.passage.text):
            # "does not allow the manager to conclude that section 47 is not met"
            twice = _NEGATED.search(_ELSEWHERE.sub(" ", span.text[: unmet.start()]))
            yield Fact("outside", bool(twice), span)
