"""Cuts a document into passages: the units that are judged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from checker.model import Block, BlockKind, Document, Location, Passage
from checker.passages.sentences import Span, sentence_spans
from checker.passages.zones import zone_alone, zones_of

SENTENCES = 3
"""Most sentences that one passage holds: what the labelled passages have."""

WORDS = 90
"""Most words of a passage of several sentences; a longer sentence stands alone."""

CELLS = " | "
"""What joins the cells of a table row in its text (:class:`checker.model.Block`)."""

_ITEM_LABEL = re.compile(r"\(?(?:[a-z]|[ivx]{1,5})[).]", re.IGNORECASE)
_BULLET = "•"
_FIRST_LABEL = re.compile(r"\(?(?:1|a|i)[).]?", re.IGNORECASE)
_INTRODUCES_ITEMS = re.compile(r"\b(?:following|as follows|below|these|those)\b", re.IGNORECASE)
_INTRODUCES_ROWS = re.compile(r"\b(?:following|below|table)\b", re.IGNORECASE)


def split(document: Document) -> tuple[Passage, ...]:
    """The document's passages in order; every word of its blocks but the headings is in one.

    A passage is up to three consecutive sentences of a paragraph (at most about
    90 words; a longer sentence stands alone), a list item with the stem that
    introduces it, a table row, or a footnote. An item or note of more than 90
    words is cut as a paragraph is.
    """
    context = _Context()
    passages: list[Passage] = []
    for block, zone in zip(document.blocks, zones_of(document), strict=True):
        if block.kind is BlockKind.HEADING:
            context.enter(block)
            continue
        stem = context.stem_of(block)
        for start, end, sentences in _pieces(block):
            passages.append(
                Passage(
                    document=document.id,
                    text=block.text[start:end],
                    location=replace(
                        block.location,
                        start=block.location.start + start,
                        end=block.location.start + end,
                    ),
                    kind=block.kind,
                    zone=zone,
                    headings=tuple(words for _, words in context.headings),
                    stem=stem,
                    sentences=sentences,
                    cells=block.cells,
                    header=block.header,
                )
            )
        context.leave(block)
    return tuple(passages)


def passage_from_text(text: str, *, heading: str = "", stem: str = "") -> Passage:
    """A passage that stands alone, as labelled ones do.

    Its kind is told from its form (a stem makes it a list item, cells joined by
    " | " a table row), its zone from its heading, stem and form. It is one
    passage however long it is.
    """
    cells = tuple(text.split(CELLS)) if CELLS in text and not stem else ()
    loose = BlockKind.TABLE_ROW if cells else BlockKind.PARAGRAPH
    kind = BlockKind.LIST_ITEM if stem else loose
    location = Location(0, len(text), section=heading, paragraph=heading)
    block = Block(kind, text, location, cells=cells)
    return Passage(
        document="",
        text=text,
        location=location,
        kind=kind,
        zone=zone_alone(block, heading, stem),
        headings=(heading,) if heading else (),
        stem=stem,
        sentences=_sentences(block),
        cells=cells,
    )


@dataclass(slots=True)
class _Context:
    """What stands above a block: its heading path, and the stems of the list it is in."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    stems: list[tuple[int, str]] = field(default_factory=list)
    label: str = ""
    bullets: int | None = None
    """The level of the item just before, where that was a bullet that introduces nothing."""

    def enter(self, heading: Block) -> None:
        while self.headings and self.headings[-1][0] >= heading.level:
            self.headings.pop()
        self.headings.append((heading.level, heading.text))
        self.stems.clear()
        self.bullets = None

    def stem_of(self, block: Block) -> str:
        """The stems in force for the block, outermost first, in one line."""
        if block.kind is BlockKind.TABLE_ROW:
            return " ".join(words for _, words in self.stems if _introduces_rows(words))
        if block.kind is BlockKind.FOOTNOTE:
            return ""
        if _is_item(block):
            self.stems = [(level, words) for level, words in self.stems if level < block.level]
            if self._begins_another_list(block):
                del self.stems[-1:]
        elif not self._is_under(block):
            self.stems.clear()
        return " ".join(words for _, words in self.stems if _introduces_items(words))

    def leave(self, block: Block) -> None:
        """Let the block introduce what follows it, if it does so."""
        if block.kind is not BlockKind.FOOTNOTE:
            alone = block.label == _BULLET and not block.text.endswith(":")
            self.bullets = block.level if alone else None
        if _is_item(block):
            if block.text.endswith(":"):
                self.stems.append((block.level, block.text))
        elif block.kind is BlockKind.PARAGRAPH and not self._is_under(block):
            spans = sentence_spans(block.text)
            self.label = block.label
            self.stems = [(-1, block.text[start:end]) for start, end in spans[-1:]]

    def _begins_another_list(self, item: Block) -> bool:
        """Whether it is number one of a list, right after a bullet that stands as deep."""
        return self.bullets == item.level and bool(_FIRST_LABEL.fullmatch(item.label))

    def _is_under(self, block: Block) -> bool:
        """Whether a numbered paragraph continues the one above ("4.1.2" after "4.1 …:")."""
        return (
            bool(self.stems and self.label)
            and block.label.startswith(f"{self.label}.")
            and self.stems[0][1].endswith(":")
        )


def _introduces_items(sentence: str) -> bool:
    """A sentence with a full stop introduces a list only if it points to it."""
    return not sentence.endswith((".", "!", "?")) or bool(_INTRODUCES_ITEMS.search(sentence))


def _introduces_rows(sentence: str) -> bool:
    return sentence.endswith(":") or bool(_INTRODUCES_ROWS.search(sentence))


def _is_item(block: Block) -> bool:
    """Lettered paragraphs count as list items: formats differ in what they call them."""
    return block.kind is BlockKind.LIST_ITEM or (
        block.kind is BlockKind.PARAGRAPH and bool(_ITEM_LABEL.fullmatch(block.label))
    )


def _pieces(block: Block) -> Iterator[tuple[int, int, tuple[Span, ...]]]:
    """(start, end, sentences relative to start) of each passage of the block."""
    sentences = _sentences(block)
    if not sentences:
        return
    whole = block.kind is BlockKind.TABLE_ROW or (
        (_is_item(block) or block.kind is BlockKind.FOOTNOTE) and len(block.text.split()) <= WORDS
    )
    for group in [sentences] if whole else _groups(block.text, sentences):
        start, end = group[0][0], group[-1][1]
        yield start, end, tuple((s - start, e - start) for s, e in group)


def _sentences(block: Block) -> tuple[Span, ...]:
    """The block's sentences; no sentence runs from one cell of a row into the next."""
    if block.kind is not BlockKind.TABLE_ROW:
        return sentence_spans(block.text)
    spans: list[Span] = []
    start = 0
    for cell in block.text.split(CELLS):
        spans += [(start + s, start + e) for s, e in sentence_spans(cell)]
        start += len(cell) + len(CELLS)
    return tuple(spans)


def _groups(text: str, sentences: Sequence[Span]) -> list[list[Span]]:
    """Consecutive sentences in groups that are as even as the limits allow.

    Four sentences make two and two, so that no short last sentence ("This is
    wrong.") is judged without the one before it.
    """
    aim = -(-len(sentences) // -(-len(sentences) // SENTENCES))
    groups: list[list[Span]] = []
    for start, end in sentences:
        group = groups[-1] if groups else []
        if group and len(group) < aim and len(text[group[0][0] : end].split()) <= WORDS:
            group.append((start, end))
        else:
            groups.append([(start, end)])
    return groups
