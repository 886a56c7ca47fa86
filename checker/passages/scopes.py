"""Which cues govern some words: frames, scopes, and what ends them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from checker.model import AssertionStatus, BlockKind, Passage
from checker.passages.cues import CUES, PSEUDO, Cue, Governs

Span = tuple[int, int]

_PLAIN_QUOTES = str.maketrans("‘’“”", "''\"\"")
_STEM_LISTS = re.compile(
    r"\b(?:following|these|those|below|words|terms|phrases|expressions|language)\b", re.IGNORECASE
)
_LEADING_CLAUSE = re.compile(
    r"(?:^|(?<=[;:.] )|(?<=\bbut )|(?<=\band ))(?:although|though|even (?:though|if|where|when)"
    r"|while|whilst|whereas|whatever|however(?!,)|whenever|where|when|if|unless|once|because"
    r"|since|as|despite|in spite of|whoever)\b[^,;]{8,}?,",
    re.IGNORECASE,
)
# Possessive, so that a sentence without a colon costs one pass and not an exponential search.
_LATE_COLON = re.compile(r" ?[^\s:;]++(?: [^\s:;]++){3,}+:")
_OWN = frozenset({AssertionStatus.REJECTED, AssertionStatus.QUOTED, AssertionStatus.HYPOTHETICAL})
_RELATIVE = re.compile(
    r"\b(?:who|which|whose)(?: (?:has|have|had|is|are|was|were|do|does|did|may|might|can|could|will"
    r"|would|often|still|also|\w+ly))* ?$",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:should|must|shall|will|is to|are to|needs? to)\b", re.IGNORECASE)
_MAIN_VERB = re.compile(
    r"\b(?:has|have|is|are|was|were|should|must|shall|will|may|can|needs?)\b", re.IGNORECASE
)
_QUOTATION = re.compile(
    r"“[^”]*(?:”|$)"
    r"|\"[^\"]*\""
    r"|‘[^‘]*?’(?!\w)"
    r"|(?<![\w’'])'(?=[\w(])[^'’]*(?:['’]\w[^'’]*)*?(?<=[\w.,!?])['’](?!\w)"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """The words that decide about a target: its sentence, after the stem of its list.

    ``target`` and ``quotation`` (the quoted words that hold the target, if any)
    are offsets into ``text``. ``following`` is the rest of the passage. The
    quotation marks of both are straight.
    """

    text: str
    following: str
    stem: int
    target: Span
    quotation: Span | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found in a frame, and the stretch of the frame that it governs."""

    cue: Cue
    start: int
    end: int
    scope: Span

    def quote(self, frame: Frame) -> str:
        """The words of the cue, as a report shows them."""
        return " ".join(frame.text[self.start : self.end].split()).strip(" ,.;:|")


def frame_of(passage: Passage, start: int, end: int, within: Span) -> Frame:
    """The frame of the words ``passage.text[start:end]`` in the stretch ``within``."""
    first, last = within
    stem = ""
    if passage.stem and passage.kind is not BlockKind.TABLE_ROW and first == _beginning(passage):
        # The list goes on where the stem ends: its colon is no boundary.
        stem = re.sub(r"\s*[:–—-]+(?=\s|$)", "", passage.stem).strip() + " "
    shift = len(stem) - first
    quotation = next(
        (
            (q.start() + len(stem), q.end() + len(stem))
            for q in _QUOTATION.finditer(passage.text[first:last])
            if _mostly((q.start() + first, q.end() + first), (start, end))
        ),
        None,
    )
    return Frame(
        (stem + passage.text[first:last]).translate(_PLAIN_QUOTES),
        passage.text[last:].translate(_PLAIN_QUOTES),
        len(stem),
        (start + shift, end + shift),
        quotation,
    )


def governing(frame: Frame) -> tuple[Hit, ...]:
    """The cues that govern the frame's target, the outermost first."""
    hits = [hit for hit in _hits(frame.text, frame.stem) if _governs(frame, hit)]
    return tuple(sorted(hits, key=lambda h: (h.cue.governs is Governs.AFTER, h.start)))


def _beginning(passage: Passage) -> int:
    return passage.sentences[0][0] if passage.sentences else 0


def _mostly(outer: Span, inner: Span) -> bool:
    """Whether at least half of ``inner`` lies in ``outer``."""
    return 2 * (min(outer[1], inner[1]) - max(outer[0], inner[0])) >= inner[1] - inner[0]


@lru_cache(maxsize=4096)
def _hits(text: str, stem: int) -> tuple[Hit, ...]:
    """Every cue in the text of a frame, its first ``stem`` characters being those of a stem.

    Many criteria, and then the comparing, ask about words of the same sentence.
    """
    masked = PSEUDO.sub(lambda m: "·" * len(m.group()), text)
    return tuple(_found(masked, stem))


def _found(masked: str, stem: int) -> Iterator[Hit]:
    for cue in CUES:
        for match in cue.words.finditer(masked):
            start, end = match.span()
            if cue.governs is Governs.SENTENCE:
                scope = (0, len(masked))
            elif cue.governs is Governs.AFTER:
                scope = (end, _stop_after(masked, cue, start, end))
            elif end <= stem:
                if not (cue.judges and _STEM_LISTS.search(masked[:stem])):
                    continue
                scope = (end, len(masked))
            else:
                scope = (_stop_before(masked, cue, start), start)
            yield Hit(cue, start, end, scope)


def _stop_after(text: str, cue: Cue, start: int, end: int) -> int:
    stops = [len(text)]
    if text.startswith(",", end) and text[:start].rstrip()[-1:] in {"", ",", ";", "."}:
        # A cue set off by commas ("on the face of it,") governs what comes after them.
        end += 1
    if cue.stops and (stop := cue.stops.search(text, end)):
        stops.append(stop.start())
    if cue.judges and (colon := _LATE_COLON.match(text, end)):
        # "Avoid the following: …" reaches over its colon, a whole claim does not.
        stops.append(colon.end())
    for clause in _LEADING_CLAUSE.finditer(text):
        if clause.start() <= start < clause.end() and end < clause.end():
            stops.append(clause.end())
    if _RELATIVE.search(text, max(0, start - 40), start):
        # The scope ends with the relative clause: at the next finite verb, or, where
        # the cue has a clause of its own ("who says that she is …"), at the next modal.
        claims = cue.status is AssertionStatus.REPORTED or cue.embeds
        claims = claims and not text[start:end].endswith((" to", " as"))
        verb = (_MODAL if claims else _MAIN_VERB).search(text, end)
        stops.append(verb.start() if verb else len(text))
    if text.rfind("(", 0, start) > text.rfind(")", 0, start):
        closing = text.find(")", end)
        stops.append(closing if closing >= 0 else len(text))
    return min(stops)


def _stop_before(text: str, cue: Cue, start: int) -> int:
    stops = [0]
    if cue.stops:
        stops += [stop.end() for stop in cue.stops.finditer(text, 0, start)]
    return max(stops)


def _governs(frame: Frame, hit: Hit) -> bool:
    target = frame.target
    if frame.quotation and frame.quotation[0] <= hit.start and hit.end <= frame.quotation[1]:
        return False
    if not _mostly(hit.scope, target):
        return False
    if target[0] <= hit.start and hit.end <= target[1]:
        # What the words themselves carry is judged with them, but for who speaks and when.
        early = hit.start - target[0] <= (target[1] - target[0]) / 4
        return early and hit.cue.status not in _OWN
    if hit.cue.reach is None:
        return True
    between = (
        frame.text[hit.end : target[0]]
        if hit.start < target[0]
        else frame.text[target[1] : hit.start]
    )
    return len(between.split()) <= hit.cue.reach
