"""The words in which every format says what became of a finding."""

from __future__ import annotations

from checker.findings import FindingKind
from checker.model import Document
from checker.passages import date_words
from checker.reporting.wording import plural, profile
from checker.revising import Change, Comparison, Edit, Point, Redline, State, VerdictChange

STATES: dict[State, tuple[str, str]] = {
    State.RESOLVED: ("Resolved", "was found in the old version and is not found in the new one"),
    State.NEW: ("New", "is found in the new version and was not found in the old one"),
    State.REWORDED: ("Reworded", "still stands, in other words"),
    State.REMAINING: ("Remaining", "stands as it stood"),
}
"""Each state's name, and what it means; in the order in which they are shown."""

GAP = "This cannot be quoted: something is missing."


def summary(comparison: Comparison) -> str:
    """The outcome in one sentence."""
    counts = {state: len(comparison.of(state)) for state in STATES}
    stays = counts[State.REWORDED] + counts[State.REMAINING]
    return (
        f"{plural(counts[State.RESOLVED], 'finding')} resolved, "
        f"{counts[State.NEW]} new, {stays} remaining"
        + (f" ({counts[State.REWORDED]} of them in other words)" if counts[State.REWORDED] else "")
        + "."
    )


def cautions(comparison: Comparison) -> list[str]:
    """What a reader has to know before she relies on the comparison."""
    said = []
    if not comparison.same_basis:
        said.append(
            "The two results were made with different rules, models or versions of Sensecheck, "
            "so a difference may come from those and not from the documents."
        )
    said += [
        f"{document.name} ({document.path}) stands in the old version only."
        for document in comparison.pairs.gone
    ]
    said += [
        f"{document.name} ({document.path}) stands in the new version only."
        for document in comparison.pairs.added
    ]
    said += [unread.reason for unread in (*comparison.old.unread, *comparison.new.unread)]
    return said


def version(document: Document) -> str:
    """A version of a document: its file, what it is, and the beginning of its hash."""
    date = date_words(document.date)
    return f"{document.path} ({date or profile(document)}; {document.sha256[:8]})"


def subject(point: Point) -> str:
    """What a point is about: its title, and for a gap that it is one."""
    return f"{point.title}: not fully answered" if point.kind is FindingKind.GAP else point.title


def shown(change: Change) -> tuple[Redline, ...]:
    """The passages that changed; or all of them, where none did."""
    return tuple(line for line in change.redlines if line.changed) or change.redlines


def unchanged(change: Change) -> str:
    """What to say where the words themselves are as they were."""
    if not change.redlines or any(line.changed for line in change.redlines):
        return ""
    return "These words did not change: the difference comes from other words of the documents."


def direction(change: VerdictChange) -> str:
    """Whether an answer became better."""
    return {True: "better", False: "worse", None: "changed"}[change.better]


def plain(line: Redline) -> str:
    """A redline in plain text: [-gone-] {+added+}."""
    marks = {Edit.SAME: "{}", Edit.GONE: "[-{}-]", Edit.ADDED: "{{+{}+}}"}
    return "".join(marks[piece.edit].format(piece.text) for piece in line.pieces)
