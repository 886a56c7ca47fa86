"""Governance: who is accountable for what, and to whom, where two documents name two bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checker.model import BlockKind, Inconsistency, InconsistencyType, Issue, Severity
from checker.reconciling.answers import Statement, clashes, other_people, statements
from checker.reconciling.facts import Area, Fact, Span, own_voice, told_once
from checker.reconciling.findings import inconsistency
from checker.reconciling.likeness import likeness as weighed
from checker.reconciling.normalise import Found, fold
from checker.reconciling.subjects import subject
from checker.reconciling.topics import issues_in

_TYPE = InconsistencyType.GOVERNANCE
_CRITERION = "audit/governance"

Body = frozenset[str]
"""A body's name, reduced to the words that tell it from others."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of accountability that a sentence states.

    ``bodies`` are accountable, a parent body beside its sub-group; ``shown`` is
    the name as written. ``work`` says what for; it is empty where a body (the
    fact's subject) accounts to another.
    """

    bodies: frozenset[Body]
    shown: str
    work: frozenset[str] = frozenset()


def find(area: Area) -> Iterator[Inconsistency]:
    """Two bodies accountable for the same work, or one body accounting to two."""
    given = {j.document.id: tuple(lines(area, j.document.id)) for j in area.documents}
    said = {j.document.id: _answering(area, j.document.id) for j in area.documents}
    likeness = weighed(area)
    for first, second in area.pairs():
        one, two = given[first.document.id], given[second.document.id]
        found = [*_for_the_same_work(area, one, two), *_by_the_same_body(area, one, two)]
        yield from found
        if not found:
            ours, theirs = said[first.document.id], said[second.document.id]
            for a, b in clashes(likeness, ours, theirs, other_people, _LIKE):
                yield _two_answers(area, a, b)


_ANSWERS = re.compile(
    r"\b(?:accountab\w+|answerable|answers? (?:for|to)|responsib\w+|owns|owned|ownership|overse\w+"
    r"|oversight|reports? (?:\w+ )?to|reporting to|governance|strategic lead\w*|portfolio|budget"
    r"|sign(?:s|ed)? off|to account|monitors?|last word|final|governed|in charge|buck stops"
    r"|holds? the ring|sponsor\w*|steers?|led by|leads? (?:on|for))\b",
    re.IGNORECASE,
)
"""Words of a sentence that says who answers for something."""
_LIKE = 0.4
"""Least likeness of two sentences that say who answers for one thing."""


def _two_answers(area: Area, one: Statement, two: Statement) -> Inconsistency:
    names = [f"{s.shown} ({area.name(s.span.document)})" for s in (one, two)]
    return inconsistency(
        _TYPE,
        {s.span.document: [s.span] for s in (one, two)},
        severity=Severity.MEDIUM,
        summary=f"Who answers for the same thing: {names[0]} or {names[1]}?",
        suggestion="Agree one who answers for it, and what the other is told.",
        criterion=_CRITERION,
    )


# --- lines of accountability -------------------------------------------------------------

_FOR = re.compile(
    r"\b(?:accountable|answerable|(?:accountable|lead|responsible) (?:body|board|partnership))\s+"
    r"(?:(?:to|before) [^.;]{3,60}? )?for\b"
    r"|\bresponsible for (?:(?:the )?(?:overseeing|oversight of|leading|leadership of)|the "
    r"response to"
    r"|all|the whole)\b|\boversees\b"
    r"|\bowns(?: and is (?:responsible|accountable) for)?\b"
    r"|\bholds? (?:\w+ ){1,3}to account for\b|\bleads? (?:strategically )?on\b"
    r"|\b(?:holds?|has|have|carr(?:y|ies)|takes?) (?:the )?(?:overall|lead|strategic|final|ultimate"
    r"|sole)? ?(?:responsibility|accountability) for\b"
    r"|\b(?:strategic|overall) oversight (?:of|for)\b",
    re.IGNORECASE,
)
_RESTS = re.compile(
    r"\b(?:(?:accountability|(?:(?:overall|lead|strategic|final|ultimate) )?responsibility) for"
    r"|(?:governance|ownership|oversight|(?:overall|strategic) (?:oversight|leadership))"
    r" (?:of|for))\b"
    r"(?P<what>[^.;]{3,120}?)\b(?:rests?|lies?|sits?|belongs?|is (?:held|provided)) (?:with|by"
    r"|to)\b",
    re.IGNORECASE,
)
_OVERSEEN = re.compile(
    r"\b(?P<what>(?:response|work|approach|action)\b[^.;]{3,80}?) (?:is|are) (?:overseen|led"
    r"|directed"
    r"|governed|owned) by\b",
    re.IGNORECASE,
)
_BODY_IS = re.compile(
    r"^(?:The |Our )?(?:accountable|lead|responsible) (?:body|board|partnership) for "
    r"(?P<what>[^.;]{3,80}?)"
    r" (?:is|remains)\b(?! accountable)",
    re.IGNORECASE,
)
"""The body comes last: "the accountable body for exploitation is the Partnership"."""
_TO = re.compile(
    r"\b(?:accountable|answerable)\b(?: \w+){0,3} to\b|\banswers? to\b"
    r"|\breports? (?:\w+ )?(?:go|goes|are (?:sent|made)|is (?:sent|made)) to\b"
    r"|\baccounts?(?: for [\w ]{2,20})? to\b|\b(?:is|are) (?:overseen|governed) by\b"
    r"|\bunder the (?:governance|oversight) of\b"
    r"|\breports?(?: in)?(?: (?:quarterly|monthly|annually|yearly|directly|every|each|once|twice"
    r"|a|one|two"
    r"|three|four|six|times|months?|quarter|year))* ?(?:in)?to\b",
    re.IGNORECASE,
)
_INFORMED = re.compile(
    r"\bfor information\b|\bcop(?:y|ies|ied)\b|\binformed\b|\bannual report\b", re.IGNORECASE
)
_ITSELF = re.compile(
    r"\bthis (?:strategy|protocol|procedure|policy|guidance|chapter|document|plan|work)\b",
    re.IGNORECASE,
)
_EVERY_EXPLOITATION = re.compile(
    r"\bexploitation,? [\w ]*\bcriminal\b|\b(?:child|all|every|any)(?: forms? of)? exploitation\b",
    re.IGNORECASE,
)
_CRIMINAL = re.compile(
    r"\b(?:child )?criminal(?:ly)?(?: and sexual)? exploit\w+(?: of children)?|\bCCE\b|\bcounty "
    r"lines\b",
    re.IGNORECASE,
)
_OBJECT_ENDS = re.compile(r"; |,? and (?:it |will |approves|receives|reports|is )|, which ")
_IT = re.compile(r"\s+it\b", re.IGNORECASE)


@told_once
def _answering(area: Area, document: str) -> list[Statement]:
    """The sentences on who answers for a thing."""
    return statements(area, document, _ANSWERS)


@told_once
def lines(area: Area, document: str) -> Iterator[Fact[Line]]:
    """The lines of accountability that a document states."""
    sentences = area.sentences(document)
    for index, sentence in enumerate(sentences):
        if sentence.passage.kind is not BlockKind.TABLE_ROW:
            yield from _responsible(area, sentence)
            yield from _reporting(area, sentences, index)


def _responsible(area: Area, sentence: Span) -> Iterator[Fact[Line]]:
    """Who is accountable for what."""
    text = sentence.text
    if rests := _RESTS.search(text) or _BODY_IS.search(text) or _OVERSEEN.search(text):
        names, work, cue = _names(area, sentence, rests.end()), rests["what"], rests
    elif stands := _FOR.search(text):
        names = _names(area, sentence, 0, stands.start())[::-1]
        work, cue = _OBJECT_ENDS.split(text[stands.end() :])[0], stands
    else:
        return
    given = _work(work, area.issue(sentence.document))
    governed = area.names.mentions(sentence.document, work)
    if governed and names and own_voice(sentence.within(cue.start(), cue.end())):
        # "governance of the HSB Panel is provided by ..." is a line from that panel
        line = Line(_reduced(area, sentence, names), names[0])
        yield Fact(governed[0].value, line, sentence)
        return
    if names and given and own_voice(sentence.within(cue.start(), cue.end())):
        yield Fact("", Line(_reduced(area, sentence, names), names[0], given), sentence)


def _work(text: str, own: Issue | None) -> frozenset[str]:
    """What a body is accountable for; criminal exploitation is apart from gangs and violence."""
    criminal = _CRIMINAL.search(text) is not None
    issues = set(issues_in(_CRIMINAL.sub(" ", text)))
    if _EVERY_EXPLOITATION.search(text):
        issues.add(Issue.CSE)
        criminal = True
    if own and _ITSELF.search(text):
        issues.add(own)
    work = {issue.wording for issue in issues}
    return frozenset(work | {"child criminal exploitation"} if criminal else work)


def _reporting(area: Area, sentences: Sequence[Span], index: int) -> Iterator[Fact[Line]]:
    """Which panel accounts to whom; "it" is the first body of the sentence before."""
    sentence, before = sentences[index], sentences[index - 1] if index else None
    told = False
    heard: set[str] = set()

    def mentions(text: str) -> list[Found[str]]:
        """The bodies of a text, without the one that is reported to."""
        named = area.names.mentions(sentence.document, text)
        return [name for name in named if name.value not in heard]

    for cue in _TO.finditer(sentence.text):
        if told and _IT.match(sentence.text[cue.end() :]):
            continue
        told = True
        heard = {
            name.value
            for name in area.names.mentions(sentence.document, sentence.text)
            if name.start >= cue.end()
        }
        accounting = subject(sentences, index, cue.start(), mentions)
        names = _names(area, sentence, cue.end())
        if before and _IT.match(sentence.text[cue.end() :]):
            names = _names(area, before, 0)
        if not accounting or not names or _INFORMED.search(sentence.text):
            continue
        if own_voice(sentence.within(cue.start(), cue.end())):
            line = Line(_reduced(area, sentence, names), names[0])
            yield Fact(accounting[0], line, sentence)


# --- the names of governing bodies -------------------------------------------------------

_HEAD = re.compile(
    r"\b(?:board|partnership|executive|committee|sub-?group|group|cabinet|forum|council|director"
    r"|safeguarding partners|CSP|[A-Z]*SC[BP])\b",
    re.IGNORECASE,
)
_CAPITAL = r"[A-Z][\w'’&-]*"
_NAME = re.compile(
    rf"\b(?i:(?:lead |delegated |statutory )?safeguarding partners)\b"
    rf"|(?<![\w-]){_CAPITAL}(?: +(?:(?:of|for|and|on|against) +(?:the +)?)?{_CAPITAL})*"
)
_LEADING = re.compile(r"^(?:The|This|In|And|Its|Our|Overall)\s+")
_PARENT = re.compile(r" +of +the +|(?:(?<=Board)|(?<=Partnership)|(?<=Council))['’]s +")
_SYNONYMS = {
    "csp": "community safety",
    "safer": "community safety",
    "lscb": "safeguarding children",
    "lscp": "safeguarding children",
    "scp": "safeguarding children",
    "subgroup": "sub group",
}
"""Short names; "Safer Eastmere Partnership" is what a community safety partnership is called."""

_EMPTY = frozenset(
    {"the", "board", "partnership", "and", "of", "for", "local", "county", "council"}
)


def _names(area: Area, span: Span, start: int, end: int | None = None) -> list[str]:
    """The governing bodies that part of a sentence names, as written, in order."""
    stop = len(span.text) if end is None else end
    names = [_LEADING.sub("", m.group()) for m in _NAME.finditer(span.text, start, stop)]
    return [_full(area, span, name) for name in names if _HEAD.search(name)]


def _full(area: Area, span: Span, name: str) -> str:
    """What "the Board" stands for: the name it is short for, else the last that ends so."""
    if " " in name:
        return name
    if written := area.names.expansion(span.document, name):
        return written
    text = area.get(span.document).document.text
    short = re.compile(rf"\s*\(\W?(?:the )?{re.escape(name)}\W?\)")
    names = [m for m in _NAME.finditer(text) if m.group().endswith(f" {name}")]
    for match in names:
        if short.match(text[match.end() :]):
            return _LEADING.sub("", match.group())
    earlier = [m.group() for m in names if m.start() < span.location.end]
    return _LEADING.sub("", earlier[-1]) if earlier else name


def _reduced(area: Area, span: Span, names: Iterable[str]) -> frozenset[Body]:
    """The names without what they share with others; a parent body is a body of its own."""
    places = {word for judged in area.documents for word in fold(judged.document.area).split()}
    found = set()
    for name in names:
        for part in _PARENT.split(name):
            full = re.sub(r"\bpartners\b", "children", fold(_full(area, span, part)))
            words = " ".join(_SYNONYMS.get(word, word) for word in full.split())
            found.add(frozenset(words.split()) - _EMPTY - places)
    return frozenset(body for body in found if body)


def _same(one: Iterable[Body], two: Iterable[Body]) -> bool:
    """Whether some body of one line may be a body of the other, more fully named."""
    return any(a <= b or b <= a for a in one for b in two)


# --- what is reported --------------------------------------------------------------------


def _for_the_same_work(
    area: Area, ours: Sequence[Fact[Line]], theirs: Sequence[Fact[Line]]
) -> Iterator[Inconsistency]:
    apart = []
    for work in sorted({work for fact in ours for work in fact.value.work}):
        one = {b for f in ours if work in f.value.work for b in f.value.bodies}
        two = {b for f in theirs if work in f.value.work for b in f.value.bodies}
        if one and two and not _same(one, two):
            apart.append(work)
    if apart:
        sides = [[f for f in side if f.value.work & set(apart)] for side in (ours, theirs)]
        what = " and ".join(apart)
        asked = f"Who is accountable for {what}"
        yield _apart(area, *sides, asked=asked, line=f"one body accountable for {what}")


def _by_the_same_body(
    area: Area, ours: Sequence[Fact[Line]], theirs: Sequence[Fact[Line]]
) -> Iterator[Inconsistency]:
    for body in sorted({f.subject for f in ours if f.subject}):
        one = [f for f in ours if f.subject == body]
        two = [f for f in theirs if f.subject == body]
        if two and not any(_same(a.value.bodies, b.value.bodies) for a in one for b in two):
            who = f"the {area.names.display(body)}"
            asked = f"To whom does {who} account"
            yield _apart(area, one, two, asked=asked, line=f"one line of accountability for {who}")


def _apart(
    area: Area,
    ours: Sequence[Fact[Line]],
    theirs: Sequence[Fact[Line]],
    *,
    asked: str,
    line: str,
) -> Inconsistency:
    one, two = (f"the {f.value.shown} ({area.name(f.document)})" for f in (ours[0], theirs[0]))
    return inconsistency(
        _TYPE,
        {side[0].document: [f.span for f in side] for side in (ours, theirs)},
        severity=Severity.MEDIUM,
        summary=f"{asked}: {one} or {two}?",
        suggestion=f"Agree {line}, and what the other body is told.",
        criterion=_CRITERION,
    )
