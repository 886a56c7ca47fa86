"""What a check found, with what people have decided since."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from threading import Lock
from typing import TypeVar, cast

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session, joinedload

from api import jobs
from api.assessments import unpack
from api.refusals import Refusal
from api.store import Area, Decision, DecisionKind, Result
from api.store.words import one_line
from api.wording import note_words
from checker.findings import FindingKind
from checker.model import Assessment, Criterion, Outcome
from checker.reporting import View
from checker.revising import (
    Answer,
    Comparison,
    Dismissal,
    Point,
    compare,
    points,
    with_answers,
    without_dismissed,
)

Value = TypeVar("Value")

WORDS_LIMIT = 2000
"""Characters of a reason or a comment."""

AUTHOR_LIMIT = 100
"""Characters of a person's name."""

SETTLING = (DecisionKind.ACCEPTED, DecisionKind.DISMISSED)
"""The decisions that settle a finding."""

KEPT = 250
"""The checks of how many documents are kept at hand; each takes up about half a megabyte."""

DECIDED = 100
"""How often these, in all, with different decisions: each costs little more."""

Name = tuple[str, ...]
"""What a check is kept under: its job's id, and those of the decisions on it."""


class Standing(StrEnum):
    """Where a finding stands; "answered" if a person says that the answer is another one."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Item:
    """A finding with what was decided on it; comments the oldest first.

    ``answered`` is what a person says instead of the answer that the finding is about.
    """

    point: Point
    settled: Decision | None
    comments: tuple[Decision, ...]
    assigned: Decision | None
    answered: Decision | None

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        if self.answered is not None:
            return Standing.ANSWERED
        return Standing(self.settled.kind) if self.settled else Standing.OPEN

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Everything that was decided on it."""
        single = (self.settled, self.assigned, self.answered)
        return (*(decision for decision in single if decision), *self.comments)


@dataclass
class Found:
    """What a check found, which no decision changes."""

    assessment: Assessment

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Every finding as it was judged."""
        return points(self.assessment)


class Checked:
    """One check of an area.

    ``found`` is the assessment as it was made, ``assessment`` what it is with
    people's answers and without what was dismissed. ``asked`` are the versions
    that were to be checked. ``made`` holds what was drawn up from it.

    :param kept: what it found, where that is at hand from before a decision.
    """

    def __init__(
        self, result: Result, decisions: Sequence[Decision], kept: Found | None = None
    ) -> None:
        self.kept = kept or Found(unpack(result.content))
        self.result = result
        self.asked = tuple(result.job.versions)
        self.asked_at = result.job.created
        self.decisions = tuple(decisions)
        self.made: dict[str, object] = {}
        self.found = self.kept.assessment
        dismissals = [dismissal_of(d) for d in decisions if d.kind == DecisionKind.DISMISSED]
        settled = without_dismissed(self.found, dismissals)
        self._answers = self._match_answers()
        said = {key: answer_of(decision) for key, decision in self._answers.items()}
        settled = with_answers(settled, said)
        self._changed = bool(said or dismissals)
        self.assessment = replace(settled, notes=tuple(note_words(n) for n in settled.notes))

    @property
    def state(self) -> str:
        """A hash of what was decided on it: what is made of it is the same as long as this is."""
        return sha256(" ".join(decision.id for decision in self.decisions).encode()).hexdigest()

    def once(self, name: str, make: Callable[[], Value]) -> Value:
        """What is made of it, from here or made now; it changes no more than the check does."""
        if name not in self.made:
            self.made[name] = make()
        return cast("Value", self.made[name])

    @cached_property
    def view(self) -> View:
        """What pages ask of the assessment."""
        return View(self.assessment)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Every finding, also those that were dismissed, the gravest first.

        Those of answers as they were judged, and of people's answers.
        """
        judged = self.kept.points
        known = {point.id for point in judged}
        answered = {f"{document} {criterion}" for document, criterion in self._answers}
        new = [p for p in self._now if p.id not in known and p.key in answered]
        return tuple(sorted((*judged, *new), key=lambda p: -p.severity.rank))

    @cached_property
    def _now(self) -> tuple[Point, ...]:
        """Every finding of the assessment as people's decisions leave it."""
        return points(self.assessment) if self._changed else self.kept.points

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every finding with what was decided on it."""
        return self.items_by(self.decisions)

    def items_by(self, decisions: Sequence[Decision]) -> tuple[Item, ...]:
        """Every finding with those of the decisions that are on it."""
        paths = {document.id: document.path for document in self.found.documents}
        known = list(paths.values())
        matched = [(d, dismissal_of(d)) for d in decisions if d.kind != DecisionKind.ANSWERED]
        now = {point.id for point in self._now}
        items = []
        for point in self.points:
            files = [paths[identity] for identity in point.documents]
            mine = [d for d, words in matched if words.covers(point, files, known)]
            last = {d.kind: d for d in mine}
            settling = [d for d in mine if d.kind in SETTLING]
            answer = self._answers.get((point.documents[0], point.subject))
            items.append(
                Item(
                    point,
                    settling[-1] if settling else None,
                    tuple(d for d in mine if d.kind == DecisionKind.COMMENT),
                    last.get(DecisionKind.ASSIGNED.value),
                    answer if answer and point.id not in now else None,
                )
            )
        return tuple(items)

    def item(self, identity: str) -> Item:
        """The finding of that id.

        :raises Refusal: there is none.
        """
        for item in self.items:
            if item.point.id == identity:
                return item
        raise Refusal("point-unknown")

    def criterion(self, identity: str) -> Criterion:
        """The criterion of that id, as it was asked.

        :raises Refusal: it was not.
        """
        for criterion in self.found.criteria:
            if criterion.id == identity:
                return criterion
        raise Refusal("page-unknown")

    def answer(self, document: str, criterion: str) -> Decision | None:
        """What a person says that a document answers to a criterion."""
        return self._answers.get((document, criterion))

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

    def answers_by(self, decisions: Sequence[Decision]) -> dict[tuple[str, str], Decision]:
        """Those of the decisions that are answers of this check, by document and criterion."""
        given = [(d, answer_of(d)) for d in decisions if d.kind == DecisionKind.ANSWERED]
        paths = {document.id: document.path for document in self.found.documents}
        known = list(paths.values())
        return {
            (verdict.document, verdict.criterion): decision
            for decision, answer in given
            for verdict in self.found.verdicts
            if answer.covers(verdict, paths[verdict.document], known)
        }

    def _match_answers(self) -> dict[tuple[str, str], Decision]:
        return self.answers_by(self.decisions)


@dataclass(slots=True)
class Shelf:
    """The checks that were looked at last: to open one takes a good part of a second.

    A check does not change, and what was decided on it is part of the name that it
    is kept under; so nothing that is taken from here is out of date. ``_found`` are
    the checks themselves, by the id of their job, ``_kept`` each with decisions.
    """

    _found: OrderedDict[str, Found] = field(default_factory=OrderedDict)
    _kept: OrderedDict[Name, Checked] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def take(
        self, session: Session, area: Area, check_id: str | None = None, *, blind: bool = False
    ) -> Checked:
        """A check of an area, or its newest.

        :param blind: without what was decided.
        :raises Refusal: there is none.
        """
        result, name = self._looked_up(session, area, check_id, blind)
        return self._opened(session, area, result, name)

    def _looked_up(
        self, session: Session, area: Area, check_id: str | None, blind: bool
    ) -> tuple[Result, Name]:
        query = select(Result).where(Result.area_id == area.id).options(joinedload(Result.job))
        if check_id is not None:
            jobs.find_check(session, area, check_id)
            query = query.where(Result.job_id == check_id)
        result = session.scalars(query.order_by(Result.number.desc()).limit(1)).first()
        if result is None:
            raise Refusal("check-none")
        taken = [] if blind else session.scalars(_of_area(select(Decision.id), area, None)).all()
        return result, (result.job_id, *taken)

    def _opened(self, session: Session, area: Area, result: Result, name: Name) -> Checked:
        known = self._kept.get(name)
        if known is not None:
            with suppress(KeyError):  # another may have pushed it out just now
                self._kept.move_to_end(name)
                self._found.move_to_end(result.job_id)
            return known
        with self._lock:  # who asks for the same meanwhile gets it from here
            if name in self._kept:
                return self._kept[name]
            found = self._found.get(result.job_id)
            if found is None:
                session.refresh(result, ["content"])
            taken = decisions(session, area) if len(name) > 1 else []
            checked = Checked(result, taken, found)
            for row in (result, *taken):
                session.expunge(row)  # they outlive the session
            self._found[result.job_id] = checked.kept
            self._kept[name] = checked
            while len(self._found) > 1 and self._documents() > KEPT:
                gone, _ = self._found.popitem(last=False)
                for other in [other for other in self._kept if other[0] == gone]:
                    del self._kept[other]
            while len(self._kept) > DECIDED:
                self._kept.popitem(last=False)
        return checked

    def _documents(self) -> int:
        return sum(len(found.assessment.documents) for found in self._found.values())

    def clear(self) -> None:
        """Keep nothing any more, after something was deleted."""
        with self._lock:
            self._found.clear()
            self._kept.clear()


def load(session: Session, area: Area, job_id: str | None = None) -> Checked:
    """A check of an area, or its newest, with every decision.

    :raises Refusal: there is none.
    """
    return Shelf().take(session, area, job_id)


def decisions(session: Session, area: Area, second_id: str | None = None) -> Sequence[Decision]:
    """Every decision in an area, the oldest first: those that count, or a second review's."""
    return session.scalars(_of_area(select(Decision), area, second_id)).all()


def _of_area(query: Select[Value], area: Area, second_id: str | None) -> Select[Value]:
    """Those of an area's decisions, in the order in which they were made."""
    return query.where(Decision.area_id == area.id, Decision.second_id == second_id).order_by(
        Decision.created, Decision.id
    )


def results(session: Session, area: Area) -> Sequence[Result]:
    """The results of an area without their content, the newest first."""
    query = select(Result).where(Result.area_id == area.id).order_by(Result.number.desc())
    return session.scalars(query).all()


def before(session: Session, area: Area, after: Checked) -> Result | None:
    """The result of the check before one; None if it was the first."""
    number = after.result.number - 1
    return next((r for r in results(session, area) if r.number == number), None)


def changes(before: Checked, after: Checked) -> Comparison:
    """What changed between two checks."""
    return compare(before.assessment, after.assessment)


@dataclass(frozen=True, slots=True)
class By:
    """Who decides: a name, her account where there are any, the second review it is done in."""

    author: str
    account: str | None = None
    second: str | None = None


def decide(
    session: Session,
    area: Area,
    checked: Checked,
    point_id: str,
    kind: str,
    words: str,
    by: By,
    value: str = "",
) -> Decision:
    """Accept, dismiss, assign or comment on a finding; each but a comment replaces the one before.

    :param value: whom it is assigned to.
    :raises Refusal: there is no such finding, or something is missing or too long.
    """
    point = checked.item(point_id).point
    if kind not in {*SETTLING, DecisionKind.COMMENT, DecisionKind.ASSIGNED}:
        raise Refusal("decision-kind", "kind")
    words, value = words.strip(), one_line(value)
    if not words and kind in {DecisionKind.DISMISSED, DecisionKind.COMMENT}:
        what = "why it is not a finding" if kind == DecisionKind.DISMISSED else "your comment"
        raise Refusal("decision-words", "words", what=what)
    if kind == DecisionKind.ASSIGNED and not value:
        raise Refusal("decision-words", "value", what="who is to deal with it")
    about = Dismissal.of(point, checked.found, reason="", author="", date="")
    kinds = SETTLING if kind in SETTLING else (DecisionKind(kind),)
    of_mine = decisions(session, area, by.second)
    (item,) = (i for i in checked.items_by(of_mine) if i.point.id == point_id)
    replaced = [d.id for d in (item.settled, item.assigned) if d and d.kind in kinds]
    if kind == DecisionKind.COMMENT:  # one that was sent twice stands once
        author = one_line(by.author)
        replaced = [d.id for d in item.comments if (d.words, d.author) == (words, author)]
    return _keep(
        session,
        Decision(
            area_id=area.id,
            kind=kind,
            value=value,
            subject=about.subject,
            files=list(about.files),
            quotes=list(about.quotes),
            words=words,
        ),
        by,
        replaced,
    )


def give_answer(
    session: Session,
    area: Area,
    checked: Checked,
    cell: tuple[str, str],
    outcome: str,
    words: str,
    by: By,
    against: str = "",
) -> Decision:
    """Say what a document answers to a criterion, in place of what was judged or said before.

    :param cell: the document's id and the criterion's.
    :param against: the quote that contradicts the criterion, where the outcome
        says so and none of the evidence does.
    :raises Refusal: there is no such answer, or something is missing or too long.
    """
    verdict = checked.found.verdict(*cell)
    if verdict is None:
        raise Refusal("page-unknown")
    if outcome not in list(Outcome):
        raise Refusal("answer-choice", "outcome")
    if outcome == Outcome.CONTRADICTED and outcome != verdict.outcome:
        if against not in {item.quote for item in (*verdict.evidence, *verdict.near_misses)}:
            raise Refusal("answer-quote", "against")
    else:
        against = ""
    words = words.strip()
    if not words and outcome != verdict.outcome:
        raise Refusal("decision-words", "words", what="why this is the answer")
    earlier = checked.answers_by(decisions(session, area, by.second)).get(cell)
    return _keep(
        session,
        Decision(
            area_id=area.id,
            kind=DecisionKind.ANSWERED.value,
            value=f"{outcome} {against}".rstrip(),
            subject=verdict.criterion,
            files=[checked.found.document(verdict.document).path],
            quotes=list(dict.fromkeys(item.quote for item in verdict.evidence)),
            words=words,
        ),
        by,
        [earlier.id] if earlier else [],
    )


def _keep(session: Session, decision: Decision, by: By, replaced: Sequence[str]) -> Decision:
    author = one_line(by.author)
    if not author:
        raise Refusal("decision-author", "author")
    for value, limit, name in (
        (decision.words, WORDS_LIMIT, "words"),
        (author, AUTHOR_LIMIT, "author"),
        (decision.value if decision.kind == DecisionKind.ASSIGNED else "", AUTHOR_LIMIT, "value"),
    ):
        if len(value) > limit:
            raise Refusal("decision-long", name, limit=limit)
    decision.author, decision.user_id, decision.second_id = author, by.account, by.second
    session.execute(delete(Decision).where(Decision.id.in_(replaced)))
    session.add(decision)
    session.flush()
    return decision


def take_back(session: Session, area: Area, decision_id: str) -> None:
    """Undo a decision.

    :raises Refusal: there is none of that id in the area, or it is a second review's.
    """
    decision = session.get(Decision, decision_id)
    if decision is None or decision.area_id != area.id or decision.second_id is not None:
        raise Refusal("decision-unknown")
    session.delete(decision)


def answer_of(decision: Decision) -> Answer:
    """A decision as the answer that it gives."""
    outcome, _, against = decision.value.partition(" ")
    return Answer(
        decision.subject,
        decision.files[0],
        tuple(decision.quotes),
        Outcome(outcome),
        against,
        decision.words,
        decision.author,
        decision.created.date().isoformat(),
    )


def dismissal_of(decision: Decision) -> Dismissal:
    """A decision in the form that findings are matched by."""
    return Dismissal(
        decision.subject,
        tuple(decision.files),
        tuple(decision.quotes),
        decision.words,
        decision.author,
        decision.created.date().isoformat(),
    )
