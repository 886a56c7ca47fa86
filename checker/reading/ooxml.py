"""The vocabulary of WordprocessingML, in its transitional and its strict namespace."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from checker.model import View
from checker.reading.signs import sign

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
}

_REMOVED = {
    View.ACCEPTED: frozenset({"w:del", "w:moveFrom", "w:cellDel"}),
    View.ORIGINAL: frozenset({"w:ins", "w:moveTo", "w:cellIns"}),
}
SILENT = {"w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:instrText", "w:delText", "w:tblPr"} | {
    "w:tblGrid", "w:trPr", "w:tcPr", "w:sectPr", "m:ctrlPr", "w:fldData", "w:proofErr", "w:rt",
}  # fmt: skip
_OFF = {"0", "false", "off", "none"}


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    prefix = _PREFIXES.get(tag[1:].partition("}")[0])
    return f"{prefix}:{_local(tag)}" if prefix else _local(tag)


def _local(name: str) -> str:
    """A name without its namespace; lxml's own way refuses names that it read itself."""
    return name.rpartition("}")[2]


def tag(element: etree._Element) -> str:
    """The element's name with its usual prefix ("w:p"); "" for a comment."""
    return _short(element.tag) if isinstance(element.tag, str) else ""


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The direct children of that name."""
    if element is not None:
        for child in element:
            if tag(child) == name:
                yield child


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along a path of names, or None."""
    for name in path:
        element = next(children(element, name), None)
        if element is None:
            return None
    return element


def attribute(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute of the element's own vocabulary, by its local name."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if _local(str(key)) == name:
            return str(value)
    return None


def number(element: etree._Element | None, name: str = "val") -> int | None:
    """An attribute as a whole number, or None where it is absent or not one."""
    try:
        return int(attribute(element, name) or "")
    except ValueError:
        return None


def hexadecimal(text: str | None) -> int:
    """A hexadecimal attribute as a number; 0 where it is absent or not one."""
    try:
        return int(text or "0", 16)
    except ValueError:
        return 0


def switch(element: etree._Element | None, name: str) -> bool | None:
    """An on/off property: None when it says nothing, else whether it is on."""
    found = child(element, name)
    if found is None:
        return None
    return (attribute(found) or "1").lower() not in _OFF


def removed(view: View) -> frozenset[str]:
    """The marks of tracked changes whose content is not there in this view."""
    return _REMOVED[view]


def character(item: etree._Element, name: str) -> str:
    """The text of one child of a run."""
    if name == "w:t":
        return item.text or ""
    if name in {"w:tab", "w:ptab"}:
        return "\t"
    if name in {"w:br", "w:cr"}:
        return "\n"
    if name == "w:noBreakHyphen":
        return "-"
    if name == "w:sym":
        return sign(attribute(item, "font") or "", hexadecimal(attribute(item, "char")))
    return ""


def flattened(run: etree._Element) -> Iterator[etree._Element]:
    """A run's children, with what an alternative or an annotated word holds in its place."""
    for item in run:
        yield from _within(item)


def _within(item: etree._Element) -> Iterator[etree._Element]:
    if tag(item) == "mc:AlternateContent":
        yield from choice(item)
    elif tag(item) == "w:ruby":
        base = child(item, "w:rubyBase")
        yield from (e for e in base.iter() if tag(e) == "w:t") if base is not None else ()
    else:
        yield item


def run_pieces(run: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """A run's direct children, each with the characters that it is read as."""
    for item in run:
        yield item, "".join(character(piece, tag(piece)) for piece in _within(item))


def choice(alternative: etree._Element) -> etree._Element:
    """The branch of an alternative that is read: the same text stands in every branch."""
    found = child(alternative, "mc:Choice")
    if found is None:
        found = child(alternative, "mc:Fallback")
    return alternative if found is None else found


def text_boxes(drawing: etree._Element) -> list[etree._Element]:
    """The outermost text boxes of a drawing (a nested one is read with its parent)."""
    found: list[etree._Element] = []
    for item in drawing:
        name = tag(item)
        if name == "w:txbxContent":
            found.append(item)
        elif name == "mc:AlternateContent":
            found += text_boxes(choice(item))
        else:
            found += text_boxes(item)
    return found


def rows(table: etree._Element, view: View) -> Iterator[etree._Element]:
    """The table's own rows, also those inside content controls and insertions."""
    for item in table:
        name = tag(item)
        if name == "w:tr":
            if not _is_marked(child(item, "w:trPr"), view):
                yield item
        elif name not in SILENT and name not in removed(view):
            yield from rows(item, view)


def cells(row: etree._Element, view: View) -> Iterator[etree._Element]:
    """The cells of a row, in the same way."""
    for item in row:
        name = tag(item)
        if name == "w:tc":
            if not _is_marked(child(item, "w:tcPr"), view):
                yield item
        elif name not in SILENT and name not in removed(view):
            yield from cells(item, view)


def _is_marked(properties: etree._Element | None, view: View) -> bool:
    """Whether a tracked change took a row or a cell away."""
    return any(child(properties, name) is not None for name in removed(view))
