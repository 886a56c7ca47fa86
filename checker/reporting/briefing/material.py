"""What every part of the briefing draws on, prepared once, and the pieces they are made of."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model import Assessment, Criterion, Evidence, Outcome, Stance, Verdict
from checker.reconciling import short_names
from checker.reporting.paper import Heading, Paragraph, Quote, Run, words
from checker.reporting.points import points
from checker.reporting.sheet import clean
from checker.reporting.wording import area_of, in_order, labels, place

QUESTIONS = (
    "sense-check/safeguarding-response",
    "sense-check/differs-from-adults",
    "sense-check/linked-procedures",
    "sense-check/social-care-thresholds",
    "sense-check/environment",
)
"""The five sense-check questions of Appendix P, next step 4, a to e."""

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Message:
    """A criterion, with the documents that meet it and those asked of it."""

    criterion: Criterion
    met: tuple[Verdict, ...]
    asked: tuple[Verdict, ...]

    @property
    def denied(self) -> bool:
        """Whether a document says the contrary."""
        return any(v.outcome is Outcome.CONTRADICTED for v in self.asked)


class Material:
    """The assessment with its documents in order, their names, points and messages.

    ``short`` is what a sentence calls a document, ``labels`` what a table does.
    """

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.area = clean(area_of(assessment))
        self.documents = in_order(assessment.documents)
        self.short = {k: clean(n) for k, n in short_names(assessment.documents).items()}
        self.labels = labels(self.documents)
        self.points = points(assessment)
        self.criteria = {c.id: c for c in assessment.criteria}
        self.messages = {c.id: self._message(c) for c in assessment.criteria}

    def five(self) -> list[tuple[str, Criterion]]:
        """The five sense-check questions with their letters, as far as they were asked."""
        lettered = zip("abcde", QUESTIONS, strict=True)
        return [(letter, self.criteria[c]) for letter, c in lettered if c in self.criteria]

    def quote(self, evidence: Evidence) -> Quote:
        """A document's words with its name and their place."""
        return Quote(
            clean(evidence.quote),
            f"{self.short[evidence.document]}, {clean(place(evidence.location))}",
        )

    def _message(self, criterion: Criterion) -> Message:
        asked = tuple(
            v
            for d in self.documents
            if (v := self.assessment.verdict(d.id, criterion.id))
            and v.outcome is not Outcome.NOT_APPLICABLE
        )
        return Message(criterion, tuple(v for v in asked if v.outcome is Outcome.MET), asked)


def heading(text: str, level: int = 1, anchor: str = "") -> Heading:
    """A heading; its own words are its anchor unless one is given."""
    return Heading(text, level, anchor or text.lower().replace(":", "").replace(" ", "-"))


def paragraph(*parts: str | Run) -> Paragraph:
    """A paragraph of plain words and runs."""
    return Paragraph(words(*parts))


def merits(verdict: Verdict) -> list[Evidence]:
    """The passages of an answer that meet the criterion."""
    return [e for e in verdict.evidence if e.stance is Stance.MEETS]


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def number(count: int, noun: str) -> str:
    """A small count in words: "five documents"."""
    return f"{in_words(count)} {noun if count == 1 else noun + 's'}"


def in_words(count: int) -> str:
    """A small count in words, a larger one in figures."""
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def be(count: int) -> str:
    """The verb for so many: one is, two are."""
    return "is" if count == 1 else "are"
