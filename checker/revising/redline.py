"""The words that went and the words that came, in the passages that matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from rapidfuzz import fuzz, process

from checker.model import Block, Document, Evidence

SAME_PASSAGE = 55.0
"""How alike (0 to 100) two paragraphs are at least that are versions of each other."""

SCRAP = 2
"""Unchanged words between two changes that are shown as part of them."""

_WORDS = re.compile(r"\w+|[^\w\s]|\s+")


class Edit(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    GONE = "gone"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and what happened to them."""

    edit: Edit
    text: str


@dataclass(frozen=True, slots=True)
class Redline:
    """A passage in both versions; a side is None where the passage stands in one only.

    ``pieces`` in order give the old text without what was added, and the new
    text without what is gone.
    """

    old: Block | None
    new: Block | None
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether the passage is not word for word the same."""
        return any(piece.edit is not Edit.SAME for piece in self.pieces)


def redline(old: Block | None, new: Block | None) -> Redline:
    """Compare two versions of a passage word by word."""
    before = _WORDS.findall(old.text) if old else []
    after = _WORDS.findall(new.text) if new else []
    pieces: list[Piece] = []
    for gone, added, kept in _runs(before, after):
        for edit, words in ((Edit.GONE, gone), (Edit.ADDED, added), (Edit.SAME, kept)):
            if words:
                pieces.append(Piece(edit, words))
    return Redline(old, new, tuple(pieces))


def _runs(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str, str]]:
    """What is gone, what was added in its place, and what stayed after it.

    A word or two that happen to stand in both, between two changes, are no
    reason to cut a sentence into scraps: they are taken into the change.
    """
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    runs: list[tuple[str, str, str]] = []
    for tag, start, end, begin, finish in matcher.get_opcodes():
        gone, added = "".join(before[start:end]), "".join(after[begin:finish])
        if tag == "equal":
            last = runs.pop() if runs and not runs[-1][2] else ("", "", "")
            runs.append((last[0], last[1], gone))
        elif runs and len(runs[-1][2].split()) <= SCRAP and (runs[-1][0] or runs[-1][1]):
            was_gone, was_added, kept = runs.pop()
            runs.append((was_gone + kept + gone, was_added + kept + added, ""))
        else:
            runs.append((gone, added, ""))
    return runs


def redlines(
    evidence: Iterable[Evidence], here: Document, there: Document | None, *, backwards: bool = False
) -> tuple[Redline, ...]:
    """The passages that hold the quotes, each beside its version in the other document.

    :param here: the document that the evidence quotes.
    :param there: its other version; None where it has none.
    :param backwards: ``here`` is the newer one.
    """
    found: list[Redline] = []
    for block in _blocks(evidence, here):
        other = _counterpart(block, here, there) if there else None
        found.append(redline(other, block) if backwards else redline(block, other))
    return tuple(found)


def _blocks(evidence: Iterable[Evidence], document: Document) -> list[Block]:
    """The blocks that quotes of the document stand in, each once, in reading order."""
    spans = [(e.location.start, e.location.end) for e in evidence if e.document == document.id]
    return [
        block
        for block in document.blocks
        if any(block.location.start < end and start < block.location.end for start, end in spans)
    ]


def _counterpart(block: Block, here: Document, there: Document) -> Block | None:
    """The block's other version: the most similar one, or the one under its own number.

    A paragraph that was written anew has little in common with the old one;
    then the number tells, unless what stands there was moved from elsewhere.
    """
    best = _most_similar(block, there.blocks)
    if best is not None:
        return best
    place = (block.location.section, block.location.paragraph)
    for other in there.blocks:
        if block.label and other.label == block.label and other.kind is block.kind:
            at = (other.location.section, other.location.paragraph)
            if at == place and _most_similar(other, here.blocks) is None:
                return other
    return None


def _most_similar(block: Block, others: Sequence[Block]) -> Block | None:
    texts = [other.text for other in others]
    best = process.extractOne(block.text, texts, scorer=fuzz.ratio, score_cutoff=SAME_PASSAGE)
    return others[best[2]] if best else None
