"""A paper for people, before it has a format: headings, paragraphs, quotes, lists, tables.

:mod:`~checker.reporting.briefing` writes one; :mod:`~checker.reporting.paper_docx` and
:mod:`~checker.reporting.paper_html` set it, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; ``target`` is the anchor of a heading that they lead to."""

    text: str
    strong: bool = False
    target: str = ""


Words = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; levels 1 and 2 are numbered where it is set."""

    text: str
    level: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that stand together; ``keep`` holds them with what follows on one page."""

    words: Words
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A document's own words, and where they stand."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; the first column names each row.

    ``summary`` says in a sentence what it shows, for those who cannot see it;
    ``widths`` are the columns' parts of the whole.
    """

    caption: str
    summary: str
    header: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing (SVG) with its caption; ``alternative`` says the same in sentences."""

    caption: str
    alternative: str
    svg: str


@dataclass(frozen=True, slots=True)
class Box:
    """What a reader in a hurry reads: paragraphs and bullets set apart under a title."""

    title: str
    blocks: tuple[Paragraph | Bullets, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The place of the list of contents."""


Block = Heading | Paragraph | Quote | Bullets | Table | Figure | Box | Contents


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole paper. ``created`` is an ISO time, ``maker`` the program with its version."""

    title: str
    subtitle: str
    description: str
    created: str
    maker: str
    blocks: tuple[Block, ...]

    def headings(self) -> Iterator[tuple[str, Heading]]:
        """Each heading with its number: "2", "2.1", and "" below that."""
        first = second = 0
        for block in self.blocks:
            if not isinstance(block, Heading):
                continue
            if block.level == 1:
                first, second = first + 1, 0
                yield str(first), block
            elif block.level == 2:
                second += 1
                yield f"{first}.{second}", block
            else:
                yield "", block


def words(*parts: str | Run) -> Words:
    """Plain words and runs, as one."""
    return tuple(Run(part) if isinstance(part, str) else part for part in parts)


def strong(text: str) -> Run:
    """Words to be seen first."""
    return Run(text, strong=True)
