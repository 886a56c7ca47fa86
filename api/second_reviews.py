"""Second reviews: a check is judged anew, blind to what others decided, and both are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from api.checked import AUTHOR_LIMIT, By, Checked, Standing, answer_of, decisions
from api.refusals import Refusal
from api.store import Area, Decision, DecisionKind, Second
from api.store.tables import now
from api.store.words import one_line
from checker.model import Outcome
from checker.revising import Agreement, Point, agreement

K = TypeVar("K")

_UNCODED = {Outcome.NOT_ADDRESSED.value, Outcome.NOT_APPLICABLE.value, Standing.DISMISSED.value}
"""What a reviewer says where she codes no text."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What two reviewers judge otherwise: ``about`` is a finding, or a document and a criterion."""

    about: Point | tuple[str, str]
    first: Decision
    second: Decision


@dataclass(frozen=True, slots=True)
class Compared:
    """How far two reviewers agree: on all that both judged, and on what either coded."""

    every: Agreement
    coded: Agreement
    differences: tuple[Difference, ...]


def start(session: Session, area: Area, checked: Checked, by: By) -> Second:
    """Begin a second review of a check.

    :raises Refusal: the reviewer has no name, has decided on findings already, or
        has a review under way.
    """
    name = one_line(by.author)
    if not name:
        raise Refusal("decision-author", "author")
    if len(name) > AUTHOR_LIMIT:
        raise Refusal("decision-long", "author", limit=AUTHOR_LIMIT)
    own = select(func.count()).where(
        Decision.area_id == area.id,
        Decision.second_id.is_(None),
        Decision.kind.in_([DecisionKind.ACCEPTED, DecisionKind.DISMISSED, DecisionKind.ANSWERED]),
        or_(Decision.author == name, Decision.user_id == by.account)
        if by.account
        else Decision.author == name,
    )
    if session.scalar(own):
        raise Refusal("second-own", "author")
    if any(s.reviewer == name and s.ended is None for s in listed(session, area)):
        raise Refusal("second-under-way", "author")
    second = Second(
        area_id=area.id, job_id=checked.result.job_id, user_id=by.account, reviewer=name
    )
    session.add(second)
    session.flush()
    return second


def under_way(session: Session, area: Area, *, account: str) -> Second | None:
    """The second review that someone has under way in an area."""
    query = select(Second).where(
        Second.area_id == area.id, Second.user_id == account, Second.ended.is_(None)
    )
    return session.scalars(query).first()


def listed(session: Session, area: Area) -> Sequence[Second]:
    """An area's second reviews, the newest first."""
    query = select(Second).where(Second.area_id == area.id).order_by(Second.created.desc())
    return session.scalars(query).all()


def find(session: Session, area: Area, second_id: str) -> Second:
    """The second review of that id, if it is the area's.

    :raises Refusal: it is not.
    """
    second = session.get(Second, second_id)
    if second is None or second.area_id != area.id:
        raise Refusal("second-unknown")
    return second


def ended_one(session: Session, area: Area, second_id: str) -> Second:
    """The second review of that id, if it is the area's and has ended, so that it can be compared.

    :raises Refusal: it is not.
    """
    second = find(session, area, second_id)
    if second.ended is None:
        raise Refusal("second-under-way")
    return second


def open_one(session: Session, area: Area, second_id: str, account: str | None) -> Second:
    """The second review of that id, if it is the visitor's and still under way.

    :raises Refusal: it is not.
    """
    second = find(session, area, second_id)
    if second.user_id != account:
        raise Refusal("second-unknown")
    if second.ended is not None:
        raise Refusal("second-none")
    return second


def finish(second: Second) -> None:
    """End a second review: from here on it can be compared, and nothing is added to it."""
    second.ended = now()


def judged(
    session: Session, area: Area, second: Second, checked: Checked
) -> tuple[dict[tuple[str, str], Decision], dict[str, Decision]]:
    """What was judged in a second review: answers by cell, and findings by id."""
    return _judged(checked, decisions(session, area, second.id))


def compare(
    session: Session, area: Area, second: Second, checked: Checked
) -> tuple[Compared, Compared]:
    """The review and the decisions that count: on answers, and on findings."""
    answers, findings = judged(session, area, second, checked)
    first_answers, first_findings = _judged(
        checked, [d for d in decisions(session, area) if d.author != second.reviewer]
    )
    by_id = {point.id: point for point in checked.points}
    return (
        _compared({cell: cell for cell in answers}, first_answers, answers),
        _compared(by_id, first_findings, findings),
    )


def said(decision: Decision) -> str:
    """What a decision says: an outcome, or where a finding stands."""
    if decision.kind == DecisionKind.ANSWERED:
        return answer_of(decision).outcome.value
    return decision.kind


def _judged(
    checked: Checked, given: Sequence[Decision]
) -> tuple[dict[tuple[str, str], Decision], dict[str, Decision]]:
    settled = {i.point.id: i.settled for i in checked.items_by(given) if i.settled}
    return checked.answers_by(given), settled


def _compared(
    about: Mapping[K, Point | tuple[str, str]],
    first: Mapping[K, Decision],
    second: Mapping[K, Decision],
) -> Compared:
    both = [key for key in about if key in first and key in second]
    pairs = [(said(first[key]), said(second[key])) for key in both]
    return Compared(
        agreement(pairs),
        agreement(pairs, _UNCODED),
        tuple(
            Difference(about[key], first[key], second[key])
            for key, (one, other) in zip(both, pairs, strict=True)
            if one != other
        ),
    )
