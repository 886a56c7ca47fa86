"""Characters as a reader sees them: one form of space, no ligatures, no layout signs."""

from __future__ import annotations

import re

_UNSEEN = dict.fromkeys(
    map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"), None
)
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SPACES = re.compile(r"\s+")
_LEADER = r"(?:\s*(?:\.{4,}|…{2,}|(?:\.\s){3,}\.?|_{4,}|·{4,})\s*|\s*\t\s*)"
_ENTRY = re.compile(rf"(?P<words>\S.*?){_LEADER}(?P<page>\d{{1,4}}|[ivxlc]{{1,6}})\s*$", re.DOTALL)


def tidy(text: str) -> str:
    r"""The text on one line, with single spaces and without signs that nobody sees.

    >>> tidy(" o\u00adne\u00a0  ﬁle\n")
    'one file'
    """
    return _SPACES.sub(" ", text.translate(_UNSEEN).translate(_LIGATURES)).strip()


def raised(figures: str, before: str) -> str:
    """Raised figures that mark no note, where they would change the number before them.

    >>> raised("2", "10"), raised("2", "90 m")
    ('²', '2')
    """
    return figures.translate(_RAISED) if before[-1:].isdecimal() else figures


def tidy_spans(text: str) -> list[tuple[str, int]]:
    r"""The characters of ``tidy(text)``, each with the place in ``text`` it comes from.

    >>> tidy_spans("a \n\u00adb")
    [('a', 0), (' ', 1), ('b', 4)]
    """
    found: list[tuple[str, int]] = []
    for at, raw in enumerate(text):
        for sign in raw.translate(_UNSEEN).translate(_LIGATURES):
            if not sign.isspace():
                found.append((sign, at))
            elif found and found[-1][0] != " ":
                found.append((" ", at))
    return found[:-1] if found and found[-1][0] == " " else found


def entry_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The two stretches that :func:`contents_entry` keeps of an entry; () for other text."""
    if contents_entry(text) is None:
        return ()
    found = _ENTRY.match(text.strip())
    assert found is not None
    skipped = len(text) - len(text.lstrip())
    return tuple((skipped + found.start(n), skipped + found.end(n)) for n in ("words", "page"))


def contents_entry(text: str) -> str | None:
    """A line of a contents list without its dots ("1 Scope 3"), or None for other text.

    It must have dots or a tab before its page number: without them
    "Children aged under 16" would be one.
    """
    found = _ENTRY.match(text.strip())
    if found is None or not any(c.isalpha() for c in found["words"]):
        return None
    return tidy(f"{found['words']} {found['page']}")
