from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from checker.model import Assessment, Outcome
from checker.reporting import briefing, paper_html
from checker.reporting.briefing.answers import COLUMNS
from checker.reporting.paper import (
    Box,
    Bullets,
    Figure,
    Heading,
    Paper,
    Paragraph,
    Quote,
    Run,
    Table,
)


def runs(paper: Paper) -> list[Run]:
    found: list[Run] = []
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            found += block.words
        elif isinstance(block, Bullets):
            found += [run for item in block.items for run in item]
        elif isinstance(block, Table):
            found += [run for row in block.rows for cell in row for run in cell]
        elif isinstance(block, Box):
            found += runs(replace(paper, blocks=block.blocks))
    return found


def text(paper: Paper) -> str:
    quotes = [f"{b.text} {b.source}" for b in paper.blocks if isinstance(b, Quote)]
    return "\n".join([*(run.text for run in runs(paper)), *quotes])


def test_briefing_is_as_kept(assessment: Assessment, golden: Callable[[str, str], None]) -> None:
    page = paper_html.render(briefing.render(assessment))
    page = re.sub('data:image[^"]+', "data:…", page)  # pictures have tests of their own
    golden("briefing.html", page[page.index("<main") :])


def test_sections_are_those_of_the_appendix(assessment: Assessment) -> None:
    sections = [h.text for _, h in briefing.render(assessment).headings() if h.level == 1]
    assert sections == [
        "Introduction",
        "Strategic priorities evident",
        "Consistent messages",
        "Messages in need of clarification",
        "Next steps",
        "The five sense-check questions",
        "Method and limits",
        "Appendix: all evidence",
    ]


def test_nothing_that_was_found_is_left_out(assessment: Assessment) -> None:
    paper = briefing.render(assessment)
    said = text(paper)
    for inconsistency in assessment.inconsistencies:
        for evidence in inconsistency.evidence:
            assert evidence.quote in said
    for verdict in assessment.verdicts:
        if verdict.outcome is not Outcome.NOT_APPLICABLE:
            for evidence in verdict.evidence:
                assert evidence.quote in said
    assert assessment.unread[0].reason in said
    assert assessment.notes[0] in said


def test_anchors_are_unique_and_links_lead_to_them(assessment: Assessment) -> None:
    paper = briefing.render(assessment)
    anchors = [b.anchor for b in paper.blocks if isinstance(b, Heading)]
    assert len(anchors) == len(set(anchors))
    targets = {run.target for run in runs(paper) if run.target}
    assert targets
    assert targets <= set(anchors)


def test_the_first_page_names_nothing_that_it_does_not_explain(assessment: Assessment) -> None:
    """Someone who never heard of the project reads it: no term of the trade."""
    paper = briefing.render(assessment)
    start = next(i for i, b in enumerate(paper.blocks) if isinstance(b, Box))
    first = text(replace(paper, blocks=paper.blocks[: start + 1])).lower()
    for term in ("criteri", "verdict", "stance", "inconsistenc", "sensecheck", "assertion"):
        assert term not in first
    assert "this is called peer-on-peer abuse" in first


def test_one_document_alone(one_document: Assessment) -> None:
    said = text(briefing.render(one_document))
    assert "One document was read, so there is none to compare it with." in said
    assert "2 of 3 pages are scans" in said


@pytest.mark.parametrize("several", [2, 7, 13])
def test_any_number_of_documents_fits_the_page(assessment: Assessment, several: int) -> None:
    documents = tuple(
        replace(assessment.documents[0], id=f"d{n}", title=f"Strategy {n}") for n in range(several)
    )
    verdicts = tuple(
        replace(v, document=d.id, evidence=(), near_misses=())
        for d in documents
        for v in assessment.verdicts
        if v.document == assessment.documents[0].id
    )
    paper = briefing.render(
        replace(assessment, documents=documents, verdicts=verdicts, inconsistencies=())
    )
    for table in paper.blocks:
        if isinstance(table, Table):
            assert len(table.header) == len(table.widths) <= COLUMNS + 1
            assert all(len(row) == len(table.header) for row in table.rows)


def test_the_time_it_was_made_changes_its_date_alone(assessment: Assessment) -> None:
    later = replace(
        assessment, manifest=replace(assessment.manifest, created="2027-05-06T07:08:09+00:00")
    )
    one, other = briefing.render(assessment), briefing.render(later)
    assert other.subtitle == "Briefing, 6 May 2027"
    assert replace(other, created=one.created, subtitle=one.subtitle) == one


def test_the_flow_chart_has_the_numbers_of_the_points(assessment: Assessment) -> None:
    paper = briefing.render(assessment)
    figures = [b for b in paper.blocks if isinstance(b, Figure)]
    (chart,) = [f for f in figures if "sends a concern" in f.caption]
    numbers = {
        int(n)
        for marks in re.findall(r"\[see ([^]]+)]", chart.alternative)
        for n in marks.split(", ")
    }
    points = {
        int(b.text.split(":")[0].removeprefix("Point ")): b.text
        for b in paper.blocks
        if isinstance(b, Heading) and b.text.startswith("Point ")
    }
    assert numbers
    assert numbers <= set(points)
    for number in numbers:
        assert f">{number}<" in chart.svg
        assert any(word in points[number] for word in ("Referral route", "Timescale", "Panel"))
