"""Gives drafts their labels, offsets, sections and paragraphs: one place for all formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from checker.model import Block, BlockKind, Location
from checker.reading.drafts import Draft, Origin, Source, Stretch
from checker.reading.labels import BULLET, Form, form_of, normal, split
from checker.reading.sources import followed, shifted, shifted_stretches
from checker.reading.wording import contents_entry, tidy

_MIN_NUMBERED_PARAGRAPHS = 5


def assemble(drafts: Iterable[Draft]) -> tuple[str, tuple[Block, ...]]:
    """The document's text and its blocks, in the order of the drafts.

    The text is the blocks' texts joined by newlines, and each block's location
    holds its offsets into it. Drafts without words are left out.
    """
    labelled = _number([part for part in map(_part, drafts) if part.text])
    blocks: list[Block] = []
    places = _Places()
    offset = 0
    for part in labelled:
        section, paragraph = places.enter(part)
        location = Location(
            start=offset,
            end=offset + len(part.text),
            page=part.page,
            box=part.box,
            section=section,
            paragraph=paragraph,
        )
        blocks.append(
            Block(
                part.kind,
                part.text,
                location,
                part.label,
                part.level,
                part.cells,
                part.header,
                part.links,
            )
        )
        offset = location.end + 1
    return "\n".join(block.text for block in blocks), tuple(blocks)


def source_of(drafts: Iterable[Draft]) -> Source:
    """Where the text that :func:`assemble` makes of the drafts comes from."""
    found: list[Origin] = []
    offset = 0
    for part in map(_part, drafts):
        if part.text:
            found += shifted(part.source, offset)
            offset += len(part.text) + 1
    return tuple(found)


def remarks_of(drafts: Iterable[Draft]) -> dict[str, tuple[int, int]]:
    """For each comment that drafts name, the stretch of the whole text that it is about."""
    found: dict[str, tuple[int, int]] = {}
    for start, end, name in _stretches(drafts):
        first, last = found.get(name, (start, end))
        found[name] = min(first, start), max(last, end)
    return found


def _stretches(drafts: Iterable[Draft]) -> Iterator[Stretch]:
    offset = 0
    for part in map(_part, drafts):
        if part.text:
            yield from shifted_stretches(part.remarks, offset)
            offset += len(part.text) + 1


def _part(draft: Draft) -> Draft:
    """The draft as a block will have it; its source is that of the text it then has."""
    return followed(draft, _apart(draft))


def _apart(draft: Draft) -> Draft:
    """The draft with its label apart from its text, and both tidied."""
    if draft.kind is BlockKind.TABLE_ROW:
        cells = tuple(map(tidy, draft.cells))
        text = " | ".join(cells) if any(cells) else ""
        return replace(draft, text=text, cells=cells, header=tuple(map(tidy, draft.header)))
    label = normal(draft.label)
    if draft.kind is BlockKind.FOOTNOTE:
        return replace(draft, text=tidy(draft.text), label=draft.label.strip())
    entry = contents_entry(draft.text)
    if entry is not None:
        text = f"{label} {entry}" if label and label != BULLET else entry
        return replace(draft, text=text, kind=BlockKind.PARAGRAPH, label="", level=0)
    heading = draft.kind is BlockKind.HEADING
    rest = draft.text
    if not label:
        found = split(draft.text, heading=heading)
        label, rest = found.label, found.rest
    text = tidy(rest)
    if not text:
        # "4.1" alone on its line is its own words: no block is empty.
        label, text = "", tidy(label)
    form = form_of(label)
    kind = draft.kind
    if not heading:
        if form in {Form.BULLET, Form.LETTER}:
            kind = BlockKind.LIST_ITEM
        elif form in {Form.DECIMAL, Form.NAMED}:
            kind = BlockKind.PARAGRAPH
    level = draft.level if kind in {BlockKind.HEADING, BlockKind.LIST_ITEM} else 0
    return replace(draft, text=text, kind=kind, label=label, level=level)


def _number(parts: Sequence[Draft]) -> list[Draft]:
    """Decide what plain numbers are: paragraphs 1 to 60, or the items of many short lists.

    Numbers that run on through several sections without starting again name
    the document's paragraphs.
    """
    numbers: list[int] = []
    sections: set[int] = set()
    section = 0
    for part in parts:
        if part.kind is BlockKind.HEADING:
            section += 1
        elif _plain(part):
            numbers.append(int(part.label))
            sections.add(section)
    runs_on = (
        len(numbers) >= _MIN_NUMBERED_PARAGRAPHS
        and len(sections) > 1
        and all(first < second for first, second in pairwise(numbers))
    )
    kind = BlockKind.PARAGRAPH if runs_on else BlockKind.LIST_ITEM
    return [
        replace(part, kind=kind, level=0 if runs_on else part.level) if _plain(part) else part
        for part in parts
    ]


def _plain(part: Draft) -> bool:
    in_text = part.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
    return in_text and form_of(part.label) is Form.PLAIN


@dataclass(slots=True)
class _Places:
    """Where the text stands while blocks go by: the headings above it, the last label."""

    _headings: list[Draft] = field(default_factory=list)
    _label: str = ""

    def enter(self, part: Draft) -> tuple[str, str]:
        """The section and the paragraph of this block."""
        if part.kind is BlockKind.HEADING:
            while self._headings and self._headings[-1].level >= part.level:
                self._headings.pop()
            self._headings.append(part)
            self._label = part.label
        elif part.kind is BlockKind.PARAGRAPH and part.label:
            self._label = part.label
        if not self._headings:
            return "", self._label
        nearest = self._headings[-1]
        section = f"{nearest.label} {nearest.text}".strip()
        return section, self._label or self._inherited()

    def _inherited(self) -> str:
        """The number of the section around an unnumbered heading, or the heading's words."""
        for heading in reversed(self._headings):
            if heading.label:
                return heading.label
        return self._headings[-1].text
