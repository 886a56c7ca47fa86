"""How well a document could be read, and whether it could be read at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from checker.errors import UnreadableDocument
from checker.model import Extraction

_MIN_WORDS = 3
_MIN_SAMPLE = 60
"""Fewer words than these say nothing about the language of a text."""
_GARBLED = 0.35
_SUSPECT = 0.05

# The commonest words of English (and a few of Welsh): about four words in ten of any prose.
_COMMON = frozenset({
    "the", "of", "and", "to", "in", "a", "is", "that", "be", "for", "as", "are", "or", "with",
    "by", "on", "will", "it", "at", "this", "who", "not", "should", "an", "from", "their", "have",
    "any", "all", "which", "when", "where", "child", "children", "may", "must", "can", "has",
    "was", "they", "been", "y", "yr", "yn", "ac", "i", "o", "a'r", "gan", "am", "ar", "ei", "eu",
    "mae", "bod",
})  # fmt: skip
_CONTROL = re.compile(r"\(cid:\d+\)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufffe\ue000-\uf8ff]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
_PROSE, _FOREIGN = 0.15, 0.04
"""Share of common words from which a text is prose, and below which it is none of ours."""
_UNPRONOUNCEABLE = 0.25
"""Share of odd words from which a text without common ones is in an unknown code."""
_LONE = 0.5
"""Share of letters that stand alone from which a text is none, but its letters drawn apart."""
_CONSONANTS = re.compile(r"(?i)[bcdfghjklmnpqrstvwxz]{6,}")


def reads_like_prose(text: str) -> bool:
    """Whether the common words of the language stand in it as often as in any prose."""
    return count_words(text) >= _MIN_SAMPLE and _share(text, _is_common) >= _PROSE


def count_words(text: str) -> int:
    """How many words a text has, counted line by line: a list of them is far larger than it."""
    return sum(1 for _ in _words(text))


def _words(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield from line.split()


def _share(text: str, holds: Callable[[str], bool]) -> float:
    """The share of a text's words, of which there are some, for which something holds."""
    return sum(map(holds, _words(text))) / count_words(text)


def _is_common(word: str) -> bool:
    return word.lower().strip(".,;:()") in _COMMON


def _is_garbled(word: str) -> bool:
    return bool(_CONTROL.search(word) or _CONSONANTS.search(word))


def garbled_share(text: str) -> float:
    """The share of the words, from 0 to 1, that no reader could make out.

    A word counts when it holds a control or private-use character or a glyph
    number, or is a run of consonants. Where common words are all but absent
    from a longer text, or most of its words are single letters, the whole of it
    is in an unknown code.
    """
    count = count_words(text)
    if not count:
        return 0.0
    if count >= _MIN_SAMPLE:
        if _is_foreign(text) and _share(text, _is_odd) > _UNPRONOUNCEABLE:
            return 1.0
        if _share(text, _is_lone_letter) > _LONE:
            return 1.0
    return _share(text, _is_garbled)


def _is_lone_letter(word: str) -> bool:
    return len(word) == 1 and word.isalpha()


def _is_foreign(text: str) -> bool:
    return _share(text, _is_common) < _FOREIGN


def _is_odd(word: str) -> bool:
    """Whether letters stand as they never do: no vowel, or signs and capitals among them."""
    core = word.strip(".,;:!?()[]'\"‘’“”–-/")
    letters = "".join(filter(str.isalpha, core))
    # Numbers are no words, and other scripts have other vowels.
    if len(core) < 3 or not letters or not _LATIN.fullmatch(letters):
        return False
    inner = re.search(r"[a-z][A-Z0-9]|[^\w'’.,:/@&–-]", core) is not None
    return inner or not re.search(r"(?i)[aeiouyàâêîôûŵŷ]", core)


def extraction(
    name: str, text: str, losses: Sequence[tuple[float, str]], pictures: bool = False
) -> Extraction:
    """The quality of a reading: 1 less what was lost, with the reasons.

    :param name: the file's name, for the message.
    :param losses: (share lost from 0 to 1, why) of the format's reader.
    :param pictures: whether pages are pictures without text.
    :raises UnreadableDocument: scanned, garbled, no-text.
    """
    count = count_words(text)
    if count < _MIN_WORDS:
        raise UnreadableDocument("scanned" if pictures else "no-text", path=name)
    garbled = garbled_share(text)
    if garbled > _GARBLED:
        raise UnreadableDocument("garbled", path=name)
    reasons = list(losses)
    if garbled > _SUSPECT:
        reasons.append((garbled, f"{garbled:.0%} of the words are garbled."))
    if count >= _MIN_SAMPLE and _is_foreign(text):
        reasons.append(
            (0.5, "Hardly any of its words are English: it may be data or a translation.")
        )
    quality = 1.0
    for share, _ in reasons:
        quality *= 1 - share
    return Extraction(round(max(quality, 0.0), 3), tuple(why for _, why in reasons))
