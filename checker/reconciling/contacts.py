"""Who is reached how: telephone numbers, addresses and hours, each with the body they belong to.

A contact box, a row of a table and a sentence count alike. What follows a name
belongs to it until the next name; a line of a box without a name belongs to
the name above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import BlockKind, Passage, Zone
from checker.reconciling.facts import Area, Fact, Span, own_voice, told_once
from checker.reconciling.names import OUT_OF_HOURS, outermost
from checker.reconciling.normalise import Found, emails, opening_hours, telephones

TELEPHONE, FAX, EMAIL, HOURS = "telephone", "fax", "e-mail", "hours"

_AFTER_HOURS = re.compile(
    r"out[- ]of[- ](?:office[- ])?hours|(?:all |any )?other (?:times|hours)|after (?:that|hours"
    r"|dark)"
    r"|outside (?:of )?(?:(?:these|those|office|normal|working|opening)(?: \w+)* )?(?:hours|times)"
    r"|(?:when|once|while) (?:the |it )?[\w’' -]{0,30}?(?:is |are |has )?(?:shut|closed)"
    r"|evenings?|weekends?|bank holidays|(?:at|by) night|(?<!day and )\bnights?\b(?! bus)"
    r"|overnight",
    re.IGNORECASE,
)
_AFTER_HOURS_NEXT = re.compile(
    r"\s*\(?\s*(?:out of hours|outside office hours|at other times)", re.IGNORECASE
)
_FAX = re.compile(r"\bfax\b\W*(?:number|no)?\W*$", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\([^)]*\)")
_EVERYBODYS = re.compile(r"(?<![\w-])(?:[Pp]olice|Constabulary|Childline|NSPCC)(?![\w-])")
"""Names that take the lines after them away from the body above, and are not compared."""
_RULED_OUT = re.compile(
    r"\b(?:not|nor|never|rather than|instead of|without|no need\b[^.;]{0,30})\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
"""Before a body to which a concern is not to go."""
_LINE = 14
"""Words in the longest line of a contact box that can lean on the name above it."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach a body.

    ``means`` is ``TELEPHONE``, ``FAX``, ``EMAIL`` or ``HOURS``; ``value`` is normalised
    (hours as minutes after midnight), ``shown`` as the document writes it.
    """

    means: str
    value: str | tuple[int, int]
    shown: str


@told_once
def contacts(area: Area, document: str) -> Iterator[Fact[Contact]]:
    """The contacts a document gives, with the body's key as their subject."""
    owner, place = "", ("", "")
    for passage in area.get(document).passages:
        if not passage.zone.operative:
            continue
        here = (passage.location.section, passage.location.paragraph)
        leans = passage.zone is Zone.CONTACTS or len(passage.text.split()) <= _LINE
        if here != place or not leans or passage.kind is BlockKind.TABLE_ROW:
            owner, place = "", here
        for line in _lines(passage):
            line_contacts = _Line(area, line, owner)
            yield from line_contacts.read()
            owner = line_contacts.last_named


def _lines(passage: Passage) -> Iterator[Span]:
    """A row as a whole, since its first cell names the body; other passages line by line."""
    if passage.kind is BlockKind.TABLE_ROW:
        yield Span(passage, 0, len(passage.text))
        return
    start = 0
    for line in passage.text.splitlines(keepends=True):
        yield Span(passage, start, start + len(line))
        start += len(line)


class _Line:
    """One line of contacts; ``owner`` is the body named on the line above."""

    def __init__(self, area: Area, span: Span, owner: str) -> None:
        self._area = area
        self._span = span
        self._owner = owner
        # "Police Public Protection Desk" is one name, not the police and a desk
        self._named = outermost(
            [
                *area.names.mentions(span.document, span.text),
                *(Found(m.start(), m.end(), "") for m in _EVERYBODYS.finditer(span.text)),
            ]
        )

    @property
    def last_named(self) -> str:
        """The body that the next line can lean on: not one that the line rules out."""
        named = [n for n in self._named if not _RULED_OUT.search(self._span.text[: n.start])]
        return (named or self._named)[-1].value if self._named else self._owner

    def read(self) -> Iterator[Fact[Contact]]:
        text = self._span.text
        previous = 0
        for start, end, means, value in self._values():
            before = [
                name
                for name in self._named
                if name.end <= start and not _RULED_OUT.search(text[: name.start])
            ]
            if not before and not self._owner:
                before = self._in_bracket_after(end)
            body = before[-1].value if before else self._owner
            if not body and means == EMAIL:
                body = self._of_address(str(value))
            gap = text[max([previous, *(name.end for name in before if name.end <= start)]) : start]
            late = _AFTER_HOURS.search(gap) or _AFTER_HOURS_NEXT.match(text, end)
            if late and (means == TELEPHONE or not before or before[-1].end <= previous):
                body = OUT_OF_HOURS
            if means == TELEPHONE:
                previous = end
                means = FAX if _FAX.search(gap) else means
            words = self._span.within(start, end)
            if body and own_voice(words):
                yield Fact(body, Contact(means, value, words.text), words)

    def _values(self) -> list[tuple[int, int, str, str | tuple[int, int]]]:
        text = self._span.text
        return sorted(
            [
                *((f.start, f.end, TELEPHONE, f.value) for f in telephones(text)),
                *((f.start, f.end, EMAIL, f.value) for f in emails(text)),
                *((f.start, f.end, HOURS, f.value) for f in opening_hours(text)),
            ],
            key=lambda found: found[:2],
        )

    def _of_address(self, address: str) -> str:
        """The body whose acronym an address begins with: "mash@borough.example"."""
        named = self._area.names.mentions(self._span.document, address.partition("@")[0].upper())
        return named[0].value if named else ""

    def _in_bracket_after(self, end: int) -> list[Found[str]]:
        """The name that follows in brackets: "telephone 020 7946 0310 (MASH)"."""
        bracket = _BRACKET.match(self._span.text, end)
        if bracket is None:
            return []
        return [name for name in self._named if end <= name.start < bracket.end()]
