"""Governance: two bodies accountable for the same work, or one accounting to two."""

from __future__ import annotations

import pytest

from checker.model import InconsistencyType
from reconciling.conftest import compare, pairs, places

GOVERNANCE = InconsistencyType.GOVERNANCE


@pytest.mark.parametrize(("documents", "apart"), pairs("governance"))
def test_pairs(documents: dict[str, str], apart: bool) -> None:
    assert bool(compare(GOVERNANCE, **documents)) is apart


CSE = """
# 9 Governance
9.1 The Exploitation Sub-group of the Testham Safeguarding Children Partnership is accountable for
 the response to every form of child exploitation and to children who go missing.
9.2 The MACE Panel reports quarterly to the Exploitation Sub-group.
""".replace("\n the", " the")


def test_two_bodies_accountable_for_missing_children() -> None:
    missing = (
        "# 8 A\n8.1 The Corporate Parenting Board is the body accountable for this procedure and "
        "for the service to children who go missing."
    )
    (apart,) = compare(GOVERNANCE, cse=CSE, missing=missing)
    assert places(apart) == {"cse": {"9.1"}, "missing": {"8.1"}}
    assert "Who is accountable for missing children" in apart.summary
    assert "Corporate Parenting Board (missing)" in apart.summary


def test_criminal_exploitation_is_a_form_of_exploitation() -> None:
    gangs = (
        "# 8 A\n8.1 Overall responsibility for county lines and for serious violence lies with the "
        "Safer Testham Partnership."
    )
    (apart,) = compare(GOVERNANCE, cse=CSE, gangs=gangs)
    assert "child criminal exploitation" in apart.summary
    assert "gangs and serious" not in apart.summary


def test_one_panel_accounting_to_two_bodies() -> None:
    gangs = "# 8 A\n8.1 The MACE Panel is accountable to the Community Safety Partnership."
    (apart,) = compare(GOVERNANCE, cse=CSE, gangs=gangs)
    assert places(apart) == {"cse": {"9.2"}, "gangs": {"8.1"}}
    assert apart.summary.startswith("To whom does the MACE account")


@pytest.mark.parametrize(
    "text",
    [
        # other work
        "The Domestic Abuse Board is accountable for this strategy and for its delivery.",
        # the same line, one step up or in other words
        "The Testham Safeguarding Children Partnership is accountable for child exploitation.",
        "The safeguarding partners are accountable for the response to child sexual exploitation.",
        "The MACE Panel reports to the Exploitation Subgroup each quarter.",
        # for information
        "The MACE Panel sends a copy of its report to the Health and Wellbeing Board.",
        "The MACE Panel reports to the Community Safety Partnership for information.",
        # history and rumour
        "Until 2015 the Community Safety Partnership was accountable for child exploitation.",
        # blame, not governance
        "Nobody but the Council's abuser is responsible for child sexual exploitation.",
    ],
)
def test_other_work_the_same_line_and_history_are_no_difference(text: str) -> None:
    assert not compare(GOVERNANCE, cse=CSE, dv=f"# 8 A\n8.1 {text}")


def test_board_is_read_as_the_name_it_is_short_for() -> None:
    cse = (
        "# 1 A\n1.1 The Testham Safeguarding Children Board (“the Board”) issues this.\n"
        "1.2 The Board is accountable for the response to child sexual exploitation."
    )
    gangs = (
        "# 1 A\n1.1 The Testham Safeguarding Children Board is accountable for sexual exploitation."
    )
    assert not compare(GOVERNANCE, cse=cse, gangs=gangs)


def test_it_is_the_body_of_the_sentence_before() -> None:
    gangs = (
        "# 8 A\n8.1 The Community Safety Partnership oversees this work. The MACE Panel reports to "
        "it every quarter."
    )
    assert len(compare(GOVERNANCE, cse=CSE, gangs=gangs)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Strategic responsibility for missing children sits with the Corporate Parenting Board.",
        "The Corporate Parenting Board holds overall responsibility for children who go missing.",
        "Governance of the response to missing children is provided by the Corporate Parenting "
        "Board.",
        "The Corporate Parenting Board has strategic oversight of work with missing children.",
    ],
)
def test_ways_of_giving_accountability(words: str) -> None:
    assert len(compare(GOVERNANCE, cse=CSE, missing=f"# 8 A\n8.1 {words}")) == 1
