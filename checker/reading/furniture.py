"""What is printed around the text: running headers and footers, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz

from checker.model import Margin
from checker.reading.labels import Form, split
from checker.reading.lines import Line
from checker.reading.pages import Grid, Item, Page
from checker.reading.wording import tidy

_ZONE = 0.12
"""The top and the bottom eighth of a page, where headers and footers stand."""
_SHARE = 0.3
"""On how many pages a line must come back: half, less odd and even and the first page."""
_MOST = 0.6
"""On so many it is running even close to the text."""
_DISTANCE = 12.0
_STEP = 2.0
"""Points by which a running line's height may vary."""
_PICTURE_STEP, _PICTURE_ALIKE = 14.0, 80.0
"""The same for pages read from pictures, which lie askew, and how alike (of 100) its readings."""
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–—|\s]*(?:\d{1,4}|[ivxl]{1,6})[-–—|\s]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)


def remove_running(pages: Sequence[Page]) -> tuple[Margin, ...]:
    """Take running headers, footers and page numbers off the pages, if there is more on them.

    A line is one when it stands in the top or bottom zone, outside all other
    text, and comes back there, digits aside, at the same height on a good part
    of the pages. On fewer than most of them it must also keep its distance
    from the text: a list may repeat an item at the foot of two pages.

    :returns: what was taken off, each once though it stands on every page; page
        numbers say nothing.
    """
    seen = _Seen(pages)
    running = {
        (page.number, upper): _running(page, upper, seen)
        for page in pages
        for upper in (True, False)
    }
    taken = {id(item) for items in running.values() for item in items}
    if all(id(item) in taken for page in pages for item in page.items):
        return ()
    margins: dict[str, Margin] = {}
    for page in pages:
        for upper in (True, False):
            for item in running[page.number, upper]:
                if not _is_page_number(item):
                    margin = Margin("header" if upper else "footer", tidy(_text(item)))
                    margins.setdefault(f"{margin.kind} {_masked(margin.text)}", margin)
        page.items = [item for item in page.items if id(item) not in taken]
    return tuple(margins.values())


class _Seen:
    """On how many pages each line in a zone comes back."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = len(pages)
        self._pictures = sum(page.recognised is not None for page in pages)
        self._read: list[tuple[str, bool, float]] = []
        self._times: Counter[tuple[str, bool, int]] = Counter()
        for page in pages:
            edges = [item for item in page.items if _edge(item, page)]
            self._times.update({self._signature(item, page) for item in edges})

    def pages(self, page: Page) -> int:
        """How many pages there are of a page's kind."""
        return self._pages if page.recognised is None else self._pictures

    def times(self, item: Item, page: Page) -> int:
        """On how many pages an item that stands in a zone comes back."""
        return self._times[self._signature(item, page)]

    def _signature(self, item: Item, page: Page) -> tuple[str, bool, int]:
        """What comes back: the words with digits masked, and the distance from the page's edge."""
        upper = _edge(item, page) == "top"
        distance = item.top if upper else page.height - item.bottom
        words = _masked(_text(item))
        if page.recognised is None:
            return words, upper, round(distance / _STEP)
        # No two readings of a picture are quite the same: the first stands for those like it.
        for index, (known, above, far) in enumerate(self._read):
            near = above == upper and abs(distance - far) <= _PICTURE_STEP
            if near and fuzz.ratio(words, known) >= _PICTURE_ALIKE:
                return known, upper, -1 - index
        self._read.append((words, upper, distance))
        return words, upper, -len(self._read)


def _running(page: Page, upper: bool, seen: _Seen) -> list[Item]:
    """What runs at the top, or at the bottom, of a page, from the edge inwards."""
    count = seen.pages(page)
    needed = max(2, round(_SHARE * count))
    by_distance = sorted(page.items, key=lambda item: item.top if upper else -item.bottom)
    running: list[Item] = []
    doubtful: list[Item] = []
    for item in by_distance:
        in_zone = _edge(item, page) == ("top" if upper else "bottom")
        times = seen.times(item, page) if in_zone else 0
        if times >= max(2, _MOST * count) or (in_zone and _is_page_number(item)):
            running += [*doubtful, item]
            doubtful = []
        elif times >= needed and not _is_labelled(item):
            doubtful.append(item)
        else:
            if doubtful and _apart(doubtful, item, upper):
                running += doubtful
            break
    return running


def _is_labelled(item: Item) -> bool:
    return isinstance(item, Line) and split(item.text).form is not Form.NONE


def _apart(running: Sequence[Item], item: Item, upper: bool) -> bool:
    """Whether there is more space than between lines between these and the text."""
    if upper:
        return item.top - max(some.bottom for some in running) >= _DISTANCE
    return min(some.top for some in running) - item.bottom >= _DISTANCE


def _edge(item: Item, page: Page) -> str:
    """The zone in which an item stands, if any: "top" or "bottom"."""
    if item.bottom <= _ZONE * page.height:
        return "top"
    return "bottom" if item.top >= (1 - _ZONE) * page.height else ""


def _text(item: Item) -> str:
    if isinstance(item, Grid):
        return " ".join(cell.text for row in item.rows for cell in row)
    return item.text


def _masked(text: str) -> str:
    return re.sub(r"\d+|\b[ivxl]+$", "#", text.lower())


def _is_page_number(item: Item) -> bool:
    return isinstance(item, Line) and _PAGE_NUMBER.fullmatch(item.text.strip()) is not None
