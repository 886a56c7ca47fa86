"""The labels that blocks carry: 4.1, 8.34.2, (a), iv, Appendix B, and bullets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

BULLET = "•"
"""The label of every bulleted item, whatever sign its list uses."""

BULLET_SIGNS = "•●▪■◦○‣⁃∙·►▶➢➤➔→✓✔✗❖◆◇□☐☑❑❒★*–—-"
# Symbol fonts put their signs into the private use area (Wingdings, Symbol).
_BULLET = re.compile(rf"(?:[\uf020-\uf0ff{re.escape(BULLET_SIGNS)}]|o(?=[\t ]))[\t \u00a0]+(?=\S)")

_DECIMAL = re.compile(r"(?P<label>\d{1,3}(?:\.\d{1,3})+)[.:)]?(?P<gap>[\t ]+|$)")
_LETTERED_DECIMAL = re.compile(r"(?P<label>[A-Z]\d{0,2}(?:\.\d{1,3})+)[.:)]?(?P<gap>[\t ]+|$)")
_PLAIN = re.compile(r"(?P<label>\d{1,3})(?P<stop>[.:)]?)(?P<gap>[\t ]+|$)")
_BRACKETED = re.compile(
    r"(?P<label>\((?:[a-z]{1,2}|[ivxlc]{1,7}|[A-Z]|[IVXLC]{1,7}|\d{1,3})\)"
    r"|(?:[a-z]|[ivxlc]{2,6}|[A-Z])\))(?P<gap>[\t ]+|$)"
)
_STOPPED = re.compile(r"(?P<label>[a-z]|[ivx]{2,6})\.(?P<gap>[\t ]+)")
_TABBED = re.compile(r"(?P<label>[a-z]|[ivx]{2,6}|[A-Z]\d{0,2})(?P<gap>\t+)")
_STOPPED_CAPITAL = re.compile(r"(?P<label>[A-Z]|[IVX]{2,5})[.:](?P<gap>[\t ]+)")
_NAMED = re.compile(
    r"(?P<word>Appendix|Annexe?|Schedule|Part|Chapter|Section)\s+"
    r"(?P<label>\d{1,2}|[A-Z]|[IVX]{1,5})\b\s*(?P<stop>[.:)–—-]?)\s*",
    re.IGNORECASE,
)

# "2.5 million children" begins a sentence, not a paragraph numbered 2.5.
_QUANTITY = re.compile(
    r"(?:per\s?cent|million|billion|thousand|hours?|days?|weeks?|months?|years?|times|miles|"
    r"points?|pm|am|[ck]?m|kg|%|[-–])\b|%",
    re.IGNORECASE,
)
# Nor does "9 March 2016" begin section 9.
_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: \d{4}\b|$)"
)
_DATE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.\d\d$")


_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


class Form(Enum):
    """What a label is made of, which decides what it can name."""

    NONE = "none"
    BULLET = "bullet"
    DECIMAL = "decimal"
    PLAIN = "plain"
    LETTER = "letter"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Split:
    """A label, its form, and the text after it."""

    label: str
    form: Form
    rest: str


def form_of(label: str) -> Form:
    """The form of a label that is already known to be one."""
    if not label:
        return Form.NONE
    if label == BULLET:
        return Form.BULLET
    if re.fullmatch(r"[A-Z]?\d*(\.\d+)+", label):
        return Form.DECIMAL
    if label.isdecimal():
        return Form.PLAIN
    if " " in label:
        return Form.NAMED
    return Form.LETTER


def normal(label: str) -> str:
    r"""A label as it is cited: "4.1." and "4.1:" are "4.1", a symbol is a bullet.

    >>> normal("4.1."), normal("(a)"), normal("Section 5:"), normal("\uf0b7")
    ('4.1', '(a)', '5', '•')
    """
    label = label.strip()
    if len(label) == 1 and (label in BULLET_SIGNS or "\uf020" <= label <= "\uf0ff"):
        return BULLET
    label = label.rstrip(" .:–—-")
    if re.fullmatch(r"\d[\d.]*\)", label):
        label = label[:-1]
    return re.sub(r"(?i)^section\s+(?=\d)", "", label)


def split(text: str, *, heading: bool = False) -> Split:
    """Take the label off the beginning of a block's text.

    A tab after a number says that it is a label; after a mere space, "15
    children were seen" keeps its number. A heading may carry more forms
    ("1 Purpose", "Appendix B: Contacts").

    :param text: the text, with the tabs that it has in its file.
    """
    text = text.strip(" \n\u00a0")
    if found := _BULLET.match(text):
        return Split(BULLET, Form.BULLET, text[found.end() :])
    if heading and (found := _NAMED.match(text)):
        rest = text[found.end() :]
        if rest and (found["stop"] or rest[0].isupper()):
            word = found["word"].capitalize()
            label = found["label"] if word == "Section" else f"{word} {found['label']}"
            return Split(label, Form.NAMED, rest)
        return Split("", Form.NONE, text)
    for pattern in (_DECIMAL, _LETTERED_DECIMAL):
        if found := pattern.match(text):
            rest = text[found.end() :]
            spoken = "\t" not in found["gap"] and _QUANTITY.match(rest)
            if not spoken and not _DATE.match(found["label"]):
                return Split(found["label"], Form.DECIMAL, rest)
            return Split("", Form.NONE, text)
    if found := _PLAIN.match(text):
        rest = text[found.end() :]
        told = bool(found["stop"]) or "\t" in found["gap"]
        if not told and _MONTH.match(rest):
            return Split("", Form.NONE, text)
        if rest and (told or (heading and len(found["label"]) < 3 and rest[0].isupper())):
            return Split(found["label"], Form.PLAIN, rest)
        return Split("", Form.NONE, text)
    patterns = (_BRACKETED, _STOPPED, _TABBED) + ((_STOPPED_CAPITAL,) if heading else ())
    for pattern in patterns:
        if (found := pattern.match(text)) and text[found.end() :]:
            return Split(found["label"], Form.LETTER, text[found.end() :])
    return Split("", Form.NONE, text)


def follows(first: str, second: str) -> bool:
    """Whether one label comes right after another in the same list.

    >>> follows("4.9", "4.10"), follows("(a)", "(b)"), follows("iv", "v"), follows("4.1", "5.2")
    (True, True, True, False)
    """
    before, after = re.split(r"(\w+)(?=\W*$)", first), re.split(r"(\w+)(?=\W*$)", second)
    if len(before) < 2 or len(after) < 2 or (before[0], before[2:]) != (after[0], after[2:]):
        return False
    one, two = before[1], after[1]
    if one.isdecimal() and two.isdecimal():
        return int(two) == int(one) + 1
    next_letter = len(one) == len(two) == 1 and ord(two) == ord(one) + 1
    return next_letter or (one in _ROMANS[:-1] and two == _ROMANS[_ROMANS.index(one) + 1])


def depth(label: str) -> int:
    """How many levels a number has: 1 for "4", 3 for "8.34.2", 0 for none."""
    form = form_of(label)
    if form in {Form.DECIMAL, Form.PLAIN}:
        return label.count(".") + 1
    return 1 if form is Form.NAMED else 0
