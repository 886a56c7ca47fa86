"""Timescales: the same thing to be done within limits that have nothing in common."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from checker.model import BlockKind, Inconsistency, InconsistencyType, Issue, Severity
from checker.reconciling.alignment import alignment
from checker.reconciling.events import (
    BEFOREHAND,
    BY_BODY,
    OF_THE_MISSING,
    URGENT,
    event_words,
    hits,
)
from checker.reconciling.facts import Area, Fact, Span, own_voice, told_once
from checker.reconciling.findings import inconsistency
from checker.reconciling.frames import is_bare, over
from checker.reconciling.names import is_front_door
from checker.reconciling.normalise import (
    AT_ONCE,
    Duration,
    Found,
    durations,
    frequencies,
    same_rhythm,
)
from checker.reconciling.stems import stems

_TYPE = InconsistencyType.TIMESCALE

WITHIN, EVERY, AFTER, AHEAD = "within", "every", "after", "ahead"
AT, LASTS = "at", "lasts"
"""How a duration bears on an event: a limit, a rhythm, the wait that sets it off, notice, a
point in time, how long a thing lasts."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How soon, how often or after what wait something is to be done.

    ``sort`` is ``WITHIN``, ``EVERY`` or ``AFTER``; ``grades`` the levels of risk
    for which alone it holds, if any; ``words`` the stems of its clause; ``since`` the
    event that it is counted from, where that is a step of its own.
    """

    duration: Duration
    sort: str
    grades: frozenset[str]
    words: frozenset[str]
    since: str = ""


def find(area: Area) -> Iterator[Inconsistency]:
    """The same event with limits that have nothing in common."""
    given = {j.document.id: tuple(limits(area, j.document.id)) for j in area.documents}
    loose = {j.document.id: (*given[j.document.id], *_loose(area, j.document.id))
             for j in area.documents}  # fmt: skip
    for first, second in area.pairs():
        one, two = given[first.document.id], given[second.document.id]
        known: dict[str, list[tuple[Fact[Limit], Fact[Limit]]]] = {}
        for a, b in product(one, two):
            if _comparable(a, b):
                known.setdefault(_thing(a), []).append((a, b))
        told: set[Span] = set()
        for _, alike in sorted(known.items()):
            if any(_agree(a.value, b.value) for a, b in alike):
                continue
            # a step told by its name and again by its words is told once
            if any(f.span in told for pair in alike for f in pair):
                continue
            told |= {f.span for pair in alike for f in pair}
            yield _difference(area, alike)
        for pair in _by_their_words(area, loose[first.document.id], loose[second.document.id]):
            if not told & {fact.span for fact in pair}:
                told |= {fact.span for fact in pair}
                yield _difference(area, [pair])


_NEAR, _NEAR_OFTEN, _NEAR_NAMED = 1.5, 2.5, 3.0
"""Least that two sentences have in common on one step, on how often something is done, and
where both name a step, but not alike."""


def _by_their_words(
    area: Area, one: Sequence[Fact[Limit]], two: Sequence[Fact[Limit]]
) -> Iterator[tuple[Fact[Limit], Fact[Limit]]]:
    """Limits of one step that no list names, found by what their sentences speak of."""
    both = alignment(area)
    compared = {(f.subject, f.value.sort) for f in one} & {(f.subject, f.value.sort) for f in two}
    sides = [
        [(fact, both.view(fact.span.sentence())) for fact in side if _alone(fact, compared)]
        for side in (one, two)
    ]
    for a, b in both.pairs(sides[0], sides[1], _NEAR):
        if not _same_sort(a.value, b.value):
            continue
        enough = _NEAR_NAMED if a.subject and b.subject else _NEAR
        if a.value.sort == EVERY:
            enough = max(enough, _NEAR_OFTEN)
        shared, part = both.alike(a.span.sentence(), b.span.sentence())
        if shared * part < enough:
            continue
        if a.value.grades != b.value.grades and a.value.grades and b.value.grades:
            continue
        beside = product(_of_the_paragraph(a, one), _of_the_paragraph(b, two))
        if not any(_agree(x.value, y.value) for x, y in beside):
            yield a, b


def _same_sort(one: Limit, two: Limit) -> bool:
    """Whether two durations bear on a step alike; a point in time may be either's."""
    return one.sort == two.sort or (
        AT in {one.sort, two.sort} and EVERY not in {one.sort, two.sort}
    )


_OPEN = re.compile(r"\b\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b|(?<!\d)\(?0\d{2,4}\)? ?\d{3}")
"""Of a line that says when somebody can be rung, which is not how often a step comes round."""


def _alone(fact: Fact[Limit], compared: Collection[tuple[str, str]]) -> bool:
    """Whether a limit is still to be compared: its step is not named, or only here."""
    if fact.subject:
        return fact.subject not in BEFOREHAND and (fact.subject, fact.value.sort) not in compared
    # "on the same day" without a step is said in passing, and a row counts by its columns
    row = fact.span.passage.kind is BlockKind.TABLE_ROW
    if fact.value.sort == EVERY and _OPEN.search(fact.span.sentence().text):
        return False
    itself = _OF_ITSELF.search(fact.span.sentence().text)
    return bool(fact.value.duration.amount) and not row and not itself


def _of_the_paragraph(fact: Fact[Limit], facts: Sequence[Fact[Limit]]) -> list[Fact[Limit]]:
    """A limit and those beside it: an aim and an outer limit, a rule and its exception."""
    here = fact.span.location
    return [
        f
        for f in facts
        if (f.span.location.section, f.span.location.paragraph) == (here.section, here.paragraph)
    ]


_SOON = {Duration("hour", hours) for hours in range(25)} | {Duration("working day", 1)}
"""What "at once" does not contradict."""


def _agree(one: Limit, two: Limit) -> bool:
    """Whether two limits are alike, counted from the same event where both say from which."""
    durations_ = one.duration, two.duration
    if AT_ONCE in {d.unit for d in durations_}:
        other = next((d for d in durations_ if d.unit != AT_ONCE), None)
        return other is None or (one.sort == WITHIN and other in _SOON)
    if not same_rhythm(*durations_):
        return False
    return not one.since or not two.since or one.since == two.since


def _thing(fact: Fact[Limit]) -> str:
    """What is compared: a known event, or the words of the first document's clause."""
    return f"{fact.value.sort} {fact.subject or ' '.join(sorted(fact.value.words))}"


_LEAST_SHARED = 3
"""Least stems that the clauses of one unlisted step have in common."""


def _comparable(one: Fact[Limit], two: Fact[Limit]) -> bool:
    """Whether both limit the same step for the same children."""
    a, b = one.value, two.value
    if a.sort != b.sort or (one.subject and two.subject and one.subject != two.subject):
        return False
    if a.grades and b.grades and not a.grades & b.grades:
        return False
    if one.subject and two.subject:
        return True
    shared, fewer = len(a.words & b.words), min(len(a.words), len(b.words))
    most = max(len(a.words), len(b.words))
    return shared >= _LEAST_SHARED and shared >= 0.75 * fewer and shared >= 0.4 * most


def _difference(area: Area, alike: Sequence[tuple[Fact[Limit], Fact[Limit]]]) -> Inconsistency:
    one, two = min(alike, key=lambda pair: (pair[0].value.duration, pair[1].value.duration))
    wording = event_words(one.subject) if one.subject else "this step"
    said = f"{one.span.text} ({area.name(one.document)}) or {two.span.text} "
    said += f"({area.name(two.document)})"
    asked = {
        WITHIN: f"What is the limit for {wording}: {said}?",
        EVERY: f"How often does {wording} come round: {said}?",
        AFTER: f"After how long is it time for {wording}: {said}?",
        LASTS: f"How long does {wording} last: {said}?",
    }
    noun = {EVERY: "interval", AFTER: "wait", LASTS: "length"}.get(one.value.sort, "limit")
    return inconsistency(
        _TYPE,
        {
            one.document: list(dict.fromkeys(a.span for a, _ in alike)),
            two.document: list(dict.fromkeys(b.span for _, b in alike)),
        },
        severity=Severity.HIGH if one.subject in URGENT else Severity.MEDIUM,
        summary=asked.get(one.value.sort, asked[WITHIN]),
        suggestion=f"Agree one {noun} for {wording}: {one.span.text} or {two.span.text}.",
    )


# --- the limits that a document gives ----------------------------------------------------

_LIMIT = re.compile(
    r"(?:\b(?:within|inside|no (?:later|more|longer) than|not (?:later|more|longer) than"
    r"|never more than|by the (?:end|close) of|by (?:close of \w+|noon|midday|\d\w+)(?: on)?|by "
    r"the|by"
    r"|in|not exceed(?:ing)?|up to|at most|a? ?maximum of|ha(?:s|ve)|takes?|(?:before )?the"
    r"|(?:limit|deadline|timescale|target)(?:\b[^.;]{0,50}\bis|:)?|on)\s+"
    r"(?:(?:a maximum of|the|a|at most|first|next|no more than|more than|end of|close of \w+"
    r"(?: on)?)\s+)*(?:the\s+)?|[(:–—]\s*)$",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"\b(?:(?:lasts?|valid|runs?)(?: for)?|(?:kept|retained|stored|held|kept on \w+) for)"
    r"(?: (?:up|to|at|least|a|maximum|of|about))* $",
    re.IGNORECASE,
)
_ANCHOR = re.compile(r"\s*(?:of|after|from|following|since|later than)\b(?! age\b)", re.IGNORECASE)
_IN_WHICH = re.compile(r"\bin which to\b", re.IGNORECASE)
_ALLOWED = re.compile(r"\s*(?:to [a-z]+|in which|(?:is|are) (?:allowed|given))\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\s*(?:before(?:hand)?|prior to|in advance|ahead of|ahead|notice)\b", re.IGNORECASE
)
_RATE = re.compile(r"\s*(?:a|per|each) (?:week|month|year|day)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:episodes?|times|occasions|incidents|reports|once|twice|call-?outs)\s+"
    r"(?:(?:with)?in|over)\s+(?:any\s+|a\s+)?$",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\b(?:half|most|many|proportion|percentage|per cent|number|share|third|quarter) of\b"
    r"|\d ?%|\bon average\b|\b(?:average|extended|contract|commissioned)\b",
    re.IGNORECASE,
)
"""Figures about what was done, targets for a share of cases, and contracts."""
_WAIT = re.compile(
    r"\b(?:missing|found|located|returned|(?<!is )(?<!be )(?<!are )seen|absent|unknown"
    r"|whereabouts)\b"
    r"(?:(?!\b(?:takes?|takes? place|held|offered|done|completed|carried|interview\w*|must|should"
    r"|will|to be)\b)[^.;,]){0,30}?"
    r"\b(?:for|after|within|longer than|more than|over|exceed\w*|at|in)\s+"
    r"(?:(?:more|longer) than\s+|over\s+)?$"
    r"|\bwaits?\s+(?:for\s+)?(?:(?:at least|until|up to|about)\s+)?$",
    re.IGNORECASE,
)
"""The child has been missing for that long: what sets a step off, and no limit for it."""
_WAITED = re.compile(
    r"\s*(?:or more |or longer )?(?:of|without|since|with no)\b[^.;,]{0,30}?"
    r"\b(?:missing|contact|absen\w+|whereabouts|sight)\b",
    re.IGNORECASE,
)
_WAITING = re.compile(r"\b(?:after|once|when|where|if)\b[^.;,]*$", re.IGNORECASE)
"""The same wait with its words after it: "after 48 hours of being missing"."""
_OPENING = re.compile(
    r"\W*\b(?:and|but|within|inside|by|no later than|in|on|the|end of|close of \w+)\W*$",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\s*(?:it|this|these|they|offered|held|completed|carried out|takes place|to be|both"
    r"|the (?:interview|discussion|meeting|form|assessment|call|referral|record|report|limit"
    r"|deadline|timescale|plan|visit|check|contact)|an? independent interview|is|will be|must "
    r"be|you (?:have|must|are given)|we (?:need|must have|expect|want)|let us have|if so|allow"
    r"|that is|[a-z]+ (?:it|this|them) |do so|send it|no later|within|not later|at the latest)\b",
    re.IGNORECASE,
)
_OF_ITSELF = re.compile(
    r"\b(?:this|the|our) (?:strategy|protocol|procedure|policy|guidance|chapter|document"
    r"|membership|terms of reference)\b|\b(?:action|delivery|business) plan\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:core groups? (?:\w+ )?(?:meets?|is|are)|review\w*|visit\w*|seen|sees|checked|updated"
    r"|looked at (?:again|afresh)|examined|gone over|revisited|supervis\w*)\b",
    re.IGNORECASE,
)
_PLAN_AGAIN = re.compile(
    r"\breview\w* (?:the|its|each|every|all|that|his or her|their)?(?: (?:safety|child['’]s|open"
    r"|whole|one))* ?plans?\b"
    r"|\bplans?\b[^.;]{0,40}?\b(?:reviewed|looked at (?:again|afresh)|examined|gone over|revisited"
    r"|checked)\b",
    re.IGNORECASE,
)
_OTHER_PLAN = re.compile(
    r"\b(?:child protection|care|pathway|child in need|action|delivery|business|education|health"
    r"|support|training|communication\w*|disruption|problem|placement) plans?\b",
    re.IGNORECASE,
)
_OF_A_PLAN = "plan review"
"""Going back over the plan for a child, whoever does it."""
_GRADE = re.compile(
    r"\b(?P<grade>high|medium|standard|low|significant|moderate|emerging|severe|red|amber|green"
    r"|level (?:\d|one|two|three|four)|tier (?:\d|one|two|three|four)|under (?:10|13|ten|thirteen)"
    r"|out of hours|urgent|non-urgent)\b(?:(?:,| and| or) (?:high|medium|standard|low)\b)?"
    r"(?=[ -](?:risk|level|graded|rated|cases?|priority|victims?|child|children)|\W*$|:)",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(r"-(?:hour|day|week|month|year)$", re.IGNORECASE)
_SPAN = re.compile(r"\s*(?:period|window|limit|timescale|deadline|target)\b", re.IGNORECASE)
"""A "five-day course" limits nothing; a "72-hour window" does."""
_DAY = re.compile(r"(?:the )?(?:same|next|following|day|working day)\b", re.IGNORECASE)
"""A day that is named ("the same day", "the next working day") needs no "within"."""
_BESIDE = 60
"""Characters between an event and "the same day" that is its limit."""


@told_once
def limits(area: Area, document: str) -> Iterator[Fact[Limit]]:
    """The limits that a document gives, each with its event as subject.

    The subject is empty where no listed event is named; the words then tell.
    """
    sentences = area.sentences(document)
    for index, span in enumerate(sentences):
        for part in _parts(span):
            for found, sort in _durations(part):
                words = part.within(found.start, found.end)
                if own_voice(words):
                    yield from _limit(area, sentences, index, part, found, sort)


@told_once
def _loose(area: Area, document: str) -> Iterator[Fact[Limit]]:
    """The other times that a document gives for something: they are compared by its words alone."""
    told = {(id(f.span.passage), f.span.start) for f in limits(area, document)}
    for span in area.sentences(document):
        if _DEFINED.search(span.text):
            continue
        for part in _parts(span):
            if _MEASURED.search(part.text):
                continue
            for found, sort in _times(part):
                words = part.within(found.start, found.end)
                if (id(words.passage), words.start) in told or not own_voice(words):
                    continue
                yield Fact("", Limit(found.value, sort, _grades(part), frozenset()), words)


def _times(part: Span) -> Iterator[tuple[Found[Duration], str]]:
    """Durations and rhythms, and how they bear on what is said."""
    text = part.text
    rhythms = frequencies(text)
    if not _SITS.search(text):
        for often in rhythms:
            yield often, EVERY
    for found in durations(text):
        before, after = text[: found.start], text[found.end :]
        if any(f.start < found.end and found.start < f.end for f in rhythms):
            continue
        if _RATE.match(after) or _COUNTED.search(before) or not found.value.amount:
            continue
        if _ADJECTIVE.search(text[found.start : found.end]) and not _SPAN.match(after):
            continue
        yield found, LASTS if _LASTS.search(before) or _FOR.search(before) else AT


_DEFINED = re.compile(r"\b(?:means|is defined|definition|Act (?:19|20)\d\d)\b")
_SITS = re.compile(
    r"\b(?:meets?|sits?|convenes?|gathers?|meetings?|comes? together|panel day|chair\w*|reports?"
    r"|trained"
    r"|training|refresh\w*|courses?|accounts)\b",
    re.I,
)
"""Of how often a meeting is held, which is compared as part of its description."""
_FOR = re.compile(r"\bfor (?:up to |at least |about |another |a further )?$", re.IGNORECASE)


def _parts(span: Span) -> Iterator[Span]:
    """The cells of a table row by themselves; a sentence whole."""
    if span.passage.kind is not BlockKind.TABLE_ROW:
        yield span
        return
    start = 0
    for cell in span.text.split(" | "):
        yield span.within(start, start + len(cell))
        start += len(cell) + 3


def _durations(part: Span) -> Iterator[tuple[Found[Duration], str]]:
    """The durations of a sentence or cell that bear on a step, and how they do."""
    text = part.text
    if _MEASURED.search(text):
        return
    rhythms = frequencies(text) if _AGAIN.search(text) and not _OF_ITSELF.search(text) else ()
    for found in rhythms:
        yield found, EVERY
    for found in durations(text):
        before, after = text[: found.start], text[found.end :]
        if any(f.start <= found.start < f.end for f in rhythms) or before.endswith("every "):
            continue
        if _ADJECTIVE.search(text[found.start : found.end]) and not _SPAN.match(after):
            continue
        if _RATE.match(after) or _COUNTED.search(before) or _LASTS.search(before):
            continue
        if _WAIT.search(before) or (_WAITING.search(before) and _WAITED.match(after)):
            yield found, AFTER
        elif _AHEAD.match(after) or re.search(r"\bbefore\W*$", before):
            yield found, AHEAD
        elif _is_limit(part, before, after, text[found.start : found.end], found.value):
            yield found, WITHIN


def _is_limit(part: Span, before: str, after: str, words: str, duration: Duration) -> bool:
    """Whether a duration limits something; "three episodes in 90 days" does not."""
    own_cell = part.passage.kind is BlockKind.TABLE_ROW and not before.strip()
    said = _LIMIT.search(before) or _ANCHOR.match(after) or _ALLOWED.match(after)
    if duration.unit == AT_ONCE:
        return True
    return bool(_DAY.match(words)) or duration.unit == "shift" or own_cell or bool(said)


def _limit(
    area: Area,
    sentences: Sequence[Span],
    index: int,
    part: Span,
    found: Found[Duration],
    sort: str,
) -> Iterator[Fact[Limit]]:
    """The fact that a duration makes with the event it is for; none where that cannot be told."""
    event, clause = _event(area, sentences, index, part, found, sort)
    papers = any(hit.event == "papers" for hit in hits(part.text[: found.start], ahead=True))
    if (sort == AHEAD and not event) or (sort == WITHIN and papers):
        return
    if found.value.unit == AT_ONCE and event not in _AT_ONCE:
        return
    if event in OF_THE_MISSING and not _about_missing(area, part):
        return
    if (
        sort == EVERY
        and _PLAN_AGAIN.search(f"{part.passage.stem} {part.text}")
        and not _OTHER_PLAN.search(part.text)
    ):
        event = _OF_A_PLAN
    if event in BY_BODY:
        body = _body(area, part, sentences, index)
        if not body and event not in _BY_WHOEVER_RECEIVES:
            return
        # the front door has another name in every other document
        event = f"{event}: {'' if is_front_door(body) else body}"
    if event.startswith("safety plan") and _AGAIN.search(clause):
        event = f"{event} reviewed"
    words = _words(area, part.document, clause)
    if event or len(words) >= _LEAST_SHARED or sort == WITHIN:
        since = _since(part.text[found.end :]) if sort == WITHIN else ""
        limit = Limit(found.value, WITHIN if sort == AHEAD else sort, _grades(part), words, since)
        yield Fact(event, limit, part.within(found.start, found.end))
        if found.value.unit == AT_ONCE:
            yield Fact(event, replace(limit, sort=AFTER), part.within(found.start, found.end))


_BY_WHOEVER_RECEIVES = frozenset({"acknowledgement", "referrer told"})
"""What any referrer may expect, whoever is named."""
_AT_ONCE = frozenset(
    {"police report", "strategy discussion", "written confirmation", "idva contact"}
)
"""Steps for which "at once" is a limit and not a manner of speaking."""
_STEPS = frozenset(
    {"strategy discussion", "enquiries", "child protection conference", "allocation"}
)


def _since(after: str) -> str:
    """The step that a limit is counted from: "of the strategy discussion"."""
    if not _ANCHOR.match(after):
        return ""
    named = [hit.event for hit in hits(after[:80])]
    return named[0] if named and named[0] in _STEPS else ""


def _event(
    area: Area,
    sentences: Sequence[Span],
    index: int,
    part: Span,
    limit: Found[Duration],
    sort: str,
) -> tuple[str, str]:
    """The event a limit is for, empty where none is listed, and the clause that says it.

    Named before it, around it ("shall, within one working day, determine"),
    after it where the limit opens the clause, or else in the stem of a list, or
    in the sentence or heading that the sentence points back to.
    """
    before, after = part.text[: limit.start], part.text[limit.end :]
    row = part.passage.kind is BlockKind.TABLE_ROW
    if sort == AHEAD:
        named = hits(part.passage.stem + part.text, ahead=True)
        return (named[0].event if named else ""), part.text
    if row:
        event, clause = _in_row(part, before)
        return (event, clause) if event else _of_column(part, clause)
    earlier, semicolon, near = before.rpartition(";")
    after = after.partition(";")[0]
    beyond = _beyond_anchor(after) if _ANCHOR.match(after) else after
    if in_which := _IN_WHICH.search(after):
        beyond = after[in_which.end() :]
    if sort == AFTER:
        event = _first(beyond) or _last(near.partition(",")[0])
        return event, f"{near} {beyond}"
    # "the same day" is said in passing far more often than it limits what came long before
    passing = part.text[limit.start : limit.end].startswith("same")
    event = _last(near[-_BESIDE:] if passing else near) or _around(near, after)
    clause = near if _ANCHOR.match(after) else f"{near} {after}"
    if not event and (in_which or _ALLOWED.match(after)):
        event = _first(beyond)
    if not _OPENING.sub("", near).strip(" ,:–—"):
        event, clause = event or _first(beyond), f"{near} {beyond}"
        if not event and semicolon:
            event, clause = _last(earlier), f"{earlier} {clause}"
    stem = part.passage.stem
    if not event and stem:
        event, clause = _last(stem), f"{stem} {clause}"
    above = sentences[index - 1 : index]
    if not event and (_POINTS.match(part.text) or (above and above[0].text.endswith("?"))):
        beside = [s for s in above if s.passage.location.section == part.passage.location.section]
        if beside:
            event, clause = _last(beside[0].text), f"{beside[0].text} {clause}"
        event = event or _last(part.passage.heading)
    if not event and is_bare(near if _ANCHOR.match(after) else f"{near} {after}"):
        event, clause = _over(part, clause)
    return event, clause


def _over(part: Span, clause: str, cell: str = "") -> tuple[str, str]:
    """The event that the nearest words over a bare limit name."""
    for words in over(part, cell):
        if event := _last(words):
            return event, f"{words} {clause}"
    return "", clause


def _beyond_anchor(after: str) -> str:
    """What follows "of the referral," or, without a comma, the last event that follows it."""
    _, comma, beyond = after.partition(",")
    if comma:
        return beyond
    named = hits(after)
    last = named[-1] if named else None
    return after[last.start :] if last and (len(named) > 1 or last.start > _BESIDE // 3) else ""


def _in_row(part: Span, before: str) -> tuple[str, str]:
    """The event of the cell itself, or of the first cell that names one."""
    if event := _last(before):
        return event, before
    cells = part.passage.cells
    for cell in cells:
        if event := _last(cell):
            return event, cell
    return "", cells[0] if cells and cells[0] not in part.text else before


def _of_column(part: Span, clause: str) -> tuple[str, str]:
    """The event of the column a cell stands in, or of the headings above the table."""
    passage = part.passage
    titles = [
        f"{passage.heading} {title}"
        for title, cell in zip(passage.header, passage.cells, strict=False)
        if cell == part.text and title != cell
    ]
    for words in (*over(part, part.text)[:1], *titles, *over(part, part.text)):
        if event := _last(words):
            return event, clause
    return "", clause


def _body(area: Area, part: Span, sentences: Sequence[Span], index: int) -> str:
    """The body whose step it is: named in the sentence or row, or in the one before."""
    text = part.passage.text if part.passage.kind is BlockKind.TABLE_ROW else part.text
    named = area.names.mentions(part.document, text)
    if named:
        return named[0].value
    if other := re.search(r"\b(strategy|core group|conference)\b", text, re.IGNORECASE):
        return other[1].casefold()
    above = sentences[index - 1] if index else None
    if above and above.location.paragraph == part.location.paragraph:
        named = area.names.mentions(part.document, above.text)
    named = named or area.names.mentions(part.document, part.passage.heading)
    return named[0].value if named else ""


_ACTORS = stems(
    "social worker manager team lead professional practitioner staff officer allocated person "
    "people child children young agency agencies receipt soon possible normally usually "
    "day hour week month year working noon business calendar within later"
)
"""Stems that stand beside so many steps that they tell none apart."""


def _words(area: Area, document: str, clause: str) -> frozenset[str]:
    """The stems of a clause, with bodies by their keys and without its times and actors."""
    cuts = [(f.start, f.end, " ") for f in (*durations(clause), *frequencies(clause))]
    for name in area.names.mentions(document, clause):
        cuts.append((name.start, name.end, f" {name.value.replace(' ', '')} "))
    for start, end, key in sorted(cuts, reverse=True):
        clause = clause[:start] + key + clause[end:]
    return stems(clause) - _ACTORS


def _grades(part: Span) -> frozenset[str]:
    """The levels of risk for which alone a limit holds."""
    passage = part.passage
    texts = passage.cells if passage.kind is BlockKind.TABLE_ROW else (part.text, passage.stem)
    return frozenset(m["grade"].casefold() for text in texts for m in _GRADE.finditer(text))


def _about_missing(area: Area, span: Span) -> bool:
    """Whether an interview here is one with a child who has been missing."""
    if area.issue(span.document) is Issue.MISSING:
        return True
    around = f"{span.passage.text} {span.passage.heading} {span.passage.stem}"
    return bool(re.search(r"\bmissing\b|\breturn|\bRHI\b|\bIRI\b|\brun\b", around, re.IGNORECASE))


def _last(text: str) -> str:
    """The event named last."""
    found = hits(text)
    return found[-1].event if found else ""


def _first(text: str) -> str:
    found = hits(text)
    return found[0].event if found else ""


def _around(before: str, after: str) -> str:
    """The event whose words stand on both sides of the limit."""
    split = len(before)
    return next((h.event for h in hits(before + after) if h.start < split < h.end), "")
