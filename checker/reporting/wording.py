"""The words and signs every report uses for the same thing.

A sign never stands without its word, and colour never carries meaning alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.model import (
    AssertionStatus,
    Assessment,
    Document,
    InconsistencyType,
    Issue,
    Jurisdiction,
    Location,
    Outcome,
    Severity,
    Stance,
)
from checker.passages import date_words


@dataclass(frozen=True, slots=True)
class Mark:
    """How an outcome or a severity is shown.

    ``sign`` has a plain-ASCII twin for terminals that cannot draw it; ``short``
    is for narrow cells, ``word`` the full word, ``meaning`` the legend's sentence.
    """

    sign: str
    ascii: str
    short: str
    word: str
    meaning: str = ""


OUTCOMES: dict[Outcome, Mark] = {
    Outcome.MET: Mark(
        "✓", "+", "met", "met", "at least one operative statement, and none against it"
    ),
    Outcome.PARTLY: Mark(
        "◐", "~", "partly", "partly", "only in principle, on condition, or for some"
    ),
    Outcome.CONTRADICTED: Mark(
        "✗",
        "x",
        "against",
        "contradicted",
        "a statement against it in the document's own voice, whatever stands elsewhere",
    ),
    Outcome.NOT_ADDRESSED: Mark(
        "○", "o", "silent", "not addressed", "nothing was found that speaks of it"
    ),
    Outcome.NOT_APPLICABLE: Mark(
        "–", "-", "n/a", "not applicable", "the question does not belong to this kind of document"
    ),
}

SEVERITIES: dict[Severity, Mark] = {
    Severity.HIGH: Mark("▲", "^", "high", "high", "a child may be sent the wrong way or blamed"),
    Severity.MEDIUM: Mark("◆", "#", "medium", "medium", "practitioners get different messages"),
    Severity.LOW: Mark("▽", "v", "low", "low", "worth tidying up"),
}

STANCES: dict[Stance, str] = {
    Stance.MEETS: "Speaks for it",
    Stance.CONTRADICTS: "Speaks against it",
    Stance.MENTIONS_ONLY: "Mentions it",
}

VOICES: dict[AssertionStatus, str] = {
    AssertionStatus.ASSERTED: "in the document's own voice",
    AssertionStatus.REJECTED: "said in order to reject it",
    AssertionStatus.REPORTED: "reported as someone's view",
    AssertionStatus.QUOTED: "quoted",
    AssertionStatus.DEFINED: "part of a definition",
    AssertionStatus.HISTORICAL: "about the past",
    AssertionStatus.HYPOTHETICAL: "on a condition",
    AssertionStatus.EXAMPLE: "given as an example",
}

_TYPE_MEANINGS: dict[InconsistencyType, str] = {
    InconsistencyType.STANCE: "one document says the opposite of the other",
    InconsistencyType.UNEVEN_RECOGNITION: "one document recognises what the other leaves out",
    InconsistencyType.REFERRAL_ROUTE: "the same concern goes to different places, numbers or forms",
    InconsistencyType.PANEL: "different panels, names or chairs for the same cases",
    InconsistencyType.TIMESCALE: "different limits for the same step",
    InconsistencyType.THRESHOLD: "levels that mean different things",
    InconsistencyType.DEFINITION: "the same term defined differently",
    InconsistencyType.TERMINOLOGY: "several names for one thing, or one name for several",
    InconsistencyType.AGE_RANGE: "different ages for the same response",
    InconsistencyType.RISK_TOOL: "different tools or scales for one assessment",
    InconsistencyType.GOVERNANCE: "different bodies accountable for one thing",
    InconsistencyType.CROSS_REFERENCE: "a citation that is missing, one-way or leads nowhere",
    InconsistencyType.CURRENCY: "one follows guidance that the other treats as replaced",
}

TYPES: dict[InconsistencyType, tuple[str, str]] = {
    kind: (kind.wording, meaning) for kind, meaning in _TYPE_MEANINGS.items()
}
"""Each type's name, and what it means."""

"""Not the calendar module's, which follow the machine's language."""

PACKS: dict[str, str] = {
    "sense-check": "Sense-check questions",
    "audit": "Audit questions",
    "language": "Language",
    "currency": "Law and guidance",
    "style": "Style",
}

ISSUE_LABELS: dict[Issue, str] = {
    Issue.CSE: "CSE",
    Issue.DV: "DV",
    Issue.HSB: "HSB",
    Issue.GANGS: "Gangs",
    Issue.MISSING: "Missing",
}


def pack_of(criterion: str) -> str:
    """The words for a criterion's pack: "sense-check/environment" gives its heading."""
    pack = criterion.partition("/")[0]
    return PACKS.get(pack, pack.replace("-", " ").capitalize())


def labels(documents: Iterable[Document]) -> dict[str, str]:
    """A short name for each document: its issue, numbered where several share it."""
    documents = list(documents)
    base = {d.id: ISSUE_LABELS[d.issue] if d.issue else "Doc" for d in documents}
    names = list(base.values())
    found: dict[str, str] = {}
    seen: dict[str, int] = {}
    for identity, name in base.items():
        seen[name] = seen.get(name, 0) + 1
        alone = names.count(name) == 1 and name != "Doc"
        found[identity] = name if alone else f"{name} {seen[name]}"
    return found


def in_order(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Documents as people list them: by issue, those without one last."""
    return tuple(sorted(documents, key=lambda d: d.order))


def area_of(assessment: Assessment) -> str:
    """The name of the area that most of the documents belong to; empty when none tells."""
    areas = sorted(d.area for d in assessment.documents if d.area)
    return max(areas, key=areas.count) if areas else ""


def profile(document: Document) -> str:
    """Issue, kind and date in one phrase, as far as they are known."""
    parts = (
        document.issue.wording if document.issue else "",
        document.kind.value if document.kind else "",
        date_words(document.date),
    )
    known = ", ".join(part for part in parts if part) or "issue and kind not known"
    return "; ".join((known, *standing(document)))


def standing(document: Document) -> Iterator[str]:
    """What bears on whether it is the one in force here: status, review, another law."""
    facts = document.profile
    if facts.status.value not in {"", "final"}:
        yield f"status: {facts.status.value}"
    if facts.review_due.value:
        yield f"review due {date_words(facts.review_due.value)}"
    if facts.jurisdiction.value not in {"", Jurisdiction.ENGLAND}:
        yield f"under the law of {facts.jurisdiction.value}"


def file_name(document: Document) -> str:
    """The name of the document's file, without folders."""
    return Path(document.path).name


def place(location: Location) -> str:
    """Where to find a quote: "paragraph 4.1, “4 Referral”, page 7"."""
    section, paragraph = location.section.strip(), location.paragraph.strip()
    parts = []
    if paragraph and paragraph != section and not section.startswith(f"{paragraph} "):
        parts.append(f"paragraph {paragraph}" if re.search(r"\d", paragraph) else f"“{paragraph}”")
    if section:
        parts.append(f"“{section}”")
    if location.page is not None:
        parts.append(f"page {location.page}")
    return ", ".join(parts) or "text without headings"


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: 1 document, 5 documents; ``many`` where adding "s" is wrong."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Several things in a sentence: "a", "a and b", "a, b and c"; "" for none.

    >>> listed(["a", "b", "c"], "or")
    'a, b or c'
    """
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def sentence(words: str) -> str:
    """A clause as a sentence: "it is a definition" gives "It is a definition."."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}." if words else ""
