"""What Word's styles say about a paragraph: heading level, list, size, weight."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from checker.reading.ooxml import attribute, child, children, number, switch

_DEFAULT_SIZE = 10.0
_HEADING = re.compile(r"(?i)^heading\s*([1-9])$")
_MAX_CHAIN = 20


@dataclass(slots=True)
class Styles:
    """The styles of a document, with what each inherits."""

    _styles: dict[str, etree._Element] = field(default_factory=dict)
    _default: str = ""
    _base: etree._Element | None = None
    _chains: dict[str, list[etree._Element]] = field(default_factory=dict)
    _letters: dict[str, list[etree._Element | None]] = field(default_factory=dict)

    @classmethod
    def from_xml(cls, root: etree._Element | None) -> Styles:
        """Read styles.xml; without one every paragraph is plain."""
        styles = cls()
        if root is None:
            return styles
        styles._base = child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")
        for style in children(root, "w:style"):
            identifier = attribute(style, "styleId") or ""
            styles._styles[identifier] = style
            is_default = (attribute(style, "default") or "0") in {"1", "true", "on"}
            if is_default and attribute(style, "type") == "paragraph":
                styles._default = identifier
        return styles

    def of(self, properties: etree._Element | None) -> str:
        """The style id of a paragraph with these w:pPr."""
        return attribute(child(properties, "w:pStyle")) or self._default

    def _chain(self, style: str) -> list[etree._Element]:
        """The style and those it is based on, nearest first."""
        known = self._chains.get(style)
        if known is not None:
            return known
        first = style
        chain: list[etree._Element] = []
        while style in self._styles and len(chain) < _MAX_CHAIN:
            element = self._styles[style]
            chain.append(element)
            style = attribute(child(element, "w:basedOn")) or ""
        self._chains[first] = chain
        return chain

    def name(self, style: str) -> str:
        """The style's name in English lower case ("heading 1", "title", "toc 2")."""
        return (attribute(child(self._styles.get(style), "w:name")) or style).lower()

    def heading_level(self, style: str, properties: etree._Element | None) -> int | None:
        """The heading level from 1 that a paragraph's style or outline level gives it."""
        sources = [properties, *(child(e, "w:pPr") for e in self._chain(style))]
        for source in sources:
            outline = number(child(source, "w:outlineLvl"))
            if outline is not None:
                return outline + 1 if 0 <= outline < 9 else None
        for element in self._chain(style):
            found = _HEADING.match(attribute(child(element, "w:name")) or "")
            if found:
                return int(found[1])
        return None

    def numbering(self, style: str) -> tuple[str, int, str] | None:
        """(numId, level, the style that says so), or None where no style numbers it."""
        for element in self._chain(style):
            found = child(element, "w:pPr", "w:numPr")
            if found is not None:
                list_id = attribute(child(found, "w:numId"))
                depth = number(child(found, "w:ilvl")) or 0
                if list_id is not None:
                    return list_id, depth, attribute(element, "styleId") or ""
        return None

    def framed(self, style: str, properties: etree._Element | None) -> bool:
        """Whether the paragraph has a border all round, as a box has."""
        for source in [properties, *(child(e, "w:pPr") for e in self._chain(style))]:
            borders = child(source, "w:pBdr")
            if borders is not None:
                return all(
                    (attribute(child(borders, f"w:{side}")) or "none") not in {"none", "nil"}
                    for side in ("top", "bottom")
                ) and any(child(borders, f"w:{side}") is not None for side in ("left", "right"))
        return False

    def size(self, style: str, run: etree._Element | None) -> float:
        """The size of a run's letters in points."""
        for source in self._run_sources(style, run):
            half_points = number(child(source, "w:sz"))
            if half_points is not None:
                return half_points / 2
        return _DEFAULT_SIZE

    def is_on(self, style: str, run: etree._Element | None, name: str) -> bool:
        """Whether a run has an on/off property ("w:b", "w:caps", "w:vanish")."""
        for source in self._run_sources(style, run):
            said = switch(source, name)
            if said is not None:
                return said
        return False

    def _run_sources(self, style: str, run: etree._Element | None) -> list[etree._Element | None]:
        """A run's own properties, its character style's, its paragraph style's, the defaults."""
        own = attribute(child(run, "w:rStyle"))
        styled = self._of_letters(own) if own else []
        return [run, *styled, *self._of_letters(style), self._base]

    def _of_letters(self, style: str) -> list[etree._Element | None]:
        """What a style and those it is based on say of letters, nearest first."""
        if style not in self._letters:
            found = (child(element, "w:rPr") for element in self._chain(style))
            self._letters[style] = [element for element in found if element is not None]
        return self._letters[style]

    def sets_first_row_apart(self, style: str) -> bool:
        """Whether a table style makes the first row bold or shaded."""
        for element in self._chain(style):
            for part in children(element, "w:tblStylePr"):
                if attribute(part, "type") == "firstRow":
                    shade = attribute(child(part, "w:tcPr", "w:shd"), "fill")
                    return bool(switch(child(part, "w:rPr"), "w:b")) or shade is not None
        return False
