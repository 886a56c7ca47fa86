"""Levels of need: which way they run, how many there are, and where a kind of harm lies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.model import BlockKind, Inconsistency, InconsistencyType, Issue, Severity
from checker.reconciling.doors import bodies_of, name_of
from checker.reconciling.facts import Area, Fact, own_voice
from checker.reconciling.findings import inconsistency
from checker.reconciling.normalise import NUMBER, number
from checker.reconciling.topics import issues_in

_TYPE = InconsistencyType.THRESHOLD
_ONE_SCALE = "Agree one scale of levels, taken from the area's thresholds document."


def find(area: Area) -> Iterator[Inconsistency]:
    """Scales that run two ways or have another number of levels, and harm placed differently."""
    yield from _scales(area)
    yield from _numbers_of_levels(area)
    yield from _placements(area)
    yield from _admissions(area)


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
            suggestion=_ONE_SCALE,
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
    r"|\b(?P<noun3>levels?|tiers?|stages?) (?:1|one) to (?:level |tier |stage )?(?P<n3>\d|three"
    r"|four|five)\b",
    re.IGNORECASE,
)
_OF_NEED = re.compile(
    r"\b(?:levels?|tiers?|stages?|continuum|spectrum|windscreen|thresholds?)(?: of)? (?:need"
    r"|help|support"
    r"|intervention|vulnerability)\b|\b(?:continuum|windscreen|threshold (?:document|guidance))\b"
    r"|\bneeds? of (?:a |the )?child|\b(?:tiers?|levels?|stages?) of (?:\w+ )?(?:need"
    r"|intervention)",
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
            suggestion=_ONE_SCALE,
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

_GRADES = re.compile(
    r"\b(?P<first>low|medium|high|standard)(?:(?:,? (?:and|or|to)|,|/) (?P<second>medium"
    r"|high))?[- ]"
    r"(?:risk|level|graded?)\b|\b(?:any|every|all) (?:level|grade)s? of risk\b",
    re.IGNORECASE,
)
_ADMITS = re.compile(
    r"\b(?:heard|hears?|discuss\w*|present\w*|refer\w*|consider\w*|listed|lists?|taken|takes"
    r"|brought|accept\w*|sent)\b",
    re.IGNORECASE,
)
_LOWEST = ("low", "standard", "medium", "high")


def _admissions(area: Area) -> Iterator[Inconsistency]:
    """One panel or front door that takes cases from another grade of risk upwards."""
    given = {j.document.id: list(_admitted(area, j.document.id)) for j in area.documents}
    for first, second in area.pairs():
        one, two = given[first.document.id], given[second.document.id]
        for body in sorted({f.subject for f in one} & {f.subject for f in two}):
            ours = [f for f in one if f.subject == body]
            theirs = [f for f in two if f.subject == body]
            a, b = (min(side, key=lambda f: _LOWEST.index(f.value)) for side in (ours, theirs))
            if a.value == b.value:
                continue
            name = name_of(area, body)
            yield inconsistency(
                _TYPE,
                {a.document: [a.span], b.document: [b.span]},
                severity=Severity.MEDIUM,
                summary=(
                    f"From which risk upwards does a case go to {name}: {a.value} "
                    f"({area.name(a.document)}) or {b.value} ({area.name(b.document)})?"
                ),
                suggestion=f"Agree the least risk with which a case goes to {name}.",
            )


def _admitted(area: Area, document: str) -> Iterator[Fact[str]]:
    """The least grade of risk with which a case goes to a body, where a sentence names one body."""
    for span in area.sentences(document):
        text = span.text
        grades = list(_GRADES.finditer(text))
        bodies = {body.value for body in bodies_of(area, span)} if grades else set()
        if len(bodies) != 1 or not _ADMITS.search(text) or _NEGATED.search(text):
            continue
        if span.passage.kind is not BlockKind.TABLE_ROW and own_voice(span):
            words = {(m["first"] or "low").casefold() for m in grades}
            yield Fact(bodies.pop(), min(words, key=_LOWEST.index), span)
