"""Definitions: the same term with another source, another date, another age or another text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model import (
    AssertionStatus,
    BlockKind,
    Inconsistency,
    InconsistencyType,
    Issue,
    Severity,
)
from checker.passages import assertion
from checker.reconciling.facts import Area, Fact, Span
from checker.reconciling.findings import inconsistency
from checker.reconciling.normalise import AgeRange, ages

_TERMS = {
    "child sexual exploitation": r"(?:child )?sexual exploitation|CSE",
    "child criminal exploitation": r"(?:child )?criminal exploitation|CCE",
    "domestic abuse": r"domestic (?:violence and abuse|abuse and violence|abuse|violence)|DVA",
    "harmful sexual behaviour": (
        r"harmful sexual(?:i[sz]ed)? behaviour|sexually harmful behaviour|HSB"
    ),
    "a gang": r"(?:street |urban )?gang",
    "serious youth violence": r"serious youth violence|SYV",
    "county lines": r"county lines",
    "missing": r"missing",
    "a looked after child": r"looked[- ]after child(?:ren)?",
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
        ("2004", r"between adults|(?:aged|over) 18|18 (?:years )?(?:or|and) over"),
    ),
    "missing": (
        ("2017", r"missing until located"),
        ("2013", r"out of character"),
    ),
}
"""National definitions by the year they were made, and the words that give each away."""

_YEARS_MADE = {
    "child sexual exploitation": {"2000", "2009", "2017"},
    "domestic abuse": {"2004", "2005", "2012", "2013", "2021"},
}
"""Years that name a national definition where its words are not repeated."""

_LOCAL = {"harmful sexual behaviour", "a gang", "serious youth violence", "county lines", "missing"}
"""Terms whose definitions are compared word for word, where no edition tells them apart."""

_ALIKE = 0.2
"""Least share of common words in two paraphrases of one definition.

Paraphrases of one national definition in six documents shared 0.32 to 1.0 of
the shorter one's content words.
"""

_FULL = 10
"""Least content words of a definition that can be compared by its words."""

_KEYS = tuple(_TERMS)
_NAMES = "|".join(f"(?P<t{n}>{words})" for n, words in enumerate(_TERMS.values()))
_TERM = re.compile(rf"(?<![\w-])(?:{_NAMES})(?![\w-])", re.IGNORECASE)
_DEFINES = re.compile(
    r"\bdefin(?:es|ed|ition)\b"
    r"|(?<!by )(?<!this )(?<!that )(?<!which )\bmeans(?! (?:that|of|them|him|her)\b)"
    r"|\bha(?:s|ve) (?:the|its) meaning\b|\bwe mean\b"
    r"|\b(?:is|are) (?:taken|understood) (?:here |now )?to (?:be|mean|occur|include|cover)\b"
    r"|\b(?:is|are) used (?:here |in this \w+ )?(?:for|in the sense of)\b",
    re.IGNORECASE,
)
_STATES = re.compile(
    rf"(?:^|, |\b(?:guidance|protocol|procedure|policy|strategy|document|chapter) )(?:an? |the )?"
    rf"[\"“‘']?(?:{_NAMES})[\"”’']?(?:,? (?:for|in|under|of) [\w ,'’]{{2,40}}?)?,? "
    r"(?:is|involves|occurs|happens|refers to)\b(?= (?:an?|any\w*|the|when|where|situations?"
    r"|relationships?|contexts?|if|some\w*|every\w*|sexual|behaviour"
    r"|(?:\w+ ){1,3}(?:in which|where|whereby))\b|:)",
    re.IGNORECASE,
)
_GLOSSES = re.compile(
    rf"^(?:an? )?[\"“‘']?(?:{_NAMES})[\"”’']?(?: \([A-Z]+\))?\s*(?:[:.|]|\s[–—-])\s", re.IGNORECASE
)
_GLOSSARY = re.compile(r"\b(?:term|word|mean|definition|abbreviation|acronym)", re.IGNORECASE)
_WITHDRAWN = re.compile(
    r"\b(?:withdrawn|superseded|no longer|must not be (?:copied|used)|replaced by|earlier|previous"
    r"|former(?:ly)?|used to (?:be|say|speak)|had (?:spoken|said|been)|fall(?:s|ing)? outside"
    r"|not come within)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NOT_NOW = {AssertionStatus.HISTORICAL, AssertionStatus.EXAMPLE}
_LENGTH = 4
"""Sentences of a paragraph that belong to a definition, from the one that opens it."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What a document takes a term to mean.

    ``editions`` are the years of the national definitions it uses, ``ages`` the
    ages it names, ``words`` the beginnings of its content words. ``shown`` are
    the sentences to quote; ``exact`` says that its own words, and not a year
    alone, tell its edition.
    """

    editions: frozenset[str]
    ages: frozenset[AgeRange]
    words: frozenset[str]
    shown: tuple[Span, ...]
    exact: bool


def find(area: Area) -> Iterator[Inconsistency]:
    """Terms that two documents define in ways that cannot both be meant."""
    given = {j.document.id: tuple(definitions(area, j.document.id)) for j in area.documents}
    for first, second in area.pairs():
        ours, theirs = given[first.document.id], given[second.document.id]
        for term in _KEYS:
            one = [f for f in ours if f.subject == term]
            two = [f for f in theirs if f.subject == term]
            if one and two and (differ := _differ(term, one, two)):
                yield _difference(area, term, *differ)


# --- what a document defines -------------------------------------------------------------


def definitions(area: Area, document: str) -> Iterator[Fact[Definition]]:
    """The terms that a document defines, each with what it takes it to mean."""
    for paragraph in _paragraphs(area, document):
        for index, sentence in enumerate(paragraph):
            cue = _cue(sentence)
            if not cue:
                continue
            body = [s for s in paragraph[index : index + _LENGTH] if not _WITHDRAWN.search(s.text)]
            term = _term(area, sentence, cue, body)
            if term:
                yield Fact(term, _definition(term, body), sentence)
                break


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


def _cue(sentence: Span) -> re.Match[str] | None:
    """The words that make a sentence a definition in force."""
    text = sentence.text
    if sentence.passage.kind is not BlockKind.TABLE_ROW:
        cue = _GLOSSES.search(text) or _DEFINES.search(text) or _STATES.search(text)
    else:
        glossary = _GLOSSARY.search(" ".join(sentence.passage.header))
        cue = _GLOSSES.search(text) if glossary else None
    if not cue or _WITHDRAWN.search(text):
        return None
    position = sentence.start + cue.start()
    if assertion(sentence.passage, position, position + 1).status in _NOT_NOW:
        return None
    return cue


def _term(area: Area, sentence: Span, cue: re.Match[str], body: Sequence[Span]) -> str:
    """What is defined: the last term before the cue, else the next, else the issue itself."""
    near = list(_TERM.finditer(sentence.text))
    if near:
        return _key(min(near, key=lambda m: (m.start() > cue.end(), abs(m.start() - cue.start()))))
    if not cue.group().casefold().startswith("defin"):
        return ""
    for following in body[1:]:
        if match := _TERM.search(following.text):
            return _key(match)
    issue = area.issue(sentence.document)
    return _ISSUE_TERMS[issue] if issue else ""


def _key(match: re.Match[str]) -> str:
    return next(term for n, term in enumerate(_KEYS) if match[f"t{n}"])


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
    return Definition(
        frozenset(editions),
        # what follows the first sentence speaks of the consequences, at other ages too
        frozenset(found.value for found in ages(body[0].text)),
        frozenset(w[:6] for w in re.findall(r"[a-z]{3,}", text.casefold()) if w not in _EVERYDAY),
        tuple(shown),
        exact,
    )


_EVERYDAY = frozenset(
    {"the", "and", "are", "that", "which", "who", "for", "may", "has", "have", "this", "any"}
    | {"with", "not", "from", "their", "they", "was", "were", "will", "such", "other", "one"}
    | {"his", "her", "but", "where", "when", "what", "can", "also", "does", "being", "been"}
    | {"into", "than", "its", "all"}
)


# --- where two documents differ ----------------------------------------------------------

_Differing = tuple[str, Fact[Definition], Fact[Definition]]


def _differ(
    term: str, ours: Sequence[Fact[Definition]], theirs: Sequence[Fact[Definition]]
) -> _Differing | None:
    """The first thing the definitions differ in, with the two that show it; None: they agree."""
    dated = [[f for f in side if f.value.editions] for side in (ours, theirs)]
    if all(dated):
        used = [{year for f in side for year in f.value.editions} for side in dated]
        # the one that gives the words is quoted rather than one that gives a year
        best = [min(side, key=lambda f: not f.value.exact) for side in dated]
        return None if used[0] & used[1] else ("source", best[0], best[1])
    aged = [[f for f in side if f.value.ages] for side in (ours, theirs)]
    if all(aged):
        named = [{age for f in side for age in f.value.ages} for side in aged]
        return None if named[0] & named[1] else ("ages", aged[0][0], aged[1][0])
    full = [[f for f in side if len(f.value.words) >= _FULL] for side in (ours, theirs)]
    if term in _LOCAL and all(full):
        alike = max(
            _overlap(one.value.words, two.value.words) for one in full[0] for two in full[1]
        )
        return None if alike >= _ALIKE else ("words", full[0][0], full[1][0])
    return None


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
    return inconsistency(
        InconsistencyType.DEFINITION,
        {fact.document: fact.value.shown for fact in (one, two)},
        severity=Severity.LOW if aspect == "words" else Severity.MEDIUM,
        summary=f"Which definition of {term} is meant: {ways[0]} or {ways[1]}?",
        suggestion=f"Agree one definition of {term}, with its source and date, for every document.",
    )
