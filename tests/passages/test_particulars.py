"""What a document says of itself: owner, status, version, review, whose law."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from checker.model import Document, Jurisdiction, Margin, Particular, Profile
from checker.passages import describe

from .conftest import document, heading, para

BODY = [heading("Introduction", label="1"), para("This paper is for all who work with children.")]


def described(*front: str, body: str = "", margin: str = "") -> Document:
    more = [para(body)] if body else []
    made = document(*(para(line) for line in front), *BODY, *more, path="paper.docx")
    if margin:
        made = replace(made, margins=(Margin("header", margin),))
    return describe(made)


@pytest.mark.parametrize(
    ("line", "fact", "value"),
    [
        ("Owner: Head of Community Safety", "owner", "Head of Community Safety"),
        ("Draft. Owner: CSE Coordinator", "owner", "CSE Coordinator"),
        ("Policy owner | CSE Coordinator", "owner", "CSE Coordinator"),
        ("Lead officer: Service Manager", "owner", "Service Manager"),
        ("Version 2.1, May 2015", "version", "2.1"),
        ("Version: v3", "version", "v3"),
        ("DRAFT for consultation", "status", "draft"),
        ("Status: Final", "status", "final"),
        ("Status | Draft v2", "status", "draft"),
        ("This protocol has been superseded by the 2016 edition.", "status", "superseded"),
        ("Review date: May 2016", "review_due", "2016-05"),
    ],
)
def test_a_line_of_the_title_page_is_read_with_its_words(line: str, fact: str, value: str) -> None:
    found = described("Gangs Protocol", line)
    told: Particular = getattr(found.profile, fact)
    assert told.value == value
    assert not told.needs_person
    assert told.location is not None
    assert found.text[told.location.start : told.location.end] == told.quote
    assert told.quote in line


@pytest.mark.parametrize(
    "line",
    ["Staff draft a plan with the family.", "The lead professional is the social worker.",
     "An earlier policy was withdrawn in 2012.", "The final decision is for the hub."],
)  # fmt: skip
def test_ordinary_sentences_are_no_facts(line: str) -> None:
    profile = described("Gangs Protocol", line).profile
    assert (profile.status.value, profile.owner.value) == ("", "")


def test_a_draft_is_also_told_by_its_header() -> None:
    status = described("Gangs Protocol", margin="Bexford\nDRAFT v0.3").profile.status
    assert (status.value, status.quote) == ("draft", "DRAFT v0.3")


@pytest.mark.parametrize(
    ("body", "law"),
    [
        ("Police Scotland and the Children's Reporter meet the child protection committee; "
         "in Scotland children's hearings decide.", Jurisdiction.SCOTLAND),
        ("The All Wales procedures apply. The regional safeguarding board for Wales is told, "
         "as the Social Services and Well-being (Wales) Act says.", Jurisdiction.WALES),
        ("PSNI and SBNI work to Co-operating to Safeguard, as in all of Northern Ireland.",
         Jurisdiction.NORTHERN_IRELAND),
        ("Working Together, section 47 and the LSCB. In England and Wales the same Act "
         "applies; one family moved here from Scotland.", Jurisdiction.ENGLAND),
    ],
)  # fmt: skip
def test_jurisdiction(body: str, law: Jurisdiction) -> None:
    told = described("Gangs Protocol", body=body).profile.jurisdiction
    assert told.value == law
    assert told.quote in body


def test_a_document_without_signs_of_a_law_is_a_guess() -> None:
    told = described("Gangs Protocol").profile.jurisdiction
    assert (told.value, told.needs_person) == (Jurisdiction.ENGLAND, True)


def test_an_unclear_issue_is_a_guess_in_the_profile_alone() -> None:
    found = described("Partnership paper", body="It names gangs once and missing children once.")
    assert found.issue is None
    assert found.profile.issue.value
    assert found.profile.issue.needs_person


def test_what_area_yaml_gives_is_sure() -> None:
    made = document(para("Some paper"), *BODY)
    profile = describe(made, {"issue": "dv", "kind": "policy", "date": "2014"}).profile
    told = (profile.issue, profile.kind, profile.approved)
    assert [(f.value, f.confidence) for f in told] == [("dv", 1), ("policy", 1), ("2014", 1)]


@pytest.mark.parametrize(
    ("due", "today", "overdue"),
    [
        ("2016-05-10", date(2016, 5, 10), False),
        ("2016-05-10", date(2016, 5, 11), True),
        ("2016-05", date(2016, 5, 31), False),
        ("2016-05", date(2016, 6, 1), True),
        ("2016", date(2016, 12, 31), False),
        ("", date(2016, 1, 1), False),
    ],
)
def test_overdue(due: str, today: date, overdue: bool) -> None:
    assert Profile(review_due=Particular(due, 0.9)).overdue(today) is overdue


def test_every_fact_has_a_confidence_between_0_and_1() -> None:
    profile = described("Gangs Protocol", "Version 2", "Owner: The Hub", "Review: May 2016").profile
    assert all(0 <= getattr(profile, item.name).confidence <= 1 for item in fields(Profile))
