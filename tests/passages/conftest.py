"""Small documents by hand, with true offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.model import Block, BlockKind, Document, Location


def heading(text: str, level: int = 1, label: str = "") -> Block:
    return Block(BlockKind.HEADING, text, Location(0, 0), label=label, level=level)


def para(text: str, label: str = "") -> Block:
    return Block(BlockKind.PARAGRAPH, text, Location(0, 0), label=label)


def item(text: str, level: int = 0, label: str = "•") -> Block:
    return Block(BlockKind.LIST_ITEM, text, Location(0, 0), label=label, level=level)


def row(*cells: str, header: Sequence[str] = ()) -> Block:
    return Block(
        BlockKind.TABLE_ROW,
        " | ".join(cells),
        Location(0, 0),
        cells=tuple(cells),
        header=tuple(header),
    )


def note(text: str) -> Block:
    return Block(BlockKind.FOOTNOTE, text, Location(0, 0), label="1")


def document(*blocks: Block, path: str = "paper.docx", title: str = "") -> Document:
    """The blocks with the offsets, sections and paragraphs that reading would give them."""
    placed: list[Block] = []
    start, section, paragraph = 0, "", ""
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            section = f"{block.label} {block.text}".strip()
            paragraph = block.label or block.text
        elif block.kind is BlockKind.PARAGRAPH and block.label:
            paragraph = block.label
        end = start + len(block.text)
        place = Location(start, end, page=1, section=section, paragraph=paragraph)
        placed.append(replace(block, location=place))
        start = end + 1
    return Document(
        id="paper",
        path=path,
        sha256="0" * 64,
        text="\n".join(block.text for block in placed),
        blocks=tuple(placed),
        title=title,
    )
