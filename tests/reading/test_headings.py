"""Headings and titles told by how they look."""

from __future__ import annotations

import pytest

from checker.model import BlockKind
from checker.reading.drafts import Draft, Look
from checker.reading.headings import mark_headings, title_of

BODY = Draft("The panel meets monthly and decides upon each case. " * 4, look=Look(11))


def look(text: str, size: float = 11, bold: bool = False, boxed: bool = False) -> Draft:
    return Draft(text, look=Look(size, bold, boxed))


def headings(*drafts: Draft) -> list[tuple[int, str]]:
    found = mark_headings(drafts)
    return [(d.level, d.text) for d in found if d.kind is BlockKind.HEADING]


def test_larger_bold_and_numbered_lines() -> None:
    assert headings(
        BODY,
        look("1 Purpose", 16, bold=True),
        BODY,
        look("1.1 Scope", 13, bold=True),
        BODY,
        look("Boys and young men", 13, bold=True),
        BODY,
        look("Warning signs", bold=True),
        BODY,
        look("2 PANELS AND MEETINGS"),
        BODY,
    ) == [
        (1, "1 Purpose"),
        (2, "1.1 Scope"),
        (2, "Boys and young men"),
        (3, "Warning signs"),
        (1, "2 PANELS AND MEETINGS"),
    ]


@pytest.mark.parametrize(
    "draft",
    [
        look("The panel must be told.", bold=True),
        look("Agencies must:", bold=True),
        look("Getting help", 14, bold=True, boxed=True),
        look("OFFICIAL"),
        look("the panel", bold=True),
        look("• Refer to the hub", bold=True),
        look("1 Purpose ........ 3", bold=True),
        look("words " * 25, 16, bold=True),
        look("12 - 14", 16),
    ],
)
def test_other_lines_are_text(draft: Draft) -> None:
    assert headings(BODY, draft, BODY) == []


def test_a_row_of_names_over_columns_is_no_heading() -> None:
    assert headings(BODY, look("Area\t2018\t2019\tChange", bold=True), BODY) == []
    assert headings(BODY, look("4.1\tThe area", bold=True), BODY) == [(2, "4.1\tThe area")]


def test_title_block_holds_no_headings() -> None:
    block = [
        look("Joint Protocol on Exploitation", 24, bold=True),
        look("Area Safeguarding Board", 14),
        look("Version 2"),
    ]
    drafts = [*block, look("Contents", 14, bold=True), look("Scope\t2"), look("Scope", 14), BODY]
    assert [text for _, text in headings(*drafts)] == ["Contents", "Scope"]
    assert title_of(drafts, "") == "Joint Protocol on Exploitation"


def test_heading_right_after_the_title() -> None:
    drafts = [look("Joint Protocol", 24), look("Scope", 14, bold=True), BODY]
    assert [text for _, text in headings(*drafts)] == ["Scope"]


def test_last_line_is_no_heading() -> None:
    assert headings(BODY, look("Printed on recycled paper", bold=True)) == []


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("", "Missing Children"),
        ("Missing Children: a Protocol", "Missing Children: a Protocol"),
        ("Template for board papers", "Missing Children"),
        ("Microsoft Word - missing v3.doc", "Missing Children"),
        ("Document1", "Missing Children"),
        ("missing children final.docx", "Missing Children"),
    ],
)
def test_title_in_the_properties(stated: str, title: str) -> None:
    assert title_of([look("Missing Children", 20), BODY], stated) == title


def test_a_board_printed_above_the_title_is_not_the_title() -> None:
    block = [
        look("Joint Gangs Board", 20),
        look("9 March 2016, item 7", 14),
        look("Knives and Weapons Policy, with the Terms of Reference of the Panel", 14),
        BODY,
    ]
    stated = "Knives and Weapons Policy, with Terms of Reference"
    assert title_of(block, stated) == stated
    assert title_of(block, "Housing Allocations Policy, third draft") == "Joint Gangs Board"
    assert title_of(block, "Panel") == "Joint Gangs Board"


def test_a_title_block_ends_above_the_first_list() -> None:
    bullets = [Draft("•\tFewer knives", look=Look(11)), Draft("•\tFewer victims", look=Look(11))]
    block = [look("Street Groups", 20), look("June 2014", 14)]
    assert headings(*block, look("Where we are", 16, bold=True), *bullets, BODY) == [
        (1, "Where we are")
    ]


def test_long_credits_do_not_end_the_title_block() -> None:
    prepared = "Prepared by the Harbour Project, " + "with the services of the town, " * 5
    block = [look("Sexual Behaviour", 20), look("Clinical guidance", 14), look(prepared + "2018")]
    assert headings(*block, look("1 Aim", 16, bold=True), BODY) == [(1, "1 Aim")]


def test_title_of_a_document_that_prints_none() -> None:
    assert title_of([BODY], "Missing Children Protocol") == "Missing Children Protocol"
    assert title_of([BODY], "Document retention policy") == "Document retention policy"
    assert title_of([BODY], "Untitled") == ""


def test_a_size_that_is_no_number_is_no_title() -> None:
    """A PDF whose matrix is broken gives letters without a size."""
    assert title_of([look("Missing Children", float("nan")), BODY], "Missing") in {
        "Missing",
        "Missing Children",
    }
