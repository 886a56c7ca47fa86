"""What a paragraph of a Word file holds: runs, fields, links, notes, boxes, comment marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from checker.model import View
from checker.reading.drafts import Look, Source
from checker.reading.ooxml import (
    SILENT,
    attribute,
    character,
    child,
    children,
    choice,
    flattened,
    number,
    removed,
    switch,
    tag,
    text_boxes,
)
from checker.reading.package import Part, Parts
from checker.reading.signs import reading
from checker.reading.sources import Sourced, cut, joined
from checker.reading.styles import Styles
from checker.reading.wording import raised

_NOTES = {"w:footnoteReference": "footnotes", "w:endnoteReference": "endnotes"}
_ON = {"1", "true", "on"}
_HYPERLINK = re.compile(r'^\s*HYPERLINK\s+(?:\\l\s+"(?P<mark>[^"]*)"|"(?P<address>[^"]*)")')


@dataclass(frozen=True, slots=True)
class Run:
    """A run's visible text and how it looks; ``size`` is in points."""

    text: Sourced
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Cited:
    """A note that a paragraph cites: its kind, its id, and its own mark if it has one."""

    kind: str
    id: str
    mark: str = ""


@dataclass(slots=True)
class Line:
    """A paragraph's visible content while it is gathered."""

    runs: list[Run] = field(default_factory=list)
    notes: list[Cited] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text.text for run in self.runs)

    @property
    def sourced(self) -> Sourced:
        """The words with their runs, links and comments."""
        return joined(run.text for run in self.runs)

    def look(self, boxed: bool) -> Look:
        """How the paragraph is set."""
        inked = [run for run in self.runs if run.text.text.strip()]
        if not inked:
            return Look(boxed=boxed)
        main = max(inked, key=lambda run: len(run.text.text))
        return Look(main.size, all(run.bold for run in inked), boxed)


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction until the separator, then its result.

    ``answer`` is what a box to tick or a list to choose from shows: it has no
    result of its own.
    """

    instruction: str = ""
    in_result: bool = False
    link: str = ""
    answer: str = ""


class Inline:
    """Gathers the lines of a document, keeping what is open from one to the next.

    Fields, comment ranges and links may span several paragraphs.
    """

    def __init__(self, styles: Styles, parts: Parts, view: View) -> None:
        self.styles = styles
        self.losses: set[str] = set()
        self._parts = parts
        self._view = view
        self._removed = removed(view)
        self._fields: list[_Field] = []
        self._links: list[str] = []
        self._remarks: dict[str, None] = {}
        self._ranged: set[str] = set()

    def gather(self, element: etree._Element, style: str, line: Line, part: Part) -> None:
        """Add what a paragraph, or anything in one, shows to a line."""
        for item in element:
            name = tag(item)
            if name == "w:r":
                self._run(item, style, line, part)
            elif name == "m:t":
                self._equation(item.text or "", style, line)
            elif name == "w:hyperlink":
                self._within(part.link(item), item, style, line, part)
            elif name == "w:fldSimple":
                link = _address(attribute(item, "instr") or "")
                self._within(link, item, style, line, part)
            elif name == "m:den":
                self._equation("/", style, line)
                self.gather(item, style, line, part)
            elif name == "m:sup":
                inside = Line()
                self.gather(item, style, inside, part)
                self._equation(raised(inside.text, line.text), style, line)
            elif name == "mc:AlternateContent":
                self.gather(choice(item), style, line, part)
            elif not self.mark(item, name) and name not in SILENT and name not in self._removed:
                self.gather(item, style, line, part)

    def _equation(self, text: str, style: str, line: Line) -> None:
        """Words of an equation, which stand in no run of the text."""
        size = self.styles.size(style, None)
        line.runs.append(Run(self._marked(text, ()), size, bold=False))

    def mark(self, item: etree._Element, name: str) -> bool:
        """Heed the beginning or the end of a comment's range, wherever it stands."""
        if name == "w:commentRangeStart":
            identifier = attribute(item, "id") or ""
            self._remarks[identifier] = None
            self._ranged.add(identifier)
        elif name == "w:commentRangeEnd":
            self._remarks.pop(attribute(item, "id") or "", None)
        else:
            return False
        return True

    def _within(self, link: str, item: etree._Element, style: str, line: Line, part: Part) -> None:
        self._links.append(link)
        self.gather(item, style, line, part)
        self._links.pop()

    def _run(self, run: etree._Element, style: str, line: Line, part: Part) -> None:
        properties = child(run, "w:rPr")
        hidden = self.styles.is_on(style, properties, "w:vanish")
        text = ""
        marking = False
        for item in flattened(run):
            name = tag(item)
            if name == "w:fldChar":
                answer = self._field(item)
                if answer:
                    size = self.styles.size(style, properties)
                    line.runs.append(Run(self._marked(answer, ()), size, bold=False))
            elif name == "w:commentReference":
                self._point(attribute(item, "id") or "", line)
            elif name == "w:instrText" and self._fields:
                self._fields[-1].instruction += item.text or ""
            elif any(not f.in_result for f in self._fields) or hidden:
                continue
            elif name in _NOTES:
                line.notes.append(Cited(_NOTES[name], attribute(item, "id") or ""))
                marking = (attribute(item, "customMarkFollows") or "0") in _ON
            elif marking:
                mark = line.notes[-1].mark + character(item, name).strip()
                line.notes[-1] = replace(line.notes[-1], mark=mark)
            elif name in {"w:drawing", "w:pict", "w:object"}:
                line.boxes += text_boxes(item)
                line.diagrams += part.diagrams(item)
                self.losses |= part.losses(item)
            elif name == "w:delText" and self._view is View.ORIGINAL:
                text += item.text or ""
            else:
                text += character(item, name)
        if text:
            for open_ in self._fields:
                open_.answer = ""  # the field has its result as text
            text = reading(attribute(child(properties, "w:rFonts"), "ascii") or "", text)
            source = self._parts.source(run, text)
            if self.styles.is_on(style, properties, "w:caps"):
                text, source = _raised(text, source)
            if attribute(child(properties, "w:vertAlign")) == "superscript":
                text = raised(text, line.text)
            bold = self.styles.is_on(style, properties, "w:b")
            size = self.styles.size(style, properties)
            line.runs.append(Run(self._marked(text, source), size, bold))

    def _marked(self, text: str, source: Source) -> Sourced:
        """A text with the link and the comments that are open around it."""
        link = next((f.link for f in reversed(self._fields) if f.link), "")
        link = next((target for target in reversed(self._links) if target), link)
        return Sourced(
            text,
            source,
            ((0, len(text), link),) if link else (),
            tuple((0, len(text), remark) for remark in self._remarks),
        )

    def _point(self, identifier: str, line: Line) -> None:
        """A comment that has no range is about the place of its mark."""
        if identifier not in self._ranged:
            line.runs.append(Run(Sourced("", (), (), ((0, 0, identifier),)), 0.0, bold=False))

    def _field(self, mark: etree._Element) -> str:
        """Heed a field's begin, its separator or its end; there it may show an answer.

        Between its begin and its separator stand instructions, not text.
        """
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field(answer=_answer(child(mark, "w:ffData"))))
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
            self._fields[-1].link = _address(self._fields[-1].instruction)
        elif kind == "end" and self._fields:
            return self._fields.pop().answer
        return ""


def _address(instruction: str) -> str:
    """Where a field leads: an address, or "#" and a bookmark; "" for other fields."""
    found = _HYPERLINK.match(instruction)
    if found is None:
        return ""
    return found["address"] or f"#{found['mark']}"


def _answer(data: etree._Element | None) -> str:
    """What a form's field of the older kind shows: a box, ticked or not, or the choice."""
    box, choices = child(data, "w:checkBox"), child(data, "w:ddList")
    if box is not None:
        ticked = switch(box, "w:checked")
        return "☒" if (switch(box, "w:default") if ticked is None else ticked) else "☐"
    entries = [attribute(entry) or "" for entry in children(choices, "w:listEntry")]
    chosen = number(child(choices, "w:result"))
    chosen = number(child(choices, "w:default")) if chosen is None else chosen
    return entries[chosen or 0] if 0 <= (chosen or 0) < len(entries) else ""


def _raised(text: str, source: Source) -> tuple[str, Source]:
    """A run's text in capitals; some letters become two ("ß")."""
    raised = text.upper()
    if len(raised) == len(text):
        return raised, source
    letters = joined(
        Sourced(capital, cut(source, index, index + 1))
        for index, letter in enumerate(text)
        for capital in letter.upper()
    )
    return letters.text, letters.source
