"""Lines of a PDF to paragraphs: where one ends and the next begins."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from checker.reading.labels import Form, follows, split
from checker.reading.lines import BOXED, TURNED, Line
from checker.reading.wording import contents_entry

_ENDS = (".", ":", ";", "?", "!")
_CLOSERS = "\"'’”)]"
_QUOTES = ('"', "“", "”", "‘", "’")
_SIZE_STEP = 0.6
"""Points: letters that differ by more belong to two paragraphs."""
_INDENT = 2.5
"""Points: lines that begin further apart are set in differently."""
_PADDING = 24.0
"""Points: how far the frame of a box, with the space around it, reaches from its words."""
_MANY = 10
"""Lines of which one may stick out without being taken for the edge of the text."""
_SNAP, _LEADING = 0.08, 1.5
"""In ems: how far steps of one pitch differ, and up to where a pitch is an ordinary one."""
_MAX_PITCH = 2.5
"""In ems: lines set double are closer than this."""
_SET_IN = 10.0
_FULL = 0.8
_QUOTE = 0.55
"""A quotation is set in by points, fills its own width by a share, and the column's by one."""
_EXTRA_GAP = 0.14
"""In ems: lines this much further apart than usual belong to two paragraphs."""

_FIELD = re.compile(r"[A-Z][^.!?]{2,60}:\s|\S+@\S+\.\w+|www\.|https?:|\(?\+?\d[\d ()]{8,}")
_FIGURE_AT_END = re.compile(r"\t[£$€+-]?\d[\d,.]*%?$")
"""A row of a list with its figure set at the edge of the text."""
_DATUM = re.compile(r"\d|@")
"""In a box of contacts, "Name: number" and an address begin lines of their own."""


class Layout:
    """The habits of a document: how far apart its lines are, and where its columns end."""

    def __init__(self, lines: Sequence[Line], widths: Mapping[int, float]) -> None:
        """Learn them from all the lines of the document.

        :param widths: of the pages, by their number; sheets of one width have
            the same margins.
        """
        self._pitches = _pitches(lines)
        _measure_steps(lines)
        self._floor = max((line.base for line in lines), default=0.0)
        by_column: dict[tuple[int, int], list[Line]] = defaultdict(list)
        for line in lines:
            by_column[line.page, line.column].append(line)
        single = {page for page, column in by_column} - {
            page for page, column in by_column if 0 < column < BOXED
        }
        by_width: dict[float, list[Line]] = defaultdict(list)
        for line in lines:
            if line.page in single and not line.boxed and line.column < TURNED:
                by_width[round(widths.get(line.page, 0.0))].append(line)
        for (page, number), column in by_column.items():
            left, right = _margins(column)
            if page in single and number < TURNED:
                margins = _margins(by_width[round(widths.get(page, 0.0))])
                left, right = min(left, margins[0]), max(right, margins[1])
            for line in column:
                line.left = left
                line.right = line.right or right
            self._narrow(column)
        _beside_boxes(by_column)

    def _narrow(self, column: Sequence[Line]) -> None:
        """Bring the right edge in for quotations, which are set in on both sides."""
        chunk: list[Line] = []
        for line in [*column, None]:
            if line is not None and chunk and self._in_step(chunk[-1], line):
                chunk.append(line)
                continue
            full = max((item.x1 for item in chunk), default=0.0)
            body = [item for item in chunk[:-1] if item.x1 - item.x0 >= _FULL * (full - item.x0)]
            wide = bool(chunk) and full - chunk[0].x0 > _QUOTE * (chunk[0].right - chunk[0].left)
            if wide and len(body) == len(chunk) - 1 > 0:
                for item in chunk:
                    item.right = min(item.right, full)
            chunk = [line] if line is not None and line.x0 > line.left + _SET_IN else []

    def _in_step(self, first: Line, second: Line) -> bool:
        """Whether a line is set directly under another and as it is."""
        step = second.base - first.base
        close = 0 < step <= self.pitch(second.size) + _EXTRA_GAP * second.size
        return close and abs(first.x0 - second.x0) <= 1 and abs(first.size - second.size) < 0.1

    def is_apart(self, last: Line, line: Line) -> bool:
        """Whether there is more space between two lines than between lines of a paragraph.

        What is set in another pitch than most of the document, such as a form
        beside its notes, shows by going on in it.
        """
        step = line.base - last.base
        if step <= self.pitch(line.size) + _EXTRA_GAP * line.size:
            return False
        beside = (last.above, line.below)
        regular = any(abs(step - other) <= _SNAP * line.size for other in beside)
        return not (regular and step <= _LEADING * line.size)

    def is_full(self, line: Line) -> bool:
        """Whether no other line would have fitted under this one on its page."""
        return line.base + self.pitch(line.size) > self._floor + 1

    def pitch(self, size: float) -> float:
        """The usual distance of two baselines of letters of that size."""
        return self._pitches.get(round(size * 2), 1.22 * size)


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """The left and the right edge of the text, but for the odd line that sticks out."""
    if not lines:
        return 0.0, 0.0
    lefts, rights = sorted(line.x0 for line in lines), sorted(line.x1 for line in lines)
    odd = max(len(lines) // 50, len(lines) >= _MANY)
    return lefts[odd], rights[-1 - odd]


def _beside_boxes(by_column: Mapping[tuple[int, int], Sequence[Line]]) -> None:
    """Bring the right edge in for lines that make room for a box beside them."""
    for (page, number), box in by_column.items():
        if not BOXED <= number < TURNED:
            continue
        edge = min(line.x0 for line in box)
        upper, lower = min(line.top for line in box), max(line.bottom for line in box)
        beside = [
            line
            for (other, column), lines in by_column.items()
            if other == page and column < BOXED
            for line in lines
            if line.x1 < edge and line.bottom > upper - _PADDING and line.top < lower + _PADDING
        ]
        right = max((line.x1 for line in beside), default=0.0)
        for line in beside:
            line.right = min(line.right, right)


def _measure_steps(lines: Sequence[Line]) -> None:
    """Note at each line how far it stands from the line before and from the line after it."""
    for first, second in pairwise(lines):
        first.below = second.above = second.base - first.base


def _pitches(lines: Sequence[Line]) -> dict[int, float]:
    steps: dict[int, Counter[float]] = defaultdict(Counter)
    for first, second in pairwise(lines):
        step = second.base - first.base
        together = first.page == second.page and first.column == second.column
        if together and abs(first.size - second.size) < 0.1 and 0 < step < _MAX_PITCH * first.size:
            steps[round(first.size * 2)][round(step * 4) / 4] += 1
    found = {}
    for size, counter in steps.items():
        enough = 0.2 * max(counter.values())
        found[size] = min(step for step, count in counter.items() if count >= enough)
    return found


class Paragraph:
    """Lines that belong together."""

    def __init__(self, line: Line) -> None:
        self.lines = [line]
        found = split(line.text, heading=line.bold)
        self.form = found.form
        self.label = found.label
        self.indent: float | None = None

    @property
    def text(self) -> str:
        """The text so far, for a look at how it ends."""
        return self.lines[-1].text

    def takes(self, line: Line, layout: Layout) -> bool:
        """Whether this line goes on with the paragraph."""
        last = self.lines[-1]
        if abs(line.size - last.size) > _SIZE_STEP or line.boxed != last.boxed:
            return False
        if contents_entry(last.text) is not None or _FIGURE_AT_END.search(last.text):
            return False
        finished = last.text.rstrip().rstrip(_CLOSERS).endswith(_ENDS)
        jump = line.page != last.page or line.column != last.column or line.base < last.base
        if jump:
            return self._takes_after_jump(line, finished, layout)
        if layout.is_apart(last, line) or _room_for(line, last):
            return False
        start = split(line.text, heading=line.bold)
        if start.form is Form.BULLET or follows(self.label, start.label):
            return False
        if finished and start.form not in {Form.NONE, Form.NAMED}:
            return False
        if line.boxed and self._is_quotation() and not line.text.startswith(_QUOTES):
            return False
        if line.boxed and _FIELD.match(line.text) and _DATUM.search(last.text):
            return False
        return self._aligned(line)

    def _takes_after_jump(self, line: Line, finished: bool, layout: Layout) -> bool:
        """Whether the paragraph goes on over the end of a page or a column."""
        last = self.lines[-1]
        if _room_for(line, last) or _starts_item(line) or line.bold != last.bold:
            return False
        if last.boxed:
            return False
        first = line.text.lstrip("\"'‘“(")[:1]
        if not finished or first.islower():
            return True
        # A sentence ends with the page: the paragraph goes on only if the page was full.
        full = layout.is_full(last) and len(self.lines) > 1
        indent = self.lines[0].indent if self.indent is None else self.indent
        return full and abs(line.indent - indent) <= _INDENT

    def _aligned(self, line: Line) -> bool:
        """Whether the line begins where the paragraph's lines do."""
        first, last = self.lines[0], self.lines[-1]
        if self.indent is None:
            shift = line.indent - first.indent
            if shift > _INDENT:
                return self.form is not Form.NONE or _centred(line, last)
            if shift < -_INDENT:
                return self.form is not Form.BULLET
            return True
        return abs(line.indent - self.indent) <= _INDENT or _centred(line, last)

    def _is_quotation(self) -> bool:
        """Whether it is somebody's words from beginning to end; who said them comes next."""
        return self.lines[0].text.startswith(_QUOTES) and self.text.rstrip().endswith(_QUOTES)

    def add(self, line: Line) -> None:
        """Take a line in."""
        if self.indent is None:
            self.indent = line.indent
        self.lines.append(line)


def _centred(line: Line, last: Line) -> bool:
    return abs((line.x0 + line.x1) - (last.x0 + last.x1)) <= 2 * _INDENT


def _room_for(line: Line, last: Line) -> bool:
    """Whether the line's first word would have fitted on the line before.

    Then the break was meant, and a paragraph ended there.
    """
    if last.text.rstrip().endswith(("-", "/")):
        return False
    space = 0.3 * line.size
    return last.x1 + space + line.head < last.right - 1


def _starts_item(line: Line) -> bool:
    return split(line.text, heading=line.bold).form not in {Form.NONE, Form.NAMED}


def paragraphs(lines: Iterable[Line], layout: Layout) -> list[Paragraph]:
    """The paragraphs of these lines, which are in reading order."""
    found: list[Paragraph] = []
    for line in lines:
        host = next((some for some in _open(found, line) if some.takes(line, layout)), None)
        if host is not None:
            host.add(line)
        else:
            found.append(Paragraph(line))
    return found


def _open(found: Sequence[Paragraph], line: Line) -> Iterator[Paragraph]:
    """The paragraphs that a line may go on with: the last, or the one that boxes stand beside."""
    yield from found[-1:]
    if found and found[-1].lines[-1].boxed and not line.boxed:
        before = next((some for some in reversed(found) if not some.lines[-1].boxed), None)
        last = before.lines[-1] if before else None
        if before and last and (last.page, last.column) == (line.page, line.column):
            yield before
