"""Thresholds: levels that run two ways, and one sign that counts differently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model import BlockKind, Inconsistency, InconsistencyType, Issue, Severity
from checker.reconciling.facts import Area, Fact, own_voice
from checker.reconciling.findings import inconsistency
from checker.reconciling.normalise import NUMBER, durations, number
from checker.reconciling.topics import issues_in

_TYPE = InconsistencyType.THRESHOLD


def find(area: Area) -> Iterator[Inconsistency]:
    """Scales that differ, counts that differ, and harm outside the family let in or shut out."""
    yield from _scales(area)
    yield from _numbers_of_levels(area)
    yield from _counts(area)
    yield from _placements(area)
    yield from _outside(area)


# --- which way the levels run ------------------------------------------------------------

_LEVEL = r"\b(?:levels?|tiers?)\s+(?P<level>\d|one|two|three|four|five)\b"
_SECTION = (
    r"(?:\b(?:section|s\.?)\s*(?P<section>17|47)\b|\bchild(?:ren)? in need(?! of protection)\b"
    r"|\b(?P<protection>child protection|in need of protection)\b)"
)
_THEN = re.compile(
    rf"{_LEVEL}(?P<between>[^.;|]{{0,40}}?|\s*\|[^|.;]{{0,40}}?){_SECTION}", re.IGNORECASE
)
_BEFORE = re.compile(rf"{_SECTION}(?P<between>[^.;|]{{0,20}}?)\({_LEVEL}", re.IGNORECASE)
_TOP = re.compile(
    rf"{_LEVEL}[^.;,]{{0,30}}?\b(?:highest|most (?:serious|severe|acute|urgent)|acute|greatest"
    r"|top)\b",
    re.IGNORECASE,
)
_BOTTOM = re.compile(
    rf"{_LEVEL}[^.;,]{{0,30}}?\b(?:universal|lowest|(?<!at )(?<!at the )least(?: serious)?"
    r"|no (?:additional|particular))\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"\b(?:level|tier|or|and)\b", re.IGNORECASE)
_OWN_SCALE = re.compile(r"checklist|score|questionnaire|matrix|tool|DASH", re.IGNORECASE)
"""A tool has levels of its own, which are not levels of need."""

POINTS = {
    "47": "section 47",
    "17": "section 17",
    "top": "the most serious",
    "bottom": "the least serious",
}
"""The points of a scale that are compared, the plainest first, and how a report says them."""


def _scales(area: Area) -> Iterator[Inconsistency]:
    given = {j.document.id: points(area, j.document.id) for j in area.documents}
    for first, second in area.pairs():
        one, two = given[first.document.id], given[second.document.id]
        parts = [
            (point, one[point], two[point])
            for point in POINTS
            if point in one
            and point in two
            and not {f.value for f in one[point]} & {f.value for f in two[point]}
        ]
        if not parts:
            continue
        said = "; ".join(
            f"{POINTS[point]} is Level {ours[0].value} or Level {theirs[0].value}"
            for point, ours, theirs in parts[:2]
        )
        yield inconsistency(
            _TYPE,
            {
                first.document.id: [f.span for _, ours, _ in parts for f in ours],
                second.document.id: [f.span for _, _, theirs in parts for f in theirs],
            },
            severity=Severity.HIGH,
            summary=(
                f"Do the levels of need run the same way in {area.name(first.document.id)} "
                f"and {area.name(second.document.id)}? {said[0].upper()}{said[1:]}."
            ),
            suggestion="Agree one scale of levels, taken from the area's thresholds document.",
        )


def points(area: Area, document: str) -> dict[str, list[Fact[int]]]:
    """The levels that a document gives to section 17, section 47 and the ends of the scale."""
    found: dict[str, list[Fact[int]]] = {}
    for span in area.sentences(document):
        if _OWN_SCALE.search(span.text) and span.passage.kind is not BlockKind.TABLE_ROW:
            continue
        for point, m in _levels(span.text):
            words = span.within(*m.span())
            if own_voice(words):
                found.setdefault(point, []).append(Fact(point, number(m["level"]), words))
    return found


def _levels(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for pattern in (_THEN, _BEFORE):
        for m in pattern.finditer(text):
            # "levels 3 and 4 (section 17 or 47)" does not say which is which
            if not _ANOTHER.search(m["between"]):
                yield ("47" if m["section"] == "47" or m["protection"] else "17"), m
    for m in _TOP.finditer(text):
        yield "top", m
    for m in _BOTTOM.finditer(text):
        yield "bottom", m


# --- how many levels there are -----------------------------------------------------------

_RUNGS = re.compile(
    rf"\b(?P<n>{NUMBER}) (?P<noun>levels?|tiers?|stages?|bands?)\b"
    rf"|\b(?P<noun2>levels?|tiers?|stages?)\b[^.;]{{0,30}}?\bof which there are (?P<n2>{NUMBER})\b"
    r"|\b(?P<noun3>levels?|tiers?|stages?) (?:1|one) to (?P<n3>\d|three|four|five)\b",
    re.IGNORECASE,
)
_OF_NEED = re.compile(
    r"\b(?:levels?|tiers?|stages?|continuum|spectrum|windscreen|thresholds?)(?: of)? (?:need|help|support"
    r"|intervention|vulnerability)\b|\b(?:continuum|windscreen|threshold (?:document|guidance))\b"
    r"|\bneeds? of (?:a |the )?child|\b(?:tiers?|levels?|stages?) of (?:\w+ )?(?:need|intervention)",
    re.IGNORECASE,
)
_OF_RISK = re.compile(r"\b(?:risk|tool|score|checklist|assessment form|graded?)\b", re.IGNORECASE)
_FEWEST = 3
"""Least number of levels that is a whole scale, and not a part of one."""


def _numbers_of_levels(area: Area) -> Iterator[Inconsistency]:
    given = {j.document.id: list(_rungs(area, j.document.id)) for j in area.documents}
    for first, second in area.pairs():
        one, two = given[first.document.id], given[second.document.id]
        if not one or not two or {f.value for f in one} & {f.value for f in two}:
            continue
        a, b = one[0], two[0]
        yield inconsistency(
            _TYPE,
            {a.document: [a.span], b.document: [b.span]},
            severity=Severity.HIGH,
            summary=(
                f"How many levels of need are there: {a.value} ({area.name(a.document)}) or "
                f"{b.value} ({area.name(b.document)})?"
            ),
            suggestion="Agree one scale of levels, taken from the area's thresholds document.",
        )


def _rungs(area: Area, document: str) -> Iterator[Fact[int]]:
    """How many levels of need a document says that there are, or shows in a table."""
    highest: dict[tuple[str, ...], tuple[int, Fact[int]]] = {}
    for span in area.sentences(document):
        if span.passage.kind is BlockKind.TABLE_ROW:
            header = span.passage.header
            first = re.match(r"(?:level|tier|stage)?\s*(\d)\b", span.text, re.IGNORECASE)
            if header and first and re.match(r"\W*(?:level|tier|stage)", header[0], re.IGNORECASE):
                seen = highest.get(header, (0, None))[0]
                row = Fact("levels", int(first[1]), span)
                highest[header] = (max(seen, int(first[1])), row)
            continue
        match = _RUNGS.search(span.text)
        if not match or not _OF_NEED.search(span.text) or _OF_RISK.search(span.text):
            continue
        count = number(match["n"] or match["n2"] or match["n3"])
        if count >= _FEWEST and own_voice(span.within(*match.span())):
            yield Fact("levels", count, span)
    for header, (count, row) in highest.items():
        rows = [s.text for s in area.sentences(document) if s.passage.header == header]
        of_need = re.search(r"\b(?:section|s\.?) ?(?:17|47)\b", " ".join(rows), re.IGNORECASE)
        if count >= _FEWEST and of_need and not _OF_RISK.search(" ".join(header)):
            yield Fact("levels", count, row.span)


# --- where one kind of harm lies on the scale --------------------------------------------

_HIGH = re.compile(
    r"\b(?:(?:section|s\.?) ?47|level (?:4|four)|child protection|significant harm"
    r"|strategy (?:discussion|meeting))\b",
    re.IGNORECASE,
)
_LOW = re.compile(r"\b(?:early help|(?:level|tier) (?:1|2|one|two))\b", re.IGNORECASE)
_ALWAYS = re.compile(
    r"\b(?:always|in (?:all|every) cases?|without exception|(?:all|any|every) (?:\w+ ){0,3}"
    r"(?:exploitation|behaviour|abuse|violence|harm|suspected))\b",
    re.IGNORECASE,
)
_AS_A_RULE = re.compile(
    r"\b(?:ordinarily|usually|normally|generally|as a rule|in most cases|in the (?:ordinary|first)"
    r"|(?:is|are)(?: to be)? (?:dealt with|met|managed|treated|regarded|handled|at|placed|offered))\b",
    re.IGNORECASE,
)
_GRADED = re.compile(
    r"\b(?:low|lower|medium|standard|inappropriate|problematic|emerging|minor|less serious|some"
    r"|may|unless|if|where)\b",
    re.IGNORECASE,
)
"""Words that leave a placement to the case."""


def _placements(area: Area) -> Iterator[Inconsistency]:
    """One kind of harm that is always for child protection here, and for early help there."""
    facts = [fact for j in area.documents for fact in _placed(area, j.document.id)]
    told: set[frozenset[str]] = set()
    for high in (f for f in facts if f.value == "high"):
        for low in (f for f in facts if f.value == "low" and f.subject == high.subject):
            documents = frozenset({high.document, low.document})
            if len(documents) < 2 or documents in told:
                continue
            told.add(documents)
            about = Issue(high.subject).wording
            yield inconsistency(
                _TYPE,
                {high.document: [high.span], low.document: [low.span]},
                severity=Severity.HIGH,
                summary=(
                    f"Where does {about} lie on the scale of need: at the level of child protection "
                    f"({area.name(high.document)}) or of early help ({area.name(low.document)})?"
                ),
                suggestion=f"Agree at which level {about} is met, and who decides.",
            )


def _placed(area: Area, document: str) -> Iterator[Fact[str]]:
    for span in area.sentences(document):
        text = span.text
        if span.passage.kind is BlockKind.TABLE_ROW or not own_voice(span):
            continue
        high, low = _HIGH.search(text), _LOW.search(text)
        if bool(high) == bool(low) or _NEGATED.search(text):
            continue
        if high and _ALWAYS.search(text) and not re.search(r"\b(?:unless|may)\b", text):
            yield from (Fact(issue.value, "high", span) for issue in issues_in(text))
        elif low and _AS_A_RULE.search(text) and not _GRADED.search(text):
            yield from (Fact(issue.value, "low", span) for issue in issues_in(text))


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
    "once": 1, "a single": 1, "single": 1, "twice": 2, "repeated": 2,
    "second": 2, "third": 3, "fourth": 4, "fifth": 5,
}  # fmt: skip
_EPISODES = re.compile(
    rf"\b(?P<n>{NUMBER}|a single|single|repeated|second|third|fourth|fifth)\s+(?:or more\s+)?"
    r"(?:missing\s+)?(?:episodes?|incidents|occasions|reports)"
    r"|\bmissing\b[^.;]{0,25}?\b(?P<times>even once|once|twice"
    rf"|{NUMBER} (?:or more )?(?:times|occasions))",
    re.IGNORECASE,
)
_SIGNS = re.compile(
    r"\b(?P<none>no minimum number)\b"
    rf"|\b(?:at least|minimum of)\s+(?P<least>{NUMBER})\b[^.;]{{0,25}}?\b(?:signs|indicators)"
    rf"|\b(?P<n>{NUMBER}|a single)\s+(?:or more\s+)?(?:of the\s+)?(?:warning\s+)?"
    r"(?:signs?|indicators?)\b",
    re.IGNORECASE,
)
_TICKS = re.compile(
    rf"\b(?:scor\w+|reach\w*|total\w*)(?: \w+){{0,4}}? (?P<least>{NUMBER})\b"
    rf"|\b(?P<n>{NUMBER})\s*(?:\+\s*)?(?:or more\s+)?(?:ticks?|points?|(?:positive|yes) answers?)\b",
    re.IGNORECASE,
)
_THINGS = {
    "missing episodes": _EPISODES,
    "warning signs": _SIGNS,
    "ticks on the DASH": _TICKS,
}
_ON_THE_DASH = re.compile(r"\bDASH\b|\bchecklist\b", re.IGNORECASE)
_MISSING = re.compile(r"missing|episode", re.IGNORECASE)

_SETS_OFF = re.compile(
    r"\b(?:enough|sufficient|needed|required|present|applies|complete|considered|placed?|treated"
    r"|leads? to|high[- ]risk|MARAC|called|means?|prompts?|triggers?|triggered|thresholds?|meets?|listed|refer\w*|put forward|calls? for|level"
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
    "referral": re.compile(r"\breferral\b(?! (?:form|to (?:the )?\w+ panel))", re.IGNORECASE),
    "strategy": re.compile(r"\bstrategy (?:meeting|discussion)|\bsection 47\b", re.IGNORECASE),
    "level": re.compile(r"\blevel \d|\bsection (?:17|47)\b", re.IGNORECASE),
    "sign": re.compile(r"\b(?:signs?|indicators?|tool|checklist|exploit\w*)\b", re.IGNORECASE),
}


def _counts(area: Area) -> Iterator[Inconsistency]:
    given = {
        (j.document.id, thing): _least(area, j.document.id, thing)
        for j in area.documents
        for thing in _THINGS
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


def _shown(fact: Fact[Count]) -> str:
    words = " ".join(fact.span.text.split())
    return f"“{words}”" + (f" means {fact.value.result}" if fact.value.result else "")


def _least(area: Area, document: str, thing: str) -> list[Fact[Count]]:
    """The counts of a thing from which, in this document, something follows."""
    found = []
    for span in area.sentences(document):
        if not _SETS_OFF.search(span.text):
            continue
        if thing == "missing episodes" and not _MISSING.search(span.passage.stem + span.text):
            continue
        if thing == "ticks on the DASH" and not _ON_THE_DASH.search(span.passage.text):
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


def _counted(match: re.Match[str]) -> int | None:
    """The number that a match speaks of: "no minimum number" is one."""
    given = match.groupdict()
    if given.get("none"):
        return 1
    words = given.get("n") or given.get("times") or given.get("least") or ""
    words = re.sub(r"\s+(?:or more\s+)?(?:times|occasions)$", "", words.casefold())
    words = words.removeprefix("even ")
    if words in _TIMES:
        return _TIMES[words]
    try:
        return number(words)
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
    r"\b(?:outside|from outside|beyond) the (?:family|home|household)\b|\bextra-?\s?familial\b"
    r"|\bwithin the (?:family|home|household)\b|\bprotective parents?\b"
    r"|\b(?:parents?|carers?) (?:is|are|who are) (?:acting )?"
    r"(?:protective|doing (?:all|their best|what))",
    re.IGNORECASE,
)
_UNMET = re.compile(
    r"\b(?:does|do|will|would|is|are) not\b[^.;]{0,30}?"
    r"\b(?:meet|met|reach|reached|qualify|engage)\b"
    r"|\bthreshold\b[^.;]{0,40}?\b(?:is|are) not (?:met|reached)|\bbelow the threshold\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|never|no|nor|cannot|neither)\b", re.IGNORECASE)
_PLAIN = re.compile(
    r"\bcounts?\b|\bappl(?:y|ies) (?:equally|in the same way)\b|\bin the same way as\b"
    r"|\b(?:can|may) (?:also )?meet\b|\b(?:just as|no less than|as much as|equally)\b",
    re.IGNORECASE,
)
"""Said outright, and not only of parents who protect."""
_COUNTS = re.compile(
    _PLAIN.pattern
    + r"|\bmakes no difference\b|\b(?:no|not a) reason to close\b"
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


def _outside_facts(area: Area, document: str) -> Iterator[Fact[bool]]:
    """Whether the document lets harm outside the family meet the threshold."""
    for span in area.sentences(document):
        if not _ELSEWHERE.search(span.text) or not own_voice(span):
            continue
        unmet = _UNMET.search(span.text)
        if _COUNTS.search(span.text) and _CARE.search(span.passage.text):
            yield Fact("outside", True, span)
        elif unmet and _CARE.search(span.text):
            # "does not allow the manager to conclude that section 47 is not met"
            twice = _NEGATED.search(span.text[: unmet.start()])
            yield Fact("outside", bool(twice), span)
