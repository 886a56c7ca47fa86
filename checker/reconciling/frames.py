"""Frames: what stands over a sentence and says of what it speaks.

Much of a document is told in halves: a heading asks and the line under it
answers, a stem opens what its bullets close, a column or a first cell names
what the other cells are. The half with the value is read together with the
half that names the thing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checker.model import BlockKind
from checker.reconciling.facts import Span
from checker.reconciling.likeness import ideas
from checker.reconciling.normalise import Found
from checker.reconciling.stems import stems

_EMPTY = stems(
    "how long soon quickly often when which whom time limit timescale deadline target allow yes no "
    "later happen always usually normally possible latest least most start hold finish offer do "
    "age range group lower upper minimum maximum open available only apply cover include frequency "
    "carry provide expect note answer rule standard here there same both if so done day"
) | {"carrying out", "answer"}
"""Ideas that a sentence can have and still not say of what it speaks."""


def over(span: Span, cell: str = "") -> tuple[str, ...]:
    """What stands over a sentence, the nearest first: its stem, then its headings.

    :param cell: the cell of a row that is asked about: the title of its column and the
        first cell of its row stand over it before the rest.
    """
    passage = span.passage
    found: list[str] = []
    if passage.kind is BlockKind.TABLE_ROW:
        titles = zip(passage.header, passage.cells, strict=False)
        found += [title for title, text in titles if text == cell and title != text]
        found += [text for text in passage.cells[:1] if text != cell]
    if passage.stem:
        found.append(passage.stem)
    return (*found, *reversed(passage.headings))


def is_bare(text: str) -> bool:
    """Whether words leave open of what they speak: "within three days", "Yes, from 16"."""
    return not ideas(text) - _EMPTY


def named_over(span: Span, mentions: Callable[[str], Sequence[Found[str]]], cell: str = "") -> str:
    """The one thing that the nearest words over a sentence name; empty where there are several."""
    for words in over(span, cell):
        named = {found.value for found in mentions(words)}
        if named:
            return named.pop() if len(named) == 1 else ""
    return ""
