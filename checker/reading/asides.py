"""Large words set beside the text, such as a quotation pulled out of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checker.reading.glyphs import Word
from checker.reading.lines import Piece, pieces

_LARGER = 1.15
_GAP = 0.8
"""In ems of the text: the least space between it and what stands beside it."""
_LINE = 1.0
"""In ems of the larger letters: the most space between two of their lines."""


def without_asides(words: Sequence[Word]) -> tuple[list[Word], list[list[Piece]]]:
    """The words of the text, and what is set beside it in larger letters.

    That has two lines or more with lines of the text beside them; a heading in
    a column of its own has that column's text above or below it.
    """
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[word.size] += len(word.text)
    if not sizes:
        return list(words), []
    usual = sizes.most_common(1)[0][0]
    parts = pieces(words)
    large = [piece for piece in parts if _size(piece) >= _LARGER * usual]
    text = [piece for piece in parts if _size(piece) < _LARGER * usual]
    found = [group for group in _groups(large) if _is_beside(group, text, usual)]
    taken = {id(word) for group in found for piece in group for word in piece.words}
    return [word for word in words if id(word) not in taken], found


def _size(piece: Piece) -> float:
    return min(word.size for word in piece.words)


def _groups(large: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces of one size close under each other."""
    groups: list[list[Piece]] = []
    for piece in sorted(large, key=lambda piece: piece.top):
        for group in groups:
            last = group[-1]
            near = piece.top - last.bottom <= _LINE * _size(piece)
            over = min(piece.x1, last.x1) > max(piece.x0, last.x0)
            if near and over and abs(_size(piece) - _size(last)) < 0.5:
                group.append(piece)
                break
        else:
            groups.append([piece])
    return groups


def _is_beside(group: Sequence[Piece], text: Sequence[Piece], usual: float) -> bool:
    left, right = min(p.x0 for p in group), max(p.x1 for p in group)
    top, bottom = group[0].top, max(p.bottom for p in group)
    if len(group) < 2:
        return False
    level = [p for p in text if p.top < bottom and p.bottom > top]
    beside = [p for p in level if p.x1 <= left - _GAP * usual or p.x0 >= right + _GAP * usual]
    if len(beside) < 2 or len(beside) < len(level):
        return False
    others = (min(p.x0 for p in beside), max(p.x1 for p in beside))
    return not any(
        p.x0 < right and p.x1 > left and (p.x1 <= others[0] or p.x0 >= others[1])
        for p in text
        if p.bottom <= top or p.top >= bottom
    )
