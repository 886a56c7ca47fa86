"""The notes of a PDF: at the foot of each page, or all at the end; which words cite which."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from checker.reading.labels import split
from checker.reading.lines import MARK_CLOSE, MARK_OPEN, Line
from checker.reading.numbering import roman
from checker.reading.pages import Grid, Item, Page

_SMALLER = 0.7
"""Points by which a footnote's letters are smaller than the body's."""
_SIGNS = r"\d{1,3}|[*†‡§]|[ivxlc]{1,6}"
_NOTE_START = re.compile(
    rf"^(?:{MARK_OPEN}(?P<raised>{_SIGNS}){MARK_CLOSE}[.)]?\s*"
    rf"|(?P<level>{_SIGNS})[.)]?\s+)(?=\S)"
)
"""A raised mark may stand right against the note's words."""
_CITED = re.compile(rf"{MARK_OPEN}([^{MARK_CLOSE}]*){MARK_CLOSE}")
_TITLE = re.compile(r"(?:end ?|foot ?)?notes|references|sources", re.IGNORECASE)
"""The headings over the notes at the end."""
_FAR = 3.0
"""In ems: a line this far under the last note is another text."""


class Notes:
    """The notes by the page that cites them, or at whose foot they stand, and their mark."""

    def __init__(self, pages: Sequence[Page], body: float) -> None:
        """Take the notes out of the pages' items.

        :param body: the size of the body's letters in points.
        """
        self._notes: dict[tuple[int, str], list[Line]] = {}
        self._known: set[tuple[int, str]] = set()
        self._last: tuple[int, str] | None = None
        for page in pages:
            self._take(page, body)
        self._known.update(self._notes)
        self._take_last(pages, body)

    def _take(self, page: Page, body: float) -> None:
        """Move a page's footnotes from its items to here.

        They are the last lines of the page, smaller than the body, from one
        that begins with a mark on. Before it the last page's note goes on, if
        that broke off.
        """
        start = len(page.items)
        while start and _is_small(page.items[start - 1], body):
            start -= 1
        small = [item for item in page.items[start:] if isinstance(item, Line)]
        cited = _cited(page.items[:start])
        marked = [index for index, line in enumerate(small) if self._begins(line, cited)]
        carried = self._is_unfinished(page.number - 1)
        if not marked and not carried:
            return
        first = 0 if carried else marked[0]
        page.items = page.items[: start + first]
        small = small[first:]
        for line in small:
            mark = _mark(line) if self._begins(line, cited) else ""
            if mark and (page.number, mark) not in self._notes:
                self._last = (page.number, mark)
                self._notes[self._last] = [line]
            elif self._last is not None:
                self._notes[self._last].append(line)

    def _take_last(self, pages: Sequence[Page], body: float) -> None:
        """Move the notes at the end of the text, or of its parts, from the items to here.

        They are numbered from one on, and are all that the text before them
        cites, or are all cited by it.
        """
        open_: dict[str, set[int]] = {}
        taken: set[int] = set()
        items = [(page, item) for page in pages for item in page.items]
        for index, (page, item) in enumerate(items):
            if id(item) in taken:
                continue
            before = items[index - 1][1] if index else None
            if isinstance(item, Line) and _opens(item, before, body, open_):
                found = _end_notes([item for _, item in items[index:]], roman_=_mark(item) == "i")
                if set(open_) <= set(found) or set(found) <= set(open_):
                    self._register(found, open_)
                    taken |= {id(line) for lines in found.values() for line in lines}
                    open_ = {}
                    continue
            for mark in _cited([item]):
                if not self._is_known(page.number, mark):
                    open_.setdefault(mark, set()).add(page.number)
        for page in pages:
            page.items = [item for item in page.items if id(item) not in taken]

    def _register(self, notes: dict[str, list[Line]], cited: dict[str, set[int]]) -> None:
        for mark, lines in notes.items():
            pages = cited.get(mark) or {lines[0].page}
            self._notes[min(pages), mark] = lines
            self._known.update((page, mark) for page in pages)

    def _is_known(self, page: int, mark: str) -> bool:
        return (page, mark) in self._known or (page + 1, mark) in self._known

    def _begins(self, line: Line, cited: Container[str]) -> bool:
        """Whether a line begins with a mark, raised or cited in the text."""
        mark = _mark(line)
        return bool(mark) and (line.raised or mark in cited)

    def _is_unfinished(self, page: int) -> bool:
        """Whether the last note of that page breaks off in mid sentence."""
        if self._last is None or self._last[0] != page:
            return False
        return not self._notes[self._last][-1].text.rstrip().endswith((".", "?", "!"))

    def pop(self, page: int, mark: str) -> list[Line] | None:
        """The lines of a note that is cited on that page, the first time; None for no note.

        A text that begins on one page may cite on the next.
        """
        for number in (page, page + 1):
            if (number, mark) in self._notes:
                return self._notes.pop((number, mark))
        return [] if self._is_known(page, mark) else None

    def left(self, page: int) -> list[tuple[str, list[Line]]]:
        """The notes of a page that nothing has cited."""
        marks = [mark for number, mark in self._notes if number == page]
        return [(mark, self._notes.pop((page, mark))) for mark in marks]


def _opens(line: Line, before: Item | None, body: float, cited: Container[str]) -> bool:
    """Whether a line is the first of the notes at the end: it looks like one, or is under a title.

    A paragraph may begin with a one as well.
    """
    if _mark(line) not in {"1", "i"} or _mark(line) not in cited or line.boxed:
        return False
    above = split(before.text, heading=True).rest if isinstance(before, Line) else ""
    titled = _TITLE.fullmatch(above.strip(" .:")) is not None
    return line.raised or titled or line.size <= body - _SMALLER


def _end_notes(items: Sequence[Item], roman_: bool) -> dict[str, list[Line]]:
    """The lines of each note by its mark, from the first line of the first note on."""
    found: dict[str, list[Line]] = {}
    marks = _marks(roman_)
    expected = next(marks)
    lines: list[Line] = []
    for item in items:
        if not isinstance(item, Line) or (lines and _is_other(item, lines)):
            break
        if _mark(item) == expected:
            lines = found[expected] = []
            expected = next(marks)
        lines.append(item)
    return found


def _marks(roman_: bool) -> Iterator[str]:
    number = 1
    while True:
        yield roman(number) if roman_ else str(number)
        number += 1


def _is_other(line: Line, notes: Sequence[Line]) -> bool:
    """Whether a line is no part of the notes above it."""
    first, last = notes[0], notes[-1]
    if line.boxed or abs(line.size - first.size) > _SMALLER or (line.bold and not first.bold):
        return True
    together = line.page == last.page and line.column == last.column
    return together and line.base - last.base > _FAR * line.size


def _is_small(item: Item, body: float) -> bool:
    return isinstance(item, Line) and not item.boxed and item.size <= body - _SMALLER


def _cited(items: Sequence[Item]) -> set[str]:
    """The raised figures in the text and the tables of a page."""
    lines = [item for item in items if isinstance(item, Line)]
    for item in items:
        if isinstance(item, Grid):
            lines += [line for row in item.rows for cell in row for line in cell.lines]
    return {mark for line in lines for some in _CITED.findall(line.text) for mark in marks_in(some)}


def marks_in(raised: str) -> list[str]:
    """The marks in one raised stretch: there may be two, with a comma between them."""
    return [mark for mark in raised.split(",") if mark]


def _mark(line: Line) -> str:
    """The mark that a note's first line begins with, or nothing."""
    found = _NOTE_START.match(line.text)
    return (found["raised"] or found["level"]) if found else ""


def without_mark(text: str) -> str:
    """A note's text without the mark before it."""
    return _NOTE_START.sub("", text)
