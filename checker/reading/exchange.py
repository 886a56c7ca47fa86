"""Documents as JSON, between the child process that reads them and its parent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checker.model import Block, BlockKind, Comment, Document, Extraction, Location, Margin
from checker.reading.drafts import Origin, Placed
from checker.reading.spans import Runs


def from_json(answer: dict[str, Any]) -> Document:
    """A document from the child's JSON."""
    blocks = tuple(
        Block(
            kind=BlockKind(kind),
            text=text,
            location=Location(start, end, page, tuple(box) if box else None, section, paragraph),
            label=label,
            level=level,
            cells=tuple(cells),
            header=tuple(header),
            links=tuple((first, last, target) for first, last, target in links),
        )
        for (
            kind, text, start, end, page, box, section, paragraph, label, level, cells, header,
            links,
        ) in answer["blocks"]
    )  # fmt: skip
    quality, warnings = answer["extraction"]
    return Document(
        id=answer["id"],
        path=answer["path"],
        sha256=answer["sha256"],
        text="\n".join(block.text for block in blocks),
        blocks=blocks,
        pages=answer["pages"],
        extraction=Extraction(quality, tuple(warnings)),
        comments=tuple(Comment(*comment) for comment in answer["comments"]),
        margins=tuple(Margin(*margin) for margin in answer["margins"]),
        title=answer["title"],
    )


def to_json(document: Document) -> dict[str, Any]:
    """A document as JSON; its text is left out, being that of its blocks."""
    return {
        "id": document.id,
        "path": document.path,
        "sha256": document.sha256,
        "pages": document.pages,
        "title": document.title,
        "comments": [[c.author, c.date, c.text, c.start, c.end] for c in document.comments],
        "margins": [[margin.kind, margin.text] for margin in document.margins],
        "extraction": [document.extraction.quality, document.extraction.warnings],
        "blocks": [
            [
                block.kind.value,
                block.text,
                block.location.start,
                block.location.end,
                block.location.page,
                block.location.box,
                block.location.section,
                block.location.paragraph,
                block.label,
                block.level,
                block.cells,
                block.header,
                block.links,
            ]
            for block in document.blocks
        ],
    }


def runs_from_json(answer: dict[str, Any]) -> Runs:
    """The map to the runs from the child's JSON."""
    return Runs(tuple(Origin(*origin) for origin in answer["runs"]))


def runs_to_json(runs: Runs) -> dict[str, Any]:
    """The map to the runs as JSON."""
    return {"runs": [[o.start, o.length, o.part, o.run, o.at] for o in runs.source]}


def boxes_from_json(answer: dict[str, Any]) -> tuple[tuple[Placed, ...], ...]:
    """The boxes of each span from the child's JSON."""
    return tuple(
        tuple((page, (left, top, right, bottom)) for page, (left, top, right, bottom) in placed)
        for placed in answer["boxes"]
    )


def boxes_to_json(boxes: Sequence[Sequence[Placed]]) -> dict[str, Any]:
    """The boxes of each span as JSON."""
    return {"boxes": boxes}
