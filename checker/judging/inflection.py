"""The inflected forms of English words, by rule and by a list of irregular ones.

A form too many ("childs") does no harm: it is a form that no document has.
"""

from __future__ import annotations

import re

IRREGULAR: dict[str, tuple[str, ...]] = {
    "be": ("am", "is", "are", "was", "were", "been", "being", "isn't", "aren't"),
    "become": ("becomes", "became", "becoming"),
    "break": ("breaks", "broke", "broken", "breaking"),
    "bring": ("brings", "brought", "bringing"),
    "child": ("children", "child's", "children's"),
    "choose": ("chooses", "chose", "chosen", "choosing"),
    "come": ("comes", "came", "coming"),
    "do": ("does", "did", "done", "doing"),
    "find": ("finds", "found", "finding"),
    "get": ("gets", "got", "getting"),
    "give": ("gives", "gave", "given", "giving"),
    "go": ("goes", "went", "gone", "going"),
    "have": ("has", "had", "having"),
    "hold": ("holds", "held", "holding"),
    "hurt": ("hurts", "hurting"),
    "keep": ("keeps", "kept", "keeping"),
    "lead": ("leads", "led", "leading"),
    "leave": ("leaves", "left", "leaving"),
    "make": ("makes", "made", "making"),
    "man": ("men", "man's", "men's"),
    "meet": ("meets", "met", "meeting"),
    "person": ("people", "persons", "person's", "people's"),
    "put": ("puts", "putting"),
    "run": ("runs", "ran", "running"),
    "see": ("sees", "saw", "seen", "seeing"),
    "seek": ("seeks", "sought", "seeking"),
    "sell": ("sells", "sold", "selling"),
    "send": ("sends", "sent", "sending"),
    "set": ("sets", "setting"),
    "sit": ("sits", "sat", "sitting"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "take": ("takes", "took", "taken", "taking"),
    "tell": ("tells", "told", "telling"),
    "think": ("thinks", "thought", "thinking"),
    "understand": ("understands", "understood", "understanding"),
    "woman": ("women", "woman's", "women's"),
    "write": ("writes", "wrote", "written", "writing"),
}

_LAST_STRESSED = {"refer", "commit", "admit", "occur", "prefer", "permit", "transfer", "control"}
"""Words of more than one syllable that double their last letter."""


def forms(word: str) -> tuple[str, ...]:
    """The word and its inflections: plural, possessive, -s, -ed, -ing.

    :param word: in lower case, its base form.
    """
    if word in IRREGULAR:
        return (word, *IRREGULAR[word])
    plural = _with_s(word)
    return tuple(
        dict.fromkeys((word, plural, _with_ed(word), _with_ing(word), f"{word}'s", f"{plural}'"))
    )


def _with_s(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return word + ("es" if re.search(r"(?:s|x|z|ch|sh)$", word) else "s")


def _with_ed(word: str) -> str:
    if word.endswith("e"):
        return f"{word}d"
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ied"
    return f"{_doubled(word)}ed"


def _with_ing(word: str) -> str:
    if word.endswith("ie"):
        return f"{word[:-2]}ying"
    if re.search(r"[^eoy]e$", word):
        return f"{word[:-1]}ing"
    return f"{_doubled(word)}ing"


def _doubled(word: str) -> str:
    """The stem before -ed and -ing: plan gives plann, refer referr, label labell."""
    short = re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", word) is not None
    british = re.search(r"[^aeiou][aeiou]l$", word) is not None
    return word + word[-1] if short or british or word in _LAST_STRESSED else word
