"""Likeness: how far two sentences of two documents speak of the same thing.

Offices word one step in many ways ("the child is spoken to once she is home",
"return interview"). Words are reduced to ideas: a concordance of what
safeguarding documents use for one another, and stems for the rest. An idea
weighs the more the rarer it is in the set, so that "the child" says little and
"minutes" much.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

from checker.reconciling.facts import Area, Span
from checker.reconciling.normalise import ages, durations, frequencies
from checker.reconciling.stems import stems

T = TypeVar("T")

_IDEAS = {
    "coming back": r"comes? (?:back|home)|came (?:back|home)|coming (?:back|home)|(?:is|are"
    r"|gets?|been"
    r"|safely|back) (?:at )?home|returns?|returned|returning|turns? up|(?:is|are|been"
    r"|being) (?:found"
    r"|located|back)|found again|safely back",
    "interview": r"(?:return (?:home )?|independent )*(?:interview\w*|conversation|talk|chat"
    r"|debrief\w*)"
    r"|RHIs?|IRIs?|(?:is|are|be) (?:spoken to|talked to|listened to|heard)|sits? down with",
    "missing": r"(?:goes?|gone|went|going|reported) missing|missing|runs? (?:away|off)|running away"
    r"|runaways?|disappear\w*|whereabouts|absent|absence|absconds?|not (?:at )?home"
    r"|fails? to return",
    "police": r"police|officers?|constabulary|constables?|sergeants?|inspectors?",
    "telling": r"rings?|rang|rung|phones?|phoned|telephon\w*|calls?|called|tells?|told|informs?"
    r"|informed|notif\w+|alerts?|alerted|lets? \w+ know|reports?|reported|contact(?:s|ed)?"
    r"|gets? (?:hold of|in touch with)|speaks? to",
    "meeting": r"meetings?|meets?|discussions?|conferences?|gathers?|(?:sits?"
    r"|get) (?:down )?(?:together"
    r"|round)|round the table|convenes?|convened",
    "minutes": r"minutes|notes of|write-?ups?|written up|record of|action (?:list|log)s?",
    "in writing": r"in writing|written|(?:referral )?forms?|paperwork|MARFs?|e-?mails?|on paper"
    r"|letters?",
    "referral": r"referrals?|refers?|referred|referring|concerns?|worr(?:y|ies|ied)|notifications?",
    "deciding": r"decid\w+|decisions?|determin\w+|screens?|screened|triag\w+|makes? up|judges?"
    r"|sifts?",
    "referrer": r"referrers?|(?:the|whoever|those|person|people|school|agency|anyone) (?:who"
    r"|that|which)"
    r" (?:rang|sent|made|makes?|raised|refers?|referred|called|asked)[\w ]{0,20}?",
    "answer": r"feedback|answers?|hears? (?:back|from)|repl(?:y|ies)|respon\w+|outcomes?|results?"
    r"|acknowledg\w+|what (?:has been|was|is|will be) decided",
    "assessment": r"assess\w*|full picture|looks? into",
    "review": r"review\w*|look(?:s|ed)? at (?:it )?again|revisit\w*|go(?:es|ne)? (?:back )?over"
    r"|brought back|checks? (?:on|in)|updat\w+|refresh\w*|renew\w*|repeat\w*",
    "visit": r"visits?|visited|visiting|goes? to see|calls? (?:round|on)|at (?:their )?home",
    "adviser": r"IDVAs?|advis[eo]rs?|advocates?|support workers?|YPVAs?|mentors?|mentoring",
    "social care": r"social (?:workers?|care|services)|children['’]?s (?:services|social care)",
    "school": r"schools?|teachers?|heads?|headteachers?|DSLs?|colleges?|pupils?|education",
    "carer": r"parents?|carers?|mothers?|fathers?|famil(?:y|ies)|foster\w*|guardians?",
    "allocating": r"allocat\w+|assign\w*|given (?:a|to a) (?:named )?workers?|picked up|takes? on",
    "health": r"nurses?|doctors?|medical\w*|health|clinics?|GPs?|paediatric\w*|hospital",
    "settling": r"disagree\w*|disput\w*|escalat\w*|challeng\w*|settl\w+|resolv\w+|complain\w*",
    "tool": r"tools?|checklists?|toolkits?|matrix|screening|questionnaires?",
    "victim": r"victims?|survivors?|(?:child|young person|person|pupil) who (?:was"
    r"|has been) harmed",
    "harmer": r"perpetrators?|offenders?|abusers?|(?:child|young person|person|pupil) who (?:has )?"
    r"(?:harmed|abused|hurt)",
    "carrying out": r"offer\w*|held|holds?|carried out|completed?|done|takes? place|happens?"
    r"|provid\w+",
    "sending": r"sends?|sent|pass(?:es|ed)?|forward\w*|circulat\w+|shar(?:es?|ed|ing)|deliver\w*"
    r"|receiv\w+|reach(?:es|ed)?|arriv\w+|gets? to|goes? (?:out )?to|submit\w*|lodg\w+",
    "agenda": r"agendas?|papers|case lists?|lists?",
    "plan": r"plans?|planning",
    "exploitation": r"exploit\w*|CSE|CCE|MASE|MACE|groom\w+",
    "sexual behaviour": r"HSB|harmful sexual behaviours?|sexual(?:ised)? behaviours?"
    r"|sexually harmful",
    "domestic abuse": r"domestic (?:abuse|violence)|DVA?|violen(?:t|ce) (?:at home|partners?)"
    r"|MARACs?"
    r"|relationships?|partners?|boyfriends?|girlfriends?",
    "gang": r"gangs?|groups?|county lines|serious violence|youth violence|street",
    "lead": r"leads?|led|chair\w*|responsible|holds? the ring|in charge|accountable|answer\w* for"
    r"|overs(?:ees?|ight)|own(?:s|ed)|governs?",
}
"""What safeguarding documents use for one another."""

_PATTERN = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<i{n}>{words})" for n, words in enumerate(_IDEAS.values()))
    + r")(?![\w-])",
    re.IGNORECASE,
)
_NAMES = tuple(_IDEAS)
_NOTHING = stems(
    "child children young people person agency professional practitioner staff worker manager team "
    "day days hour hours week month working next receipt soon possible normally usually area local "
    "need needs used use first within under over age aged make sure anyone someone everyone case"
)
"""Stems that stand everywhere."""


@lru_cache(maxsize=16384)
def ideas(text: str) -> frozenset[str]:
    """The ideas of a text, without its times and ages."""
    cuts = [(f.start, f.end) for f in (*durations(text), *frequencies(text))]
    cuts += [(f.start, f.end) for f in ages(text)]
    for start, end in sorted(cuts, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    named = set()

    def take(match: re.Match[str]) -> str:
        named.add(_NAMES[int((match.lastgroup or "i0")[1:])])
        return " "

    rest = _PATTERN.sub(take, text)
    return frozenset(named) | {s for s in stems(rest) - _NOTHING if not s.isdigit()}


@dataclass(frozen=True)
class Likeness:
    """Compares what the sentences of a set speak of."""

    area: Area

    @cached_property
    def _weight(self) -> Mapping[str, float]:
        counts: Counter[str] = Counter()
        total = 0
        for judged in self.area.documents:
            for span in self.area.sentences(judged.document.id):
                counts.update(ideas(span.text))
                total += 1
        return {idea: math.log((total + 4) / (count + 1)) for idea, count in counts.items()}

    def weight(self, some: Iterable[str]) -> float:
        """How much ideas say together."""
        return sum(self._weight.get(idea, 1.0) for idea in some)

    def alike(self, one: frozenset[str], two: frozenset[str]) -> float:
        """The share of what the shorter of two says that the other says as well, from 0 to 1."""
        shared = one & two
        least = min(self.weight(one), self.weight(two))
        return self.weight(shared) / least if len(shared) > 1 and least else 0.0

    def _row(
        self, one: frozenset[str], others: Sequence[frozenset[str]], weights: Sequence[float]
    ) -> list[float]:
        """How alike one is to each of the others, whose weights are given."""
        own, row = self.weight(one), []
        for other, weight in zip(others, weights, strict=True):
            shared, least = one & other, min(own, weight)
            row.append(self.weight(shared) / least if len(shared) > 1 and least else 0.0)
        return row

    def pairs(
        self, ours: Sequence[tuple[T, frozenset[str]]], theirs: Sequence[tuple[T, frozenset[str]]],
        least: float,
    ) -> list[tuple[T, T]]:  # fmt: skip
        """The things of two documents that are each other's nearest, and near enough."""
        weights = [self.weight(b) for _, b in theirs]
        scores = [
            self._row(a, [b for _, b in theirs], weights) for _, a in ours
        ]  # fmt: skip
        highest = [max(column) for column in zip(*scores, strict=True)]
        found = []
        for i, row in enumerate(scores):
            if not row:
                continue
            j = max(range(len(row)), key=row.__getitem__)
            if row[j] >= least and row[j] >= highest[j]:
                found.append((ours[i][0], theirs[j][0]))
        return found


@lru_cache(maxsize=1)
def likeness(area: Area) -> Likeness:
    """The likeness of a set, weighed once for all comparisons."""
    return Likeness(area)


def around(span: Span) -> str:
    """A sentence with what stands over it: the stem of its list, the nearest heading."""
    passage = span.passage
    return " ".join((passage.heading, passage.stem, span.text))
