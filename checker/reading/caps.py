"""Drop capitals: one large letter that stands beside the first lines of its paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from checker.reading.glyphs import Word

_LARGER = 1.8
"""A drop capital is this much larger than the letters beside it, at least."""
_MARKS = ".,;:!?()\"'"
_NEAR = 1.5
"""In ems of the letters beside it: how far from them it may stand."""


def with_drop_caps(words: list[Word]) -> list[Word]:
    """The words with each drop capital put before the rest of its word.

    The lines beside it are taken to begin where it does.
    """
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[word.size] += len(word.text)
    if not sizes:
        return words
    usual = sizes.most_common(1)[0][0]
    caps = [
        word
        for word in words
        if word.turn == 0 and word.size >= _LARGER * usual and _is_capital(word.text)
    ]
    for cap in caps:
        beside = _beside(cap, words, usual)
        if not beside:
            continue
        first = min(beside, key=lambda word: word.base)
        for word in beside:
            word.x0 = cap.x0
        at = next(index for index, word in enumerate(words) if word is first)
        # "A gang" against "Any": a word that stands by itself elsewhere does so here.
        rest = first.text.strip(_MARKS)
        known = any(word.text.strip(_MARKS) == rest for word in words if word is not first)
        alone = cap.text in {"A", "I"} and len(rest) > 1 and known
        words[at] = replace(first, text=f"{cap.text}{' ' if alone else ''}{first.text}")
        words = [word for word in words if word is not cap]
    return words


def _is_capital(text: str) -> bool:
    letters = text.strip("\"'“‘")
    return len(letters) == 1 and letters.isupper()


def _beside(cap: Word, words: Sequence[Word], usual: float) -> list[Word]:
    """The first word of each line that stands beside the capital; several, or it is none."""
    near = [
        word
        for word in words
        if word.size == usual
        and word.turn == 0
        and word.x0 - cap.x1 + 0.5 * usual >= 0
        and word.x0 - cap.x1 < _NEAR * usual
        and word.top >= cap.top - 0.2 * usual
        and word.base <= cap.bottom
    ]
    rows: dict[float, Word] = {}
    for word in near:
        key = round(word.base)
        if key not in rows or word.x0 < rows[key].x0:
            rows[key] = word
    return list(rows.values()) if len(rows) > 1 else []
