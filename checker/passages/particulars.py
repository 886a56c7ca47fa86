"""A document's particulars: owner, status, version, dates and jurisdiction, with the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checker.model import (
    Block,
    BlockKind,
    Document,
    Jurisdiction,
    Location,
    Particular,
    Zone,
)
from checker.passages.dates import mentions, period, review_date

_FRONT = 40
_BACK = 15
"""Blocks from the beginning and from the end in which a document speaks of itself."""
_SHORT = 30

_OF = r"(?:(?:document|policy|protocol|procedure|chapter|strategy|guidance|plan) )?"
_OWNER = re.compile(
    rf"(?:^|[.;]\s){_OF}(?:owner|owned by|author|holder|lead(?: officer)?|lead author"
    r"|responsible (?:officer|person)|prepared by|produced by)\s*(?:[|:]|(?<=by)|(?<=by\s))"
    r"\s*(?P<value>[A-Z][^|:.\n]{2,80})",
    re.IGNORECASE,
)
_VERSION = re.compile(
    r"\b(?:version|issue|edition|revision)(?: (?:number|no\.?|control))?\s*[:|]?\s*"
    r"(?P<value>v?\d{1,2}(?:\.\d{1,2})*[a-z]?)\b(?!\s*(?:year|month|day|january|february|march"
    r"|april|may|june|july|august|september|october|november|december))"
    r"|\b(?P<short>v\d{1,2}(?:\.\d{1,2})*)\b",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"^(?:document )?status\s*(?:\||:)\s*(?P<value>[A-Za-z][^|.\n]{2,40})", re.IGNORECASE
)
_STATUS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (status, re.compile(words, re.IGNORECASE))
    for status, words in (
        (
            "superseded",
            r"^\W*(?:superseded|archived|withdrawn)\b"
            r"|\bthis (?:document|policy|protocol|version|procedure|guidance|strategy)"
            r" (?:has been|is|was) (?:now )?(?:superseded|withdrawn|archived|no longer in force)\b",
        ),
        (
            "draft",
            r"^\W*(?:(?:first|second|third|final|consultation|working) )?draft\b"
            r"|\bdraft (?:version|v?\d|for (?:consultation|comment|approval))|\(draft\)"
            r"|[-–] draft\b|\b(?-i:DRAFT)\b",
        ),
        ("under review", r"\b(?:is|currently) (?:being reviewed|under review)\b"),
        ("interim", r"^\W*interim\b|\(interim\)"),
        ("final", r"^\W*final\b|\bfinal (?:version|v?\d)\b|\(final\)"),
    )
)

_LAWS: Mapping[Jurisdiction, re.Pattern[str]] = {
    Jurisdiction.SCOTLAND: re.compile(
        r"\bScot(?:land|tish)\b|\bchildren['’]s (?:hearings?|reporter)\b|\bGIRFEC\b|\bSCRA\b"
        r"|\bchild protection committees?\b|\bgetting it right for every child\b"
        r"|\bprocurator fiscal\b",
        re.IGNORECASE,
    ),
    Jurisdiction.WALES: re.compile(
        r"(?<!England and )(?<!England & )\bWales\b|\bWelsh\b|\bregional safeguarding"
        r"(?: children)? boards?\b|\bsocial services and well-?being\b|\bEstyn\b|\bCymru\b",
        re.IGNORECASE,
    ),
    Jurisdiction.NORTHERN_IRELAND: re.compile(
        r"\bNorthern Ireland\b|\bSBNI\b|\bPSNI\b|\bhealth and social care trusts?\b"
        r"|\bco-?operating to safeguard\b|\bgateway (?:service|team)\b",
        re.IGNORECASE,
    ),
    Jurisdiction.ENGLAND: re.compile(
        r"\bEngland\b|\bEnglish\b|\bworking together\b|\bLSCBs?\b|\bOfsted\b|\bsection (?:17|47)\b"
        r"|\bChildren Act (?:1989|2004)\b|\bsafeguarding (?:children )?(?:partnership|board)s?\b",
        re.IGNORECASE,
    ),
}
_LEAST = 3
"""Fewer signs of a law than this may be a citation of it."""


class Lines:
    """The lines in which a document speaks of itself, to be searched for facts."""

    def __init__(self, document: Document, zones: Sequence[Zone]) -> None:
        self._lines = list(_lines(document, zones))
        # An action plan's columns and a history of versions name other owners and drafts.
        history = {
            block.location.start
            for block, zone in zip(document.blocks, zones, strict=True)
            if block.header or zone is Zone.AMENDMENTS
        }
        self._present = [(b, line) for b, line in self._lines if b.location.start not in history]
        self._margins = [line for m in document.margins for line in m.text.split("\n")]

    def owner(self) -> Particular:
        """Who keeps it."""
        return self._labelled(_OWNER, 0.9)

    def version(self) -> Particular:
        """Its number; the latest of a history of versions."""
        found = [
            self._fact(block, m["value"] or m["short"], m.span(), 0.8)
            for block, line in self._lines
            if (m := _VERSION.search(line))
        ]
        return max(found, key=lambda fact: _numbers(fact.value), default=Particular())

    def status(self) -> Particular:
        """Whether it is a draft; what it is called where it says so itself."""
        stated = self._labelled(_STATED, 0.95)
        if stated.value:
            known = next((s for s, words in _STATUS if words.search(stated.value)), None)
            return replace(stated, value=known or stated.value.lower())
        for status, words in _STATUS:
            for block, line in self._present:
                if found := words.search(line):
                    return self._fact(block, status, found.span(), 0.7)
            for line in self._margins:
                if words.search(line):
                    return Particular(status, 0.7, line)
        return Particular()

    def approved(self, iso: str) -> Particular:
        """The words for the day of approval that is known already."""
        for block, line in self._lines:
            if iso and (span := mentions(line, iso)):
                return self._fact(block, iso, span, 0.85)
        return Particular(iso, 0.5) if iso else Particular()

    def review_due(self) -> Particular:
        """The day of the next review; the latest of several."""
        found = [
            self._fact(block, due[0], due[1:], 0.85)
            for block, line in self._lines
            if (due := review_date(line))
        ]
        return max(found, key=lambda fact: fact.value, default=Particular())

    def period(self, title: str) -> Particular:
        """The years that it is for, in its title or among its first lines."""
        for block, line in self._lines:
            if (years := period(line)) and line.startswith(title):
                return self._fact(block, years[0], years[1:], 0.9)
        if years := period(title):
            return Particular(years[0], 0.8, title)
        return Particular()

    def _labelled(self, pattern: re.Pattern[str], confidence: float) -> Particular:
        for block, line in self._present:
            if found := pattern.search(line):
                return self._fact(block, found["value"].strip(), found.span(), confidence)
        return Particular()

    @staticmethod
    def _fact(block: Block, value: str, span: tuple[int, int], confidence: float) -> Particular:
        """A fact with the words of the block that say it, or with all of the block."""
        place = block.location
        if block.header and block.header != block.cells:
            return Particular(value, confidence, block.text, place)
        start, end = span
        inside = replace(place, start=place.start + start, end=place.start + end)
        return Particular(value, confidence, block.text[start:end], inside)


def jurisdiction(document: Document) -> Particular:
    """Whose law it is written under, by the bodies and statutes it names."""
    counts = {law: len(words.findall(document.text)) for law, words in _LAWS.items()}
    best = max(counts, key=lambda law: counts[law])
    if not counts[best]:
        return Particular(Jurisdiction.ENGLAND, 0.3)
    share = counts[best] / sum(counts.values())
    if best is not Jurisdiction.ENGLAND and counts[best] < _LEAST:
        return Particular(Jurisdiction.ENGLAND, 0.4)
    found = _LAWS[best].search(document.text)
    assert found is not None
    place = _place(document, found.start(), found.end())
    known = min(counts[best] / _LEAST, 1.0)
    return Particular(best, round(0.95 * share * known, 2), found[0], place)


def _place(document: Document, start: int, end: int) -> Location:
    for block in document.blocks:
        if block.location.end >= end:
            return replace(block.location, start=start, end=end)
    return Location(start, end)


def _lines(document: Document, zones: Sequence[Zone]) -> Iterator[tuple[Block, str]]:
    """Short blocks near both ends and in the notes on versions; cells led by their headers."""
    last = len(document.blocks) - _BACK
    for index, (block, zone) in enumerate(zip(document.blocks, zones, strict=True)):
        near = index < _FRONT or index >= last
        own = zone in {Zone.TITLE, Zone.AMENDMENTS} or (near and len(block.text.split()) <= _SHORT)
        if not own or zone in {Zone.BIBLIOGRAPHY, Zone.LEGISLATION, Zone.CONTENTS}:
            continue
        if block.header and block.header != block.cells and len(block.header) == len(block.cells):
            for name, cell in zip(block.header, block.cells, strict=True):
                yield block, f"{name}: {cell}"
        elif block.kind is not BlockKind.HEADING or zone is Zone.TITLE:
            yield block, block.text


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))
