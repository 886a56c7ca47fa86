"""Dismissals: findings that a person looked at and set aside, with the reason.

They are kept in a small YAML file beside the documents, to be read, edited and
put under version control like any other text. A dismissal is matched by its
subject and its words, so that edits elsewhere do not lose it; one whose words
are gone is reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from checker.errors import MESSAGES, SensecheckError
from checker.findings import FindingKind
from checker.model import Assessment, Outcome, Stance, Verdict
from checker.reconciling import fold
from checker.revising.points import Point, points

REVIEW_FILE = "sensecheck-review.yaml"
"""The file beside the documents that holds the dismissals."""

_KEYS = ("subject", "files", "quotes", "reason", "author", "date")
_HEAD = (
    "# Findings that were looked at and set aside. Sensecheck matches them by subject and\n"
    "# words: an edit elsewhere leaves them alone. Remove an entry to raise its finding again.\n"
)


@dataclass(frozen=True, slots=True)
class Dismissal:
    """One finding set aside.

    ``subject`` and ``quotes`` are a point's (:class:`~checker.revising.points.Point`),
    the quotes as they stood; ``files`` are the names of its documents' files.
    ``date`` is ISO.
    """

    subject: str
    files: tuple[str, ...]
    quotes: tuple[str, ...]
    reason: str
    author: str
    date: str

    @classmethod
    def of(
        cls, point: Point, assessment: Assessment, *, reason: str, author: str, date: str
    ) -> Dismissal:
        """Set a point aside."""
        files = sorted(assessment.document(identity).path for identity in point.documents)
        gap = point.kind is FindingKind.GAP
        quotes = () if gap else tuple(dict.fromkeys(item.quote for item in point.evidence))
        return cls(point.subject, tuple(files), quotes, reason, author, date)

    def covers(self, point: Point, files: Sequence[str], known: Sequence[str]) -> bool:
        """Whether it sets a point aside.

        :param files: the names of the point's documents' files.
        :param known: those of all documents; a dismissal for a file that is no
            longer among them is taken to be about a renamed one.
        """
        if self.subject != point.subject:  # of most, and told at once
            return False
        same = sorted(files) == list(self.files)
        renamed = not set(self.files) <= set(known) and bool(self.quotes)
        return (same or renamed) and frozenset(map(fold, self.quotes)) == point.quotes


def read_dismissals(folder: Path) -> tuple[Dismissal, ...]:
    """The dismissals of a folder; none where there is no review file.

    :raises SensecheckError: the file is not of the form that Sensecheck writes.
    """
    path = folder / REVIEW_FILE
    try:
        given = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        cause = f"it is not YAML at line {mark.line + 1}" if mark else "it cannot be read as YAML"
        raise SensecheckError("review-file", path=path, cause=cause) from None
    entries = (given or {}).get("dismissed") if isinstance(given or {}, dict) else None
    if not isinstance(entries, list):
        cause = "it has to hold a list under dismissed"
        raise SensecheckError("review-file", path=path, cause=cause)
    return tuple(_dismissal(path, at, entry) for at, entry in enumerate(entries, 1))


def write_dismissals(dismissals: Sequence[Dismissal]) -> str:
    """The text of a review file, sorted so that two versions can be compared line by line."""
    entries: list[dict[str, Any]] = [
        {
            "subject": item.subject,
            "files": list(item.files),
            "quotes": list(item.quotes),
            "reason": item.reason,
            "author": item.author,
            "date": item.date,
        }
        for item in sorted(dismissals, key=lambda d: (d.subject, d.files, d.quotes))
    ]
    body = yaml.safe_dump({"dismissed": entries}, allow_unicode=True, sort_keys=False, width=88)
    return _HEAD + body


def without_dismissed(assessment: Assessment, dismissals: Sequence[Dismissal]) -> Assessment:
    """The assessment without what was set aside.

    A dismissed statement no longer speaks against its criterion; it is kept as
    a near miss that names who dismissed it, when and why. The verdict is then
    what the other evidence gives. Notes say how many findings were set aside,
    and name dismissals that match nothing any more.
    """
    if not dismissals:
        return assessment
    paths = {document.id: document.path for document in assessment.documents}
    known = list(paths.values())
    matched: dict[str, Dismissal] = {}
    used: set[Dismissal] = set()
    for point in points(assessment):
        files = [paths[identity] for identity in point.documents]
        for dismissal in dismissals:
            if dismissal.covers(point, files, known):
                matched[point.id] = dismissal
                used.add(dismissal)
                break
    aside = [(p, matched[p.id]) for p in points(assessment) if p.id in matched]
    notes = list(assessment.notes)
    if aside:
        notes.append(MESSAGES["note-dismissed"].format(count=len(aside), name=REVIEW_FILE))
    notes += [
        MESSAGES["note-dismissal-stale"].format(subject=d.subject, words=_shown(d), author=d.author)
        for d in dismissals
        if d not in used
    ]
    return replace(
        assessment,
        verdicts=tuple(_verdict(verdict, aside) for verdict in assessment.verdicts),
        inconsistencies=tuple(
            item
            for item in assessment.inconsistencies
            if item.id not in {point.key for point, _ in aside}
        ),
        notes=tuple(notes),
    )


def _dismissal(path: Path, at: int, entry: Any) -> Dismissal:
    if not isinstance(entry, dict) or set(entry) != set(_KEYS):
        cause = f"entry {at} needs the keys {', '.join(_KEYS)}, and no others"
        raise SensecheckError("review-file", path=path, cause=cause)
    if not all(isinstance(entry[key], list) for key in ("files", "quotes")):
        cause = f"files and quotes of entry {at} have to be lists"
        raise SensecheckError("review-file", path=path, cause=cause)
    return Dismissal(
        str(entry["subject"]),
        tuple(map(str, entry["files"])),
        tuple(map(str, entry["quotes"])),
        str(entry["reason"]),
        str(entry["author"]),
        str(entry["date"]),
    )


def _shown(dismissal: Dismissal) -> str:
    words = dismissal.quotes[0] if dismissal.quotes else ", ".join(dismissal.files)
    return words if len(words) <= 80 else words[:80].rsplit(" ", 1)[0] + " …"


def _verdict(verdict: Verdict, aside: Sequence[tuple[Point, Dismissal]]) -> Verdict:
    mine = [
        (point, dismissal)
        for point, dismissal in aside
        if point.subject == verdict.criterion and point.documents == (verdict.document,)
    ]
    if not mine:
        return verdict
    why = {item: dismissal for point, dismissal in mine for item in point.evidence}
    if any(point.kind is FindingKind.GAP for point, _ in mine):
        reason = _words(mine[0][1])
        return replace(
            verdict, outcome=Outcome.NOT_APPLICABLE, needs_review=False, reason=f"{reason}."
        )
    left = tuple(item for item in verdict.evidence if item not in why)
    stances = {item.stance for item in left}
    if Stance.CONTRADICTS in stances:
        outcome = Outcome.CONTRADICTED
    elif Stance.MEETS in stances:
        outcome = Outcome.MET
    else:
        outcome = Outcome.PARTLY if stances else Outcome.NOT_ADDRESSED
    missed = tuple(replace(item, why_not=_words(dismissal)) for item, dismissal in why.items())
    return replace(
        verdict,
        outcome=outcome,
        evidence=left,
        near_misses=(*missed, *verdict.near_misses),
        reason=f"{verdict.reason} Without what a person dismissed."
        if outcome is Outcome.CONTRADICTED
        else "Judged without the statements that a person dismissed.",
    )


def _words(dismissal: Dismissal) -> str:
    return f"dismissed by {dismissal.author} on {dismissal.date}: {dismissal.reason.rstrip('.')}"
