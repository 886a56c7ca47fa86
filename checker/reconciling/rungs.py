"""Rungs: how many levels of need there are, said in a sentence or shown as a list or a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.model import BlockKind, Inconsistency, InconsistencyType, Severity
from checker.reconciling.facts import Area, Fact, Span, own_voice, told_once
from checker.reconciling.findings import inconsistency
from checker.reconciling.grades import LEVEL, Grade, grades
from checker.reconciling.normalise import NUMBER, number

_TYPE = InconsistencyType.THRESHOLD

_NOUN = (
    r"(?:levels?|tiers?|stages?|bands?|steps?|rungs?|columns?|layers?|rings?|circles?|zones?"
    r"|categor(?:y|ies)|points?|parts?|segments?|windows?|shades?|slices?)"
)
_SORT = (
    r"(?:(?:broad|different|distinct|clear|main|separate|colou?red|numbered|recogni[sz]ed|agreed"
    r"|overlapping|published|local) )?"
)
_COUNTED = re.compile(
    rf"\b(?P<n>{NUMBER})[ -]{_SORT}{_NOUN}\b(?! (?:plan|action|process|approach to))"
    rf"|\b{_NOUN}\b[^.;]{{0,30}}?\bof which there are (?P<n2>{NUMBER})\b"
    r"|\b(?:levels?|tiers?|stages?|bands?|steps?) (?P<low>0|1|one|I)"
    r" (?:to|through to|up to|and up to) (?:level |tier |stage |band |step )?"
    r"(?P<high>\d|three|four|five|six|III|IV|V|VI)\b"
    r"|\b(?P<low2>0|1) (?:to|through to) (?P<high2>[3-6])\b(?=[^.;]{0,40}\bscale\b)"
    r"|\bscale\b[^.;]{0,40}?\b(?P<low3>0|1) (?:to|through to) (?P<high3>[3-6])\b",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_OF_NEED = re.compile(
    r"\bcontinuum\b(?! of (?:\w+ )?(?:behaviour|violence|risk|harm|abuse))|\bwindscreen\b"
    r"|\bthresholds?\b"
    r"|\bneeds\b|\bneed (?:is|runs|falls)\b|\bneeds? of (?:a |the |every |each )?(?:child|famil)"
    r"|\b(?:of|child['’]s) need\b"
    r"|\bchild(?:ren)?['’]s? needs?\b"
    r"|\b(?:levels?|tiers?|stages?|bands?|steps?|scale|spectrum|ladder|pyramid)(?: of)?"
    r" (?:\w+ )?(?:need|help|support|intervention|vulnerability)\b"
    r"|\bpathway to provision\b|\bright help\b|\beffective support\b",
    re.IGNORECASE,
)
_RISKS = r"risk|tool|score[sd]?|scoring|checklist|assessment form|graded?|grading"
_OF_RISK = re.compile(rf"\b(?:{_RISKS}|behaviour|adults?|training|trainer)\b", re.IGNORECASE)
_TITLED_RISK = re.compile(rf"\b(?:{_RISKS})\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:neighbour\w*|elsewhere|other (?:areas|boroughs|counties|places|authorities)|national"
    r"|used to|until|former(?:ly)?|earlier|previous(?:ly)?|ran|no longer|old|has gone"
    r"|have gone)\b",
    re.IGNORECASE,
)
"""A scale of another place or another time."""
_WHOLE = range(3, 7)
"""How many levels make a whole scale, and not a part of one."""
_BACK = 3
"""Sentences of the same section above a count that tell what is counted."""
_BY_LAW = re.compile(r"\b(?:section|s\.?) ?(?:17|47)\b", re.IGNORECASE)
_PROTECTS = re.compile(
    _BY_LAW.pattern + r"|\buniversal\b|\bearly help\b|\bchild protection\b"
    r"|\bsocial (?:work\w*|care)\b|\bprotection\b",
    re.IGNORECASE,
)


def find(area: Area) -> Iterator[Inconsistency]:
    """Documents of which one has another number of levels than the other, or goes beyond it."""
    given = {j.document.id: rungs(area, j.document.id) for j in area.documents}
    tops = {j.document.id: _highest(area, j.document.id) for j in area.documents}
    for first, second in area.pairs():
        one, two = given[first.document.id], given[second.document.id]
        if one and two and not {f.value for f in one} & {f.value for f in two}:
            yield _apart(area, one[0], two[0])
            continue
        for ours, theirs in ((one, tops[second.document.id]), (two, tops[first.document.id])):
            least = max((f.value for f in ours), default=0)
            beyond = [f for f in theirs if f.value > least]
            if ours and beyond:
                yield _apart(area, ours[0], beyond[0], "at least ")
                break


def _apart(area: Area, one: Fact[int], two: Fact[int], least: str = "") -> Inconsistency:
    return inconsistency(
        _TYPE,
        {one.document: [one.span], two.document: [two.span]},
        severity=Severity.HIGH,
        summary=(
            f"How many levels of need are there: {one.value} ({area.name(one.document)}) or "
            f"{least}{two.value} ({area.name(two.document)})?"
        ),
        suggestion="Agree one scale of levels, taken from the area's thresholds document.",
    )


@told_once
def rungs(area: Area, document: str) -> Iterator[Fact[int]]:
    """How many levels of need a document says that there are, or shows in a list or a table."""
    sentences = area.sentences(document)
    yield from _said(sentences)
    yield from _shown(sentences)


def _said(sentences: Sequence[Span]) -> Iterator[Fact[int]]:
    for index, span in enumerate(sentences):
        if span.passage.kind is BlockKind.TABLE_ROW:
            continue
        for match in _COUNTED.finditer(span.text):
            count = _count(match)
            if count not in _WHOLE or not _of_need(sentences, index):
                continue
            if _ELSEWHERE.search(span.text[: match.end()]):
                continue
            if own_voice(span.within(*match.span())):
                yield Fact("levels", count, span)


def _count(match: re.Match[str]) -> int:
    if plain := match["n"] or match["n2"]:
        return number(plain)
    low = match["low"] or match["low2"] or match["low3"]
    high = match["high"] or match["high2"] or match["high3"]
    top = _ROMAN.get(high.casefold()) or number(high)
    return top + 1 if low == "0" else top


def _of_need(sentences: Sequence[Span], index: int) -> bool:
    """Whether what a sentence counts are levels of need: itself or what stands above tells."""
    here = sentences[index]
    if _OF_NEED.search(here.text):
        rest = _OF_NEED.sub(" ", here.text)
        return not _OF_RISK.search(rest)
    if _OF_RISK.search(here.text):
        return False
    section = here.location.section
    above = [s for s in sentences[max(0, index - _BACK) : index] if s.location.section == section]
    around = " ".join((here.passage.heading, here.passage.stem, *(s.text for s in above)))
    return bool(_OF_NEED.search(around)) and not _OF_RISK.search(here.passage.heading)


# --- levels that stand below one another -------------------------------------------------


def _shown(sentences: Sequence[Span]) -> Iterator[Fact[int]]:
    """Lists and tables whose items are the levels, from the first on."""
    groups: dict[tuple[object, ...], list[tuple[int, Span]]] = {}
    for span in sentences:
        passage = span.passage
        if passage.kind is BlockKind.TABLE_ROW:
            key: tuple[object, ...] = (passage.header, *passage.headings)
            rank = _of_row(span)
        elif passage.kind is BlockKind.LIST_ITEM and span.start == 0:
            key = (passage.stem, *passage.headings)
            rank = _of_item(span)
        else:
            continue
        if rank:
            groups.setdefault(key, []).append((rank, span))
    for items in groups.values():
        ranks = {rank for rank, _ in items}
        text = " ".join(span.text for _, span in items)
        first = items[0][1].passage
        over = " ".join((*first.headings, first.stem, *first.header))
        # a table of levels by law may leave out the lowest, with which it is not concerned
        by_law = bool(first.header and _BY_LAW.search(text))
        whole = by_law or ranks == set(range(1, max(ranks) + 1))
        need = by_law or (not first.header and _PROTECTS.search(text))
        titled = _TITLED_RISK.search(" ".join((first.heading, *first.header)))
        if whole and (need or _OF_NEED.search(over)) and not titled and max(ranks) in _WHOLE:
            yield Fact("levels", max(ranks), max(items, key=lambda item: item[0])[1])


def _of_row(span: Span) -> int:
    """The level in the first cell of a row of a table of levels; 0 if there is none."""
    header, cells = span.passage.header, span.passage.cells
    if not header or not cells or header == cells:
        return 0
    if not re.match(r"\W*(?:level|tier|stage|band|step)", header[0], re.IGNORECASE):
        return 0
    first = cells[0] if not cells[0][:1].isdigit() else f"level {cells[0]}"
    return _single(grades(first))


def _of_item(span: Span) -> int:
    """The level that opens an item of a list; 0 if none does."""
    named = grades(span.text)
    return _single(named[:1]) if named and named[0].start <= 1 else 0


def _single(named: Sequence[Grade]) -> int:
    alone = len(named) == 1 and named[0].family == LEVEL and len(named[0].labels) == 1
    return named[0].rank if alone else 0


@told_once
def _highest(area: Area, document: str) -> Iterator[Fact[int]]:
    """Levels that a sentence ties to a response to need: they show how far the scale goes."""
    for span in area.sentences(document):
        if _OF_RISK.search(span.text) or not _PROTECTS.search(span.text):
            continue
        for grade in grades(span.text):
            named = re.match(r"(?:level|tier)s?\b", span.text[grade.start :], re.IGNORECASE)
            if grade.family == LEVEL and named and own_voice(span):
                yield Fact("levels", max(grade.ranks), span)
