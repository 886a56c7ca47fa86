"""The codes: a criterion under its pack, and under it the stances a passage can take."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from itertools import groupby

from lxml import etree

from checker.model import Criterion, Stance
from checker.reporting.wording import STANCES, pack_of

_NAMES = uuid.UUID("6f3e4f0c-5a0b-5d3e-9a39-2b8f5a7d1c11")
"""Under this, the same thing has the same identifier in every file that we write."""

_COLOURS = {
    Stance.MEETS: "#2f7d6d",
    Stance.CONTRADICTS: "#b3261e",
    Stance.MENTIONS_ONLY: "#8a6d00",
}


def identifier(*parts: str) -> str:
    """A GUID that depends on nothing but the parts."""
    return str(uuid.uuid5(_NAMES, "\n".join(parts)))


def code_of(criterion: str, stance: Stance) -> str:
    """The GUID of the code for a passage that takes this stance on the criterion."""
    return identifier("code", criterion, stance.value)


def put_codes(parent: etree._Element, criteria: Sequence[Criterion]) -> None:
    """Add the codes of the criteria to a codebook's element."""
    codes = under(parent, "Codes")
    for pack, members in groupby(criteria, key=lambda c: pack_of(c.id)):
        group = _code(codes, identifier("pack", pack), pack, codable=False)
        for criterion in members:
            code = _code(group, identifier("code", criterion.id), criterion.title, codable=False)
            # A description stands before the codes below it.
            under(code, "Description").text = f"{criterion.asks} {criterion.why}"
            for stance, words in STANCES.items():
                _code(
                    code,
                    code_of(criterion.id, stance),
                    f"{criterion.title}: {words.lower()}",
                    codable=True,
                    colour=_COLOURS[stance],
                )


def _code(
    parent: etree._Element, guid: str, name: str, *, codable: bool, colour: str = "#50575b"
) -> etree._Element:
    return under(parent, "Code", guid=guid, name=name, isCodable=str(codable).lower(), color=colour)


def under(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    """Add a child in the namespace of its parent."""
    space = etree.QName(parent).namespace
    return etree.SubElement(parent, f"{{{space}}}{tag}", attributes)
