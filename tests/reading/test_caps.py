"""Drop capitals go back to their words."""

from __future__ import annotations

import pytest

from checker.reading.caps import with_drop_caps
from checker.reading.glyphs import Word


def word(text: str, x0: float, base: float, size: float = 11.0) -> Word:
    width = 0.5 * size * len(text)
    return Word(text, x0, x0 + width, base - 0.8 * size, base + 0.2 * size, base, size, False, True)


@pytest.mark.parametrize(
    ("cap", "rest", "said"),
    [("E", "astmere", "Eastmere"), ("A", "gang,", "A gang,"), ("A", "ny", "Any"), ("I", "t", "It")],
)
def test_the_letter_stands_before_the_rest_of_its_word(cap: str, rest: str, said: str) -> None:
    beside = [word(rest, 60, 45), word("in", 120, 45), word("crime", 60, 60)]
    below = [word("gang", 34, 75), word("is", 80, 75)]
    found = with_drop_caps([word(cap, 34, 62, 34), *beside, *below])
    assert [item.text for item in found] == [said, "in", "crime", "gang", "is"]
    assert [item.x0 for item in found][:3] == [34, 120, 34]


def test_a_large_letter_by_itself_is_none() -> None:
    words = [word("B", 34, 62, 34), word("Appendix", 200, 62), word("text", 34, 120)]
    assert with_drop_caps(list(words)) == words


def test_no_words() -> None:
    assert with_drop_caps([]) == []
