"""The trail: who did what, written in the same transaction as what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.rights import Visitor
from api.store import Event

HERE = "this computer"
"""Who it was where there are no accounts."""


def record(
    session: Session,
    visitor: Visitor,
    action: str,
    area_id: str | None = None,
    about: Mapping[str, str] | None = None,
) -> None:
    """Write down that someone did something."""
    session.add(
        Event(
            area_id=area_id,
            user_id=visitor.account,
            who=visitor.name or HERE,
            action=action,
            about=dict(about or {}),
        )
    )


def events(
    session: Session, area_id: str | None = None, offset: int = 0, limit: int = 50
) -> Sequence[Event]:
    """What was done in an area, or, without one, everywhere else; the newest first."""
    query = select(Event).where(Event.area_id == area_id if area_id else Event.area_id.is_(None))
    return session.scalars(
        query.order_by(Event.created.desc(), Event.id).offset(offset).limit(limit)
    ).all()


def count(session: Session, area_id: str | None = None) -> int:
    """How much was done."""
    where = Event.area_id == area_id if area_id else Event.area_id.is_(None)
    return session.scalar(select(func.count()).select_from(Event).where(where)) or 0
