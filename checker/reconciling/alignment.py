"""Alignment: which sentences of two documents speak of one thing, however each goes about it.

:mod:`checker.reconciling.likeness` weighs the words of two sentences. Here the words
that stand over a sentence are weighed as well, but only for what they share, so that a
long heading parts nothing; names of services, tools and meetings weigh most, since two
documents that print one name speak of one thing; and words that exclude each other
("victim" and "the child who harmed") keep two sentences apart.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

from checker.model import Issue
from checker.reconciling.facts import Area, Span, told_once
from checker.reconciling.likeness import ideas
from checker.reconciling.normalise import fold
from checker.reconciling.stems import stem
from checker.reconciling.topics import issues_in

T = TypeVar("T")

_POINTS = re.compile(
    r"\s*(?:Yes|No|It|Its|They|Their|Them|This|That|These|Those|Both|He|She|We|You|Up to|Within"
    r"|The (?:[a-z]+ ){0,1}(?:panel|meeting|group|forum|team|service|scheme|project|programme"
    r"|tool|form|checklist|course|board|limit|offer|interview|visit|plan|report|minutes|record))\b"
)
"""Openings of a sentence that leans on the one before."""
_POINTS_BACK = re.compile(
    r"\b(?:for|of|on|to|with|in|by|at|about|from) (?:that|this|these|those|such|it|them)\b",
    re.IGNORECASE,
)
"""The same, later in the sentence: "the body accountable for that programme"."""
_ABOVE, _OVER = 0.7, 0.5
"""What an idea of the sentence before, and of a stem or heading, weighs beside one of its own."""
_SAID_OF_ALL = frozenset(
    {"telling", "carrying out", "sending", "finish", "start", "hold", "referral", "meeting"}
    | {"deciding", "social care", "police", "school", "answer", "weigh", "see", "after", "send"}
    | {"who", "allocating", "coming back", "exploitation", "lead", "health", "carer", "referrer"}
    | {"gets", "get", "ask", "asked", "takes", "used", "using", "us", "befor", "follow", "once"}
    | {"servic", "support", "help", "risk", "young", "harm", "abuse", "protect", "safeguard"}
)
"""Ideas that stand in so many sentences that they tell little."""
_LEAST_SHARED, _LEAST_PART = 3.2, 0.22
_NAME, _COMMON = 1.6, 0.5
_RARE = 3.5
"""What an idea tells that stands in one sentence of the set."""
_SET = 60
"""Sentences that are thought to be there besides, so that a small set says no more than a large."""
_CAPITAL = re.compile(r"(?<![\w’'-])[A-Z][a-z]{2,}(?:[’']s)?(?![\w-])")
_CONTRASTS = tuple(
    tuple(re.compile(rf"\b(?:{side})\b", re.IGNORECASE) for side in sides)
    for sides in (
        (r"victims?|survivors?|was harmed|been harmed|been hurt", r"perpetrators?|(?:has|have|had)"
         r" (?:harmed|abused|hurt)|who (?:harms?|abuses?)"),
        (r"first|initial(?:ly)?|new", r"reviews?|second|repeat(?:ed)?|subsequent|again"),
        (r"adults?|grown-?ups?|wom[ae]n", r"child(?:ren)?|young|pupils?|under[- ]18s?|teenagers?"),
        (r"high(?:est)?|severe|red|urgent", r"medium|standard|moderate|amber", r"low|green"
        r"|routine"),
        (r"day ?time|office hours|weekdays?", r"night|out[- ]of[- ]hours|weekends?|overnight"),
        (r"drafts?", r"final(?:ised)?"),
        (r"primary", r"secondary"),
    )
)  # fmt: skip
"""Words of which a sentence that has the one and not the other speaks of something else."""


_PAPERS = re.compile(
    r"\b(?:(?P<minutes>minutes|notes of|action logs?|(?:written )?(?:summary|record|report"
    r"|write-?up)"
    r" of)|(?P<agenda>papers|agendas?|paperwork|case lists?|invitations?))\b",
    re.IGNORECASE,
)
"""What is written before or after a meeting, which is not the meeting."""
_SORTED = re.compile(
    r"\b(?P<sort>(?!(?:the|an?|this|that|each|every|any|his|her|their|its|our|your|of|for|to|and|or"
    r"|in|on|such|initial|first|full|new|joint|written|no|whose|agreed|same|both)\b)[a-z][\w-]+) "
    r"(?P<head>plan|assessment|conference|order|course|certificate)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class View:
    """The ideas of a sentence, each with its share, and what keeps it apart from others."""

    shares: Mapping[str, float]
    bodies: frozenset[str]
    issues: frozenset[Issue]
    papers: frozenset[str]
    sorts: Mapping[str, frozenset[str]]
    sides: tuple[frozenset[int], ...]
    """For each of the contrasts the sides that it has a word of."""


class Alignment:
    """Brings together the sentences of a set that speak of one thing."""

    def __init__(self, area: Area) -> None:
        self._area = area
        self._views: dict[Span, View] = {}
        self._weights: dict[str, float] = {}

    def view(self, span: Span) -> View:
        """What a sentence speaks of by itself, and by what stands over and before it."""
        if span not in self._views:
            text = f"{span.passage.stem} {span.text}"
            bodies = self._bodies(span, lambda words: words)
            self._views[span] = self._seen(span, lambda words: words, text, bodies)
        return self._views[span]

    def without(self, span: Span, cut: Callable[[str], str]) -> View:
        """The same without what a cut takes out: the people or bodies that two texts differ on."""
        text = cut(f"{span.passage.stem} {span.text}")
        return self._seen(span, cut, text, self._bodies(span, cut))

    def _seen(
        self, span: Span, cut: Callable[[str], str], text: str, bodies: frozenset[str]
    ) -> View:
        passage, above = span.passage, self.above(span)
        shares: dict[str, float] = {}
        for words in (*passage.headings[-2:], passage.stem):
            shares.update(dict.fromkeys(ideas(cut(words)), _OVER))
        if above and (above.endswith("?") or _leans(span.text)):
            shares.update(dict.fromkeys(ideas(cut(above)), _ABOVE))
        shares.update(dict.fromkeys(ideas(cut(span.text)), 1.0))
        papers = frozenset(m.lastgroup or "" for m in _PAPERS.finditer(text))
        sides = tuple(
            frozenset(n for n, side in enumerate(contrast) if side.search(text))
            for contrast in _CONTRASTS
        )
        return View(shares, bodies, issues_in(text), papers, _sorts(text), sides)

    def _bodies(self, span: Span, cut: Callable[[str], str]) -> frozenset[str]:
        """The bodies it names; where it names none, those of the nearest words over it."""
        over = (span.passage.stem, *reversed(span.passage.headings), self.above(span))
        for text in (span.text, *over):
            if named := self._area.names.mentions(span.document, cut(text)):
                return frozenset(name.value for name in named)
        return frozenset()

    def above(self, span: Span) -> str:
        """The sentence before, of the same section; empty where there is none."""
        sentences = self._area.sentences(span.document)
        index = self._places[span.document].get((id(span.passage), span.start))
        if not index:
            return ""
        above = sentences[index - 1]
        same = above.passage.location.section == span.passage.location.section
        return above.text if same else ""

    @cached_property
    def _places(self) -> Mapping[str, Mapping[tuple[int, int], int]]:
        return {
            judged.document.id: {
                (id(span.passage), span.start): index
                for index, span in enumerate(self._area.sentences(judged.document.id))
            }
            for judged in self._area.documents
        }

    @cached_property
    def names(self) -> frozenset[str]:
        """Stems of words that the set prints with a capital inside a sentence, and never without.

        "Willow Suite", "Phoenix": what services, tools and buildings are called.
        """
        capital: Counter[str] = Counter()
        small: set[str] = set()
        for judged in self._area.documents:
            small.update(re.findall(r"(?<![\w’'-])[a-z]{3,}", judged.document.text))
            for sentence in self._area.sentences(judged.document.id):
                for match in _CAPITAL.finditer(sentence.text):
                    if match.start():
                        capital[fold(match.group()).removesuffix("s")] += 1
        places = {word for j in self._area.documents for word in fold(j.document.area).split()}
        stems_small = {stem(word) for word in small}
        return frozenset(stem(word) for word in capital if word not in places) - stems_small

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        counts: Counter[str] = Counter()
        total = 0
        for judged in self._area.documents:
            for said in _ideas_of(self._area, judged.document.id):
                counts.update(said)
                total += 1
        scale = _RARE / math.log((total + _SET) / 2)
        return {
            idea: scale * math.log((total + _SET) / (count + 1)) for idea, count in counts.items()
        }

    def weight(self, idea: str) -> float:
        """How much an idea tells."""
        if idea not in self._weights:
            share = _COMMON if idea in _SAID_OF_ALL else _NAME if idea in self.names else 1.0
            self._weights[idea] = self._rarity.get(idea, _RARE) * share
        return self._weights[idea]

    def alike(self, one: Span, two: Span) -> tuple[float, float]:
        """How much two sentences share, and which part that is of what they say (0 to 1)."""
        a, b = self.view(one), self.view(two)
        return self._compared(a, b, self._own(a), self._own(b))

    def _own(self, view: View) -> list[float]:
        """How much each idea of a sentence itself tells, without what stands over it."""
        return [self.weight(idea) for idea, share in view.shares.items() if share == 1.0]

    def _compared(
        self, a: View, b: View, ours: Sequence[float], theirs: Sequence[float]
    ) -> tuple[float, float]:
        """The same of two views, each with the weights of its own ideas."""
        both = a.shares.keys() & b.shares.keys()
        if not both:
            return 0.0, 0.0
        if a.bodies and b.bodies and not _one_body(a.bodies, b.bodies):
            return 0.0, 0.0
        if a.papers != b.papers or _other_sorts(a.sorts, b.sorts):
            return 0.0, 0.0
        if a.issues and b.issues and not a.issues & b.issues:
            return 0.0, 0.0
        if any(x and y and not x & y for x, y in zip(a.sides, b.sides, strict=True)):
            return 0.0, 0.0
        shared = math.fsum(
            self.weight(idea) * (a.shares[idea] + b.shares[idea]) / 2 for idea in both
        )
        wholes = [
            math.fsum((*own, *(self.weight(i) for i in both if view.shares[i] != 1.0)))
            for view, own in ((a, ours), (b, theirs))
        ]
        return shared, shared / (0.7 * min(wholes) + 0.3 * max(wholes)) if all(wholes) else 0.0

    def pairs(
        self, ours: Sequence[tuple[T, View]], theirs: Sequence[tuple[T, View]],
        enough: float,
    ) -> Iterator[tuple[T, T]]:  # fmt: skip
        """The things of two documents whose sentences are each other's nearest, and near enough.

        :param enough: the least that they share, times the part that is of what they say.
        """
        own = [self._own(view) for _, view in theirs]
        scores = []
        for _, a in ours:
            mine = self._own(a)
            scores.append(
                [self._compared(a, b, mine, its) for (_, b), its in zip(theirs, own, strict=True)]
            )
        best = [max(part for _, part in column) for column in zip(*scores, strict=True)]
        for i, row in enumerate(scores):
            if not row:
                continue
            j = max(range(len(row)), key=lambda j: row[j][1])
            shared, part = row[j]
            near = shared >= _LEAST_SHARED and part >= _LEAST_PART and shared * part >= enough
            if near and part >= best[j]:
                yield ours[i][0], theirs[j][0]


def _leans(text: str) -> bool:
    """Whether a sentence says only with the one before it of what it speaks."""
    return bool(_POINTS.match(text) or _POINTS_BACK.search(text))


def _one_body(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether both name one body, whole or cut short."""
    words = [[set(body.split()) for body in side] for side in (ours, theirs)]
    return any(a <= b or b <= a for a in words[0] for b in words[1])


def _sorts(text: str) -> Mapping[str, frozenset[str]]:
    """Which of several plans, assessments or conferences a text speaks of."""
    found: dict[str, set[str]] = {}
    for match in _SORTED.finditer(text):
        found.setdefault(match["head"].casefold(), set()).add(stem(match["sort"].casefold()))
    return {head: frozenset(sorts) for head, sorts in found.items()}


def _other_sorts(one: Mapping[str, frozenset[str]], two: Mapping[str, frozenset[str]]) -> bool:
    return any(not one[head] & two[head] for head in one.keys() & two.keys())


@told_once
def _ideas_of(area: Area, document: str) -> Iterator[frozenset[str]]:
    return (ideas(span.text) for span in area.sentences(document))


@lru_cache(maxsize=1)
def alignment(area: Area) -> Alignment:
    """The alignment of a set, made once for all comparisons."""
    return Alignment(area)
