"""Currency: one document follows what its sibling knows to be superseded, or another edition.

Or the one goes by a body, an assessment or a definition, and the other by what took its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model import (
    AssertionStatus,
    Inconsistency,
    InconsistencyType,
    Outcome,
    Severity,
    Zone,
)
from checker.passages import assertion
from checker.reconciling.definitions import definitions
from checker.reconciling.facts import Area, Fact, Span, own_voice, sentences_of, told_once
from checker.reconciling.findings import inconsistency
from checker.reconciling.generations import DEFINED, Generation, generations
from checker.reconciling.meetings import is_panel
from checker.reconciling.normalise import fold

_TYPE = InconsistencyType.CURRENCY
_CRITERION = "currency/superseded-guidance"


def find(area: Area) -> Iterator[Inconsistency]:
    """Different editions of one national paper, and use of what a sibling says has ended."""
    told: set[frozenset[tuple[str, str]]] = set()
    for difference in (*_editions(area), *_ended(area), *_generations(area)):
        # one place of each document is asked about once
        places = frozenset((e.document, e.location.paragraph) for e in difference.evidence)
        if places not in told:
            told.add(places)
            yield difference


# --- editions ----------------------------------------------------------------------------

_SERIES = {
    "Working Together to Safeguard Children": (
        r"working together(?: to safeguard(?: and promote the welfare of)? children)?"
    ),
    "Keeping Children Safe in Education": r"keeping children safe in education|KCSIE",
    "the statutory guidance on missing children": (
        r"(?:statutory )?guidance on children (?:and young people )?who (?:run away|go missing"
        r"|are missing)(?: (?:and|or|from|go|going|missing|run|away|home|care))*"
    ),
    "the statutory guidance on domestic abuse": (
        r"domestic abuse (?:act )?(?:2021:? )?statutory guidance"
    ),
    "the London CSE protocol": (
        r"(?:pan-)?london (?:child )?(?:sexual )?exploitation (?:operating )?protocol"
    ),
    "the county lines guidance": (
        r"criminal exploitation of children and vulnerable adults(?:: county lines(?: guidance)?)?"
        r"|county lines (?:statutory |national )?(?:guidance|guide)"
    ),
    "the Prevent duty guidance": r"prevent duty(?: statutory)? guidance",
    "the guide on child sexual exploitation": (
        r"child sexual exploitation:? definition and (?:a )?guide(?: for practitioners)?"
    ),
    "Achieving Best Evidence": r"achieving best evidence(?: in criminal proceedings)?",
    "the victims' code": (
        r"(?:code of practice for victims(?: of crime)?|victims['’]? code(?: of practice)?)"
    ),
    "the guidance on modern slavery": r"modern slavery:?(?: act)?(?: 2015)? statutory guidance",
    "the guidance on the serious violence duty": r"serious violence duty(?: statutory)? guidance",
    "the guidance on female genital mutilation": (
        r"(?:multi-agency )?(?:statutory )?guidance on (?:FGM|female genital mutilation)"
    ),
    "the guidance on searching": r"searching,? screening and confiscation",
    "the guidance on exclusions": (
        r"(?:school )?(?:suspension|exclusion)s?(?: and permanent exclusion)? guidance"
    ),
    "What to do if you're worried a child is being abused": (
        r"what to do if you['’]re worried a child is being abused"
    ),
    "the Information Sharing advice": (
        r"information sharing:? (?:advice|guidance) for (?:safeguarding )?practitioners"
    ),
}
"""National papers that come out in editions, as documents cite them."""

_FILLER = (
    r"(?:(?:HM Government|the|its|as|that|which (?:was|is)|dated"
    r"|Department for Education|Department of Health|DfE|DCSF|DfES"
    r"|Home Office|by|issued|published|revised|updated|last|in|of|from|edition|version"
    r"|statutory guidance|first"
    r"|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|\d{1,2}(?:st|nd|rd|th)?)\b[\s,:;–-]*)*"
)
_YEAR_AFTER = re.compile(
    rf"[\s\"”’',*(\[:–-]*{_FILLER}(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_YEAR_BEFORE = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?: (?:edition|version|revision|text|statutory|guidance|of|in))*"
    r"[\s\"“‘'*]*$"
)
_PAPERS = {
    name: re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
    for name, words in _SERIES.items()
}
_PAST = re.compile(
    r"\b(?:replac(?:es|ed|ing)|supersed(?:es|ed)|withdrawn|no longer|removed|earlier"
    r"|previous(?:ly)?|former(?:ly)?|instead of|until|used to|at that time)\b",
    re.IGNORECASE,
)
_NOT_MEANT = {AssertionStatus.EXAMPLE, AssertionStatus.REJECTED}


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of a national paper, by its year; ``cited`` in the text or in a list only."""

    year: str
    cited: bool


def _editions(area: Area) -> Iterator[Inconsistency]:
    given = {j.document.id: tuple(_papers(area, j.document.id)) for j in area.documents}
    stale = {j.document.id: _stale(area, j.document.id) for j in area.documents}
    for first, second in area.pairs():
        for paper in _SERIES:
            one = _of(given[first.document.id], paper)
            two = _of(given[second.document.id], paper)
            if one and two and not {f.value.year for f in one} & {f.value.year for f in two}:
                older, newer = sorted((one[0], two[0]), key=lambda f: f.value.year)
                yield _two_editions(area, paper, older, newer, stale[older.document])


@told_once
def _papers(area: Area, document: str) -> Iterator[Fact[Edition]]:
    for passage in area.get(document).passages:
        listed = passage.zone in {Zone.BIBLIOGRAPHY, Zone.LEGISLATION}
        if not (listed or passage.zone.operative):
            continue
        for sentence in sentences_of(passage):
            text = sentence.text
            if _PAST.search(text):
                continue
            for paper, pattern in _PAPERS.items():
                for match in pattern.finditer(text):
                    year = _YEAR_AFTER.match(text[match.end() :]) or _YEAR_BEFORE.search(
                        text[: match.start()]
                    )
                    span = sentence.within(match.start(), match.end())
                    if year and _stands(span):
                        yield Fact(paper, Edition(year["year"], not listed), span)


def _stands(span: Span) -> bool:
    """Whether the document means the citation; what is past is told by its verb, not its year."""
    return assertion(span.passage, span.start, span.end).status not in _NOT_MEANT


def _of(facts: Sequence[Fact[Edition]], paper: str) -> list[Fact[Edition]]:
    """The editions that the text cites; those of a list count where the text names none."""
    found = [f for f in facts if f.subject == paper]
    return [f for f in found if f.value.cited] or found


def _stale(area: Area, document: str) -> bool:
    """Whether the document's own verdict is that something was stale when it was approved."""
    return any(
        verdict.criterion == _CRITERION and verdict.outcome is Outcome.CONTRADICTED
        for verdict in area.get(document).verdicts
    )


def _two_editions(
    area: Area, paper: str, older: Fact[Edition], newer: Fact[Edition], stale: bool
) -> Inconsistency:
    ways = [f"of {f.value.year} ({area.name(f.document)})" for f in (older, newer)]
    return inconsistency(
        _TYPE,
        {older.document: [older.span], newer.document: [newer.span]},
        severity=Severity.MEDIUM if stale else Severity.LOW,
        summary=f"Which edition of {paper} do the documents follow: that {ways[0]} or {ways[1]}?",
        suggestion=f"Agree to cite the edition of {paper} that is in force, in every document.",
        criterion=_CRITERION,
    )


# --- what took another's place -----------------------------------------------------------


def _generations(area: Area) -> Iterator[Inconsistency]:
    """Two documents that go by two generations of one thing, of which neither names both."""
    used = {j.document.id: generations(area, j.document.id) for j in area.documents}
    for first, second in area.pairs():
        one, two = used[first.document.id], used[second.document.id]
        for thing in sorted({f.subject for f in one} & {f.subject for f in two}):
            sides = [[f for f in side if f.subject == thing] for side in (one, two)]
            places = [{f.value.place for f in side} for side in sides]
            older, newer = sorted((side[0] for side in sides), key=lambda f: f.value.place)
            if places[0] & places[1] or _then_right(area, older, newer):
                continue
            yield inconsistency(
                _TYPE,
                {older.document: [older.span], newer.document: [newer.span]},
                severity=Severity.MEDIUM,
                summary=(
                    f"What do the documents go by for {thing}: {older.value.name} "
                    f"({area.name(older.document)}) or {newer.value.name} "
                    f"({area.name(newer.document)})?"
                ),
                suggestion=f"Agree to go by {newer.value.name} in every document.",
                criterion=_CRITERION,
            )


def _then_right(area: Area, older: Fact[Generation], newer: Fact[Generation]) -> bool:
    """Whether the older was right when its document was made, and is asked about elsewhere.

    A document of the same date or an earlier one that goes by the newer shows that it was
    there to be gone by. Two editions of a definition are compared as definitions.
    """
    if older.subject in DEFINED:
        editions = [
            {
                year
                for fact in definitions(area, document)
                if fact.subject == DEFINED[older.subject]
                for year in fact.value.editions
            }
            for document in (older.document, newer.document)
        ]
        if all(editions) and not editions[0] & editions[1]:
            return True
    dates = [area.get(fact.document).document.date or "" for fact in (older, newer)]
    if dates[0] and dates[0][: len(older.value.until)] > older.value.until:
        return False
    known = min(map(len, dates))
    return dates[0][:known] < dates[1][:known]


# --- what has ended ----------------------------------------------------------------------

_ENDS = re.compile(
    r"\b(?:ceas(?:ed|es)|ended|came to an end|no longer|not used|abolished|withdrawn|scrapped"
    r"|discontinued|do(?:es)? not use|(?:stopped|given up|gave up|left off) (?:using|recording"
    r"|grading|classing|listing|working (?:to|with|from)|going by)|fall(?:en|s|ing)? away"
    r"|fell away|out of (?:use|date)|superseded|replaced)\b",
    re.IGNORECASE,
)
_SORT = r"(?:categor(?:y|ies)|status|tier|grade|grading|class(?:ification)?|scheme|framework)"
_ENDED = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\w)[\"“‘'](?P<term>[A-Za-z][\w -]{2,40}?)[,.]?[\"”’'](?!\w)",
        rf"\b(?P<term>[a-z][\w-]+) {_SORT}\b",
        rf"\b{_SORT} of (?P<term>[a-z][\w-]+)\b",
    )
)
_NAMED_ENDS = re.compile(
    r"(?P<term>(?:[A-Z][\w’'-]*|(?i:initial and core assessments?))(?:(?: (?:of|and|for|the))* "
    r"(?:[A-Z][\w’'-]*|assessments?|forms?|groups?))*)(?: \(\W?(?P<short>[A-Z]{2,6})\W?\))?"
    r"(?:,? which)? (?:(?:was|were|has been|have been|is|are|had been)(?: now)? (?:replaced"
    r"|abolished"
    r"|withdrawn|superseded|discontinued|scrapped|dissolved|no longer)|ended|ceased|(?:does|do) no"
    r" longer|no longer exists?)\b"
    r"|\b(?:took|taken|takes) (?:over from|the place of) (?:the )?(?P<old>[A-Z][\w’'-]*"
    r"(?:(?: (?:of|and|for))? [A-Z][\w’'-]*)*)(?: \((?P<brief>[A-Z]{2,6})\))?"
)
"""A named body, paper or kind of assessment that a sentence says is over."""
_COMMON_ENDS = re.compile(
    r"^(?P<term>[A-Z][a-z]+(?: [a-z]+){1,3}s)(?: \([A-Z]+s?\))? (?:were|have been|are)(?: now)?"
    r" (?:replaced|abolished|withdrawn|superseded|discontinued|scrapped)\b"
)
"""Things of one kind, without an article: "Serious case reviews were replaced"."""
_WORDING = re.compile(
    r"\b(?:definition|wording)\b[^.;]{0,25}?\b(?P<after>(?:19|20)\d\d)\b"
    r"|\b(?P<before>(?:19|20)\d\d) (?:definition|wording)\b",
    re.IGNORECASE,
)
_NOT_NAMES = re.compile(
    r"(?:There|Here|The|This|These|It|They|All|Each|Any|We|Our|In|Since|Children|Young|People|Child|Police"
    r"|Officers|Cases|Forms?|Tools?|Panels?|Levels?|Government|No|Some|Both|That|Those|Until)"
    r"(?: (?:assessments?|forms?|groups?))?"
)
_ORDINARY = frozenset(
    {"the", "this", "that", "its", "their", "any", "each", "new", "old", "older", "former", "one"}
    | {"police", "national", "local", "risk", "same", "separate", "such", "which", "what", "own"}
    | {"legal", "earlier", "current", "common", "initial", "longer"}
    # a grade that one form leaves out is another document's grade still
    | {"low", "medium", "high", "standard", "red", "amber", "green", "risk", "at risk"}
)


def _ended(area: Area) -> Iterator[Inconsistency]:
    over: dict[str, dict[str, Span]] = {}
    for judged in area.documents:
        for sentence in area.sentences(judged.document.id):
            for term in (*_over(sentence), *_named_over(area, sentence)):
                over.setdefault(term, {}).setdefault(judged.document.id, sentence)
    for term in sorted(over):
        for judged in area.documents:
            user = judged.document.id
            if user in over[term]:
                continue
            uses = [s for s in area.sentences(user) if _uses(s, term)]
            for knowing, statement in sorted(over[term].items()):
                if uses:
                    yield _still_used(area, term, statement, knowing, uses[:2], user)


def _named_over(area: Area, sentence: Span) -> Iterator[str]:
    """Bodies, papers, assessments and definitions that a sentence says are over.

    Panels are left out: they are compared as panels.
    """
    text = sentence.text
    if (wording := _WORDING.search(text)) and _ENDS.search(text):
        yield f"definition of {wording['after'] or wording['before']}"
    if (common := _COMMON_ENDS.match(text)) and not _NOT_NAMES.match(text):
        yield f"{_COMMON}{fold(common['term'])}"
    for match in _NAMED_ENDS.finditer(text):
        name = match["term"] or match["old"]
        name = re.sub(r"^(?:The|A|An|In|Since) (?=[A-Z])", "", name)
        name = re.sub(r"(?<=^[A-Z]{3}) (?:assessments?|forms?)$", "", name)
        keys = {n.value for n in area.names.mentions(sentence.document, name)}
        if _NOT_NAMES.fullmatch(name) or any(is_panel(area, key) for key in keys):
            continue
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        short = match["short"] or match["brief"] or (initials if len(initials) > 2 else "")
        yield f"{name}|{short}" if short else name


def _over(sentence: Span) -> Iterator[str]:
    """Categories and the like that a sentence says have ended, folded."""
    sort = re.search(rf"{_SORT}|\b(?:record|grad|class)\w*", _with_next(sentence), re.IGNORECASE)
    if not _ENDS.search(sentence.text) or not sort:
        return
    for pattern in _ENDED:
        for match in pattern.finditer(sentence.text):
            term = fold(match["term"])
            if term not in _ORDINARY:
                yield term


def _with_next(sentence: Span) -> str:
    """The sentence and the rest of its passage, where "the older category" may follow."""
    return sentence.passage.text[sentence.start :]


def _uses(sentence: Span, term: str) -> bool:
    """Whether a sentence uses a category as its own: as an entry, in quotes, or "recorded as …"."""
    text = sentence.text
    if _ENDS.search(text) or _FORMERLY.search(text):
        return False
    if term.startswith("definition of "):
        wording = _WORDING.search(text)
        return wording is not None and term.endswith(wording["after"] or wording["before"])
    if term.startswith(_COMMON):
        words = re.escape(term.removeprefix(_COMMON).removesuffix("s"))
        kind = re.search(rf"\b{words}s?\b", text, re.IGNORECASE)
        return kind is not None and own_voice(sentence.within(*kind.span()))
    if term != term.casefold() or "assessment" in term:
        return any(_names_it(sentence, name) for name in term.split("|"))
    word = re.escape(term).replace(r"\ ", r"[\s-]+")
    label = re.search(
        rf"^\W*{word}\s*(?:[:.|–]|\s-\s)|[\"“‘']{word}[\"”’']"
        rf"|\b(?:as|is|category of|status of|graded|recorded|classed)\s+[\"“‘']?{word}\b"
        rf"|\b{word}\s+(?:categor|status|tier|children|grade)"
        rf"|\b(?:categories|grades|classes|tiers)\b[^.;]{{0,40}}?\b{word}\b"
        rf"|\b(?:as|between)\b[^.;]{{0,20}}?\b(?:or|and) {word}\b",
        text,
        re.IGNORECASE,
    )
    if not label:
        return False
    return own_voice(sentence.within(label.start(), label.end())) or text[label.start()] in "\"“‘'"


_COMMON = "of the kind "
"""Marks a term that is no name, and is found in any case and number."""
_FORMERLY = re.compile(
    r"\b(?:formerly|previously|once (?:called|known|used|named)|used to be|was called)\b",
    re.IGNORECASE,
)


def _names_it(sentence: Span, name: str) -> bool:
    """Whether a sentence of the document's own names a thing that is over."""
    words = r"\s+".join(re.escape(w.removesuffix("s")) + "s?" for w in name.split())
    if "assessment" in name and " and " in name:
        words = "|".join(
            rf"{kind} assessments?" for kind in name.split(" assessment")[0].split(" and ")
        )
    flags = re.IGNORECASE if "assessment" in name else re.NOFLAG
    match = re.search(rf"(?<![\w-])(?:{words})(?![\w-])", sentence.text, flags)
    return match is not None and own_voice(sentence.within(match.start(), match.end()))


def _still_used(
    area: Area, term: str, statement: Span, knowing: str, uses: Sequence[Span], user: str
) -> Inconsistency:
    one, other = area.name(knowing), area.name(user)
    term = term.removeprefix(_COMMON).partition("|")[0]
    return inconsistency(
        _TYPE,
        {knowing: [statement], user: uses},
        severity=Severity.HIGH,
        summary=f"Is “{term}” still in use? {one} says that it has ended; {other} uses it.",
        suggestion=f"Agree what takes the place of “{term}”, and bring {other} up to date.",
        criterion=_CRITERION,
    )
