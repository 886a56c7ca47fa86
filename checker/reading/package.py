"""The parts of a Word file: how they point to each other, and their runs' places."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from checker.reading.drafts import Origin, Source
from checker.reading.formats import Package
from checker.reading.ooxml import attribute, tag

_EMU_PER_CM = 360_000
_LARGE = 8 * 5 * _EMU_PER_CM**2
"""A picture of more than 8 by 5 centimetres can hold words that are read."""

CHART = "A chart is not read."
EMBEDDED = "Parts embedded from other files are not read."
PICTURE = "Large pictures are not read; they may have words in them."


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name, its root and the relationships that its ids name."""

    name: str
    root: etree._Element
    targets: dict[str, tuple[str, str]] = field(default_factory=dict)

    def link(self, element: etree._Element) -> str:
        """Where a w:hyperlink leads: an address, "#" and a bookmark, or ""."""
        target = self.targets.get(attribute(element, "id") or "", ("", ""))[1]
        anchor = attribute(element, "anchor") or ""
        return f"{target}#{anchor}" if anchor else target

    def named(self, kind: str) -> Iterator[str]:
        """The parts of a kind ("header", "comments") that this one points to."""
        for found, target in self.targets.values():
            if found == kind:
                yield self.full(target)

    def full(self, target: str) -> str:
        """A relationship's target as the name of a part."""
        folder = posixpath.dirname(self.name)
        return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")

    def diagrams(self, drawing: etree._Element) -> list[str]:
        """The parts that hold the words of the diagrams (SmartArt) in a drawing."""
        ids = [attribute(e, "dm") for e in drawing.iter() if tag(e) == "relIds"]
        return [self.full(self.targets[i][1]) for i in ids if i and i in self.targets]

    def losses(self, drawing: etree._Element) -> set[str]:
        """What of a drawing is not read, as sentences."""
        found = set()
        for element in drawing.iter():
            name = tag(element)
            if name == "chart":
                found.add(CHART)
            elif name == "OLEObject":
                found.add(EMBEDDED)
            elif name == "extent" and _is_large(element) and _has_picture(drawing):
                found.add(PICTURE)
        return found


def _is_large(extent: etree._Element) -> bool:
    try:
        return int(attribute(extent, "cx") or 0) * int(attribute(extent, "cy") or 0) > _LARGE
    except ValueError:
        return False


def _has_picture(drawing: etree._Element) -> bool:
    return any(tag(element) == "blip" for element in drawing.iter())


class Parts:
    """The parts of a package, each opened once."""

    def __init__(self, package: Package, tracing: bool) -> None:
        self._package = package
        self._tracing = tracing
        self._parts: dict[str, Part | None] = {}
        self._origins: dict[etree._Element, tuple[str, int]] = {}

    def get(self, name: str) -> Part | None:
        """The part of that name, or None where the package has none."""
        if name not in self._parts:
            self._parts[name] = self._open(name) if name in self._package else None
        return self._parts[name]

    def source(self, run: etree._Element, text: str) -> Source:
        """The whole of a run's visible text; nothing where sources are not asked for."""
        if run not in self._origins:
            return ()
        part, index = self._origins[run]
        return (Origin(0, len(text), part, index, 0),)

    def _open(self, name: str) -> Part:
        root = self._package.xml(name)
        if self._tracing:
            runs = (element for element in root.iter() if tag(element) == "w:r")
            self._origins.update((run, (name, index)) for index, run in enumerate(runs))
        folder, base = posixpath.split(name)
        related = posixpath.join(folder, "_rels", f"{base}.rels")
        targets = {}
        if related in self._package:
            for relation in self._package.xml(related):
                kind = (attribute(relation, "Type") or "").rpartition("/")[2]
                target = attribute(relation, "Target") or ""
                targets[attribute(relation, "Id") or ""] = (kind, target)
        return Part(name, root, targets)
