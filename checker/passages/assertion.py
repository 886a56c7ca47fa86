"""Assertion status: who is speaking, and whether the document means it.

The status of some words is decided by what governs them, in this order:

1. the zone, where nothing in it is the document's own voice (an amendment
   note, a bibliography); the table they stand in, or the myth they are told
   as: the wrong side of "Avoid | Say", a cell whose neighbour begins "False",
   "Myth: …";
2. the cues of their sentence and of the stem of their list
   (:mod:`checker.passages.cues`). Where the scopes of several cues hold the
   words, the outermost wins, since it decides who speaks: a cue that governs
   what stands before it ("…, his mother said") or its whole sentence comes
   first, then the earliest. "Staff said that she had not chosen it" is
   reported; "we do not accept that she chose it" is rejected. A negation
   under a negated claim ("we do not accept that no child chooses") cancels it;
3. mention: words in quotation marks, or named as a word ("the term …"), are
   rejected where their sentence says anything against them, and quoted where
   nothing else governs them;
4. what follows, where it takes back the claim ("This is wrong.");
5. the heading ("Words to avoid", "Case study") and a glossary.

What nothing governs is asserted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.model import Assertion, AssertionStatus, Passage
from checker.passages.scopes import Frame, Hit, Span, frame_of, governing
from checker.passages.surroundings import from_heading, from_silent_zone, from_table, from_zone

_ASSERTED = Assertion()
_NEGATED_AFTER = re.compile(
    r"^\W*(?:(?!who\b|which\b|that\b)\w+\W+){0,8}?(?:(?:is|are|was|were|do|does|did|should|must"
    r"|will|can|has|have)(?: \w+)? ?(?:not|never|no|n't)\b|tells? us (?:nothing|little)|hides?\b"
    r"|blames?\b)",
    re.IGNORECASE,
)
_TAKES_BACK = re.compile(
    r"^\W*(?:(?:and|but|yet|in fact|in truth) )?(?:"
    r"(?:this|that|it|which|they|both|these|those|such (?:a )?(?:view|claim|language|words)"
    r"|(?:this|that|the) (?:phrase|word|term|view|idea|claim|statement|entry|expression))"
    r"(?: (?:is|are|was|were)(?: \w+)? (?:wrong|false|untrue|an? (?:myth|mistake|error)|mistaken"
    r"|incorrect|unacceptable|nonsense|inappropriate|rejected|unhelpful)(?=[.,;:!]|$| and\b| in\b)"
    r"| (?:is|are|was|were|do|does)(?: not|n't)(?: (?:so|true|the case|our view|right|accepted"
    r"|acceptable))?(?=[.,;:!]|$| and\b))"
    r"|(?:we|the (?:board|partnership|panel|group)) (?:(?:do|does|did)(?: not|n't)|cannot)"
    r" (?:share|accept|agree|hold|believe)\b"
    r"|(?:not so|wrong|false|untrue|nonsense|no|never|a: no)(?=[.,:;!]|$))",
    re.IGNORECASE,
)
_AFFIRMS = re.compile(r"^\W*(?:a: )?yes\b", re.IGNORECASE)
_OVERRULED_BY_SURROUNDINGS = frozenset({AssertionStatus.ASSERTED, AssertionStatus.QUOTED})


def assertion(passage: Passage, start: int, end: int) -> Assertion:
    """The status of the words ``passage.text[start:end]``, with the cue that decides it.

    Words that run over several sentences are asserted as soon as one of their
    sentences is; otherwise they have the status of the first.
    """
    found = [_status(passage, s, e, within) for s, e, within in _parts(passage, start, end)]
    if not found:
        return _ASSERTED
    return next((a for a in found if a.status is AssertionStatus.ASSERTED), found[0])


def _parts(passage: Passage, start: int, end: int) -> Iterator[tuple[int, int, Span]]:
    """The pieces of the span, each with the sentence (within one line) it lies in."""
    for s, e in passage.sentences or ((0, len(passage.text)),):
        for line in re.finditer(r"[^\n]+", passage.text[s:e]):
            within = (s + line.start(), s + line.end())
            first, last = max(start, within[0]), min(end, within[1])
            if first < last and re.search(r"\w", passage.text[first:last]):
                yield first, last, within


def _status(passage: Passage, start: int, end: int, within: Span) -> Assertion:
    surrounded = from_silent_zone(passage) or from_table(passage, start, end)
    if surrounded:
        return surrounded
    frame = frame_of(passage, start, end, within)
    hits = governing(frame)
    mention = next((h for h in hits if h.cue.status is AssertionStatus.QUOTED), None)
    hits = tuple(h for h in hits if h.cue.status is not AssertionStatus.QUOTED)
    if frame.quotation or mention:
        found = _of_mention(frame, hits, mention)
    else:
        found = _of_use(frame, [h for h in hits if not h.cue.wording or h.end <= frame.stem])
    found = _after_what_follows(frame, found)
    if found.status in _OVERRULED_BY_SURROUNDINGS:
        return from_heading(passage, within) or from_zone(passage, within) or found
    return found


def _of_use(frame: Frame, hits: Sequence[Hit]) -> Assertion:
    """The status of words that are used: the outermost cue's."""
    if not hits:
        return _ASSERTED
    outer = hits[0]
    if outer.cue.embeds:
        inner = next((h for h in hits[1:] if _cancels(frame, outer, h)), None)
        if inner:
            return _ASSERTED
    return Assertion(outer.cue.status, outer.quote(frame))


def _cancels(frame: Frame, outer: Hit, inner: Hit) -> bool:
    """Whether the inner negation stands in a clause of its own under the outer one."""
    return (
        inner.cue.status is AssertionStatus.REJECTED
        and inner.start >= outer.end
        and bool(re.search(r"\bthat\b", frame.text[outer.start : inner.start], re.IGNORECASE))
    )


def _of_mention(frame: Frame, hits: Sequence[Hit], mention: Hit | None) -> Assertion:
    """The status of words that are mentioned: rejected on any word against them."""
    against = next((h for h in hits if h.cue.status is AssertionStatus.REJECTED), None)
    if against:
        return Assertion(AssertionStatus.REJECTED, against.quote(frame))
    if hits:
        return Assertion(hits[0].cue.status, hits[0].quote(frame))
    _, end = frame.quotation or frame.target
    negated = _NEGATED_AFTER.match(frame.text[end:])
    if negated:
        words = " ".join(negated.group().split()[-2:])
        return Assertion(AssertionStatus.REJECTED, words)
    return Assertion(AssertionStatus.QUOTED, mention.quote(frame) if mention else "“…”")


def _after_what_follows(frame: Frame, found: Assertion) -> Assertion:
    """Take in what follows: a claim taken back, a question and its answer."""
    if found.status is AssertionStatus.REJECTED:
        return found
    rest = frame.text[frame.target[1] :]
    question = rest.rstrip("\"' )").endswith("?")
    if question and found.status is AssertionStatus.ASSERTED:
        found = Assertion(AssertionStatus.HYPOTHETICAL, "?")
    for clause in [*re.split(r";|\s[–—]\s|,(?= which\b)", rest)[1:], frame.following]:
        taken = _TAKES_BACK.match(clause)
        if taken:
            return Assertion(AssertionStatus.REJECTED, taken.group().strip(" ,.;:|"))
    if question and found.cue == "?" and _AFFIRMS.match(frame.following):
        return _ASSERTED
    return found
