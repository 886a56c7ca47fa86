"""Grades: the points of a scale of need or of risk, and what a clause ties each of them to.

A document grades with numbers ("Level 3", "tier two"), letters, colours or
words ("high risk"), and says what a grade means beside it: in the same clause,
in the row of a table, in the item of a list that the grade opens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from checker.model import BlockKind
from checker.reconciling.facts import Span

LEVEL, CATEGORY, COLOUR, RISK = "level", "category", "colour", "risk"
"""The families of grades, which are never compared with one another."""

_NOUNS = {LEVEL: r"level|tier|stage|step|band|rung|priority|grade", CATEGORY: r"categor(?:y|ie)"}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_LABEL = r"(?:[1-5]\b|one\b|two\b|three\b|four\b|five\b|(?-i:[A-E]|I{1,3}|IV)(?![\w’'.-]))"
_AND = r"(?:\s*(?:,\s*(?:and|or)?|and|or|to|/|&|[-–—])\s*)"
_COLOURS = r"(?P<colour>red|amber|yellow|green)"
_WORDS = r"(?P<word>low|standard|medium|moderate|high|significant|severe|very high)"
_GRADE = re.compile(
    r"\b(?:(?:"
    + "|".join(rf"(?P<{family}>{nouns})s?" for family, nouns in _NOUNS.items())
    + rf")[\s-]+(?:number\s+)?(?P<label>{_LABEL})"
    + rf"|(?P<nth>{'|'.join(_ORDINALS)}) (?P<nthof>level|tier|stage|step|band|rung|category)\b"
    + rf"|{_WORDS}(?=(?:,? (?:and|or|to)? ?(?:low|medium|moderate|high|very high))*"
    r"[ -](?:risk|level|grad|rated|rating|category|priority|cases?|score|band|need))"
    r"|(?:grad(?:e|ed|ing)|rated|judged|assessed|considered|classed)(?: (?:as|at|is|to be))* "
    rf"{_WORDS.replace('?P<word>', '?P<said>')}\b"
    rf"|{_COLOURS}(?=\b(?![ -](?:card|tape|light)))"
    r")",
    re.IGNORECASE,
)
_NEXT = re.compile(
    rf"{_AND}(?:(?:level|tier|stage|step|band|priority|grade|category)s?\s+)?(?P<label>{_LABEL})",
    re.IGNORECASE,
)
_NUMERALS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "i": 1, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip
_RANKS = {
    "low": 1, "standard": 1, "medium": 2, "moderate": 2, "high": 3, "significant": 3,
    "severe": 4, "very high": 4, "green": 1, "amber": 2, "yellow": 2, "red": 3,
}  # fmt: skip
_ALIKE = {"standard": "low", "moderate": "medium", "significant": "high", "yellow": "amber"}


@dataclass(frozen=True, slots=True)
class Grade:
    """A point of a scale where a text names it: ``text[start:end]``.

    ``labels`` are more than one where the text names them together ("levels 3
    and 4"); ``ranks`` put the points of one family in the order of their names.
    """

    start: int
    end: int
    family: str
    labels: tuple[str, ...]
    ranks: tuple[int, ...]

    @property
    def rank(self) -> int:
        """The first of its ranks."""
        return self.ranks[0]


def grades(text: str) -> list[Grade]:
    """The grades that a text names, in order."""
    found = []
    for match in _GRADE.finditer(text):
        if match["label"]:
            family = next(name for name in _NOUNS if match[name])
            labels, end = [match["label"]], match.end()
            while following := _NEXT.match(text, end):
                labels.append(following["label"])
                end = following.end()
            ranks = tuple(map(_rank, labels))
            if " to " in text[match.start() : end] and len(ranks) == 2:
                ranks = tuple(range(ranks[0], ranks[1] + 1)) or ranks
            shown = tuple(label.upper() if len(label) == 1 else label for label in labels)
            found.append(Grade(match.start(), end, family, shown, ranks))
            continue
        if match["nth"]:
            rank = _ORDINALS[match["nth"].casefold()]
            family = CATEGORY if match["nthof"].casefold() == "category" else LEVEL
            found.append(Grade(match.start(), match.end(), family, (str(rank),), (rank,)))
            continue
        word = (match["colour"] or match["word"] or match["said"]).casefold()
        group = "colour" if match["colour"] else "word" if match["word"] else "said"
        family = COLOUR if match["colour"] else RISK
        label = _ALIKE.get(word, word)
        found.append(Grade(match.start(group), match.end(group), family, (label,), (_RANKS[word],)))
    return _together(found, text)


def _together(found: Sequence[Grade], text: str) -> list[Grade]:
    """Words of one family that a text joins ("medium or high risk") made one grade."""
    kept: list[Grade] = []
    for grade in found:
        last = kept[-1] if kept else None
        joined = last and re.fullmatch(_AND, text[last.end : grade.start])
        if last and joined and last.family == grade.family and grade.family in {COLOUR, RISK}:
            kept[-1] = Grade(
                last.start, grade.end, last.family, last.labels + grade.labels,
                last.ranks + grade.ranks,
            )  # fmt: skip
        else:
            kept.append(grade)
    return kept


def _rank(label: str) -> int:
    folded = label.casefold()
    if folded.isdecimal():
        return int(folded)
    return _NUMERALS.get(folded) or ord(folded) - ord("a") + 1


# --- what a clause ties to a grade -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a document that may be tied to a grade: a clause, a row, an item of a list.

    ``given`` is the grade that the row or item as a whole is about.
    """

    span: Span
    given: Grade | None = None


_CLAUSES = re.compile(r"[;.]\s+|,? (?:but|while|whereas)\b|, and (?=\w+ \w+ (?:is|are)\b)")
_OPENING = re.compile(r"[\s(“\"*]*")
_THEN = re.compile(r"\s*(?:\([^)]{1,40}\)\s*)?[:–—-]")
_GRADE_COLUMN = re.compile(
    r"\W*(?:(?:threshold|risk|need|rag|colour)\W+)?"
    r"(?P<noun>level|tier|stage|step|band|grade|category|colour|rag|rating|risk)\b",
    re.IGNORECASE,
)


def parts(span: Span) -> Iterator[Part]:
    """The clauses of a sentence; a table row or a list item whole, where a grade opens it."""
    text = span.text
    if span.passage.kind is BlockKind.TABLE_ROW:
        yield Part(span, _of_row(span))
        return
    named = grades(text)
    # "Level 3: ...", "Red (severe) - ..."
    opens = named and _OPENING.fullmatch(text, 0, named[0].start)
    if (
        opens
        and _THEN.match(text, named[0].end)
        and named[0].family not in {grade.family for grade in named[1:]}
    ):
        yield Part(span, named[0])
        return
    start = 0
    for match in _CLAUSES.finditer(text):
        yield _clause(span.within(start, match.start()))
        start = match.end()
    yield _clause(span.within(start, len(text)))


def _clause(span: Span) -> Part:
    return Part(span, None if grades(span.text) else _bare(span))


def _of_row(span: Span) -> Grade | None:
    """The grade that the first cell names, in a table of grades."""
    header, cells = span.passage.header, span.passage.cells
    if not cells or header == cells or not header or not _GRADE_COLUMN.match(header[0]):
        return None
    first = cells[0]
    noun = _GRADE_COLUMN.match(header[0])
    if noun and re.fullmatch(_LABEL, first, re.IGNORECASE):
        first = f"{_noun_of(noun['noun'])} {first}"
    elif first[:1].isdigit():
        first = f"level {first}"
    named = grades(first) or grades(f"{first} risk")
    return named[0] if named else None


def _noun_of(word: str) -> str:
    """The noun of a grade whose label stands alone; that of a level where the word is none."""
    return word if re.match("|".join(_NOUNS.values()), word, re.IGNORECASE) else "level"


_BARE = re.compile(
    rf"[\s(“\"*]*(?:an? |the )?(?P<label>{_LABEL})[\s\"”]*(?:is|are|means|covers|=|:|[–—-] )",
    re.IGNORECASE,
)
"""A label alone that opens a sentence: "A is a child who needs only advice"."""
_SAYS_WHAT = re.compile(r"\W*[AI](?: (?:is|means|covers)\b|\W*[=:–—-])")
"""These two letters are words as well."""
_NAMES_NOUN = re.compile(
    rf"\b(?P<noun>{'|'.join(_NOUNS.values())})(?:s|\b(?= of need| of risk|s? [A-E1-5]\b))",
    re.IGNORECASE,
)


def _bare(span: Span) -> Grade | None:
    """The grade whose label alone opens a sentence, under words that say what it is of."""
    match = _BARE.match(span.text)
    if not match or (match["label"] in {"A", "I"} and not _SAYS_WHAT.match(span.text)):
        return None
    above = span.passage.text[: span.start]
    around = " ".join((span.passage.heading, span.passage.stem, above))
    noun = _NAMES_NOUN.search(around) or _NAMES_NOUN.search(f"{around} 1")
    if not noun:
        return None
    named = grades(f"{noun['noun']} {match['label']}")
    return replace(named[0], start=match.start("label"), end=match.end("label")) if named else None


def bound(part: Part, found: Sequence[re.Match[str]]) -> Iterator[tuple[Grade, re.Match[str]]]:
    """Each of some things that a part names, with the grade that it is tied to.

    Where the grades come first each thing belongs to the grade before it, and
    where the things come first to the grade after it; lists of the same length
    ("levels three and four, i.e. section 17 and section 47") belong in order.
    """
    if part.given:
        yield from ((part.given, match) for match in found)
        return
    named = grades(part.span.text)
    for family in dict.fromkeys(grade.family for grade in named):
        yield from _in_order(part.span.text, [g for g in named if g.family == family], found)


def _in_order(
    text: str, named: Sequence[Grade], found: Sequence[re.Match[str]]
) -> Iterator[tuple[Grade, re.Match[str]]]:
    if not found:
        return
    if len(named) == 1 and len(named[0].labels) == len(found) > 1:
        for n, match in enumerate(sorted(found, key=lambda m: m.start())):
            one = named[0]
            yield Grade(one.start, one.end, one.family, one.labels[n : n + 1],
                        one.ranks[n : n + 1]), match  # fmt: skip
        return
    first = named[0].start < min(match.start() for match in found)
    for match in found:
        near = [
            g for g in named
            if (g.end <= match.start() if first else g.start >= match.end())
        ]  # fmt: skip
        if not near:
            continue
        grade = near[-1] if first else near[0]
        gap = text[grade.end : match.start()] if first else text[match.end() : grade.start]
        if len(grade.labels) == 1 and len(gap) <= _REACH:
            yield grade, match


_REACH = 60
"""Characters between a grade and what is tied to it."""


def ascending(facts: Sequence[tuple[int, int]]) -> int:
    """Whether graver things stand at higher ranks (1) or at lower ones (-1); 0 if untold.

    :param facts: pairs of a rank and the gravity of what is tied to it.
    """
    ordered = sorted(set(facts))
    steps = [
        (b[1] > a[1]) - (b[1] < a[1])
        for a, b in pairwise(ordered)
        if a[0] != b[0]
    ]  # fmt: skip
    return (sum(steps) > 0) - (sum(steps) < 0)
