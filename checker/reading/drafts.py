"""What every format hands over: drafts of blocks, in reading order, before they have places."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model import BlockKind, Margin

Box = tuple[float, float, float, float]
"""(left, top, right, bottom) in points from the page's top left corner."""

Placed = tuple[int, Box]
"""A box on a page; pages count from 1."""

Span = tuple[int, int]
"""(start, end) of a stretch of a document's text."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a whole paragraph is set; headings are told by it where no style names them.

    ``size`` is in points, 0 where unknown. ``bold`` means that every word is
    bold. ``boxed`` text stands in a frame of its own and is never a heading of
    the text around it.
    """

    size: float = 0.0
    bold: bool = False
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """A stretch of a text that comes from one run of a Word file.

    ``start`` and ``length`` count characters of the text; ``part`` and ``run``
    name the run (see :class:`checker.reading.spans.RunSpan`), and ``at`` is the
    place in the run's visible text at which the stretch begins.
    """

    start: int
    length: int
    part: str
    run: int
    at: int

    @property
    def end(self) -> int:
        """The offset right after the stretch."""
        return self.start + self.length


Stretch = tuple[int, int, str]
"""(start, end, what) of a text: a link with its target, a comment with its id."""

Source = tuple[Origin, ...]
"""Where a text comes from, in the order of the text; what no origin covers has none."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A block without offsets.

    ``text`` may still carry the block's label, tabs and dot leaders;
    :func:`checker.reading.structure.assemble` takes them apart, once for all
    formats. ``label`` is given where the format knows it (Word's automatic
    numbers, a Markdown list). ``source`` says where ``text`` comes from, when
    that was asked for; ``links`` and ``remarks`` are the stretches of ``text``
    that are links, and that comments are about.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    label: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    page: int | None = None
    box: Box | None = None
    look: Look = Look()
    source: Source = ()
    links: tuple[Stretch, ...] = ()
    remarks: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment before it has a place; ``id`` is the one that drafts name."""

    id: str
    author: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a format's reader found in a file.

    ``title`` is the one in the file's properties, if it has one. ``losses`` are
    (share of the document that was lost from 0 to 1, the sentence that says
    so): see :mod:`checker.reading.quality`. ``pictures`` says that there are
    pages which are only a picture.
    """

    drafts: tuple[Draft, ...]
    pages: int | None = None
    title: str = ""
    losses: tuple[tuple[float, str], ...] = ()
    pictures: bool = False
    remarks: tuple[Remark, ...] = ()
    margins: tuple[Margin, ...] = ()
