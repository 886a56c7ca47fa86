"""The numbers that Word shows and does not store: computed from numbering.xml."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from checker.reading.labels import BULLET
from checker.reading.ooxml import attribute, child, children, number, switch, tag

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_FORMS = {"decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"} | {
    "none", "ordinal",
}  # fmt: skip
"""The forms of numbers that are written as Word writes them."""

_CHICAGO = "*†‡§"
"""The signs that mark notes where figures do not."""

_LEVELS = 9
"""No list has more."""


def roman(value: int) -> str:
    """A lower-case Roman number; the plain number where there is none.

    >>> roman(4), roman(18)
    ('iv', 'xviii')
    """
    if not 0 < value < 4000:
        return str(value)
    text = ""
    for size, sign in _ROMAN:
        while value >= size:
            text += sign
            value -= size
    return text


def letters(value: int) -> str:
    """The letter of a list item: a to z, then aa, bb (as Word counts).

    >>> letters(1), letters(27)
    ('a', 'aa')
    """
    if value < 1:
        return str(value)
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number looks and when it starts again.

    ``restart`` is the 1-based level after which it starts again, 0 for never,
    None for any higher level (ECMA-376 part 1, 17.9.10).
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str = ""

    @property
    def bulleted(self) -> bool:
        """Whether its sign says nothing about order."""
        return self.form == "bullet"


@dataclass(slots=True)
class _List:
    """A w:num: which counters it shares, its own levels, and where it starts again."""

    counters: str
    levels: dict[int, Level]
    starts: dict[int, int]
    begun: bool = False


@dataclass(slots=True)
class Numbering:
    """Counts through a document, paragraph by paragraph, in its order."""

    _lists: dict[str, _List] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    unknown: bool = False

    @classmethod
    def from_xml(cls, root: etree._Element | None) -> Numbering:
        """Read numbering.xml; without one nothing is numbered."""
        numbering = cls()
        if root is None:
            return numbering
        abstract = {attribute(a, "abstractNumId") or "": a for a in children(root, "w:abstractNum")}
        by_style = {
            name: a
            for a in abstract.values()
            if (name := attribute(child(a, "w:styleLink"))) is not None
        }
        for num in children(root, "w:num"):
            key = attribute(child(num, "w:abstractNumId")) or ""
            definition = abstract.get(key)
            # A definition may only point to the one that a list style holds.
            link = attribute(child(definition, "w:numStyleLink"))
            if link is not None:
                definition = by_style.get(link, definition)
                key = attribute(definition, "abstractNumId") or key
            levels = _levels(definition)
            starts: dict[int, int] = {}
            for override in children(num, "w:lvlOverride"):
                depth = number(override, "ilvl") or 0
                levels.update(_levels(override))
                start = number(child(override, "w:startOverride"))
                if start is not None:
                    starts[depth] = start
            numbering._lists[attribute(num, "numId") or ""] = _List(key, levels, starts)
        return numbering

    def level(self, list_id: str, depth: int) -> Level | None:
        """The level's definition, or None where the list has none."""
        found = self._lists.get(list_id)
        return found.levels.get(depth) if found else None

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """The depth that a list ties to a paragraph style, if it does."""
        found = self._lists.get(list_id)
        for depth, level in found.levels.items() if found else ():
            if level.style == style:
                return depth
        return None

    def next(self, list_id: str, depth: int) -> str:
        """Count one paragraph and say its label: "4.1", "(a)", a bullet, or nothing."""
        found = self._lists.get(list_id)
        level = found.levels.get(depth) if found else None
        if found is None or level is None:
            return ""
        counts = self._counts.setdefault(found.counters, {})
        if not found.begun:
            # A w:num that overrides a start begins its levels anew, when it is first used.
            found.begun = True
            for restarted in [d for d in counts if d >= min(found.starts, default=_LEVELS)]:
                del counts[restarted]
        for skipped in range(depth):
            # A level that was skipped counts as begun (as LibreOffice).
            if skipped in found.levels:
                counts.setdefault(skipped, found.levels[skipped].start)
        if depth in counts:
            counts[depth] += 1
        else:
            # The start it gives holds once; after that the level's own does (as LibreOffice).
            counts[depth] = found.starts.pop(depth, level.start)
        for deeper in [d for d in counts if d > depth]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or depth < restart:
                del counts[deeper]
        if level.bulleted:
            return BULLET
        return self._written(found, depth, counts)

    def _written(self, found: _List, depth: int, counts: dict[int, int]) -> str:
        level = found.levels[depth]
        text = level.text
        for position in range(_LEVELS):
            sign = f"%{position + 1}"
            if sign not in text:
                continue
            other = found.levels.get(position, Level())
            value = counts.get(position, other.start)
            form = "decimal" if level.legal else other.form
            self.unknown = self.unknown or form not in _FORMS
            text = text.replace(sign, figure(value, form))
        return text.strip()


def _levels(parent: etree._Element | None) -> dict[int, Level]:
    levels = {}
    for item in children(parent, "w:lvl"):
        form = child(item, "w:numFmt")
        if form is None:
            # Word wraps newer forms in an alternative whose fallback is plain.
            form = next((e for e in item.iter() if tag(e) == "w:numFmt"), None)
        start = number(child(item, "w:start"))
        levels[number(item, "ilvl") or 0] = Level(
            start=0 if start is None else start,
            form=attribute(form) or "decimal",
            text=attribute(child(item, "w:lvlText")) or "",
            legal=bool(switch(item, "w:isLgl")),
            restart=number(child(item, "w:lvlRestart")),
            style=attribute(child(item, "w:pStyle")) or "",
        )
    return levels


def figure(value: int, form: str) -> str:
    """A number as Word writes it in one of its forms (``w:numFmt``).

    >>> figure(2, "lowerRoman"), figure(5, "chicago")
    ('ii', '**')
    """
    if form == "chicago" and value > 0:
        return _CHICAGO[(value - 1) % len(_CHICAGO)] * ((value - 1) // len(_CHICAGO) + 1)
    if form in {"lowerLetter", "upperLetter"}:
        text = letters(value)
    elif form in {"lowerRoman", "upperRoman"}:
        text = roman(value)
    elif form == "decimalZero":
        return f"{value:02d}"
    elif form == "ordinal":
        return f"{value}{_ending(value)}"
    elif form == "none":
        return ""
    else:
        return str(value)
    return text.upper() if form.startswith("upper") else text


def _ending(value: int) -> str:
    """The letters that make an English ordinal of a number."""
    if value % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
