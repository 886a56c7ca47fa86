"""From a place in a Word document's text back to the runs that hold it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from checker.reading.drafts import Origin, Source


@dataclass(frozen=True, slots=True)
class RunSpan:
    """Characters ``start`` to ``end`` of one run's visible text.

    ``part`` is the run's part in the package ("word/document.xml",
    "word/footnotes.xml") and ``run`` its index among all ``w:r`` elements of
    that part in document order, from 0, also those that are not read (deleted,
    hidden, or the fallback of an alternative). The visible text is the run's
    text as it is read: its ``w:t`` (for deleted runs, in the original view,
    ``w:delText``) as they stand, ``w:tab`` and ``w:ptab`` as one tab, ``w:br``
    and ``w:cr`` as one newline, also where they break the page or the column,
    ``w:noBreakHyphen`` as "-", a ``w:sym`` as its sign where it has a meaning,
    else as nothing; before capitals are made of it.
    """

    part: str
    run: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Runs:
    """The map from a document's text to the runs of its Word file.

    ``source`` is in the order of the text and does not overlap; characters that
    it does not cover have no run: computed numbers, the " | " between cells,
    the newlines between blocks, equations. A cell merged over several rows has
    its one run in each of them.
    """

    source: Source = ()

    def spans(self, start: int, end: int) -> tuple[RunSpan, ...]:
        """The runs of ``text[start:end]`` in the order of the text.

        What a run holds between two of these characters and is not in the text
        (doubled spaces, soft hyphens) belongs to the span.
        """
        found: list[RunSpan] = []
        for span in self._pieces(start, end):
            last = found[-1] if found else None
            if last and (last.part, last.run) == (span.part, span.run) and last.start <= span.start:
                found[-1] = RunSpan(last.part, last.run, last.start, max(last.end, span.end))
            else:
                found.append(span)
        return tuple(found)

    def _pieces(self, start: int, end: int) -> Iterator[RunSpan]:
        at = max(bisect_right(self.source, start, key=_start) - 1, 0)
        for origin in self.source[at:]:
            if origin.start >= end:
                return
            first, last = max(origin.start, start), min(origin.end, end)
            if first < last:
                begin = origin.at + first - origin.start
                yield RunSpan(origin.part, origin.run, begin, begin + last - first)


def _start(origin: Origin) -> int:
    return origin.start
