"""The answers of each document: the five sense-check questions, and all evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.model import Criterion, Document, Outcome, Stance, Verdict
from checker.reporting.briefing.material import Material, capital, heading, paragraph
from checker.reporting.paper import Block, Bullets, Heading, Paragraph, Table, Words, strong, words
from checker.reporting.sheet import clean
from checker.reporting.wording import OUTCOMES, STANCES, place

COLUMNS = 6
"""Documents that fit side by side on a page."""


def sense_check(material: Material) -> Iterator[Block]:
    """The five questions for all documents at a glance, then document by document."""
    yield Heading("The five sense-check questions", 1, "sense-check")
    five = material.five()
    if not five:
        yield paragraph("None of the five questions was put to these documents.")
        return
    yield paragraph(
        "The answers of each document, with the words they rest on. “Check” means that the "
        "program was not sure enough, and a person has to."
    )
    yield from _matrix(material, "The five questions at a glance", [c for _, c in five])
    for document in material.documents:
        yield heading(material.short[document.id], 2, f"questions-{document.id}")
        yield Table(
            f"The five questions: {material.short[document.id]}",
            "For each question the document's answer and the words that it rests on.",
            ("Question", "Answer", "Words it rests on"),
            tuple(
                (
                    words(strong(f"{letter}. "), criterion.asks),
                    _answer(verdict),
                    _rests_on(verdict),
                )
                for letter, criterion in five
                if (verdict := material.assessment.verdict(document.id, criterion.id))
            ),
            (32, 18, 50),
        )


def appendix(material: Material) -> Iterator[Block]:
    """Every answer, and every passage that it rests on."""
    yield heading("Appendix: all evidence")
    yield heading("Every answer", 2)
    yield from _matrix(material, "Every answer of every document", list(material.criteria.values()))
    yield Paragraph(words("The signs mean:"), keep=True)
    yield Bullets(
        tuple(
            words(
                strong(f"{m.sign} {m.short}"),
                f"{f' ({m.word})' if m.word != m.short else ''}: {m.meaning}.",
            )
            for m in OUTCOMES.values()
        )
    )
    for document in material.documents:
        yield heading(f"Evidence in {material.short[document.id]}", 2, f"evidence-{document.id}")
        yield Table(
            f"Evidence: {material.short[document.id]}",
            "For each question the answer, and each passage it rests on with its place.",
            ("Question", "Answer", "Passage", "Place"),
            tuple(_evidence_rows(material, document)),
            (20, 16, 42, 22),
        )
    yield paragraph("This is the end of the paper.")


def _matrix(material: Material, caption: str, criteria: Sequence[Criterion]) -> Iterator[Block]:
    """Questions down, documents across; as many tables as the documents need."""
    for at in range(0, len(material.documents), COLUMNS):
        group = material.documents[at : at + COLUMNS]
        more = f" ({at + 1} to {at + len(group)})" if len(material.documents) > COLUMNS else ""
        yield Table(
            caption + more,
            "For each question, one to a row, the answer of each document, one to a column.",
            ("Question", *(material.labels[d.id] for d in group)),
            tuple(
                (
                    words(strong(c.title)),
                    *(_answer(material.assessment.verdict(d.id, c.id), short=True) for d in group),
                )
                for c in criteria
            ),
            (28, *(12 for _ in group)),
        )


def _answer(verdict: Verdict | None, *, short: bool = False) -> Words:
    if verdict is None:
        return words("")
    mark = OUTCOMES[verdict.outcome]
    check = " (check)" if verdict.needs_review else ""
    return words(f"{mark.sign} {mark.short if short else mark.word}{check}")


def _rests_on(verdict: Verdict) -> Words:
    against = [e for e in verdict.evidence if e.stance is Stance.CONTRADICTS]
    best = against if verdict.outcome is Outcome.CONTRADICTED else list(verdict.evidence)
    if not best:
        return words(verdict.reason or "No words were found.")
    return words(f"“{clean(best[0].quote)}” ({clean(place(best[0].location))})")


def _evidence_rows(material: Material, document: Document) -> Iterator[tuple[Words, ...]]:
    for criterion in material.criteria.values():
        verdict = material.assessment.verdict(document.id, criterion.id)
        if verdict is None or verdict.outcome is Outcome.NOT_APPLICABLE:
            continue
        title, answer = words(strong(criterion.title)), _answer(verdict)
        if not verdict.evidence:
            yield title, answer, words(verdict.reason or "No words were found."), words("–")
        for e in verdict.evidence:
            stance = f" {STANCES[e.stance]}." if e.stance else ""
            yield (
                title,
                answer,
                words(f"“{clean(e.quote)}”{stance}"),
                words(capital(clean(place(e.location)))),
            )
