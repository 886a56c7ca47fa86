"""The form on which a referral is made: what each document calls it, where it asks for one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.model import BlockKind
from checker.reconciling.facts import Area, Fact, Span, own_voice
from checker.reconciling.names import is_front_door
from checker.reconciling.normalise import fold

_WRITTEN_OUT = {"marf": "multi agency referral form", "iarf": "inter agency referral form"}
_FORM = re.compile(
    r"(?<![\w-])(?:(?P<short>MARF|IARF)s?"
    r"|(?P<name>[A-Z][\w’'-]*(?:\s+(?:(?:for|of|and|to|a|about)\s+)*[A-Z][\w’'-]*){0,4}"
    r"\s+(?:[Ff]orm|Record|Notification|Request|Notice|Proforma|Pro-forma))"
    r"|(?P<plain>(?i:(?:multi|inter)-?\s?agency referral form)))(?![\w-])"
)
_BEFORE_IT = re.compile(
    r"(?:(?:The|A|An|Use|Using|Complete|Completing|Send|Fill|In|On|Your|Our|This|Each|Every|Then"
    r"|Afterwards|Please)\s+)+"
)
_REFERRING = re.compile(
    r"\b(?:referral|refer(?:s|red)?|concern|in writing|confirm\w*|follow(?:s|ed)? up|backed up"
    r"|(?:tele)?phone|call|calls|ring|rung)\b",
    re.IGNORECASE,
)
_FOR_ELSE = re.compile(
    r"\b(?:consent|feedback|assessment|interview|record(?:ing)?|incident|NRM|National Referral"
    r"|monitoring|evaluation|escalation|police|intelligence|complaints?|order|booking|MARAC|panel"
    r"|screening|risk|notification|closure|transfer|review)\b",
    re.IGNORECASE,
)
"""Words in the name of a form that make it another than that of a first referral."""
_TO_A_PANEL = re.compile(r"\b(?:MARAC|MACE|MASE|panel|conference|forum|LADO)\b", re.IGNORECASE)


def referral_forms(area: Area, document: str) -> Iterator[Fact[str]]:
    """The forms on which the document has a concern about a child sent to the front door.

    The value is the name as written, the subject the folded name. A "referral form"
    without a name of its own is left out.
    """
    places = fold(area.get(document).document.area)
    for span in area.sentences(document):
        if span.passage.kind is BlockKind.TABLE_ROW:
            continue
        for match in _FORM.finditer(span.text):
            shown = _BEFORE_IT.sub("", match.group(), count=1)
            key = fold(shown).removeprefix(f"{places} ")
            key = _WRITTEN_OUT.get(key.removesuffix("s"), key)
            if key in {"form", "referral form"} or _FOR_ELSE.search(
                shown.rpartition(" ")[0] or shown
            ):
                continue
            if _is_first_step(area, span) and own_voice(span.within(*match.span())):
                yield Fact(key, shown, span)


def _is_first_step(area: Area, span: Span) -> bool:
    """Whether a sentence is about a referral to the front door, and not to a panel."""
    around = f"{span.passage.heading} {span.passage.stem} {span.passage.text}"
    doors = any(is_front_door(n.value) for n in area.names.mentions(span.document, around))
    if _TO_A_PANEL.search(span.text) and not doors:
        return False
    return doors or bool(_REFERRING.search(around))
