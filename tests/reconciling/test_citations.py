"""Cross-references: siblings that do not name each other, and places that do not exist."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import Inconsistency, InconsistencyType, Issue, Severity
from checker.reconciling.siblings import Siblings
from reconciling.conftest import compare, document, judged, places
from reconciling.verdicts import found

CROSS = InconsistencyType.CROSS_REFERENCE

CSE = """
# 1 Introduction
1.1 This protocol is about children who are sexually exploited.
# 2 Referral
2.1 Concerns go to the front door.
# Appendix A Form
A blank form.
"""
TITLES = {
    "cse": "Child Sexual Exploitation – Operating Protocol for Testham",
    "dv": "Domestic Abuse Strategy 2019-2022",
    "hsb": "Children Who Display Harmful Sexual Behaviour: Procedure",
    "gangs": "Serious Violence and Gangs Protocol",
    "missing": "Children Missing from Home, Care or School",
}


def between(*pair: str, **texts: str) -> list[Inconsistency]:
    return [i for i in compare(CROSS, **texts) if set(i.documents) == set(pair)]


def named(text: str) -> list[str]:
    siblings = [document("# 1 A", id=i, title=t, date="2020-01") for i, t in TITLES.items()]
    return [name.value for name in Siblings(siblings).named(text)]


# --- which sibling is named ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Follow the CSE Protocol.", ["cse"]),
        ("The Board's sexual exploitation procedure is to be used.", ["cse"]),
        ("See the Protocol on Child Sexual Exploitation, section 4.", ["cse"]),
        ("The domestic violence policy applies.", ["dv"]),
        ("The Violence Against Women and Girls Strategy was agreed.", ["dv"]),
        ("as set out in the harmful sexualised behaviour guidance", ["hsb"]),
        ("the procedure for children who display sexually harmful behaviour", ["hsb"]),
        ("under the serious youth violence and knife crime strategy", ["gangs"]),
        ("Children Missing from Home, Care or School is followed.", ["missing"]),
        ("The missing procedure and the gangs protocol both apply.", ["missing", "gangs"]),
        (
            "It should be read with the procedures of the Board, including those on domestic abuse"
            " and on missing children.",
            ["dv", "missing"],
        ),
    ],
)
def test_sibling_is_named(text: str, expected: list[str]) -> None:
    assert sorted(named(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "the statutory guidance on children who go missing from home or care (January 2014)",
        "the London Child Sexual Exploitation Operating Protocol, 2017",
        "Child sexual exploitation: definition and guide for practitioners (DfE, 2017)",
        "the Government's 2010 guidance on safeguarding children affected by gang activity",
        "the Serious Violence Strategy (April 2018)",
        "the Domestic Abuse statutory guidance, Home Office, July 2022",
        "a domestic abuse strategy group meets",
        "a missing strategy meeting is held",
        "adults are dealt with under the police procedure for missing adults",
        "homes follow their own missing policy",
        "we help those on the edge of gangs",
        "domestic abuse is a crime and children may go missing",
        "children who display harmful sexual behaviour need help",
    ],
)
def test_national_papers_and_topics_are_no_siblings(text: str) -> None:
    assert named(text) == []


def test_of_two_documents_on_an_issue_the_nearer_title_is_meant() -> None:
    pair = [
        document("# 1 A", id="a", issue=Issue.GANGS, title="Gangs Injunction Protocol"),
        document("# 1 A", id="b", issue=Issue.GANGS, title="County Lines Guidance"),
    ]
    assert [f.value for f in Siblings(pair).named("Follow the county lines guidance.")] == ["b"]


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_places_of_names_lie_in_the_text(text: str) -> None:
    siblings = [document("# 1 A", id=i, title=t) for i, t in TITLES.items()]
    for name in Siblings(siblings).named(text + " the missing protocol"):
        assert 0 <= name.start < name.end <= len(text) + 21


# --- missing and one-way -------------------------------------------------------------------


def test_one_way_citation_with_a_function() -> None:
    gangs = "# 4 Girls\n4.7 If a girl is being exploited the worker follows the CSE protocol too."
    (one_way,) = between("cse", "gangs", cse=CSE, gangs=gangs)
    assert places(one_way) == {"cse": set(), "gangs": {"4.7"}}
    assert one_way.severity is Severity.MEDIUM
    assert "sends the reader to it" in one_way.summary


def test_one_way_mention_weighs_less_and_the_operative_sentence_is_quoted() -> None:
    gangs = """
# 1 About
1.1 This should be read alongside the CSE protocol.
# 9 Related documents
- Child Sexual Exploitation Protocol
"""
    (one_way,) = between("cse", "gangs", cse=CSE, gangs=gangs)
    assert places(one_way)["gangs"] == {"1.1"}
    assert one_way.severity is Severity.LOW


def test_citation_that_rules_the_sibling_out_is_no_function() -> None:
    gangs = "# 1 About\n1.1 Officers need not refer to or use the exploitation procedure."
    (one_way,) = between("cse", "gangs", cse=CSE, gangs=gangs)
    assert one_way.severity is Severity.LOW


def test_list_of_related_documents_answers_a_citation() -> None:
    gangs = "# 1 About\n1.1 The CSE protocol is followed where a girl is exploited."
    cse = CSE + "\n# 3 Related documents\n- Gangs and Serious Youth Violence Protocol\n"
    assert not between("cse", "gangs", cse=cse, gangs=gangs)


def test_contents_list_answers_nothing() -> None:
    gangs = "# 1 About\n1.1 The CSE protocol is followed where a girl is exploited."
    cse = "# Contents\n1 Gangs protocol and this one ........ 4\n" + CSE
    assert len(between("cse", "gangs", cse=cse, gangs=gangs)) == 1


def test_neither_names_the_other() -> None:
    dv = "# 1 Scope\n1.1 This policy is for adults."
    (missing,) = between("cse", "dv", cse=CSE, dv=dv)
    assert missing.evidence == ()
    assert missing.severity is Severity.LOW
    assert "Neither names the other" in missing.summary


# --- places that do not exist --------------------------------------------------------------

MISSING = "# 1 Scope\n1.1 All children.\n\nThe CSE protocol is followed."


@pytest.mark.parametrize(
    "words",
    [
        "section 2 of the CSE protocol",
        "paragraph 2.1 of the Child Sexual Exploitation Protocol",
        "the CSE protocol, section 2",
        "Appendix A to the CSE protocol",
        "section 2 (Referral) of the CSE protocol",
    ],
)
def test_place_that_exists(words: str) -> None:
    cse = CSE + "\n2.2 For repeat episodes see the missing procedure.\n"
    missing = f"# 1 Scope\n1.1 All children. Workers follow {words}."
    assert not between("cse", "missing", cse=cse, missing=missing)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("section 12 of the CSE protocol", "section 12"),
        ("paragraph 2.7 of the Board's child sexual exploitation protocol", "paragraph 2.7"),
        ("the CSE protocol (section 8)", "section 8"),
        ("the CSE protocol, using the flow chart at Appendix D of that protocol", "Appendix D"),
        ("section 2 (Repeat strategy meetings) of the CSE protocol", "section 2"),
    ],
)
def test_place_that_does_not_exist(words: str, place: str) -> None:
    cse = CSE + "\n2.2 For repeat episodes see the missing procedure.\n"
    missing = f"# 1 Scope\n1.1 All children.\n1.2 Workers are to follow {words}."
    (dangling,) = between("cse", "missing", cse=cse, missing=missing)
    assert place in dangling.summary
    assert places(dangling) == {"cse": set(), "missing": {"1.2"}}
    assert dangling.severity is Severity.MEDIUM


def test_section_of_a_statute_or_of_this_document_is_not_looked_up() -> None:
    cse = CSE + "\n2.2 For repeat episodes see the missing procedure.\n"
    missing = """
# 1 Scope
1.1 Enquiries under section 47 of the Children Act 1989 follow the CSE protocol.
1.2 Section 9 of this procedure and the CSE protocol apply.
"""
    assert not between("cse", "missing", cse=cse, missing=missing)


def test_where_documents_share_an_issue_to_name_one_is_to_name_it() -> None:
    gangs = judged("# 1 A\n1.1 Workers follow the CSE protocol.", id="gangs")
    answers = "# 1 A\n1.1 The gangs protocol is followed too."
    protocol = judged(answers, id="p", issue=Issue.CSE, title="CSE Operating Protocol")
    strategy = judged("# 1 A\n1.1 We prevent.", id="s", issue=Issue.CSE, title="CSE Strategy")
    assert not found(CROSS, gangs, protocol, strategy)


def test_sentence_that_leads_nowhere_and_is_not_answered_is_two_findings() -> None:
    hsb = "# 7 A\n7.1 Section 12 of the CSE protocol is to be followed."
    assert len(between("cse", "hsb", cse=CSE, hsb=hsb)) == 2
