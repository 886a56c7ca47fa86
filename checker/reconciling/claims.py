"""Claims: what two documents say of one thing, where each names somebody else for it.

:mod:`checker.reconciling.answers` brings sentences together by their words. Claims are
brought together by :mod:`checker.reconciling.alignment`, with the people and bodies that
are named taken out of the words, since they are what is compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from checker.model import BlockKind
from checker.reconciling.alignment import View, alignment
from checker.reconciling.answers import Actor, actors_in, denies
from checker.reconciling.facts import Area, Span, own_voice
from checker.reconciling.frames import over
from checker.reconciling.normalise import NUMBER, ages, durations, number
from checker.reconciling.stems import stem

_PRONOUN = re.compile(r"\b(?:it|she|he|they|its|her|his|their|who)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"\s*(?:it|she|he|they|its|her|his|their)\b", re.IGNORECASE)
"""A sentence whose subject is named before."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence, who is named in it, and what it speaks of besides."""

    span: Span
    actors: frozenset[Actor]
    shown: str
    view: View
    denied: bool


def claims(
    area: Area,
    document: str,
    cue: re.Pattern[str],
    find: Callable[[str], list[tuple[str, Actor]]] | None = None,
) -> list[Claim]:
    """The sentences and rows that a cue picks out, in the document's own voice.

    Where a sentence names nobody and points back, who is meant is named first in the
    sentence before.

    :param find: who is named in a text, as written and reduced; people and governing
        bodies where it is left out.
    """
    both = alignment(area)
    found = []
    named = find or actors_in
    for span in area.sentences(document):
        passage = span.passage
        asked = next(iter(over(span)), "")
        row = passage.kind is BlockKind.TABLE_ROW
        told = span.text if not row else f"{' '.join(passage.header)} {span.text}"
        if not (cue.search(told) or (asked.endswith("?") and cue.search(asked))):
            continue
        if not own_voice(span):
            continue
        actors = named(span.text)
        if _SUBJECT.match(span.text) or (not actors and _PRONOUN.search(span.text)):
            actors = [*(_first(named, both.above(span), *reversed(passage.headings))), *actors]
        found.append(
            Claim(
                span,
                frozenset(actor for _, actor in actors),
                actors[0][0] if actors else "",
                both.without(span, lambda text: _without(text, named)),
                denies(_plain(span.text)),
            )
        )
    return found


_OPPOSITES = tuple(
    tuple(re.compile(rf"\b(?:{side})\b", re.IGNORECASE) for side in sides)
    for sides in (
        (r"rotat\w+|in turn|takes? turns|alternat\w+|passes (?:each|every|from|between)"
        r"|shared between",
         r"permanent\w*|independent|fixed|standing|always the same|sole"),
        (r"advis(?:es|ory)|recommends?|recommendations?|no powers?",
         r"decides?|decisions? (?:is|are) binding|binding|allocates?|directs?|orders?"),
        (r"any (?:agency|one|body|professional|practitioner|partner|member)|anyone|anybody"
        r"|every agency"
         r"|all agencies|whoever|open to all", r"only|solely|exclusively|nobody else|no one else"
         r"|alone"),
        (r"without (?:\w+ )?(?:consent|permission|agreement)|consent is not|need not (?:agree"
        r"|consent)"
         r"|(?:does|do) not (?:need|require) (?:\w+ )?(?:consent|permission|agreement)",
         r"(?:with|needs?|requires?|gives?|given|only if|unless|first) [^.;]{0,30}"
         r"(?:consents?|permission|agree\w*)"),
        (r"in person|face to face|round (?:the|a) table", r"online|by video|virtual\w*|remote\w*"
        r"|by telephone"),
        (r"in writing|by e-?mail|on (?:the|a) form|portal|upload\w*",
         r"by (?:tele)?phone|orally|verbal\w*|rings?|in person"),
        (r"always|must|in every case|automatic\w*|all cases", r"never|at (?:the|its"
        r"|their) discretion"
         r"|optional|only (?:if|when|where)|unless"),
        (r"before", r"after(?:wards)?"),
    )
)  # fmt: skip
"""Words of which one document has the one and another the other, where they disagree."""


def opposite(one: str, two: str) -> bool:
    """Whether two sentences on one thing use words that exclude each other."""
    return any(
        (a.search(one) and b.search(two) and not a.search(two) and not b.search(one))
        or (b.search(one) and a.search(two) and not b.search(two) and not a.search(one))
        for a, b in _OPPOSITES
    )


_COUNTED = re.compile(rf"\b(?P<number>{NUMBER}) (?:\w+ )?(?P<noun>[a-z]{{4,}})\b", re.IGNORECASE)


def counts_differ(one: str, two: str) -> bool:
    """Whether two sentences count the same things and come to other numbers."""
    ours, theirs = _counts(one), _counts(two)
    shared = ours.keys() & theirs.keys()
    return bool(shared) and all(not ours[noun] & theirs[noun] for noun in shared)


def _plain(text: str) -> str:
    """A text without its times and ages: "not yet sixteen" denies nothing."""
    cuts = [(f.start, f.end) for f in durations(text)] + [(f.start, f.end) for f in ages(text)]
    for start, end in sorted(cuts, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return re.sub(r"\bnot yet\b", " ", text)


def _counts(text: str) -> dict[str, set[int]]:
    counted: dict[str, set[int]] = {}
    for match in _COUNTED.finditer(_plain(text)):
        counted.setdefault(stem(match["noun"].casefold()), set()).add(number(match["number"]))
    return counted


def _first(named: Callable[[str], list[tuple[str, Actor]]], *texts: str) -> list[tuple[str, Actor]]:
    """Who is named first in the first of some texts that names anybody."""
    return next((found[:1] for text in texts if (found := named(text))), [])


def _without(text: str, named: Callable[[str], list[tuple[str, Actor]]]) -> str:
    for shown, _ in named(text):
        text = text.replace(shown, " ")
    return text


def opposed(
    area: Area,
    ours: Sequence[Claim],
    theirs: Sequence[Claim],
    differ: Callable[[Claim, Claim], bool],
    enough: float,
) -> Iterator[tuple[Claim, Claim]]:
    """Claims of two documents on one thing that differ."""
    first, second = ([(claim, claim.view) for claim in side] for side in (ours, theirs))
    for one, two in alignment(area).pairs(first, second, enough):
        if differ(one, two):
            yield one, two
