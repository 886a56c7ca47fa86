"""The blocks of a Word story (body, note, header, comment): paragraphs, tables, boxes."""

from __future__ import annotations

import posixpath
from dataclasses import replace

from lxml import etree

from checker.model import BlockKind, View
from checker.reading.drafts import Draft, Look
from checker.reading.inline import Cited, Inline, Line
from checker.reading.labels import BULLET, normal
from checker.reading.note_numbers import NoteNumbers
from checker.reading.numbering import Numbering
from checker.reading.ooxml import (
    SILENT,
    attribute,
    cells,
    child,
    children,
    choice,
    hexadecimal,
    number,
    removed,
    rows,
    switch,
    tag,
)
from checker.reading.package import Part, Parts
from checker.reading.sources import Sourced, joined
from checker.reading.styles import Styles
from checker.reading.tables import Row, table_drafts

_FIRST_ROW = 0x20
_MAX_COLUMNS = 63
_INSERTED_FILE = "A whole document that is inserted as a file is not read."
_INSERTED_SHARE = 0.5
_UNKNOWN_NUMBERS = "Some automatic numbers have a form that is not known."
_UNKNOWN_SHARE = 0.05


class Story:
    """Goes through the blocks in document order, counting numbers and notes."""

    def __init__(self, main: Part, parts: Parts, view: View) -> None:
        folder = posixpath.dirname(main.name)

        def root(name: str) -> etree._Element | None:
            part = parts.get(posixpath.join(folder, name))
            return part.root if part else None

        self.styles = Styles.from_xml(root("styles.xml"))
        self.numbering = Numbering.from_xml(root("numbering.xml"))
        self.drafts: list[Draft] = []
        self._parts = parts
        self._view = view
        self._removed = removed(view)
        self._inline = Inline(self.styles, parts, view)
        self._notes: dict[str, tuple[Part, dict[str, etree._Element]]] = {}
        for kind, name in (("footnotes", "w:footnote"), ("endnotes", "w:endnote")):
            part = parts.get(posixpath.join(folder, f"{kind}.xml"))
            if part is not None:
                notes = {attribute(n, "id") or "": n for n in children(part.root, name)}
                self._notes[kind] = part, notes
        self._note_numbers = NoteNumbers.from_xml(root("settings.xml"), main.root)
        self._carried = Line()
        self._inserted = False

    def losses(self) -> tuple[tuple[float, str], ...]:
        """What could not be read of it: (share lost from 0 to 1, the sentence)."""
        found = [(0.0, sentence) for sentence in sorted(self._inline.losses)]
        if self._inserted:
            found.append((_INSERTED_SHARE, _INSERTED_FILE))
        if self.numbering.unknown:
            found.append((_UNKNOWN_SHARE, _UNKNOWN_NUMBERS))
        return tuple(found)

    # Blocks

    def blocks(self, container: etree._Element, part: Part, boxed: bool = False) -> None:
        """Read everything in a body, a cell, a text box or a content control."""
        for element in container:
            name = tag(element)
            if name == "w:p":
                self._paragraph(element, part, boxed)
            elif name == "w:tbl":
                self._table(element, part)
            elif name == "w:altChunk":
                self._inserted = True
            elif name == "mc:AlternateContent":
                self.blocks(choice(element), part, boxed)
            elif (
                not self._inline.mark(element, name)
                and name not in SILENT
                and name not in self._removed
            ):
                self.blocks(element, part, boxed)

    def flush(self) -> None:
        """Give out words still carried over from a last paragraph whose mark was deleted."""
        line, self._carried = self._carried, Line()
        if line.text.strip():
            look = line.look(boxed=False)
            self.drafts.append(line.sourced.draft(BlockKind.PARAGRAPH, look=look))

    def _paragraph(self, element: etree._Element, part: Part, boxed: bool) -> None:
        properties = self._properties(element)
        style = self.styles.of(properties)
        line = self._line(element, style, part)
        if self._runs_into_next(child(element, "w:pPr")):
            self._carried = line
            return
        # An empty paragraph is counted too: Word prints its number.
        label, depth = self._label(properties, style)
        if line.text.strip():
            look = line.look(boxed or self.styles.framed(style, properties))
            self._emit(line, style, properties, label, depth, look)
        for cited in line.notes:
            self._note(cited)
        for box in line.boxes:
            self.blocks(box, part, boxed=True)
        for name in line.diagrams:
            self._diagram(name)

    def _properties(self, paragraph: etree._Element) -> etree._Element | None:
        """A paragraph's properties, in the original view those before they were changed."""
        own = child(paragraph, "w:pPr")
        before = child(own, "w:pPrChange", "w:pPr")
        return before if before is not None and self._view is View.ORIGINAL else own

    def _diagram(self, name: str) -> None:
        """The words of a diagram, a box for each of its shapes."""
        part = self._parts.get(name)
        for point in part.root.iter() if part else ():
            if tag(point) == "pt":
                lines = [e for e in point.iter() if tag(e) == "p"]
                texts = ["".join(t.text or "" for t in e.iter() if tag(t) == "t") for e in lines]
                text = " ".join(filter(str.strip, texts))
                if text:
                    self.drafts.append(Draft(text, look=Look(boxed=True)))

    def _runs_into_next(self, properties: etree._Element | None) -> bool:
        """A deleted paragraph mark, or a drop capital in a frame of its own."""
        mark = child(properties, "w:rPr")
        deleted = any(child(mark, name) is not None for name in self._removed)
        cap = attribute(child(properties, "w:framePr"), "dropCap") or "none"
        return deleted or cap != "none"

    def _emit(
        self,
        line: Line,
        style: str,
        properties: etree._Element | None,
        label: str,
        depth: int,
        look: Look,
    ) -> None:
        name = self.styles.name(style)
        level = None if name.startswith("toc ") else self.styles.heading_level(style, properties)
        sourced = line.sourced
        if level is not None:
            whole = replace(sourced, text=sourced.text.replace("\n", " "))
            self.drafts.append(whole.draft(BlockKind.HEADING, label, level, look))
            return
        kind = BlockKind.LIST_ITEM if label == BULLET else BlockKind.PARAGRAPH
        # A line break inside a paragraph is what a reader sees as a new one.
        start = 0
        for text in sourced.text.split("\n"):
            if text.strip():
                piece = sourced.part(start, start + len(text))
                self.drafts.append(piece.draft(kind, label, depth, look))
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

    def _note(self, cited: Cited) -> None:
        """A note stands after the block that cites it, under the mark it is printed with."""
        part, notes = self._notes.get(cited.kind, (None, {}))
        note = notes.get(cited.id)
        if part is None or note is None:
            return
        lines = [
            self._line(item, self.styles.of(child(item, "w:pPr")), part).sourced
            for item in note.iter()
            if tag(item) == "w:p"
        ]
        text = joined(lines, " ")
        if cited.mark:
            # The note repeats a mark of its own as text.
            start = len(text.text) - len(text.text.lstrip().removeprefix(cited.mark))
            text = text.part(start, len(text.text))
        label = cited.mark or self._note_numbers.next(cited.kind)
        self.drafts.append(text.draft(BlockKind.FOOTNOTE, label))

    # Tables

    def _table(self, element: etree._Element, part: Part) -> None:
        grid = [
            (child(row, "w:trPr"), list(cells(row, self._view)))
            for row in rows(element, self._view)
        ]
        if all(len(row_cells) <= 1 for _, row_cells in grid):
            # A table of one column is a box, and its text is read as text.
            for _, row_cells in grid:
                for cell in row_cells:
                    self.blocks(cell, part, boxed=True)
            return
        self.flush()
        styled = self._styles_first_row(element)
        read: list[Row] = []
        after: list[Draft] = []
        for index, (row, row_cells) in enumerate(grid):
            texts = [Sourced()] * _columns(child(row, "w:gridBefore"), 0)
            merged: list[int] = []
            bold: list[bool] = []
            for cell in row_cells:
                text, is_bold, rest = self._cell(cell, part)
                properties = child(cell, "w:tcPr")
                if _goes_on(properties):
                    merged.append(len(texts))
                texts.append(text)
                texts += [Sourced()] * (_columns(child(properties, "w:gridSpan"), 1) - 1)
                after += rest
                if text.text.strip():
                    bold.append(is_bold or _shaded(properties))
            emphasised = (
                bool(switch(row, "w:tblHeader"))
                or (bool(bold) and all(bold))
                or (index == 0 and styled)
            )
            words = tuple(text.text for text in texts)
            read.append(Row(words, emphasised, sources=tuple(texts), merged=tuple(merged)))
        self.drafts += table_drafts(read)
        self.drafts += after

    def _cell(self, cell: etree._Element, part: Part) -> tuple[Sourced, bool, list[Draft]]:
        """A cell's text, whether all of it is bold, and what comes after the table.

        Notes and the rows of nested tables come after.
        """
        outer, self.drafts = self.drafts, []
        self.blocks(cell, part)
        self.flush()
        inner, self.drafts = self.drafts, outer
        texts: list[Sourced] = []
        after: list[Draft] = []
        bold = True
        for draft in inner:
            if draft.kind in {BlockKind.FOOTNOTE, BlockKind.TABLE_ROW}:
                after.append(draft)
                continue
            if draft.label and draft.label != BULLET:
                texts.append(Sourced(draft.label))
            texts.append(Sourced(draft.text, draft.source, draft.links, draft.remarks))
            bold = bold and draft.look.bold
        return joined(texts, " "), bold, after

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

    def _line(self, element: etree._Element, style: str, part: Part) -> Line:
        line, self._carried = self._carried, Line()
        self._inline.gather(element, style, line, part)
        return line


def _columns(element: etree._Element | None, default: int) -> int:
    """How many columns a cell or a gap spans; no more than Word allows in a table."""
    found = number(element)
    return default if found is None else max(0, min(found, _MAX_COLUMNS))


def _goes_on(properties: etree._Element | None) -> bool:
    """Whether a cell only goes on with the one above it."""
    merge = child(properties, "w:vMerge")
    return merge is not None and (attribute(merge) or "continue") == "continue"


def _shaded(properties: etree._Element | None) -> bool:
    fill = attribute(child(properties, "w:shd"), "fill") or "auto"
    return fill.lower() not in {"auto", "ffffff"}
