"""Levels of need: which way they run, and where a kind of harm lies on them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.model import BlockKind, Inconsistency, InconsistencyType, Issue, Severity
from checker.reconciling.doors import bodies_of, name_of
from checker.reconciling.facts import Area, Fact, Span, own_voice, told_once
from checker.reconciling.findings import inconsistency
from checker.reconciling.grades import (
    CATEGORY,
    COLOUR,
    LEVEL,
    RISK,
    Grade,
    Part,
    ascending,
    bound,
    grades,
    parts,
)
from checker.reconciling.topics import issues_in

_TYPE = InconsistencyType.THRESHOLD
_ONE_SCALE = "Agree one scale of levels, taken from the area's thresholds document."


def find(area: Area) -> Iterator[Inconsistency]:
    """Scales that run two ways, and harm placed differently."""
    yield from _scales(area)
    yield from _named_levels(area)
    yield from _placements(area)
    yield from _admissions(area)


# --- which way the levels run ------------------------------------------------------------

_POINTS = {
    "47": re.compile(
        r"\b(?:section|s\.?)\s*47\b|\bchild protection\b(?! (?:register|lead|officer|polic))"
        r"|\bneeds? (?:of )?protection\b|\bsignificant harm\b",
        re.IGNORECASE,
    ),
    "17": re.compile(
        r"\b(?:section|s\.?)\s*17\b|\b(?:child(?:ren)?|those|young people|young person) in need\b"
        r"(?! of)",
        re.IGNORECASE,
    ),
    "help": re.compile(r"\bearly help\b", re.IGNORECASE),
    "top": re.compile(
        r"\b(?:highest|most (?:serious|severe|acute|urgent|dangerous|worrying|concerning|extreme"
        r"|pressing|grave|critical)|acute|gravest|greatest|worst|top|critical)\b",
        re.IGNORECASE,
    ),
    "bottom": re.compile(
        r"\b(?:universal|lowest|slightest|mildest|lightest"
        r"|(?<!at )(?<!at the )least(?: (?:serious|grave|urgent|worrying|dangerous))?"
        r"|no (?:additional|particular))\b",
        re.IGNORECASE,
    ),
}
_OWN_SCALE = re.compile(
    r"checklist|score|questionnaire|matrix|\btool\b|DASH|continuum on", re.IGNORECASE
)
"""A tool has levels of its own, which are not levels of need."""

POINTS = {
    "47": "section 47",
    "17": "section 17",
    "help": "early help",
    "top": "the most serious",
    "bottom": "the least serious",
}
"""The points of a scale that are compared, the plainest first, and how a report says them."""

_FAMILIES = {LEVEL: "Level", CATEGORY: "Category", COLOUR: "", RISK: ""}


def _scales(area: Area) -> Iterator[Inconsistency]:
    given = {j.document.id: _tied(area, j.document.id) for j in area.documents}
    ways = {j.document.id: _direction(area, j.document.id) for j in area.documents}
    for first, second in area.pairs():
        one, two = given[first.document.id], given[second.document.id]
        parts = [
            (point, one[point, family], two[point, family])
            for point in POINTS
            for family in _FAMILIES
            if (point, family) in one
            and (point, family) in two
            and not {f.value.rank for f in one[point, family]}
            & {f.value.rank for f in two[point, family]}
        ]
        up, down = ways[first.document.id], ways[second.document.id]
        turned = [f for f in up if f in down and up[f][0] != down[f][0]]
        if parts:
            said = "; ".join(
                f"{POINTS[point]} is {_named(ours[0])} or {_named(theirs[0])}"
                for point, ours, theirs in parts[:2]
            )
            sides = [
                [f.span for _, ours, _ in parts for f in ours],
                [f.span for _, _, theirs in parts for f in theirs],
            ]
        elif turned:
            noun = _FAMILIES[turned[0]]
            label = 1 if turned[0] == LEVEL else "A"
            said = f"{noun} {label} is the least serious in one and the most serious in the other"
            sides = [ways[j.document.id][turned[0]][1] for j in (first, second)]
        else:
            continue
        yield inconsistency(
            _TYPE,
            {first.document.id: sides[0], second.document.id: sides[1]},
            severity=Severity.HIGH,
            summary=(
                f"Do the levels of need run the same way in {area.name(first.document.id)} "
                f"and {area.name(second.document.id)}? {said[0].upper()}{said[1:]}."
            ),
            suggestion=_ONE_SCALE,
        )


def _named(fact: Fact[Grade]) -> str:
    noun, label = _FAMILIES[fact.value.family], fact.value.labels[0]
    return f"{noun} {label}" if noun else label


def points(area: Area, document: str) -> dict[str, list[Fact[int]]]:
    """The levels that a document gives to section 17, section 47 and the ends of the scale."""
    found: dict[str, list[Fact[int]]] = {}
    for (point, family), facts in _tied(area, document).items():
        if family == LEVEL:
            found[point] = [Fact(point, fact.value.rank, fact.span) for fact in facts]
    return found


@told_once
def _tied(area: Area, document: str) -> dict[tuple[str, str], list[Fact[Grade]]]:
    """The grades that a document gives to the points of a scale, by point and family."""
    found: dict[tuple[str, str], list[Fact[Grade]]] = {}
    for part in _scale_parts(area, document):
        matches = {
            match: point
            for point, pattern in _POINTS.items()
            for match in pattern.finditer(part.span.text)
        }
        ordered = sorted(matches, key=lambda m: m.start())
        for grade, match in bound(part, ordered):
            point = matches[match]
            before = part.span.text[max(0, match.start() - 40) : match.start()]
            if _NEGATED.search(before) or _AT_LEAST.search(before):
                continue
            if point in {"top", "bottom"} and not part.given and not _near(part, grade, match):
                continue
            start, end = min(grade.start, match.start()), max(grade.end, match.end())
            words = part.span if part.given else part.span.within(start, end)
            if own_voice(words):
                found.setdefault((point, grade.family), []).append(Fact(point, grade, words))
    return found


_AT_LEAST = re.compile(r"\bat (?:the |a )?(?:least|minimum|most)\b", re.IGNORECASE)


def _near(part: Part, grade: Grade, match: re.Match[str]) -> bool:
    """Whether the end of a scale is said of the grade itself: "Level 1 is the highest"."""
    if match.start() < grade.start:
        return False
    between = part.span.text[grade.end : match.start()]
    return len(between) <= 30 and not re.search(r"[.;,]", between)


def _scale_parts(area: Area, document: str) -> Iterator[Part]:
    for span in area.sentences(document):
        if span.passage.kind is not BlockKind.TABLE_ROW and _OWN_SCALE.search(span.text):
            continue
        yield from parts(span)


_GRAVITY = (
    (
        1,
        re.compile(
            r"\b(?:universal|lowest|least|minor|advice|low-level|no additional|every(?:one|body)"
            r"(?: else)?|all children|most children|no extra|ordinary|everyday|doing well"
            r"|youth clubs?)\b",
            re.I,
        ),
    ),
    (2, re.compile(r"\b(?:early help|school|youth work\w*|one agency|single agency)\b", re.I)),
    (3, re.compile(r"\b(?:section 17|child in need|social (?:work\w*|care)|targeted)\b", re.I)),
    (
        4,
        re.compile(
            r"\b(?:section 47|strategy (?:discussion|meeting)|significant harm|immediate\w*|danger"
            r"|highest|gravest?|most (?:serious|severe)|acute|child protection|habitual"
            r"|entrenched|protect\w*|secure (?:care|accommodation)|in care|life[- ]threatening"
            r"|crisis|statutory|same day|at once)\b",
            re.I,
        ),
    ),
)
"""Words that tell how grave a level is, the gravest last."""


@told_once
def _direction(area: Area, document: str) -> dict[str, tuple[int, list[Span]]]:
    """Whether the grades of a family go up or down to the gravest, and the words for it."""
    facts: dict[str, list[tuple[int, int]]] = {}
    spans: dict[str, list[Span]] = {}
    for part in _scale_parts(area, document):
        for grade, words in _segments(part):
            gravity = next((rank for rank, cue in reversed(_GRAVITY) if cue.search(words)), 0)
            if gravity and len(grade.labels) == 1 and own_voice(part.span):
                facts.setdefault(grade.family, []).append((grade.rank, gravity))
                spans.setdefault(grade.family, []).append(part.span)
    ways = {family: ascending(facts[family]) for family in facts}
    return {family: (way, spans[family]) for family, way in ways.items() if way}


def _segments(part: Part) -> Iterator[tuple[Grade, str]]:
    """The levels and categories that a part names, each with the words up to the next."""
    text = part.span.text
    if part.given:
        if part.given.family in _ORDERED:
            yield part.given, text
        return
    named = [grade for grade in grades(text) if grade.family in _ORDERED]
    for n, grade in enumerate(named):
        start = 0 if len(named) == 1 else grade.start
        end = named[n + 1].start if n + 1 < len(named) else len(text)
        yield grade, text[start:end]


_ORDERED = frozenset({LEVEL, CATEGORY})
"""Families of which no name tells which end is the gravest."""

# --- the names of levels -------------------------------------------------------------------

_CALLED = (
    r"(?P<{0}>universal|additional|vulnerable|targeted|intensive|complex|specialist|acute|statutory"
    r"|enhanced|significant|substantial|severe|critical|emerging|multiple)"
)
_NOUNS = r"(?:level|tier|stage|band|step)"
_NAMED_LEVEL = re.compile(
    rf"\b{_NOUNS} (?P<n>[1-6]|I{{1,3}}|IV|one|two|three|four|five)(?:[\s,]*(?:\(|:|[–—-]|=|,|\||is"
    rf"|means|called|is called|known as|being))+[\s\"“‘']*(?:the )?{_CALLED.format('name')}\b"
    rf"|\b{_CALLED.format('name2')}(?: needs?| help| support| services?)?[\s\"”’']*(?:\(|,|is|=|:"
    rf"|[–—-])\s*(?:at )?{_NOUNS} (?P<n2>[1-6]|I{{1,3}}|IV|one|two|three|four|five)\b",
    re.IGNORECASE,
)


def _named_levels(area: Area) -> Iterator[Inconsistency]:
    """One name that stands for two levels."""
    given = {j.document.id: _names(area, j.document.id) for j in area.documents}
    for first, second in area.pairs():
        one, two = given[first.document.id], given[second.document.id]
        for name in sorted({f.subject for f in one} & {f.subject for f in two}):
            ours, theirs = ([f for f in side if f.subject == name] for side in (one, two))
            if {f.value for f in ours} & {f.value for f in theirs}:
                continue
            a, b = ours[0], theirs[0]
            yield inconsistency(
                _TYPE,
                {a.document: [a.span], b.document: [b.span]},
                severity=Severity.HIGH,
                summary=(
                    f"Which level is “{name}”: {a.value} ({area.name(a.document)}) or "
                    f"{b.value} ({area.name(b.document)})?"
                ),
                suggestion=_ONE_SCALE,
            )
            break


@told_once
def _names(area: Area, document: str) -> Iterator[Fact[int]]:
    """The numbers of the levels that a document names."""
    for span in area.sentences(document):
        if _OWN_SCALE.search(span.text) or re.search(r"\brisk\b", span.text, re.IGNORECASE):
            continue
        for match in _NAMED_LEVEL.finditer(span.text):
            named = grades(f"level {match['n'] or match['n2']}")
            if named and own_voice(span):
                name = (match["name"] or match["name2"]).casefold()
                yield Fact(name, named[0].rank, span)


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
    r"|(?:is|are)(?: to be)? (?:dealt with|met|managed|treated|regarded|handled|at|placed"
    r"|offered))\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|never|no|nor|cannot|neither)\b", re.IGNORECASE)
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
                    f"Where does {about} lie on the scale of need: at the level of child "
                    "protection "
                    f"({area.name(high.document)}) or of early help ({area.name(low.document)})?"
                ),
                suggestion=f"Agree at which level {about} is met, and who decides.",
            )


@told_once
def _placed(area: Area, document: str) -> Iterator[Fact[str]]:
    for span in area.sentences(document):
        text = span.text
        if span.passage.kind is BlockKind.TABLE_ROW:
            continue
        high, low = _HIGH.search(text), _LOW.search(text)
        if bool(high) == bool(low) or _NEGATED.search(text) or not own_voice(span):
            continue
        if high and _ALWAYS.search(text) and not re.search(r"\b(?:unless|may)\b", text):
            yield from (Fact(issue.value, "high", span) for issue in issues_in(text))
        elif low and _AS_A_RULE.search(text) and not _GRADED.search(text):
            yield from (Fact(issue.value, "low", span) for issue in issues_in(text))


# --- which grades of risk a panel or the front door takes ---------------------------------

_ADMITS = re.compile(
    r"\b(?:heard|hears?|discuss\w*|present\w*|refer\w*|consider\w*|listed|lists?|taken?|takes"
    r"|brought|accept\w*|sent|held|holds?|involve[sd]?|allocat\w+|goes?|passed|led|leads?"
    r"|responsible|steps? in|for)\b",
    re.IGNORECASE,
)
_FROM_THERE = re.compile(
    r"^\W*(?:or|and|to|risk or) (?:above|over|higher|more|upwards)\b|^\+", re.IGNORECASE
)
_NO_LOWER = re.compile(
    r"\b(?:only|not (?:until|unless)|reach(?:es|ed)?|meets?|from|at least|minimum of"
    r"|no(?:thing)? (?:lower|less) than)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_ANY_RISK = re.compile(r"\b(?:any|every|all) (?:level|grade)s? of risk\b", re.IGNORECASE)


def _admissions(area: Area) -> Iterator[Inconsistency]:
    """One panel or front door that takes cases from another grade of risk upwards."""
    given = {j.document.id: list(_admitted(area, j.document.id)) for j in area.documents}
    for first, second in area.pairs():
        one, two = given[first.document.id], given[second.document.id]
        for body in sorted({f.subject for f in one} & {f.subject for f in two}):
            ours = [f for f in one if f.subject == body]
            theirs = [f for f in two if f.subject == body]
            a, b = (min(side, key=lambda f: f.value.ranks) for side in (ours, theirs))
            if a.value.family != b.value.family or a.value.ranks[0] == b.value.ranks[0]:
                continue
            name = name_of(area, body)
            yield inconsistency(
                _TYPE,
                {a.document: [a.span], b.document: [b.span]},
                severity=Severity.MEDIUM,
                summary=(
                    f"From which risk upwards does a case go to {name}: {_named(a)} "
                    f"({area.name(a.document)}) or {_named(b)} ({area.name(b.document)})?"
                ),
                suggestion=f"Agree the least risk with which a case goes to {name}.",
            )


@told_once
def _admitted(area: Area, document: str) -> Iterator[Fact[Grade]]:
    """The least grade with which a case goes to a body, where a clause names one body.

    A level of need counts only where the clause says that it is the least.
    """
    for span in area.sentences(document):
        if span.passage.kind is BlockKind.TABLE_ROW:
            continue
        for part in parts(span):
            text = part.span.text
            named = [g for g in grades(text) if g.family in {RISK, LEVEL, COLOUR}]
            if _ANY_RISK.search(text):
                named = [Grade(0, 0, RISK, ("low",), (1,))]
            if not named or not _ADMITS.search(text) or _NEGATED.search(text):
                continue
            bodies = {body.value for body in bodies_of(area, part.span)}
            family = named[0].family
            if len(bodies) != 1 or any(g.family != family for g in named):
                continue
            least = min(named, key=lambda g: g.rank)
            bounded = (
                _FROM_THERE.search(text[least.end :])
                or _NO_LOWER.search(text[: least.start])
                or len(least.labels) > 1
            )
            if (family != LEVEL or bounded) and own_voice(part.span):
                yield Fact(
                    bodies.pop(), Grade(0, 0, family, least.labels, (min(least.ranks),)), part.span
                )
