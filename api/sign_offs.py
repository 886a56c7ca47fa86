"""Sign-offs: someone puts a name to an area's documents as they were checked and decided on."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from api.checked import By, Checked, dismissal_of
from api.refusals import Refusal
from api.store import Area, DecisionKind, SignedOff
from api.store.words import one_line
from checker.reporting import sign_off as paper
from checker.revising import sign_off

ROLE_LIMIT = 100
"""Characters of the role in which someone signs."""


def sign(session: Session, area: Area, checked: Checked, by: By, role: str) -> SignedOff:
    """Sign off what a check found, as it stands; the sheet is kept as it is now.

    The same person's very same sheet is kept once.

    :raises Refusal: the name or the role is missing or too long.
    """
    name, role = one_line(by.author), one_line(role)
    if not name:
        raise Refusal("decision-author", "author")
    if not role or len(role) > ROLE_LIMIT:
        raise Refusal("sign-off-role", "role", limit=ROLE_LIMIT)
    dismissed = [d for d in checked.decisions if d.kind == DecisionKind.DISMISSED]
    sheet = sign_off(
        checked.assessment,
        [dismissal_of(decision) for decision in dismissed],
        by=name,
        role=role,
        date=date.today().isoformat(),
    )
    content = paper.render(sheet, checked.assessment).encode()
    before = next(iter(listed(session, area)), None)
    mine = before is not None and (before.user_id, before.by) == (by.account, name)
    if before is not None and mine and zlib.decompress(before.sheet) == content:
        return before  # pressed twice: nothing is different
    signed = SignedOff(
        area_id=area.id,
        job_id=checked.result.job_id,
        user_id=by.account,
        by=name,
        role=role,
        sheet=zlib.compress(content),
    )
    session.add(signed)
    session.flush()
    return signed


def listed(session: Session, area: Area) -> Sequence[SignedOff]:
    """An area's sign-offs without their sheets, the newest first."""
    query = select(SignedOff).where(SignedOff.area_id == area.id)
    return session.scalars(query.order_by(SignedOff.created.desc())).all()


def sheet(session: Session, area: Area, sign_off_id: str) -> bytes:
    """The sheet that was signed, as a web page.

    :raises Refusal: there is none of that id in the area.
    """
    query = select(SignedOff).where(SignedOff.id == sign_off_id, SignedOff.area_id == area.id)
    signed = session.scalars(query.options(undefer(SignedOff.sheet))).first()
    if signed is None:
        raise Refusal("sign-off-unknown")
    return zlib.decompress(signed.sheet)
