"""What the characters of symbol fonts mean, which have no reading of their own."""

from __future__ import annotations

_DINGBATS = {0xFC: "✓", 0xFB: "✗", 0xA8: "☐", 0x6F: "☐", 0xFE: "☑", 0xFD: "☒", 0xE0: "→"}
"""Wingdings characters that mean something; the rest are ornaments."""
_MATHS = {0x2D: "-", 0xA3: "≤", 0xB1: "±", 0xB3: "≥", 0xB9: "≠", 0xAE: "→", 0xB4: "×"}
"""The same of the font Symbol, which sets the signs of limits and ranges."""
_FIRST, _LAST = 0xF020, 0xF0FF
"""Where files put such characters: the private use area."""


def is_private(code: int) -> bool:
    """Whether a character has a meaning only in its font."""
    return _FIRST <= code <= _LAST


def sign(font: str, code: int) -> str:
    """The sign that a character of a symbol font stands for, or "" for an ornament.

    >>> sign("Symbol", 0xF0B3), sign("ABCDEF+Wingdings-Regular", 0xF0FC)
    ('≥', '✓')
    """
    name = font.rpartition("+")[2].lower()
    return (_MATHS if name.startswith("symbol") else _DINGBATS).get(code & 0xFF, "")


def reading(font: str, text: str) -> str:
    """A text with the private characters of a symbol font as the signs that they stand for."""
    name = font.rpartition("+")[2].lower()
    if not name.startswith(("symbol", "wingdings")):
        return text
    return "".join((is_private(ord(c)) and sign(font, ord(c))) or c for c in text)
