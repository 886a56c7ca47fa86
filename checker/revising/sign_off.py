"""The sign-off sheet: which versions, judged by what, with what accepted, by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.model import Assessment, Document, Manifest
from checker.revising.dismissals import Dismissal
from checker.revising.points import Point, points


@dataclass(frozen=True, slots=True)
class SignOff:
    """What someone puts a name to.

    ``open`` are the points that remain and are accepted as they are,
    ``dismissed`` those that were set aside with a reason. ``date`` is ISO.
    """

    by: str
    role: str
    date: str
    manifest: Manifest
    documents: tuple[Document, ...]
    open: tuple[Point, ...]
    dismissed: tuple[Dismissal, ...]


def sign_off(
    assessment: Assessment, dismissals: Sequence[Dismissal], *, by: str, role: str, date: str
) -> SignOff:
    """Sign a set of documents off.

    :param assessment: without what was dismissed
        (:func:`~checker.revising.dismissals.without_dismissed`).
    """
    return SignOff(
        by,
        role,
        date,
        assessment.manifest,
        tuple(sorted(assessment.documents, key=lambda d: d.order)),
        points(assessment),
        tuple(dismissals),
    )
