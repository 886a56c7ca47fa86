"""What a check found, with what people have decided since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from api import jobs
from api.assessments import unpack
from api.refusals import Refusal
from api.store import Area, Decision, DecisionKind, Result
from api.wording import note_words
from checker.findings import FindingKind
from checker.model import Outcome
from checker.reporting import View
from checker.revising import Comparison, Dismissal, Point, compare, points, without_dismissed

WORDS_LIMIT = 2000
"""Characters of a reason or a comment."""

AUTHOR_LIMIT = 100
"""Characters of a person's name."""


class Standing(StrEnum):
    """Where a finding stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Item:
    """A finding with what was decided on it; comments the oldest first."""

    point: Point
    settled: Decision | None
    comments: tuple[Decision, ...]

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        return Standing(self.settled.kind) if self.settled else Standing.OPEN


class Checked:
    """One check of an area.

    ``found`` is the assessment as it was made, ``assessment`` without what was
    dismissed.
    """

    def __init__(self, result: Result, decisions: Sequence[Decision]) -> None:
        self.result = result
        self.decisions = tuple(decisions)
        self.found = unpack(result.content)
        dismissals = [_dismissal(d) for d in decisions if d.kind == DecisionKind.DISMISSED]
        settled = without_dismissed(self.found, dismissals)
        self.assessment = replace(settled, notes=tuple(note_words(n) for n in settled.notes))

    @cached_property
    def view(self) -> View:
        """What pages ask of the assessment."""
        return View(self.assessment)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every finding, also those that were dismissed, the gravest first."""
        paths = {document.id: document.path for document in self.found.documents}
        known = list(paths.values())
        matched = [(decision, _dismissal(decision)) for decision in self.decisions]
        found = []
        for point in points(self.found):
            files = [paths[identity] for identity in point.documents]
            mine = [d for d, words in matched if words.covers(point, files, known)]
            settling = [d for d in mine if d.kind != DecisionKind.COMMENT]
            comments = tuple(d for d in mine if d.kind == DecisionKind.COMMENT)
            found.append(Item(point, settling[-1] if settling else None, comments))
        return tuple(found)

    def item(self, identity: str) -> Item:
        """The finding of that id.

        :raises Refusal: there is none.
        """
        for item in self.items:
            if item.point.id == identity:
                return item
        raise Refusal("point-unknown")

    def of_answer(self, document: str, criterion: str) -> tuple[Item, ...]:
        """The findings in one cell of documents x criteria."""
        key = f"{document} {criterion}"
        return tuple(i for i in self.items if i.point.key == key)

    def of_pair(self, first: str, second: str) -> tuple[Item, ...]:
        """The inconsistencies in one cell of documents x documents."""
        pair = {first, second}
        return tuple(
            item
            for item in self.items
            if item.point.kind is FindingKind.INCONSISTENCY and set(item.point.documents) == pair
        )

    @property
    def counts(self) -> dict[str, int]:
        """What the assessment comes to, in four numbers."""
        verdicts = self.assessment.verdicts
        return {
            "against": sum(v.outcome is Outcome.CONTRADICTED for v in verdicts),
            "gaps": sum(v.outcome in {Outcome.PARTLY, Outcome.NOT_ADDRESSED} for v in verdicts),
            "inconsistencies": len(self.assessment.inconsistencies),
            "review": sum(v.needs_review for v in verdicts),
        }


def load(session: Session, area: Area, job_id: str | None = None) -> Checked:
    """A check of an area, or its newest.

    :raises Refusal: there is none.
    """
    query = select(Result).where(Result.area_id == area.id).options(undefer(Result.content))
    if job_id is not None:
        jobs.find_check(session, area, job_id)
        query = query.where(Result.job_id == job_id)
    result = session.scalars(query.order_by(Result.number.desc())).first()
    if result is None:
        raise Refusal("check-none")
    return Checked(result, decisions(session, area))


def decisions(session: Session, area: Area) -> Sequence[Decision]:
    """Every decision in an area, the oldest first."""
    query = select(Decision).where(Decision.area_id == area.id).order_by(Decision.created)
    return session.scalars(query).all()


def results(session: Session, area: Area) -> Sequence[Result]:
    """The results of an area without their content, the newest first."""
    query = select(Result).where(Result.area_id == area.id).order_by(Result.number.desc())
    return session.scalars(query).all()


def changes(session: Session, area: Area, job_id: str | None = None) -> Comparison | None:
    """What changed between a check, or the newest, and the one before; None if it was the first."""
    after = load(session, area, job_id)
    number = after.result.number - 1
    before = next((r for r in results(session, area) if r.number == number), None)
    if before is None:
        return None
    return compare(load(session, area, before.job_id).assessment, after.assessment)


def decide(
    session: Session,
    area: Area,
    checked: Checked,
    point_id: str,
    kind: str,
    words: str,
    author: str,
) -> Decision:
    """Accept, dismiss or comment on a finding; accepting and dismissing replace each other.

    :raises Refusal: there is no such finding, or something is missing or too long.
    """
    item = checked.item(point_id)
    if kind not in list(DecisionKind):
        raise Refusal("decision-kind", "kind")
    words, author = words.strip(), " ".join(author.split())
    if not words and kind != DecisionKind.ACCEPTED:
        what = "why it is no finding" if kind == DecisionKind.DISMISSED else "your comment"
        raise Refusal("decision-words", "words", what=what)
    if not author:
        raise Refusal("decision-author", "author")
    for value, limit, name in ((words, WORDS_LIMIT, "words"), (author, AUTHOR_LIMIT, "author")):
        if len(value) > limit:
            raise Refusal("decision-long", name, limit=limit)
    about = Dismissal.of(item.point, checked.found, reason="", author="", date="")
    decision = Decision(
        area_id=area.id,
        kind=kind,
        subject=about.subject,
        files=list(about.files),
        quotes=list(about.quotes),
        words=words,
        author=author,
    )
    if item.settled is not None and kind != DecisionKind.COMMENT:
        session.delete(item.settled)
    session.add(decision)
    session.flush()
    return decision


def take_back(session: Session, area: Area, decision_id: str) -> None:
    """Undo a decision.

    :raises Refusal: there is none of that id in the area.
    """
    decision = session.get(Decision, decision_id)
    if decision is None or decision.area_id != area.id:
        raise Refusal("decision-unknown")
    session.delete(decision)


def _dismissal(decision: Decision) -> Dismissal:
    return Dismissal(
        decision.subject,
        tuple(decision.files),
        tuple(decision.quotes),
        decision.words,
        decision.author,
        decision.created.date().isoformat(),
    )
