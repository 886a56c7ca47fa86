"""Where the characters of a draft come from: the runs of a Word file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from checker.reading.drafts import Draft, Origin, Source
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


def joined(pieces: Iterable[tuple[str, Source]], gap: str) -> tuple[str, Source]:
    """Texts joined by a gap, which comes from nowhere, with the source of the whole."""
    texts: list[str] = []
    source: list[Origin] = []
    offset = 0
    for text, own in pieces:
        source += shifted(own, offset)
        texts.append(text)
        offset += len(text) + len(gap)
    return gap.join(texts), tuple(source)


def traced(draft: Draft, text: str) -> Source:
    """The source of a block's text, which was made from the draft's by taking away.

    A label may have been taken off its beginning or put there, white space
    folded, signs that nobody sees and the leaders of a contents list dropped.
    """
    if draft.cells:
        return _traced_cells(draft)
    visible = _visible(draft.text, 0, len(draft.text), entry_spans(draft.text))
    whole = "".join(character for character, _ in visible)
    if text.endswith(whole):
        return _gathered(draft.source, visible, len(text) - len(whole))
    start = len(whole) - len(text) if whole.endswith(text) else max(whole.find(text), 0)
    return _gathered(draft.source, visible[start : start + len(text)], 0)


def _traced_cells(draft: Draft) -> Source:
    found: list[Origin] = []
    raw = offset = 0
    for cell in draft.cells:
        visible = _visible(draft.text, raw, raw + len(cell), ())
        found += _gathered(draft.source, visible, offset)
        raw += len(cell) + len(" | ")
        offset += len(visible) + len(" | ")
    return tuple(found)


def _visible(
    raw: str, start: int, end: int, spans: tuple[tuple[int, int], ...]
) -> list[tuple[str, int]]:
    """The characters of the tidied text, each with its place in the raw one, -1 for none."""
    visible: list[tuple[str, int]] = []
    for first, last in spans or ((start, end),):
        if visible:
            visible.append((" ", -1))
        visible += [(c, first + at) for c, at in tidy_spans(raw[first:last])]
    return visible


def _gathered(source: Source, visible: list[tuple[str, int]], offset: int) -> Source:
    """The origins of characters, those that follow each other in one run taken together."""
    found: list[Origin] = []
    remaining = iter(source)
    origin = next(remaining, None)
    for index, (_, at) in enumerate(visible, offset):
        while origin is not None and origin.end <= at:
            origin = next(remaining, None)
        if origin is None or at < origin.start:
            continue
        place = origin.at + at - origin.start
        last = found[-1] if found else None
        if (
            last is not None
            and (last.part, last.run) == (origin.part, origin.run)
            and (last.end, last.at + last.length) == (index, place)
        ):
            found[-1] = replace(last, length=last.length + 1)
        else:
            found.append(Origin(index, 1, origin.part, origin.run, place))
    return tuple(found)
