"""Follows a draft's characters into its block: their runs, links and comments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from checker.model import BlockKind
from checker.reading.drafts import Draft, Look, Origin, Source, Stretch
from checker.reading.wording import entry_spans, tidy_spans


def shifted(source: Iterable[Origin], by: int) -> Source:
    """The source of a text that stands so many characters further on."""
    return tuple(replace(origin, start=origin.start + by) for origin in source)


def cut(source: Iterable[Origin], start: int, end: int) -> Source:
    """The source of ``text[start:end]``."""
    pieces = []
    for origin in source:
        first, last = max(origin.start, start), min(origin.end, end)
        if first < last:
            skipped = first - origin.start
            pieces.append(
                replace(origin, start=first - start, length=last - first, at=origin.at + skipped)
            )
    return tuple(pieces)


@dataclass(frozen=True, slots=True)
class Sourced:
    """A text with its source, links and remarks."""

    text: str = ""
    source: Source = ()
    links: tuple[Stretch, ...] = ()
    remarks: tuple[Stretch, ...] = ()

    def part(self, start: int, end: int) -> Sourced:
        """``text[start:end]``, with what belongs to it."""
        return Sourced(
            self.text[start:end],
            cut(self.source, start, end),
            cut_stretches(self.links, start, end),
            cut_stretches(self.remarks, start, end),
        )

    def draft(
        self, kind: BlockKind, label: str = "", level: int = 0, look: Look | None = None
    ) -> Draft:
        """A draft of this text."""
        return Draft(
            self.text,
            kind,
            label,
            level,
            look=look or Look(),
            source=self.source,
            links=self.links,
            remarks=self.remarks,
        )


def joined(pieces: Iterable[Sourced], gap: str = "") -> Sourced:
    """Texts joined by a gap, which comes from nowhere, with what belongs to the whole."""
    texts: list[str] = []
    source: list[Origin] = []
    links: list[Stretch] = []
    remarks: list[Stretch] = []
    offset = 0
    for piece in pieces:
        source += shifted(piece.source, offset)
        links += shifted_stretches(piece.links, offset)
        remarks += shifted_stretches(piece.remarks, offset)
        texts.append(piece.text)
        offset += len(piece.text) + len(gap)
    return Sourced(gap.join(texts), tuple(source), _merged(links), _merged(remarks))


def _merged(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Neighbouring stretches of the same thing as one: a link has many runs."""
    found: list[Stretch] = []
    latest: dict[str, int] = {}
    for start, end, what in stretches:
        at = latest.get(what)
        if at is not None and found[at][1] == start:
            found[at] = (found[at][0], end, what)
        else:
            latest[what] = len(found)
            found.append((start, end, what))
    return tuple(found)


def shifted_stretches(stretches: Iterable[Stretch], by: int) -> tuple[Stretch, ...]:
    """The stretches of a text that stands so many characters further on."""
    return tuple((start + by, end + by, what) for start, end, what in stretches)


def cut_stretches(stretches: Iterable[Stretch], start: int, end: int) -> tuple[Stretch, ...]:
    """The stretches of ``text[start:end]``; one without length stays where it touches."""
    return tuple(
        (max(first, start) - start, min(last, end) - start, what)
        for first, last, what in stretches
        if max(first, start) < min(last, end) or start <= first == last <= end
    )


def followed(draft: Draft, part: Draft) -> Draft:
    """The part with its source, links and remarks, those of the draft it was made from.

    The part's text was made from the draft's by taking away: a label may have
    been taken off its beginning or put there, white space folded, signs that
    nobody sees and the leaders of a contents list dropped.
    """
    if not (draft.source or draft.links or draft.remarks):
        return part
    places = _cell_places(draft) if draft.cells else _places(draft.text, part.text)
    return replace(
        part,
        source=_gathered(draft.source, places),
        links=tuple(s for s in _moved(draft.links, places) if s[0] < s[1]),
        remarks=_moved(draft.remarks, places),
    )


def _places(raw: str, text: str) -> list[int]:
    """For each character of a block's text its place in the draft's, -1 for none."""
    visible: list[tuple[str, int]] = []
    for first, last in entry_spans(raw) or ((0, len(raw)),):
        if visible:
            visible.append((" ", -1))
        visible += [(c, first + at) for c, at in tidy_spans(raw[first:last])]
    whole = "".join(character for character, _ in visible)
    places = [at for _, at in visible]
    if text.endswith(whole):
        return [-1] * (len(text) - len(whole)) + places
    start = len(whole) - len(text) if whole.endswith(text) else max(whole.find(text), 0)
    return places[start : start + len(text)]


def _cell_places(draft: Draft) -> list[int]:
    places: list[int] = []
    raw = 0
    for index, cell in enumerate(draft.cells):
        places += [-1] * (len(" | ") if index else 0)
        places += [raw + at for _, at in tidy_spans(cell)]
        raw += len(cell) + len(" | ")
    return places


def _moved(stretches: Iterable[Stretch], places: list[int]) -> tuple[Stretch, ...]:
    """The stretches of a draft's text as stretches of its block's."""
    moved = []
    for start, end, what in stretches:
        within = [index for index, at in enumerate(places) if start <= at < end]
        if within:
            moved.append((within[0], within[-1] + 1, what))
        elif start == end:
            before = sum(1 for at in places if at < start)
            moved.append((before, before, what))
    return tuple(moved)


def _gathered(source: Source, places: list[int]) -> Source:
    """The origins of characters, those that follow each other in one run taken together."""
    found: list[Origin] = []
    index = 0
    for origin in source:
        while index < len(places) and places[index] < origin.end:
            first, at = index, places[index]
            index += 1
            if at < origin.start:
                continue  # a character from nowhere, or one that no run holds
            while index < len(places) and places[index] == at + index - first < origin.end:
                index += 1
            inside = origin.at + at - origin.start
            found.append(Origin(first, index - first, origin.part, origin.run, inside))
    return tuple(found)
