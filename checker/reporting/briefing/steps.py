"""What follows: lines to agree, changes within one document, questions for the next draft."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Outcome
from checker.reporting.briefing.material import Material, capital, heading, paragraph
from checker.reporting.paper import Block, Bullets, Heading, Run, Table, Words, strong, words
from checker.reporting.sheet import clean
from checker.reporting.wording import OUTCOMES, listed


def next_steps(material: Material) -> Iterator[Block]:
    """Tables for the meeting, and the five questions for new documents."""
    yield Heading("Next steps", 1, "next-steps")
    yield paragraph("The lines below are suggestions. The last two columns are for the meeting.")
    if material.points:
        yield heading("Lines to agree between the documents", 2)
        yield Table(
            "Lines to agree between the documents",
            "For each point the line to agree, the documents concerned, and room for who "
            "does it and by when.",
            ("Point", "Line to agree", "Documents", "Who", "By when"),
            tuple(
                (
                    words(Run(str(p.number), strong=True, target=f"point-{p.number}")),
                    words(" ".join(clean(line) for line in p.lines)),
                    words(listed([material.labels[d] for d in p.sides])),
                    words(""),
                    words(""),
                )
                for p in material.points
            ),
            (8, 48, 18, 14, 12),
        )
    yield heading("Changes within one document", 2)
    rows = tuple(_changes(material))
    if rows:
        yield Table(
            "Changes within one document",
            "For each question the documents whose answer is missing, partial or contrary, "
            "and what to say instead.",
            ("Question", "Documents", "What to say instead"),
            rows,
            (28, 30, 42),
        )
    else:
        yield paragraph("Every question has the answer that good practice asks for.")
    yield heading("New procedures, protocols and strategies", 2)
    yield paragraph("Any that are produced could be sense-checked with five questions:")
    yield Bullets(tuple(words(strong(f"{letter}. "), c.asks) for letter, c in material.five()))


def _changes(material: Material) -> Iterator[tuple[Words, ...]]:
    for criterion in material.criteria.values():
        by_outcome = {
            outcome: [
                material.labels[v.document]
                for v in material.messages[criterion.id].asked
                if v.outcome is outcome
            ]
            for outcome in (Outcome.CONTRADICTED, Outcome.NOT_ADDRESSED, Outcome.PARTLY)
        }
        parts = [f"{OUTCOMES[o].word}: {listed(d)}" for o, d in by_outcome.items() if d]
        if parts:
            yield (
                words(strong(criterion.title)),
                words(capital("; ".join(parts)) + "."),
                words(clean(criterion.instead)),
            )
