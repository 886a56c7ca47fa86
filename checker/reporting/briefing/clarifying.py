"""Where the documents differ: each point with the words of both sides."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Severity, Stance
from checker.reporting.briefing.material import Material, capital, paragraph
from checker.reporting.paper import Block, Figure, Heading, Paragraph, strong, words
from checker.reporting.pictures import citation_graph, flow
from checker.reporting.points import Point
from checker.reporting.sheet import clean
from checker.reporting.wording import plural

_GROUPS = {
    Severity.HIGH: "A child may be sent the wrong way or blamed",
    Severity.MEDIUM: "Practitioners get different messages",
    Severity.LOW: "Worth tidying up",
}


def to_clarify(material: Material) -> Iterator[Block]:
    """Each point as a question, the gravest first."""
    yield Heading("Messages in need of clarification", 1, "clarify")
    if len(material.documents) < 2:
        yield paragraph("One document was read, so there is none to compare it with.")
        return
    if not material.points:
        yield paragraph("No point was found on which two documents differ.")
        return
    yield paragraph(
        f"{capital(plural(len(material.points), 'point'))} can be put as questions. Each stands "
        "with the words of both sides and the places where they can be found. Which side is "
        "right is for the people who own the documents."
    )
    if material.assessment.facts.citations:
        picture = citation_graph(material.assessment)
        yield Figure("Which document names which", clean(" ".join(picture.words)), picture.svg)
    if material.assessment.facts.routes:
        picture = flow(material.assessment, agenda=False)
        yield Figure(
            "Where each document sends a concern; the numbers are those of the points below",
            clean(" ".join(picture.words)),
            picture.svg,
        )
    for severity in Severity:
        group = [p for p in material.points if p.severity is severity]
        if group:
            yield Heading(_GROUPS[severity], 2, f"clarify-{severity.value}")
        for point in group:
            yield from _point(material, point)


def _point(material: Material, point: Point) -> Iterator[Block]:
    yield Heading(f"Point {point.number}: {point.title}", 3, f"point-{point.number}")
    for question in point.questions:
        yield Paragraph(words(clean(question)), keep=True)
    sides = [e for evidence in point.sides.values() for e in evidence]
    against = [e for e in sides if e.stance is Stance.CONTRADICTS]
    if against and len(against) < len(sides):
        yield Paragraph(words("The contrary is said here:"), keep=True)
        yield from (material.quote(e) for e in against)
        yield Paragraph(words("It is said here:"), keep=True)
        sides = [
            max(others, key=lambda e: e.score)
            for evidence in point.sides.values()
            if (others := [e for e in evidence if e not in against])
        ]
    yield from (material.quote(e) for e in sides)
    for line in point.lines:
        yield Paragraph(words(strong("Line to agree: "), clean(line)))
