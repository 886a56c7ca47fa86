"""Word files, by an own walk over the XML: everything that python-docx's paragraphs leave out."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from checker.errors import UnreadableDocument
from checker.model import BlockKind
from checker.reading.drafts import Draft, Look, Origin, Reading, Source
from checker.reading.formats import Package
from checker.reading.headings import mark_headings
from checker.reading.labels import BULLET, normal
from checker.reading.numbering import Numbering
from checker.reading.ooxml import (
    REMOVED,
    SILENT,
    attribute,
    cells,
    character,
    child,
    children,
    choice,
    flattened,
    hexadecimal,
    number,
    rows,
    switch,
    tag,
    text_boxes,
)
from checker.reading.sources import cut, joined
from checker.reading.styles import Styles
from checker.reading.tables import Row, table_drafts
from checker.reading.wording import tidy
from checker.settings import Settings

_FIRST_ROW = 0x20
_MAX_COLUMNS = 63
_NOTES = {"w:footnoteReference": "footnotes", "w:endnoteReference": "endnotes"}


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    size: float
    bold: bool
    source: Source = ()


@dataclass(slots=True)
class _Line:
    """A paragraph's visible content while it is gathered."""

    runs: list[_Run] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def source(self) -> Source:
        return joined(((run.text, run.source) for run in self.runs), "")[1]

    def look(self, boxed: bool) -> Look:
        inked = [run for run in self.runs if run.text.strip()]
        if not inked:
            return Look(boxed=boxed)
        main = max(inked, key=lambda run: len(run.text))
        return Look(main.size, all(run.bold for run in inked), boxed)


def read_docx(path: Path, settings: Settings, *, tracing: bool = False) -> Reading:
    """Read a Word file as it looks when all its tracked changes are accepted.

    :param tracing: also say from which run every character comes.
    :raises UnreadableDocument: damaged, encrypted-word, unsafe, too-large.
    """
    package = Package(path, settings)
    main = _main_part(package, path)
    walker = _Walker(package, posixpath.dirname(main), tracing)
    root = package.xml(main)
    walker.enter(main, root)
    body = child(root, "w:body")
    if body is None:
        raise UnreadableDocument("damaged", path=path.name)
    walker.blocks(body)
    walker.flush()
    losses = ((0.0, "Parts embedded from other files are not read."),) if walker.embedded else ()
    title = _property_title(package)
    return Reading(tuple(mark_headings(walker.drafts)), title=title, losses=losses)


def _main_part(package: Package, path: Path) -> str:
    """The document's part, as the package's relationships name it."""
    if "_rels/.rels" in package:
        for relation in package.xml("_rels/.rels"):
            kind = attribute(relation, "Type") or ""
            if kind.endswith("/officeDocument"):
                target = (attribute(relation, "Target") or "").lstrip("/")
                if target in package:
                    return target
    raise UnreadableDocument("damaged", path=path.name)


def _property_title(package: Package) -> str:
    """The title in the file's properties."""
    if "docProps/core.xml" not in package:
        return ""
    for element in package.xml("docProps/core.xml"):
        if tag(element) == "title":
            return tidy(element.text or "")
    return ""


class _Walker:
    """Goes through the blocks in document order, counting numbers and notes."""

    def __init__(self, package: Package, folder: str, tracing: bool) -> None:
        def part(name: str) -> etree._Element | None:
            full = posixpath.join(folder, name)
            root = package.xml(full) if full in package else None
            if root is not None:
                self.enter(full, root)
            return root

        self._tracing = tracing
        self._origins: dict[etree._Element, tuple[str, int]] = {}

        self.styles = Styles.from_xml(part("styles.xml"))
        self.numbering = Numbering.from_xml(part("numbering.xml"))
        self.notes = {
            kind: {attribute(n, "id") or "": n for n in children(part(f"{kind}.xml"), name)}
            for kind, name in (("footnotes", "w:footnote"), ("endnotes", "w:endnote"))
        }
        self.drafts: list[Draft] = []
        self.embedded = False
        self._cited: dict[str, int] = {"footnotes": 0, "endnotes": 0}
        self._fields: list[bool] = []
        self._carried = _Line()

    def enter(self, part: str, root: etree._Element) -> None:
        """Count the runs of a part, when it matters from which one a character comes."""
        if self._tracing:
            runs = (element for element in root.iter() if tag(element) == "w:r")
            self._origins.update((run, (part, index)) for index, run in enumerate(runs))

    # Blocks

    def blocks(self, container: etree._Element, boxed: bool = False) -> None:
        """Read everything in a body, a cell, a text box or a content control."""
        for element in container:
            name = tag(element)
            if name == "w:p":
                self._paragraph(element, boxed)
            elif name == "w:tbl":
                self._table(element)
            elif name == "w:altChunk":
                self.embedded = True
            elif name == "mc:AlternateContent":
                self.blocks(choice(element), boxed)
            elif name not in SILENT and name not in REMOVED:
                self.blocks(element, boxed)

    def flush(self) -> None:
        """Give out words still carried over from a last paragraph whose mark was deleted."""
        line, self._carried = self._carried, _Line()
        if line.text.strip():
            look = line.look(boxed=False)
            self.drafts.append(Draft(line.text, look=look, source=line.source))

    def _paragraph(self, element: etree._Element, boxed: bool) -> None:
        properties = child(element, "w:pPr")
        style = self.styles.of(properties)
        line = self._line(element, style)
        if self._runs_into_next(properties):
            self._carried = line
            return
        # An empty paragraph is counted too: Word prints its number.
        label, depth = self._label(properties, style)
        if line.text.strip():
            look = line.look(boxed or self.styles.framed(style, properties))
            self._emit(line, style, properties, label, depth, look)
        for kind, identifier in line.notes:
            self._note(kind, identifier)
        for box in line.boxes:
            self.blocks(box, boxed=True)

    def _runs_into_next(self, properties: etree._Element | None) -> bool:
        """A deleted paragraph mark, or a drop capital in a frame of its own."""
        mark = child(properties, "w:rPr")
        deleted = any(child(mark, name) is not None for name in REMOVED)
        cap = attribute(child(properties, "w:framePr"), "dropCap") or "none"
        return deleted or cap != "none"

    def _emit(
        self,
        line: _Line,
        style: str,
        properties: etree._Element | None,
        label: str,
        depth: int,
        look: Look,
    ) -> None:
        name = self.styles.name(style)
        level = None if name.startswith("toc ") else self.styles.heading_level(style, properties)
        if level is not None:
            text = line.text.replace("\n", " ")
            self.drafts.append(
                Draft(text, BlockKind.HEADING, label, level, look=look, source=line.source)
            )
            return
        kind = BlockKind.LIST_ITEM if label == BULLET else BlockKind.PARAGRAPH
        # A line break inside a paragraph is what a reader sees as a new one.
        start = 0
        for text in line.text.split("\n"):
            if text.strip():
                source = cut(line.source, start, start + len(text))
                self.drafts.append(Draft(text, kind, label, depth, look=look, source=source))
                label, depth, kind = "", 0, BlockKind.PARAGRAPH
            start += len(text) + 1

    def _label(self, properties: etree._Element | None, style: str) -> tuple[str, int]:
        """The paragraph's computed label and its depth in its list."""
        own = child(properties, "w:numPr")
        list_id = attribute(child(own, "w:numId"))
        depth = number(child(own, "w:ilvl"))
        inherited = self.styles.numbering(style)
        if list_id is None and inherited is not None:
            list_id, styled, source = inherited
            if depth is None:
                tied = self.numbering.level_of_style(list_id, source)
                depth = styled if tied is None else tied
        if list_id is None or list_id == "0":
            return "", 0
        depth = depth or 0
        return normal(self.numbering.next(list_id, depth)), depth

    def _note(self, kind: str, identifier: str) -> None:
        """A note stands after the block that cites it, under the number it is printed with."""
        note = self.notes[kind].get(identifier)
        if note is None:
            return
        self._cited[kind] += 1
        label = str(self._cited[kind])
        lines = [
            self._line(item, self.styles.of(child(item, "w:pPr")))
            for item in note.iter()
            if tag(item) == "w:p"
        ]
        text, source = joined(((line.text, line.source) for line in lines), " ")
        self.drafts.append(Draft(text, BlockKind.FOOTNOTE, label, source=source))

    # Tables

    def _table(self, element: etree._Element) -> None:
        grid = [
            (child(row, "w:trPr"), list(cells(row)))
            for row in rows(element)
            if child(row, "w:trPr", "w:del") is None
        ]
        if all(len(row_cells) <= 1 for _, row_cells in grid):
            # A table of one column is a box, and its text is read as text.
            for _, row_cells in grid:
                for cell in row_cells:
                    self.blocks(cell, boxed=True)
            return
        self.flush()
        styled = self._styles_first_row(element)
        read: list[Row] = []
        after: list[Draft] = []
        for index, (row, row_cells) in enumerate(grid):
            texts: list[tuple[str, Source]] = [("", ())] * _columns(child(row, "w:gridBefore"), 0)
            bold: list[bool] = []
            for cell in row_cells:
                text, source, is_bold, rest = self._cell(cell)
                properties = child(cell, "w:tcPr")
                texts.append((text, source))
                texts += [("", ())] * (_columns(child(properties, "w:gridSpan"), 1) - 1)
                after += rest
                if text.strip():
                    bold.append(is_bold or _shaded(properties))
            emphasised = (
                bool(switch(row, "w:tblHeader"))
                or (bool(bold) and all(bold))
                or (index == 0 and styled)
            )
            read.append(
                Row(tuple(t for t, _ in texts), emphasised, sources=tuple(s for _, s in texts))
            )
        self.drafts += table_drafts(read)
        self.drafts += after

    def _cell(self, cell: etree._Element) -> tuple[str, Source, bool, list[Draft]]:
        """A cell's text, its source, whether all of it is bold, and what comes after the table.

        Notes and the rows of nested tables come after.
        """
        outer, self.drafts = self.drafts, []
        self.blocks(cell)
        self.flush()
        inner, self.drafts = self.drafts, outer
        texts: list[tuple[str, Source]] = []
        after: list[Draft] = []
        bold = True
        for draft in inner:
            if draft.kind in {BlockKind.FOOTNOTE, BlockKind.TABLE_ROW}:
                after.append(draft)
                continue
            if draft.label and draft.label != BULLET:
                texts.append((draft.label, ()))
            texts.append((draft.text, draft.source))
            bold = bold and draft.look.bold
        return *joined(texts, " "), bold, after

    def _styles_first_row(self, table: etree._Element) -> bool:
        """Whether the table's style sets its first row apart, and the table lets it."""
        properties = child(table, "w:tblPr")
        look = child(properties, "w:tblLook")
        if attribute(look, "firstRow") is not None:
            wanted = attribute(look, "firstRow") in {"1", "true", "on"}
        else:
            wanted = bool(hexadecimal(attribute(look)) & _FIRST_ROW)
        style = attribute(child(properties, "w:tblStyle")) or ""
        return wanted and self.styles.sets_first_row_apart(style)

    # Lines

    def _line(self, element: etree._Element, style: str) -> _Line:
        line, self._carried = self._carried, _Line()
        self._inline(element, style, line)
        return line

    def _inline(self, element: etree._Element, style: str, line: _Line) -> None:
        for item in element:
            name = tag(item)
            if name == "w:r":
                self._run(item, style, line)
            elif name == "m:t":
                line.runs.append(_Run(item.text or "", self.styles.size(style, None), False))
            elif name == "mc:AlternateContent":
                self._inline(choice(item), style, line)
            elif name not in SILENT and name not in REMOVED:
                self._inline(item, style, line)

    def _run(self, run: etree._Element, style: str, line: _Line) -> None:
        properties = child(run, "w:rPr")
        hidden = self.styles.is_on(style, properties, "w:vanish")
        text = ""
        for item in flattened(run):
            name = tag(item)
            if name == "w:fldChar":
                self._field(attribute(item, "fldCharType") or "")
            elif any(self._fields) or hidden:
                continue
            elif name in _NOTES:
                line.notes.append((_NOTES[name], attribute(item, "id") or ""))
            elif name in {"w:drawing", "w:pict", "w:object"}:
                line.boxes += text_boxes(item)
            else:
                text += character(item, name)
        if text:
            source = self._source(run, text)
            if self.styles.is_on(style, properties, "w:caps"):
                text, source = _raised(text, source)
            bold = self.styles.is_on(style, properties, "w:b")
            line.runs.append(_Run(text, self.styles.size(style, properties), bold, source))

    def _source(self, run: etree._Element, text: str) -> Source:
        """The whole of a run's visible text; nothing where sources are not asked for."""
        if run not in self._origins:
            return ()
        part, index = self._origins[run]
        return (Origin(0, len(text), part, index, 0),)

    def _field(self, kind: str) -> None:
        """Between a field's begin and its separator stand instructions, not text."""
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()


def _raised(text: str, source: Source) -> tuple[str, Source]:
    """A run's text in capitals; some letters become two ("ß")."""
    raised = text.upper()
    if len(raised) == len(text):
        return raised, source
    letters = (
        (capital, cut(source, index, index + 1))
        for index, letter in enumerate(text)
        for capital in letter.upper()
    )
    return joined(letters, "")


def _columns(element: etree._Element | None, default: int) -> int:
    """How many columns a cell or a gap spans; no more than Word allows in a table."""
    found = number(element)
    return default if found is None else max(0, min(found, _MAX_COLUMNS))


def _shaded(properties: etree._Element | None) -> bool:
    fill = attribute(child(properties, "w:shd"), "fill") or "auto"
    return fill.lower() not in {"auto", "ffffff"}
