"""Areas: made, listed, found, deleted for good."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from api.refusals import Refusal
from api.rights import OF_ROLES, Right, Visitor
from api.store import Area, Job, Member, Paper, Result, Store, Version
from api.store.words import one_line

NAME_LIMIT = 100
"""Characters of an area's name."""


def create(session: Session, name: str) -> Area:
    """A new area.

    :raises Refusal: it has no name, one that is too long, or another area's.
    """
    area = Area(name=one_line(name))
    if not area.name:
        raise Refusal("name-needed", "name")
    if len(area.name) > NAME_LIMIT:
        raise Refusal("name-long", "name", limit=NAME_LIMIT)
    known = session.scalars(select(Area.name)).all()
    if area.name.casefold() in {other.casefold() for other in known}:
        raise Refusal("area-taken", "name", name=area.name)
    session.add(area)
    session.flush()
    return area


def find(session: Session, area_id: str) -> Area:
    """The area of that id.

    :raises Refusal: there is none.
    """
    area = session.get(Area, area_id)
    if area is None:
        raise Refusal("area-unknown")
    return area


def listed(
    session: Session, visitor: Visitor, offset: int = 0, limit: int | None = None
) -> Sequence[Area]:
    """The areas whose documents someone may read, by name, from ``offset`` on."""
    query = _with_right(select(Area), visitor, Right.READ)
    query = query.order_by(func.lower(Area.name), Area.id).offset(offset).limit(limit)
    return session.scalars(query).all()


def count(session: Session, visitor: Visitor, right: Right = Right.READ) -> int:
    """In how many areas someone has a right: without another, to read the documents."""
    query = _with_right(select(Area.id), visitor, right).subquery()
    return session.scalar(select(func.count()).select_from(query)) or 0


def compared(session: Session, visitor: Visitor) -> Sequence[Area]:
    """The areas whose numbers someone may see, by name."""
    query = _with_right(select(Area), visitor, Right.BENCHMARK)
    query = query.order_by(func.lower(Area.name), Area.id)
    return session.scalars(query).all()


def every(session: Session, offset: int = 0, limit: int | None = None) -> Sequence[Area]:
    """Every area, by name: for those who look after them."""
    query = select(Area).order_by(func.lower(Area.name), Area.id).offset(offset).limit(limit)
    return session.scalars(query).all()


def count_every(session: Session) -> int:
    """How many areas there are."""
    return session.scalar(select(func.count()).select_from(Area)) or 0


def _with_right(query: Select[Any], visitor: Visitor, right: Right) -> Select[Any]:
    if visitor.local:
        return query
    roles = [role.value for role, rights in OF_ROLES.items() if right in rights]
    query = query.join(Member, Member.area_id == Area.id)
    return query.where(Member.user_id == visitor.account, Member.role.in_(roles))


def papers_of(session: Session, areas: Sequence[Area]) -> dict[str, int]:
    """How many documents each of these areas has, by the area's id."""
    query = (
        select(Paper.area_id, func.count())
        .where(Paper.area_id.in_([area.id for area in areas]))
        .group_by(Paper.area_id)
    )
    return dict(session.execute(query).all())


def last_checks(session: Session, areas: Sequence[Area]) -> dict[str, Job]:
    """The newest check of each of these areas that ended well, by the area's id."""
    ids = [area.id for area in areas]
    newest = (
        select(Result.area_id, func.max(Result.number).label("number"))
        .where(Result.area_id.in_(ids))
        .group_by(Result.area_id)
        .subquery()
    )
    query = (
        select(Job)
        .join(Result, Result.job_id == Job.id)
        .join(newest, (newest.c.area_id == Result.area_id) & (newest.c.number == Result.number))
    )
    return {job.area_id: job for job in session.scalars(query)}


def remove(store: Store, area_id: str) -> None:
    """Delete an area with its documents, checks and decisions, and every trace of them.

    A check that is under way finds nothing to write to, and ends.

    :raises Refusal: there is no such area.
    """
    with store.writing() as session:
        area = find(session, area_id)
        hashes = set(session.scalars(select(Version.sha256).join(Paper).where(Paper.area == area)))
        session.execute(delete(Area).where(Area.id == area_id))
    store.sweep(hashes)
    store.forget()
