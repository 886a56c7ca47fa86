"""The marks of a Word file's footnotes and endnotes: each kind counts by itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from checker.reading.numbering import figure
from checker.reading.ooxml import attribute, child, number, tag

_FORMS = {"footnotes": "decimal", "endnotes": "lowerRoman"}
"""How Word numbers them where nothing else is said (ECMA-376 part 1, 17.11)."""
_PROPERTIES = {"w:footnotePr": "footnotes", "w:endnotePr": "endnotes"}


@dataclass(slots=True)
class NoteNumbers:
    """Counts the notes of a document in its order."""

    _forms: dict[str, str] = field(default_factory=lambda: dict(_FORMS))
    _next: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_FORMS, 1))

    @classmethod
    def from_xml(cls, settings: etree._Element | None, document: etree._Element) -> NoteNumbers:
        """As the file's settings have it, or its sections, which come before them.

        What starts again with every section or page is counted through.
        """
        numbers = cls()
        sections = [e for e in document.iter() if tag(e) == "w:sectPr"]
        for parent in (settings, *sections[:1]):
            for item in parent if parent is not None else ():
                kind = _PROPERTIES.get(tag(item))
                if kind:
                    form = attribute(child(item, "w:numFmt"))
                    start = number(child(item, "w:numStart"))
                    numbers._forms[kind] = form or numbers._forms[kind]
                    numbers._next[kind] = numbers._next[kind] if start is None else start
        return numbers

    def next(self, kind: str) -> str:
        """Count one note ("footnotes" or "endnotes") and say its mark."""
        value = self._next[kind]
        self._next[kind] += 1
        return figure(value, self._forms[kind])
