"""Content words, reduced to stems that two writers of the same thing have in common.

No stemmer is needed for comparing short phrases: the same suffixes are cut
from both sides, and the verbs that offices use for one another ("tell",
"notify", "inform") are made one.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SMALL = frozenset(
    {"the", "and", "are", "that", "which", "who", "for", "may", "has", "have", "had", "this", "any"}
    | {"with", "not", "from", "their", "they", "was", "were", "will", "such", "other", "one", "all"}
    | {"his", "her", "but", "where", "when", "what", "can", "also", "does", "being", "been", "its"}
    | {"into", "than", "must", "should", "shall", "would", "each", "every", "there", "them", "him"}
    | {"these", "those", "upon", "then", "out", "our", "your", "you", "she", "some", "more", "most"}
    | {"only", "very", "made", "make", "makes", "done", "take", "takes", "taken", "place", "case"}
)
_ALIKE = {
    word: stem
    for stem, words in {
        "tell": "notify notif inform told let know advise alert notification",
        "send": "share circulate email mail forward pass issue sent distribute reach receive "
        "return submit",
        "hold": "convene held call meet meeting sit",
        "finish": "complete conclude carry end close completion",
        "contact": "ring phone telephone speak",
        "see": "visit seen saw",
        "write": "record written note log document",
        "start": "begin open commence begun",
        "choose": "select allocate assign appoint",
        "weigh": "consider discuss hear heard present list",
    }.items()
    for word in (stem, *words.split())
}
_SUFFIX = re.compile(
    r"(?:ations?|ments?|ingly|ings?|edly|ed|ies|ied|es|s|ly|y|e|ion|ions|al|ary|ance|ence)$"
)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The stem of one lower-case word."""
    if word in _ALIKE:
        return _ALIKE[word]
    for ending, put in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", ""), ("d", "")):
        base = word.removesuffix(ending) + put
        if base != word and base in _ALIKE:
            return _ALIKE[base]
    while len(word) > 5 and (cut := _SUFFIX.sub("", word)) != word and len(cut) >= 4:
        word = cut
    return word


def stems(text: str) -> frozenset[str]:
    """The stems of a text's content words."""
    words = re.findall(r"[a-z][a-z’']*[a-z]|\d+", text.casefold())
    return frozenset(
        stem(word.removesuffix("'s").removesuffix("’s"))
        for word in words
        if len(word) > 2 and word not in _SMALL
    )
