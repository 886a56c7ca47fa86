"""Sentences of running text, by nupunkt, mended for the abbreviations of policy documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

_BEFORE_A_NAME = re.compile(
    r"(?:^|[\s(\"'“‘])(?:Cllr|Mr|Mrs|Ms|Dr|Prof|Rev|Sgt|Insp|Supt|Det|Hon|St|cf|viz|e\.?g"
    r"|i\.?e)\.\s*$",
    re.IGNORECASE,
)
_BEFORE_A_NUMBER = re.compile(
    r"(?:^|[\s(\"'“‘])(?:no|nos|para|paras|s|ss|sec|sch|art|reg|app|annex|ch|chap|vol|pt|p|pp|fig"
    r"|ext|tel|ref|approx|max|min|c)\.\s*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[(\[]?(?:\d|[A-Z]\b|[ivx]+\b)")
_CONTINUES = re.compile(r"[a-z(,;:]|[\"'”’)\]]+(?:\s|$)")
_WORD = re.compile(r"\w")


def sentence_spans(text: str) -> tuple[Span, ...]:
    """(start, end) of each sentence of ``text``, without the white space around it.

    Every character that is not white space lies in exactly one span.
    """
    if not text.strip():
        return ()
    import nupunkt

    spans: list[Span] = []
    for _, (start, end) in nupunkt.sent_spans_with_text(text):
        if spans and not _breaks(text, *spans[-1], start, end):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple(_trimmed(text, spans))


def _breaks(text: str, before: int, stop: int, start: int, end: int) -> bool:
    """Whether a sentence really ends where nupunkt ends one."""
    left, right = text[before:stop], text[start:end].lstrip()
    if not _WORD.search(left) or not _WORD.search(right) or _CONTINUES.match(right):
        return False
    if _BEFORE_A_NAME.search(left):
        return False
    return not (_BEFORE_A_NUMBER.search(left) and _NUMBER.match(right))


def _trimmed(text: str, spans: list[Span]) -> Iterator[Span]:
    for start, end in spans:
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if start < end:
            yield start, end
