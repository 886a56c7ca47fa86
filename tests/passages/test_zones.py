from __future__ import annotations

import pytest

from checker.model import Block, Zone
from checker.passages.zones import zone_alone, zones_of

from .conftest import document, heading, item, para, row

VERSIONS = ("Version", "Date", "Change")


def zones(*blocks: Block) -> list[Zone]:
    return list(zones_of(document(*blocks)))


def last(*blocks: Block) -> Zone:
    """The zone of the last block, with a body above it so that it is not the title page."""
    return zones(heading("1 Scope"), para("This protocol applies to every child."), *blocks)[-1]


def test_a_title_page_ends_where_the_document_begins_to_speak() -> None:
    assert zones(
        para("Gangs Strategy 2013-2016"),
        para("Approved: November 2013"),
        heading("Introduction", label="1"),
        para("Short line"),
    ) == [Zone.TITLE, Zone.TITLE, Zone.BODY, Zone.BODY]
    assert zones(para("Gangs Strategy"), para("This strategy is for all who work here.")) == [
        Zone.TITLE,
        Zone.BODY,
    ]


def test_a_contents_list_lasts_until_the_first_section() -> None:
    assert zones(
        heading("Contents"),
        para("1 Introduction 3"),
        heading("2 Referral ..... 5"),
        para("Appendix A"),
        heading("Introduction"),
        para("Plain words."),
        heading("Referral"),
    )[1:6] == [Zone.CONTENTS, Zone.CONTENTS, Zone.CONTENTS, Zone.BODY, Zone.BODY]


@pytest.mark.parametrize(
    "text",
    [
        "4.2 Panels .......... 17",
        "Appendix B\t31",
        "1 Scope ..... 2 2 Signs ..... 4 3 Referral ..... 6 4 Review ..... 9",
        "1 Introduction 2 Definitions 3 Risk assessment 4 Perpetrators 5 Victims 6 Governance",
    ],
)
def test_contents_lines_are_known_by_their_shape(text: str) -> None:
    assert last(para(text)) is Zone.CONTENTS


@pytest.mark.parametrize(
    "title", ["Related documents", "8. Links with other procedures", "Appendix C: Further reading"]
)
def test_titles_are_a_bibliography_but_sentences_join_procedures(title: str) -> None:
    assert last(heading(title), item("Missing Children Protocol")) is Zone.BIBLIOGRAPHY
    assert last(heading(title), para("HM Government (2013) Working Together.")) is (
        Zone.BIBLIOGRAPHY
    )
    sentence = "Where a child is missing, follow section 6 of the Missing Children Protocol."
    assert last(heading(title), para(sentence)) is Zone.BODY
    instructed = [para("The chair shall, before the meeting closes:"), item("ring the MASE lead")]
    assert last(heading(title), *instructed) is Zone.BODY


def test_a_section_that_only_sounds_like_links_is_body() -> None:
    assert last(heading("Link workers"), item("a worker in each school")) is Zone.BODY
    assert last(heading("Resources"), row("Co-ordinator", "£34,210")) is Zone.BODY


def test_statutes_in_a_list_are_legislation_and_duties_under_them_are_not() -> None:
    acts = item("Sexual Offences Act 2003: creates the offences of grooming and trafficking;")
    assert last(heading("Legal framework"), acts) is Zone.LEGISLATION
    assert last(heading("Legislation"), item("Children Act 1989, section 47")) is Zone.LEGISLATION
    duty = "Section 17 of the Children Act 1989 requires us to assess every such child."
    assert last(heading("Legal framework"), para(duty)) is Zone.BODY
    stem = para("The legislation most often used is the following:")
    assert last(stem, item("the Family Law Act 1996, Part IV")) is Zone.LEGISLATION


@pytest.mark.parametrize(
    "block",
    [
        row("1.2", "March 2013", "Grades added", header=VERSIONS),
        row("v2.0", "12/09/2014", "JB"),
        para("Amendment. This chapter was rewritten in February 2024."),
        para("This procedure was updated in May 2019 by the addition of links."),
    ],
    ids=lambda block: block.text[:16],
)
def test_notes_of_versions_are_amendments_wherever_they_stand(block: Block) -> None:
    assert last(block) is Zone.AMENDMENTS


def test_an_amendment_section_is_all_amendments() -> None:
    assert last(heading("Version control"), para("The word absent was taken out.")) is (
        Zone.AMENDMENTS
    )


@pytest.mark.parametrize(
    "text", ["Present: Named Nurse (Chair), Head of YOS", "Apologies: the licensing manager"]
)
def test_attendance_is_known_by_its_opening(text: str) -> None:
    assert last(para(text)) is Zone.ATTENDANCE


def test_contacts_in_a_box_in_a_table_and_in_a_section() -> None:
    assert last(para("MASH: 020 7946 0310, Monday to Friday, 9am to 5pm")) is Zone.CONTACTS
    assert last(para("mash@place.example")) is Zone.CONTACTS
    assert last(row("Police", "101 or 999", header=("Service", "Telephone"))) is Zone.CONTACTS
    box = heading("Who to contact")
    assert last(box, para("The duty desk, first floor")) is Zone.CONTACTS
    threshold = row("Level 3", "Complex", header=("Level", "Need"))
    assert last(box, threshold) is Zone.BODY
    assert last(box, para("The manager decides within one working day.")) is Zone.BODY
    assert last(para("Ring the MASH on 020 7946 0310 before the end of the day.")) is Zone.BODY


@pytest.mark.parametrize(
    "text",
    [
        "Domestic abuse is defined as abusive behaviour between people aged 16 or over.",
        "In this protocol a child is anyone who has not reached their eighteenth birthday.",
        "The national definition, adopted here in 2017, treats exploitation as abuse.",
        "Controlling behaviour means acts which make another person dependent.",
    ],
)
def test_definitions_outside_a_glossary(text: str) -> None:
    assert last(para(text)) is Zone.DEFINITIONS


def test_a_glossary_holds_entries_and_its_prose_is_body() -> None:
    assert last(heading("Glossary"), item("Absent: not where they should be")) is Zone.DEFINITIONS
    assert last(heading("Glossary"), para("IDVA – a specialist adviser")) is Zone.DEFINITIONS
    prose = "Grooming is recognised in every form that our staff complete."
    assert last(heading("Definitions"), para(prose)) is Zone.BODY


@pytest.mark.parametrize(
    "text",
    [
        "This means that the child is seen alone.",
        "It is usually, but by no means always, an adult.",
        "The person doing harm may be an adult who means them ill.",
        "Since the change in the definition, 17 year olds are dealt with as adults.",
        "Forms are a means of telling the police about places.",
    ],
)
def test_what_only_sounds_like_a_definition(text: str) -> None:
    assert last(para(text)) is Zone.BODY


def test_signs_are_items_and_rows_under_their_heading_or_stem() -> None:
    assert last(heading("5 Warning signs"), item("unexplained injuries")) is Zone.INDICATORS
    stem = para("The following may indicate that a young person is being exploited:")
    assert last(stem, item("a second phone")) is Zone.INDICATORS
    assert last(row("Second phone", "2 points", header=("Indicator", "Score"))) is Zone.INDICATORS
    figures = row("Offences", "41", "47", header=("Indicator", "2010", "2011"))
    assert last(figures) is Zone.BODY
    order = item("Staff must complete the tool")
    assert last(heading("5 Warning signs"), order) is Zone.BODY
    prosecute = heading("Identifying and Prosecuting Perpetrators")
    assert last(prosecute, item("disruption of the group")) is Zone.BODY


def test_a_sub_section_inherits_its_section() -> None:
    parts = [heading("References"), heading("National", level=2), para("Ofsted (2014) Report")]
    assert last(*parts) is Zone.BIBLIOGRAPHY
    assert last(*parts, heading("Review"), para("Board papers")) is Zone.BODY


def test_a_lone_block_is_placed_by_its_heading_and_stem() -> None:
    assert zone_alone(para("Named GP; licensing manager"), "Attendance", "") is Zone.ATTENDANCE
    assert zone_alone(item("a new phone"), "", "Signs to look for are:") is Zone.INDICATORS
