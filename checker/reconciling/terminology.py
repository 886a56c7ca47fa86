"""Terminology: a word one document bars and another uses, one thing under two names, and the like.

Words that blame a child are not compared here: whether a document may use
them is a criterion of its own, and a matter of stance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from checker.model import AssertionStatus, BlockKind, Inconsistency, InconsistencyType, Severity
from checker.passages import assertion
from checker.reconciling.facts import Area, Span
from checker.reconciling.findings import inconsistency
from checker.reconciling.names import MEETINGS, OFFICES, acronyms
from checker.reconciling.normalise import fold

_TYPE = InconsistencyType.TERMINOLOGY
_NOT_MEANT = {AssertionStatus.REJECTED, AssertionStatus.HISTORICAL, AssertionStatus.EXAMPLE}
"""Where a word is not the document's own; in a reported view the words still are."""


def find(area: Area) -> Iterator[Inconsistency]:
    """Words barred here and used there, rival names for one thing, acronyms for two."""
    yield from _barred_here_used_there(area)
    yield from _rival_names(area)
    yield from _two_expansions(area)


# --- words that a sibling bars -----------------------------------------------------------

_BARS_NEXT = re.compile(
    r"\b(?:do|does|will|should|must|shall) (?:not|never) (?:\w+ )?(?:say|use|write|call|speak of"
    r"|describe|refer to|label)\b|\b(?:never|not) (?:say|use|write|call)\b|\bavoid(?:s|ing)?\b"
    r"|\b(?:not|never|no longer) (?:to )?(?:be )?(?:called|described|referred to|known|labelled)\b"
    r"|\b(?:rather than|instead of|in place of|not) (?=[\"“‘'])|^Nor (?:is|are|should|do)\b",
    re.IGNORECASE,
)
_BARS_BEFORE = re.compile(
    r"\b(?:is|are|should|must|may)(?: \w+)? (?:not|never|no longer) (?:to )?(?:be )?"
    r"(?:used|applied|written|acceptable)\b|\b(?:is|are|be) avoided\b",
    re.IGNORECASE,
)
_TO_AVOID = re.compile(r"\b(?:avoid|not say|don['’]t say|not use|not write)\b", re.IGNORECASE)
_QUOTED = re.compile(
    r"[\"“](?P<double>[A-Za-z][\w -]{2,40}?)[,.]?[\"”]"
    r"|(?<!\w)['‘](?P<single>[A-Za-z][\w -]{2,40}?)[,.]?['’](?!\w)"
    r"|\b(?:word|term|label|expression|phrase) (?P<plain>[a-z][\w-]{3,})\b"
)
_OF_ADULTS = ("perpetrator", "offender", "abuser", "aggressor")
"""What adults are rightly called: the word is another thing when a child is meant."""

_LABELS = re.compile(
    rf"(?:.* )?(?:{'|'.join(_OF_ADULTS)})"
    r"|nominal|absconder|runaway|juvenile|delinquent|prostitut(?:e|ion)|wannabe"
    r"|.+ (?:members?|associate|affiliate|worker|abuse|violence|pornography|prostitution|behaviour)"
)
_YOUNG = r"(?:young(?:er)?|juvenile|child|teenage|adolescent|youth|under-?18|under-?age)"
_OF_A_CHILD = re.compile(
    r"\b(?:whatever|regardless of|irrespective of|vary with|of that|of any)(?: \w+)? age\b"
    r"|\b(?:aged?|is|are) (?:1[0-7]|ten|eleven|twelve|(?:thir|four|fif|six|seven)teen)\b",
    re.IGNORECASE,
)
_IN_LAW = re.compile(
    r"\b(?:remand|recovery order|legal meaning|unlawfully at large|young offender institutions?"
    r"|young offenders? team|Rehabilitation of Offenders)\b",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"\b(?:use[sd]?|called|known as|referred to as|describe[sd]? as)\b", re.IGNORECASE
)
_SHOWN = 2
"""Most uses of a word that are quoted."""


def _barred_here_used_there(area: Area) -> Iterator[Inconsistency]:
    for judged in area.documents:
        barred: dict[str, Span] = {}
        for sentence in area.sentences(judged.document.id):
            for term in _terms_barred(sentence):
                barred.setdefault(term, sentence)
        patterns = {term: _use_of(term) for term in barred}
        for sibling in area.documents if barred else ():
            if sibling is judged:
                continue
            uses = {
                term: [s for s in area.sentences(sibling.document.id) if _uses(s, pattern)]
                for term, pattern in patterns.items()
            }
            if any(uses.values()):
                yield _barred_and_used(area, barred, uses)


def _terms_barred(sentence: Span) -> Iterator[str]:
    """The labels that a sentence or a table says are not to be used, folded, singular."""
    text, passage = sentence.text, sentence.passage
    if passage.kind is BlockKind.TABLE_ROW:
        for title, cell in zip(passage.header, passage.cells, strict=False):
            if _TO_AVOID.search(title):
                words = (fold(word).removesuffix("s") for word in re.split(r"[,;/]|\bor\b", cell))
                yield from (word for word in words if _LABELS.fullmatch(word))
        return
    after, before = _BARS_NEXT.search(text), _BARS_BEFORE.search(text)
    for match in _QUOTED.finditer(text):
        barred = (after and match.start() >= after.end()) or (
            before and match.end() <= before.start()
        )
        term = fold(match["double"] or match["single"] or match["plain"]).removesuffix("s")
        if barred and _LABELS.fullmatch(term):
            yield term


def _use_of(term: str) -> re.Pattern[str]:
    """Where a label is used of a child; what adults are called counts only of the young."""
    head = term.split()[-1]
    words = re.escape(term).replace(r"\ ", r"[\s-]+")
    if head in _OF_ADULTS:
        return re.compile(
            rf"\b{_YOUNG}[\s-]+(?:\w+[\s-]+)?{head}s?\b|\b(?P<adult>{head}s?)\b", re.IGNORECASE
        )
    return re.compile(rf"\b{words}s?\b(?! (?:sum|fee|amount|value|charge))", re.IGNORECASE)


def _uses(sentence: Span, pattern: re.Pattern[str]) -> bool:
    text = sentence.text
    match = pattern.search(text)
    if not match or _IN_LAW.search(text) or any(_terms_barred(sentence)):
        return False
    if match.groupdict().get("adult") and not _OF_A_CHILD.search(text):
        return False
    status = assertion(
        sentence.passage, sentence.start + match.start(), sentence.start + match.end()
    ).status
    if status is AssertionStatus.QUOTED:
        return bool(_SAYS_SO.search(text))
    return status not in _NOT_MEANT


def _of_each_paragraph(sentences: Sequence[Span]) -> list[Span]:
    """The first sentence of each paragraph."""
    first: dict[str, Span] = {}
    for sentence in sentences:
        first.setdefault(sentence.location.paragraph, sentence)
    return list(first.values())


def _barred_and_used(
    area: Area, barred: Mapping[str, Span], uses: Mapping[str, Sequence[Span]]
) -> Inconsistency:
    used = [term for term in barred if uses[term]]
    bars = [barred[term] for term in used]
    found = [span for term in used for span in _of_each_paragraph(uses[term])[:_SHOWN]]
    one, other = area.name(bars[0].document), area.name(found[0].document)
    words = " and ".join(f"“{term}”" for term in used)
    return inconsistency(
        _TYPE,
        {bars[0].document: bars, found[0].document: found},
        severity=Severity.MEDIUM,
        summary=f"Should {words} be said of a child? {one} says not; {other} says it.",
        suggestion=f"Agree the words for a child in every document; take {words} out of {other}.",
    )


# --- one thing under two names -----------------------------------------------------------

_RIVALS: Mapping[str, Mapping[str, str]] = {
    "abuse of one child by another": {
        "peer-on-peer abuse": r"(?i:peer[- ]on[- ]peer)",
        "child-on-child abuse": r"(?i:child(?:ren)?[- ]on[- ]child(?:ren)?)",
    },
    "sexual behaviour that harms": {
        "harmful sexual behaviour": r"(?i:harmful sexual behaviour)",
        "sexually harmful behaviour": r"(?i:sexually harmful behaviour)",
        "harmful sexualised behaviour": r"(?i:harmful sexuali[sz]ed behaviour)",
    },
    "the police check on a child who is back": {
        "safe and well check": r"(?i:safe and well (?:check|visit|interview))",
        "prevention interview": r"(?i:prevention (?:interview|check))",
        "vulnerability interview": r"(?i:vulnerability (?:interview|check))",
    },
    "the thresholds document": {
        "Threshold Document": r"Thresholds? Document",
        "Continuum of Need": r"Continuum of (?:Need|Help)\w*",
        "Thresholds for Help and Protection": r"Thresholds? for [A-Z]\w+",
        "Threshold of Need": r"Thresholds? of Need",
        "Levels of Need": r"Levels of Need",
        "Windscreen of Need": r"Windscreen of [A-Z]\w+",
    },
}
"""Things that have one name in a document and may have another in its sibling."""


def _rival_names(area: Area) -> Iterator[Inconsistency]:
    for thing, names in _RIVALS.items():
        used = {
            judged.document.id: _names_used(area, judged.document.id, names)
            for judged in area.documents
        }
        for first, second in area.pairs():
            one, two = used[first.document.id], used[second.document.id]
            if one and two and not set(one) & set(two):
                yield _two_names(area, thing, one, two)


def _names_used(area: Area, document: str, names: Mapping[str, str]) -> dict[str, Span]:
    """The names a document has for a thing, with the first sentence of each; old names count."""
    found: dict[str, Span] = {}
    for name, words in names.items():
        pattern = re.compile(rf"(?<![\w-]){words}(?![\w-])")
        if pattern.search(area.get(document).document.text):
            first = next((s for s in area.sentences(document) if pattern.search(s.text)), None)
            if first:
                found[name] = first
    return found


def _two_names(
    area: Area, thing: str, one: Mapping[str, Span], two: Mapping[str, Span]
) -> Inconsistency:
    sides = [(name, span) for names in (one, two) for name, span in list(names.items())[:1]]
    ways = [f"“{name}” ({area.name(span.document)})" for name, span in sides]
    return inconsistency(
        _TYPE,
        {span.document: [span] for _, span in sides},
        severity=Severity.LOW,
        summary=f"Is {thing} called {ways[0]} or {ways[1]}?",
        suggestion=f"Agree one name for {thing}, and use it in every document.",
    )


# --- one acronym for two things ----------------------------------------------------------

_BODY = re.compile(rf".*\b(?:{MEETINGS}|{OFFICES})", re.IGNORECASE)
_SMALL = frozenset({"of", "the", "and", "for", "a", "child", "children", "young", "people"})


def _two_expansions(area: Area) -> Iterator[Inconsistency]:
    """Acronyms of tools, forms and topics; those of bodies are compared as panels."""
    written: dict[str, dict[str, tuple[str, Span]]] = {}
    for judged in area.documents:
        known = written.setdefault(judged.document.id, {})
        for sentence in area.sentences(judged.document.id):
            for short, long in acronyms(sentence.text).items():
                if not _BODY.fullmatch(long):
                    known.setdefault(short, (long, sentence))
    for first, second in area.pairs():
        one, two = written[first.document.id], written[second.document.id]
        for short in sorted(set(one) & set(two)):
            if not _alike(one[short][0], two[short][0]):
                yield _one_acronym(area, short, one[short], two[short])


def _alike(one: str, two: str) -> bool:
    first, second = ({*fold(long).split()} - _SMALL for long in (one, two))
    return 2 * len(first & second) > min(len(first), len(second))


def _one_acronym(
    area: Area, short: str, one: tuple[str, Span], two: tuple[str, Span]
) -> Inconsistency:
    ways = [f"“{long}” ({area.name(span.document)})" for long, span in (one, two)]
    return inconsistency(
        _TYPE,
        {span.document: [span] for _, span in (one, two)},
        severity=Severity.LOW,
        summary=f"What does {short.upper()} stand for: {ways[0]} or {ways[1]}?",
        suggestion=f"Keep {short.upper()} for one of the two, and write the other out.",
    )
