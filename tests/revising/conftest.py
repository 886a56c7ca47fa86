"""Two versions of the small area of the reports' tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from reporting.conftest import handmade

from checker.model import Assessment, Block, Document, Evidence, Location

Edit = Callable[[str], str]


@pytest.fixture
def assessment() -> Assessment:
    return handmade()


def edited(document: Document, edit: Edit) -> Document:
    """The document with every block's text edited, and its offsets set anew."""
    blocks: list[Block] = []
    at = 0
    for block in document.blocks:
        text = edit(block.text)
        place = replace(block.location, start=at, end=at + len(text))
        blocks.append(replace(block, text=text, location=place))
        at += len(text) + 1
    return replace(document, text="\n".join(b.text for b in blocks), blocks=tuple(blocks))


def moved(evidence: Evidence, document: Document, edit: Edit) -> Evidence:
    """The evidence where its edited words stand in the edited document."""
    quote = edit(evidence.quote)
    start = document.text.index(quote)
    old = evidence.location
    place = Location(start, start + len(quote), old.page, None, old.section, old.paragraph)
    return replace(evidence, quote=quote, location=place)


def revised(assessment: Assessment, identity: str, edit: Edit) -> Assessment:
    """The assessment as it would be after an edit that changes no verdict."""
    documents = {d.id: edited(d, edit) if d.id == identity else d for d in assessment.documents}

    def place(items: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(
            moved(e, documents[identity], edit) if e.document == identity else e for e in items
        )

    return replace(
        assessment,
        documents=tuple(documents.values()),
        verdicts=tuple(
            replace(v, evidence=place(v.evidence), near_misses=place(v.near_misses))
            for v in assessment.verdicts
        ),
        inconsistencies=tuple(
            replace(i, evidence=place(i.evidence)) for i in assessment.inconsistencies
        ),
    )
