"""The citation graph: which document names which, and whether it says what to do with it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from checker.model import Assessment, Document, InconsistencyType
from checker.reporting.pictures.svg import ALERT, INK, LEADING, QUIET, SIZE, Canvas, height, wrap
from checker.reporting.wording import in_order, labels

_BOX = 150.0
_CLEAR = 7.0
"""Points between the two directions of a pair."""


@dataclass(frozen=True, slots=True)
class Link:
    """That one document names another.

    ``function`` when it says what to do with it; ``dangling`` the places that
    it names and that are not there.
    """

    document: str
    cites: str
    function: bool
    returned: bool
    dangling: tuple[str, ...]


def links(assessment: Assessment) -> tuple[Link, ...]:
    """Every pair of which one names the other, once for each direction."""
    found: dict[tuple[str, str], bool] = {}
    for fact in assessment.facts.citations:
        key = (fact.document, fact.cites)
        found[key] = found.get(key, False) or fact.function
    places = {
        (fact.document, fact.cites): fact.place
        for fact in assessment.facts.citations
        if fact.place and _dangles(assessment, fact.document, fact.cites, fact.place)
    }
    return tuple(
        Link(one, two, function, (two, one) in found, tuple(filter(None, [places.get((one, two))])))
        for (one, two), function in sorted(found.items())
    )


def words(assessment: Assessment) -> list[str]:
    """The graph in sentences: its text equivalent."""
    names = labels(in_order(assessment.documents))
    found = links(assessment)
    lines = []
    for link in found:
        does = "says what to do with" if link.function else "only names"
        back = "" if link.returned else ", which does not name it"
        gone = f"; {', '.join(link.dangling)} is not in it" if link.dangling else ""
        lines.append(f"{names[link.document]} {does} {names[link.cites]}{back}{gone}.")
    known = {frozenset((link.document, link.cites)) for link in found}
    documents = in_order(assessment.documents)
    for at, one in enumerate(documents):
        for two in documents[at + 1 :]:
            if frozenset((one.id, two.id)) not in known:
                lines.append(f"{names[one.id]} and {names[two.id]} do not name each other.")
    return lines


def draw(assessment: Assessment, title: str) -> str:
    """The graph as SVG text: the documents in a ring, an arrow from each to those it names."""
    documents = in_order(assessment.documents)
    names = labels(documents)
    canvas = Canvas(title, " ".join(words(assessment)))
    canvas.text(12, 12, title, size=17, bold=True)
    radius = max(150.0, 46.0 * len(documents))
    middle = (radius * 1.35 + _BOX / 2 + 20, radius + 95)
    boxes = {
        document.id: wrap(f"{names[document.id]}: {_short(document)}", _BOX - 12)[:4]
        for document in documents
    }
    at = {
        document.id: (
            middle[0] + radius * 1.35 * math.sin(2 * math.pi * number / len(documents)),
            middle[1] - radius * math.cos(2 * math.pi * number / len(documents)),
        )
        for number, document in enumerate(documents)
    }
    for link in links(assessment):
        _arrow(canvas, link, at, boxes)
    for document in documents:
        x, y = at[document.id]
        tall = height(boxes[document.id]) + SIZE * 0.9
        canvas.box(x - _BOX / 2, y - tall / 2, _BOX, boxes[document.id], bold_first=False)
    y = middle[1] + radius + 60
    for line in (
        "Unbroken arrow: says what to do with the other document. Broken: only names it.",
        "Red arrow with a cross: names a part of it that is not there.",
    ):
        canvas.text(12, y, line, size=11, fill=QUIET)
        y += 11 * LEADING
    return canvas.svg()


def _arrow(
    canvas: Canvas,
    link: Link,
    at: dict[str, tuple[float, float]],
    boxes: dict[str, list[str]],
) -> None:
    (x1, y1), (x2, y2) = at[link.document], at[link.cites]
    length = math.hypot(x2 - x1, y2 - y1)
    along = ((x2 - x1) / length, (y2 - y1) / length)
    # Each direction keeps to its left, so that two arrows of a pair stand apart.
    aside = (along[1] * _CLEAR, -along[0] * _CLEAR)
    start = (x1 + aside[0], y1 + aside[1])
    tall = height(boxes[link.cites]) + SIZE * 0.9
    reach = min(
        (_BOX / 2 + 3) / max(abs(along[0]), 1e-6), (tall / 2 + 3) / max(abs(along[1]), 1e-6)
    )
    end = (x2 + aside[0] - along[0] * reach, y2 + aside[1] - along[1] * reach)
    stroke = ALERT if link.dangling else INK
    canvas.line([start, end], stroke=stroke, dashed=not link.function)
    canvas.head(*end, stroke=stroke, turn=math.degrees(math.atan2(along[1], along[0])))
    if link.dangling:
        canvas.cross(end[0] - along[0] * 24, end[1] - along[1] * 24, stroke=ALERT)


def _short(document: Document) -> str:
    return document.name if len(document.name) <= 70 else document.name[:69] + "…"


def _dangles(assessment: Assessment, document: str, cites: str, place: str) -> bool:
    return any(
        item.type is InconsistencyType.CROSS_REFERENCE
        and set(item.documents) == {document, cites}
        and f"Where is {place} of" in item.summary
        for item in assessment.disagreements
    )
