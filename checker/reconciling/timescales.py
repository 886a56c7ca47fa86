"""Timescales: the same thing to be done within limits that have nothing in common."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from checker.model import BlockKind, Inconsistency, InconsistencyType, Issue, Severity
from checker.reconciling.facts import Area, Fact, Span, own_voice
from checker.reconciling.findings import inconsistency
from checker.reconciling.normalise import Duration, Found, durations

_TYPE = InconsistencyType.TIMESCALE

_EVENTS: dict[str, tuple[str, str]] = {
    "return home interview": (
        r"return (?:home )?interviews?|independent (?:return )?interviews?|\bRHIs?\b"
        r"|(?<!prevention )(?<!police )(?<!abe )\binterviews?\b",
        "the return home interview",
    ),
    "interview record": (
        r"(?:written )?(?:summary|record|notes?|report) (?:of the (?:return home )?interview )?"
        r"(?:is|are|to be|will be|must be|should be)? ?(?:sent|shared|passed|returned|provided)"
        r"|interview(?:er)?(?:['’]s)? (?:summary|notes?|record|report)"
        r"|interviewer sends[^.;]{0,40}(?:summary|record|notes?|report)",
        "sending the record of the interview",
    ),
    "prevention check": (
        r"prevention (?:interview|check)s?|safe[- ]and[- ]well (?:check|interview)s?",
        "the prevention check",
    ),
    "strategy discussion": (r"strategy (?:discussions?|meetings?)", "the strategy discussion"),
    "record of a meeting": (
        r"(?:minutes|notes|records?|actions|papers|outcomes?|invitations?) (?:of|from|for|to) "
        r"(?:the|a|any|each|every) (?:\w+ ){0,3}(?:discussions?|meetings?|conferences?)",
        "",
    ),
    "written confirmation": (
        r"confirm\w*(?: \w+){0,4} in writing|\bin writing\b|written (?:referral|confirmation)"
        r"|(?:followed|confirmed|backed)(?: up)? (?:by|with|on)[^.;]{0,60}?(?:form|writing|MARF)"
        r"|(?:multi|inter)-agency referral form|\bMARF\b|form follows"
        r"|referral form(?: \(\w+\))? (?:is|must be|should be|to be|will be)"
        r"|complete(?:d|s)? (?:a |the |an )?referral form",
        "the written referral after a call",
    ),
    "acknowledgement": (
        r"acknowledge\w*(?: (?:the|a|any))?(?: receipt)?",
        "acknowledging a referral",
    ),
    "referrer told": (
        r"(?:tell|inform|notif|feed ?back to|respond to|contact|let)\w*(?: to)? the referrer"
        r"|referrer (?:is|will be) (?:told|informed|notified)|feedback to the referrer",
        "telling the referrer the outcome",
    ),
    "decision": (
        r"(?:social care|\bMASH\b|\bMARU\b|hub|manager|social worker|front door|access point"
        r"|first response)\b[^.;]{0,60}?\b(?:deci(?:des?|sions?)|determines?)\b"
        r"|\bdecision (?:is made )?(?:on|about) (?:the|each|every|a) referral",
        "deciding on a referral",
    ),
    "social work assessment": (
        r"(?:single|child and family|social work|statutory|children and families) assessments?",
        "the social work assessment",
    ),
    "aim assessment": (r"\bAIM ?\d?\b[^.;]{0,25}\bassessments?", "the AIM assessment"),
    "child protection conference": (
        r"(?:initial )?child protection conferences?|\bICPC\b",
        "the child protection conference",
    ),
    "core group": (r"core group(?: meeting)?s?", "the core group"),
    "idva contact": (
        r"(?:IDVA|advis[eo]r|advocate)s?\b[^.;]{0,30}?contact\w*|contact (?:by|from) the IDVA",
        "the IDVA's first contact",
    ),
    "placing authority told": (
        r"placing authorit(?:y|ies) (?:is|are|must be|will be|should be) "
        r"(?:told|notified|informed)",
        "telling the placing authority",
    ),
    "nrm referral": (r"\bNRM\b|national referral mechanism", "the NRM referral"),
    "health assessment": (
        r"health assessments?|medical(?: examination)?s?",
        "the health assessment",
    ),
}
"""The events of safeguarding procedures that carry a limit, and what a report calls them."""

_PATTERNS = {key: re.compile(pattern, re.IGNORECASE) for key, (pattern, _) in _EVENTS.items()}
_UNCOMPARED = {"record of a meeting"}
"""Named only so that its limit is not taken for the meeting's own."""
_OF_THE_MISSING = {"return home interview", "interview record"}
_BY_BODY = {"acknowledgement", "referrer told"}
"""Events that every body has of its own; they are compared for one body only."""
_URGENT = {"return home interview", "strategy discussion", "written confirmation", "decision"}

_LIMIT = re.compile(
    r"\b(?:within|inside|no (?:later|more|longer) than|not (?:later|more|longer) than|by the end of"
    r"|by the|in|not exceed(?:ing)?|up to|at most|a? ?maximum of|has)\s+"
    r"(?:(?:a maximum of|the|a|at most|first|next)\s+)*$",
    re.IGNORECASE,
)
_ANCHOR = re.compile(r"\s*(?:of|after|from|following|since)\b", re.IGNORECASE)
_AHEAD = re.compile(r"\s*(?:before|prior to|in advance)\b", re.IGNORECASE)
_RATE = re.compile(r"\s*(?:a|per|each) (?:week|month|year|day)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:episodes?|times|occasions|incidents|reports|once|twice)\s+(?:with)?in\s+"
    r"(?:any\s+|a\s+)?$",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\b(?:half|most|many|proportion|percentage|per cent|number|share|third|quarter) of\b"
    r"|\d ?%|\bon average\b",
    re.IGNORECASE,
)
"""Figures about what was done, and targets for a share of cases."""
_OPENING = re.compile(
    r"\W*\b(?:and|but|within|inside|by|no later than|in|on|the)\W*$", re.IGNORECASE
)
_POINTS = re.compile(
    r"\s*(?:it|this|these|they|offered|held|completed|carried out|takes place|to be"
    r"|the (?:interview|discussion|meeting|form|assessment|call|referral|record|report)"
    r"|an? independent interview)\b",
    re.IGNORECASE,
)
_BESIDE = 60
"""Characters between an event and "the same day" that is its limit."""


def find(area: Area) -> Iterator[Inconsistency]:
    """The same event with limits that have nothing in common."""
    given = {j.document.id: tuple(limits(area, j.document.id)) for j in area.documents}
    for first, second in area.pairs():
        one, two = given[first.document.id], given[second.document.id]
        for event in sorted({f.subject for f in one} & {f.subject for f in two}):
            ours = [f for f in one if f.subject == event]
            theirs = [f for f in two if f.subject == event]
            if not {f.value for f in ours} & {f.value for f in theirs}:
                yield _difference(area, event, ours, theirs)


def _difference(
    area: Area, event: str, ours: list[Fact[Duration]], theirs: list[Fact[Duration]]
) -> Inconsistency:
    one, two = min(product(ours, theirs), key=lambda pair: (pair[0].value, pair[1].value))
    wording = event_words(event)
    return inconsistency(
        _TYPE,
        {one.document: [f.span for f in ours], two.document: [f.span for f in theirs]},
        severity=Severity.HIGH if event in _URGENT else Severity.MEDIUM,
        summary=(
            f"What is the limit for {wording}: {one.span.text} ({area.name(one.document)}) "
            f"or {two.span.text} ({area.name(two.document)})?"
        ),
        suggestion=f"Agree one limit for {wording}: {one.span.text} or {two.span.text}.",
    )


def event_words(event: str) -> str:
    """What a report calls an event."""
    return _EVENTS[event.partition(":")[0]][1]


def limits(area: Area, document: str) -> Iterator[Fact[Duration]]:
    """The limits that a document gives, each with its event as subject."""
    sentences = area.sentences(document)
    for index, span in enumerate(sentences):
        for part in _parts(span):
            for limit in durations(part.text):
                if not _is_limit(part, limit):
                    continue
                event = _event(area, sentences, index, part, limit)
                if event in _BY_BODY:
                    named = area.names.mentions(document, part.text)
                    event = f"{event}: {named[0].value}" if named else ""
                words = part.within(limit.start, limit.end)
                if event and own_voice(words):
                    yield Fact(event, limit.value, words)


def _parts(span: Span) -> Iterator[Span]:
    """The cells of a table row by themselves; a sentence whole."""
    if span.passage.kind is not BlockKind.TABLE_ROW:
        yield span
        return
    start = 0
    for cell in span.text.split(" | "):
        yield span.within(start, start + len(cell))
        start += len(cell) + 3


def _is_limit(part: Span, limit: Found[Duration]) -> bool:
    """Whether a duration limits something; "three episodes in 90 days" does not."""
    before, after = part.text[: limit.start], part.text[limit.end :]
    if _AHEAD.match(after) or _RATE.match(after) or _COUNTED.search(before):
        return False
    if _MEASURED.search(part.text):
        return False
    own_cell = part.passage.kind is BlockKind.TABLE_ROW and not before.strip()
    return limit.value.amount == 0 or own_cell or bool(_LIMIT.search(before))


def _event(
    area: Area, sentences: Sequence[Span], index: int, part: Span, limit: Found[Duration]
) -> str:
    """The event a limit is for; empty where none is named.

    Named before it, around it ("shall, within one working day, determine"),
    after it where the limit opens the clause, or else in the sentence or
    heading that the sentence points back to.
    """
    before = part.text[: limit.start].rpartition(";")[2]
    after = part.text[limit.end :].partition(";")[0]
    row = part.passage.kind is BlockKind.TABLE_ROW
    # "the same day" is said in passing far more often than it limits what came long before
    event = _last(before if limit.value.amount else before[-_BESIDE:]) or _around(before, after)
    if not event and not _OPENING.sub("", before).strip():
        event = _first(after.partition(",")[2] if _ANCHOR.match(after) else after)
    if not event and row:
        event = _in_row(part)
    elif not event and _POINTS.match(part.text):
        above = sentences[index - 1 : index]
        beside = [s for s in above if s.passage.location.section == part.passage.location.section]
        event = (_last(beside[0].text) if beside else "") or _last(part.passage.heading)
    if event in _UNCOMPARED or (event in _OF_THE_MISSING and not _about_missing(area, part)):
        return ""
    return event


def _in_row(part: Span) -> str:
    """The only event of a table row whose limit stands in a column of its own."""
    events = {event for cell in part.passage.cells if (event := _last(cell))}
    return events.pop() if len(events) == 1 else ""


def _about_missing(area: Area, span: Span) -> bool:
    """Whether an interview here is one with a child who has been missing."""
    if area.issue(span.document) is Issue.MISSING:
        return True
    around = f"{span.passage.text} {span.passage.heading}"
    return bool(re.search(r"\bmissing\b|\breturn|\bRHI\b", around, re.IGNORECASE))


def _hits(text: str) -> list[tuple[re.Match[str], str]]:
    return [(m, key) for key, pattern in _PATTERNS.items() for m in pattern.finditer(text)]


def _last(text: str) -> str:
    """The event named last; of two that end together, the longer."""
    return max(((m.end(), -m.start(), key) for m, key in _hits(text)), default=(0, 0, ""))[2]


def _first(text: str) -> str:
    return min(((m.start(), -m.end(), key) for m, key in _hits(text)), default=(0, 0, ""))[2]


def _around(before: str, after: str) -> str:
    """The event whose words stand on both sides of the limit."""
    split = len(before)
    return next((k for m, k in _hits(before + after) if m.start() < split < m.end()), "")
