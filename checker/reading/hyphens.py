"""Words that were broken at the end of a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_TAIL = re.compile(r"([A-Za-z]+(?:-[A-Za-z]+)*)-$")
_HEAD = re.compile(r"[a-z]+(?:-[a-z]+)*")

# Beginnings that keep their hyphen in British official prose.
_KEPT = frozenset({
    "multi", "non", "co", "self", "pre", "post", "anti", "ex", "semi", "cross", "well", "long",
    "short", "high", "low", "one", "two", "three", "four", "five", "six", "sub", "peer", "face",
    "school", "age", "day", "year", "full", "part", "half", "all", "inter", "intra", "over",
    "under", "mini", "mid", "out", "in", "on", "pan", "re", "sex", "hands", "up", "ill", "twenty",
    "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
})  # fmt: skip

_TYPESET_SHARE = 0.03
"""More lines than these end in a hyphen only where a program hyphenates (a compound: one in 60)."""


class Hyphens:
    """Mends broken words by the document's own spelling of them.

    Nothing in a PDF tells a hyphen that was typed from one that a typesetter
    put in; the rest of the document usually does.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        """Learn the words of the document's lines, except what its line ends cut."""
        self._known: Counter[str] = Counter()
        count = broken = 0
        for line in lines:
            words = _WORD.findall(line)
            count += 1
            if words and line.rstrip().endswith("-"):
                words = words[:-1]
                broken += 1
            self._known.update(word.lower() for word in words)
        self._typeset = broken > _TYPESET_SHARE * count

    def join(self, first: str, second: str) -> str:
        """Two lines of one paragraph as one text."""
        first = first.rstrip()
        tail = _TAIL.search(first)
        if tail is None:
            glue = "" if re.search(r"\w[-/]$|//\S*[-_.=&?]$", first) else " "
            return f"{first}{glue}{second.lstrip()}"
        head = _HEAD.match(second.lstrip())
        if head is None or self._keeps(tail[1].lower(), head[0].lower()):
            return first + second.lstrip()
        return first[:-1] + second.lstrip()

    def _keeps(self, start: str, end: str) -> bool:
        """Whether the hyphen belongs to the word."""
        whole, hyphened = self._known[start + end], self._known[f"{start}-{end}"]
        if whole != hyphened:
            return hyphened > whole
        last = start.rsplit("-", 1)[-1]
        if not self._typeset or last in _KEPT or "-" in start:
            return True
        return bool(self._known[last]) and bool(self._known[end.split("-", 1)[0]])
