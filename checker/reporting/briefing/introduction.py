"""The briefing's first page, which needs no other to be understood, and the documents read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from checker.findings import shared_ground
from checker.model import InconsistencyType, Outcome, Severity
from checker.passages import date_words
from checker.reporting.briefing.material import Material, heading, in_words, number, paragraph
from checker.reporting.paper import (
    Block,
    Box,
    Bullets,
    Contents,
    Paragraph,
    Run,
    Table,
    Words,
    strong,
    words,
)
from checker.reporting.points import Point
from checker.reporting.sheet import clean
from checker.reporting.wording import file_name, listed, plural, sentence

_SUBJECTS: dict[InconsistencyType, str] = {
    InconsistencyType.STANCE: "what is said of children",
    InconsistencyType.UNEVEN_RECOGNITION: "what is left out",
    InconsistencyType.REFERRAL_ROUTE: "where a concern goes first",
    InconsistencyType.PANEL: "which meeting leads",
    InconsistencyType.TIMESCALE: "how soon something has to be done",
    InconsistencyType.THRESHOLD: "when help begins",
    InconsistencyType.DEFINITION: "what a term means",
    InconsistencyType.TERMINOLOGY: "what a thing is called",
    InconsistencyType.AGE_RANGE: "which ages are meant",
    InconsistencyType.RISK_TOOL: "which checklist is used",
    InconsistencyType.GOVERNANCE: "who is accountable",
    InconsistencyType.CROSS_REFERENCE: "how documents refer to each other",
    InconsistencyType.CURRENCY: "which law or guidance is followed",
}
"""What a point of each type is about, for a reader who has not met the types."""


def introduction(material: Material) -> Iterator[Block]:
    """What the paper is about, what it found in short, and what was read."""
    yield heading("Introduction")
    many = len(material.documents) > 1
    yield paragraph(
        "Children are harmed by other children as well as by adults: in relationships, by "
        "sexual exploitation, by harmful sexual behaviour and by violence in groups. This is "
        "called peer-on-peer abuse. One child is often known under more than one of these "
        "names, and then the people who help have to follow several documents at once."
    )
    yield paragraph(
        f"This paper puts {number(len(material.documents), 'document')}"
        f"{' of ' + material.area if material.area else ''} "
        f"{'side by side' if many else 'to the same questions'}. It says what "
        f"{'they have' if many else 'it has'} in common with good practice, where "
        f"{'their messages differ' if many else 'its message is not clear'}, and what could "
        "be agreed. It is for those who own and approve the documents."
    )
    yield Box("In short", tuple(_in_short(material)))
    yield Contents()
    yield from _documents_read(material)


def _in_short(material: Material) -> Iterator[Paragraph | Bullets]:
    common = shared_ground(material.assessment)
    total = len(material.messages)
    items: list[Words] = []
    if len(material.documents) > 1:
        shared = (
            f"On {in_words(len(common))} of {total} questions every document gives the answer "
            "that good practice asks for."
            if common
            else f"On none of {total} questions do all documents yet give the same good answer."
        )
        items.append(words(strong("What is shared. "), shared))
        grave = [p for p in material.points if p.severity is Severity.HIGH]
        differ = f"Their messages differ on {plural(len(material.points), 'point')}."
        if grave:
            differ += (
                f" On {len(grave)} of them a child may be sent the wrong way or blamed: "
                f"{_gravest(material, grave)}."
            )
        items.append(words(strong("What differs. "), differ))
    against = [v for v in material.assessment.verdicts if v.outcome is Outcome.CONTRADICTED]
    gaps = [v for v in material.assessment.verdicts if v.outcome is Outcome.NOT_ADDRESSED]
    items.append(
        words(
            strong("What each document says. "),
            "Put to each document in turn, the questions were answered "
            f"{plural(len(against), 'time')} against what good practice asks, and "
            f"{plural(len(gaps), 'time')} not at all.",
        )
    )
    asked = "Agree one line on each point" if material.points else "Read the answers"
    items.append(
        words(
            strong("What is asked. "),
            f"{asked} (",
            Run("Next steps", target="next-steps"),
            "), and put the five questions (",
            Run("The five sense-check questions", target="sense-check"),
            ") to every new draft.",
        )
    )
    yield Bullets(tuple(items))
    yield paragraph(
        "A computer program found these passages; it does not decide anything. Every quote "
        "has its place beside it, to be read in the document before anyone acts on it."
    )


def _gravest(material: Material, grave: Sequence[Point]) -> str:
    """What the points of most weight are about, as a list in a sentence."""
    kinds = Counter(_SUBJECTS[p.type] for p in grave)
    return listed([f"{subject} ({count})" for subject, count in kinds.items()])


def _documents_read(material: Material) -> Iterator[Block]:
    yield heading("Documents read", 2)
    rows = tuple(
        (
            words(strong(clean(d.name))),
            words(d.issue.wording.capitalize() if d.issue else "Not known"),
            words(d.kind.value.capitalize() if d.kind else "Not known"),
            words(date_words(d.date) or "Not stated"),
            words(f"{material.labels[d.id]} ({clean(file_name(d))})"),
        )
        for d in material.documents
    )
    yield Table(
        "Documents read",
        "For each document its title, subject, kind, date and file.",
        ("Document", "About", "Kind", "Date", "In tables called (file)"),
        rows,
        (30, 18, 12, 14, 26),
    )
    warnings = [
        words(strong(f"{material.short[d.id]}: "), sentence(clean(w)))
        for d in material.documents
        for w in d.extraction.warnings
    ]
    unread = [words(clean(u.reason)) for u in material.assessment.unread]
    notes = [words(clean(n)) for n in material.assessment.notes]
    for lead, items in (
        ("These could not be read, so nothing in this paper speaks of them:", unread),
        ("These were hard to read, so that something may be missing:", warnings),
        ("Before you rely on this paper:", notes),
    ):
        if items:
            yield Paragraph(words(lead), keep=True)
            yield Bullets(tuple(items))
