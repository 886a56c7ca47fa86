"""A document's own text with what was found in it marked, block by block."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.model import Assessment, Block, Document, Severity, Stance
from checker.reporting.links import Links
from checker.reporting.wording import STANCES, labels


@dataclass(frozen=True, slots=True)
class Remark:
    """What was found in some words: the span in the document's text, and where to read on.

    ``tone`` is a stance or a severity, for the look; ``target`` the address
    that shows the finding in full.
    """

    start: int
    end: int
    tone: str
    words: str
    target: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A block, its text cut where marks begin and end, and the remarks on it.

    Each piece has the tone that it is marked in, or none.
    """

    block: Block
    pieces: tuple[tuple[str, str], ...]
    remarks: tuple[Remark, ...]


_TONES = (
    Stance.CONTRADICTS.value,
    Severity.HIGH.value,
    Severity.MEDIUM.value,
    Severity.LOW.value,
    Stance.MEETS.value,
    Stance.MENTIONS_ONLY.value,
)
"""Where several marks overlap, the first of these gives the look."""


def marked(
    assessment: Assessment, document: Document, links: Links | None = None
) -> tuple[Marked, ...]:
    """Every block of a document in reading order, with the marks on its text."""
    starts = [block.location.start for block in document.blocks]
    by_block: dict[int, list[Remark]] = defaultdict(list)
    for remark in sorted(
        _remarks(assessment, document, links or Links()),
        key=lambda r: (r.start, _TONES.index(r.tone), r.words),
    ):
        first = max(0, bisect_right(starts, remark.start) - 1)
        last = max(first, bisect_right(starts, remark.end - 1) - 1)
        for at in range(first, last + 1):
            by_block[at].append(remark)
    return tuple(
        Marked(block, _pieces(block, by_block[at]), tuple(dict.fromkeys(by_block[at])))
        for at, block in enumerate(document.blocks)
    )


def _remarks(assessment: Assessment, document: Document, links: Links) -> Iterator[Remark]:
    names = labels(sorted(assessment.documents, key=lambda d: d.order))
    titles = {criterion.id: criterion.title for criterion in assessment.criteria}
    for verdict in assessment.verdicts:
        for item in verdict.evidence:
            if item.document == document.id and item.stance is not None:
                yield Remark(
                    item.location.start,
                    item.location.end,
                    item.stance.value,
                    f"{STANCES[item.stance]}: {titles[verdict.criterion]}",
                    links.answer(document.id, verdict.criterion),
                )
    for found in assessment.disagreements:
        others = [names[d] for d in found.documents if d != document.id] or [names[document.id]]
        for item in found.evidence:
            if item.document == document.id:
                yield Remark(
                    item.location.start,
                    item.location.end,
                    found.severity.value,
                    f"{found.type.wording}, with {' and '.join(others)}",
                    links.inconsistency(found.id),
                )


def _pieces(block: Block, remarks: Sequence[Remark]) -> tuple[tuple[str, str], ...]:
    offset = block.location.start
    spans = [
        (max(0, r.start - offset), min(len(block.text), r.end - offset), r.tone) for r in remarks
    ]
    cuts = sorted({0, len(block.text), *(edge for start, end, _ in spans for edge in (start, end))})
    pieces: list[tuple[str, str]] = []
    for start, end in pairwise(cuts):
        tones = [tone for first, last, tone in spans if first <= start and end <= last]
        tone = min(tones, key=_TONES.index) if tones else ""
        if pieces and pieces[-1][1] == tone:
            pieces[-1] = (pieces[-1][0] + block.text[start:end], tone)
        elif start < end:
            pieces.append((block.text[start:end], tone))
    return tuple(pieces)
