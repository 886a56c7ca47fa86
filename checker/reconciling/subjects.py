"""Which body or tool a sentence speaks of when it says only "it" or "the panel"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from checker.reconciling.facts import Span
from checker.reconciling.normalise import Found

_BACK = 4
"""How many sentences back a "the panel" can point."""

_POINTS = re.compile(
    r"\s*(?:(?:[A-Z][a-z]+(?: [a-z]+){0,2}):|(?:it|its|they|this|both|cases?|members?|referrals?"
    r"|children|those|no"
    r"|there (?:is|are) (?:no|one|only one|a single)"
    r"|the (?:panel|meeting|group|conference|forum|service|team|advis[eo]r|advocate|interview|hub"
    r"|co-?ordinator|tool|checklist|form|version|chair|board|assessment|desk)"
    r"|frequency|chair|membership|meetings?|meets|held|chaired|offered|completed|open to|used)\b)",
    re.IGNORECASE,
)
"""Openings of a sentence that leaves out its subject or points back to it."""


def subject(
    sentences: Sequence[Span],
    index: int,
    position: int,
    mentions: Callable[[str], Sequence[Found[str]]],
) -> tuple[str, Span] | None:
    """What the words at ``position`` of a sentence are said of, and the sentence naming it.

    The nearest name before the position; failing that, where the sentence
    points back, the first name of the nearest sentence above it in the same
    section; failing that, a name in the heading. None where nothing is named.
    """
    here = sentences[index]
    before = [name for name in mentions(here.text) if name.start < position]
    if before:
        return before[-1].value, here
    if not _POINTS.match(here.text):
        return None
    section = here.passage.location.section
    for above in reversed(sentences[max(0, index - _BACK) : index]):
        if above.passage.location.section != section:
            break
        named = mentions(above.text)
        if named:
            return named[0].value, above
    for heading in reversed(here.passage.headings):
        if named := mentions(heading):
            return named[0].value, here
    return None
