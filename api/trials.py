"""What became of trying a criterion: its examples, what was learnt, what it finds."""

from __future__ import annotations

from pydantic import BaseModel

from checker.judging import Confidence, Tried
from checker.judging import Trial as Answers
from checker.model import Verdict


class Learnt(BaseModel):
    """How each labelled passage was answered by what was learnt from the others.

    ``right`` of ``tried`` were given their stance, ``alarms`` of ``silent``
    sentences about other things were given one.
    """

    right: int
    tried: int
    alarms: int
    silent: int

    @classmethod
    def of(cls, answers: Answers) -> Learnt:
        """From what the library counts."""
        return cls(
            right=answers.right,
            tried=answers.tried,
            alarms=answers.alarms,
            silent=answers.silent,
        )

    @property
    def answers(self) -> Answers:
        """As the library counts them."""
        return Answers(self.right, self.tried, self.alarms, self.silent)

    @property
    def confidence(self) -> Confidence:
        """The class that these figures earn."""
        return self.answers.confidence


class Flagged(BaseModel):
    """What the criterion would answer for a document, with the words that this rests on."""

    paper_id: str
    name: str
    verdict: Verdict


class TrialReport(BaseModel):
    """All of it; ``learnt`` is None where the passages are too few to learn from.

    ``unread`` says of each document that could not be read why.
    """

    examples: tuple[Tried, ...]
    learnt: Learnt | None
    documents: tuple[Flagged, ...]
    unread: tuple[str, ...]

    @property
    def wrong(self) -> tuple[str, ...]:
        """What rules do wrong on their own examples, a sentence each."""
        return tuple(sentence for rule in self.examples for sentence in rule.wrong)
