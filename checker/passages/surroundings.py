"""What the table, the heading and the zone say about the words that stand in them."""

from __future__ import annotations

import re

from checker.model import Assertion, AssertionStatus, BlockKind, Passage, Zone
from checker.passages.zones import defines

Span = tuple[int, int]

_COLUMNS: tuple[tuple[AssertionStatus, re.Pattern[str]], ...] = tuple(
    (status, re.compile(words, re.IGNORECASE))
    for status, words in (
        (
            AssertionStatus.REJECTED,
            r"\bavoid\b|\b(?:do not|don't|don’t|never|not to) (?:say|write|use|record|put)\b|^not$"
            r"|^instead of\b|^rather than\b|\bmyths?$|\bmisconception\b|\bunhelpful\b"
            r"|\b(?:inappropriate|blaming|unacceptable) (?:language|term|word|phrase|wording)s?\b"
            r"|\bpoor (?:practice|example|wording)\b|^replace$|^wrong$",
        ),
        (
            AssertionStatus.REPORTED,
            r"\bsaid\b|\bheard\b|\bquot(?:e|ation)s?\b|\bstatements? made\b|\bvoices?\b"
            r"|\bthey say\b",
        ),
        (
            AssertionStatus.HISTORICAL,
            r"\b(?:old|previous|former|earlier) (?:term|word|wording|text|name|phrase)s?\b"
            r"|^formerly\b|\bsuperseded\b",
        ),
        (AssertionStatus.EXAMPLE, r"\bcase (?:study|example)\b|\bscenario\b|\bvignette\b"),
        (AssertionStatus.DEFINED, r"^(?:definition|stands for)\b"),
    )
)
_DENIED = re.compile(
    r"\W*(?:false|myth|not so|wrong|untrue|not true|incorrect|no[.,:]|never[.,]|nonsense"
    r"|this is (?:wrong|false|a myth|untrue))",
    re.IGNORECASE,
)
_MARKER = re.compile(
    r"(?:^|(?<=[.?!|\n\"”’])\s*|\s[–—-]\s)(?:(?P<myth>MYTH|Myth|FICTION|Fiction|Misconception)"
    r"|(?P<fact>FACT|Fact|REALITY|Reality|TRUTH|Truth))s?(?: \d+)?\s*(?:[:.|–—-]|(?<=[A-Z])\s)"
)
_HEADINGS: tuple[tuple[AssertionStatus, re.Pattern[str]], ...] = tuple(
    (status, re.compile(words, re.IGNORECASE))
    for status, words in (
        (
            AssertionStatus.EXAMPLE,
            r"\bcase (?:stud(?:y|ies)|examples?)\b|\bscenarios?\b|\bvignettes?\b|\brole[- ]play\b"
            r"|\b(?:training|group) (?:exercise|example)s?\b|\bworked examples?\b|\bexercise \d"
            r"|\bexamples? of (?:a )?(?:poor|bad)",
        ),
        (
            AssertionStatus.REJECTED,
            r"\b(?:words?|terms?|language|phrases?|wording)\b.*\b(?:to avoid|not to use"
            r"|we do not use)|\bwhat not to (?:say|write)\b|\bdo not (?:say|write|use)\b"
            r"|^(?:common )?myths$",
        ),
    )
)
_RUN_IN = re.compile(
    r"\s*(?:case (?:study|example)|scenario|vignette|worked example)(?: \w{1,2})?\s*[.:–—-]",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"\b(?:not|never|no|in fact|n't|n’t|cannot|myth)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\W*(?:it|this|these|they|such)\b", re.IGNORECASE)
_OWN_VOICE = re.compile(
    r"\b(?:must|should|shall|will|we|our|is to|are to|in this (?:area|borough|county|city))\b",
    re.IGNORECASE,
)
_ZONES = {
    Zone.AMENDMENTS: AssertionStatus.HISTORICAL,
    Zone.LEGISLATION: AssertionStatus.DEFINED,
    Zone.BIBLIOGRAPHY: AssertionStatus.QUOTED,
    Zone.CONTENTS: AssertionStatus.QUOTED,
}


def from_silent_zone(passage: Passage) -> Assertion | None:
    """The status of all that stands in a list of statutes or titles or an amendment note."""
    status = _ZONES.get(passage.zone)
    return Assertion(status, passage.zone.value) if status else None


def from_table(passage: Passage, start: int, end: int) -> Assertion | None:
    """The status given by a table's column, by the cell beside it, or by a myth marker."""
    return _from_marker(passage.text, start) or _from_column(passage, start, end)


def from_heading(passage: Passage, within: Span) -> Assertion | None:
    """The status given to the sentence ``within`` by the nearest heading, or by a title run in."""
    if opening := _RUN_IN.match(passage.text):
        return Assertion(AssertionStatus.EXAMPLE, opening.group().strip(" .:–—-"))
    for status, pattern in _HEADINGS:
        found = pattern.search(passage.heading)
        answered = _MARKER.search(passage.text) or _ANSWERS.search(passage.text, *within)
        if found and not (status is AssertionStatus.REJECTED and answered):
            return Assertion(status, found.group())
    return None


def from_zone(passage: Passage, within: Span) -> Assertion | None:
    """The status given by a glossary: to its entries, not to what follows from them."""
    if passage.zone is not Zone.DEFINITIONS:
        return None
    sentence = passage.text[within[0] : within[1]]
    first = not passage.sentences or within[0] == passage.sentences[0][0]
    if not (first or defines(sentence) or _GOES_ON.match(sentence)) or _OWN_VOICE.search(sentence):
        return None
    return Assertion(AssertionStatus.DEFINED, passage.zone.value)


def _from_marker(text: str, start: int) -> Assertion | None:
    """The last of "Myth:" and "Fact:" before the words decides."""
    markers = list(_MARKER.finditer(text, 0, start))
    if markers and markers[-1]["myth"]:
        return Assertion(AssertionStatus.REJECTED, markers[-1]["myth"])
    return None


def _from_column(passage: Passage, start: int, end: int) -> Assertion | None:
    if passage.kind is not BlockKind.TABLE_ROW:
        return None
    line_start = passage.text.rfind("\n", 0, start) + 1
    line = passage.text[line_start:].split("\n", 1)[0]
    cells = line.split(" | ")
    column, at = 0, line_start
    while column < len(cells) - 1 and at + len(cells[column]) < end:
        at += len(cells[column]) + len(" | ")
        column += 1
    if any(_DENIED.match(cell) for cell in cells[column + 1 :]):
        return Assertion(AssertionStatus.REJECTED, cells[column + 1].split(".")[0].strip())
    header = passage.header or (
        tuple(passage.text.split("\n", 1)[0].split(" | ")) if line_start else ()
    )
    if column >= len(header):
        return None
    for status, pattern in _COLUMNS:
        found = pattern.search(header[column].strip())
        if found:
            return Assertion(status, header[column].strip())
    return None
