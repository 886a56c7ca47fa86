"""Definitions: the same term with another source, another date, another age or another text."""

from __future__ import annotations

import pytest

from checker.model import InconsistencyType, Severity
from reconciling.conftest import compare, pairs, places

DEFINITION = InconsistencyType.DEFINITION


@pytest.mark.parametrize(("documents", "apart"), pairs("definitions"))
def test_pairs(documents: dict[str, str], apart: bool) -> None:
    assert bool(compare(DEFINITION, **documents)) is apart


CSE_2017 = """
# 2 Definition
2.1 The Department for Education's definition of February 2017 is used throughout. Child sexual
exploitation occurs where somebody takes advantage of an imbalance of power to deceive, coerce or
manipulate a child into sexual activity.
""".replace("\nexploitation", " exploitation").replace("\nmanipulate", " manipulate")
CSE_2009 = """
# 1 Terms
1.4 Sexual exploitation of those under 18 involves relationships in which the young person receives
 something, for instance shelter, drink or gifts, as a result of engaging in sexual activity.
""".replace("\n something", " something")


def test_older_national_definition_against_the_current_one() -> None:
    (differ,) = compare(DEFINITION, cse=CSE_2017, missing=CSE_2009)
    assert places(differ) == {"cse": {"2.1"}, "missing": {"1.4"}}
    assert "that of 2017 (cse) or that of 2009 (missing)" in differ.summary
    assert any("imbalance of power" in e.quote for e in differ.evidence)


def test_domestic_abuse_act_against_the_definition_of_2013() -> None:
    dv = "# 1 A\n1.2 Domestic abuse is defined in section 1 of the Domestic Abuse Act 2021."
    gangs = (
        "# 1 A\n1.2 We use the Government's 2013 definition of domestic violence: any incident or "
        "pattern of incidents of coercive or threatening behaviour between people aged 16 or over."
    )
    (differ,) = compare(DEFINITION, dv=dv, gangs=gangs)
    assert "domestic abuse" in differ.summary


def test_another_age_of_childhood() -> None:
    missing = "# 1 A\n1.1 In this policy a child means anyone under the age of 16."
    hsb = "# 1 A\n1.1 A child is anyone who has not reached their eighteenth birthday."
    (differ,) = compare(DEFINITION, missing=missing, hsb=hsb)
    assert "years of age" in differ.summary


def test_local_term_with_another_text() -> None:
    gangs = (
        "# 1 A\n1.1 A gang is a fairly durable, mainly street-based group who see themselves as a "
        "group, claim a territory, commit crime and are in conflict with similar groups."
    )
    cse = (
        "# 1 A\n1.1 Gang means two or more people, of whatever age, whose phones, messages or cars "
        "link them to the sale of drugs anywhere in the county."
    )
    (differ,) = compare(DEFINITION, gangs=gangs, cse=cse)
    assert differ.severity is Severity.LOW


@pytest.mark.parametrize(
    "other",
    [
        # the same definition, in other words
        "2.1 We adopt the definition published in February 2017: an imbalance of power is used to "
        "draw a person under 18 into sexual acts.",
        # history
        "2.1 The definition of 2009, which spoke of receiving something as a result of sexual "
        "activity, was withdrawn and must not be used. Child sexual exploitation is defined here "
        "as the abuse of an imbalance of power.",
        "2.1 The earlier text defined sexual exploitation as receiving something as a result of "
        "sexual activity.",
        # the word, without a definition
        "2.1 Sexual exploitation is a priority for this Board, and workers receive training as a "
        "result.",
        "2.1 By this means a child may receive something.",
    ],
)
def test_same_definition_history_and_plain_use_are_no_difference(other: str) -> None:
    assert not compare(DEFINITION, cse=CSE_2017, gangs=f"# 2 A\n{other}")


def test_amendment_note_is_no_definition() -> None:
    gangs = """
# 9 Amendments
| Version | Date | Change |
|---|---|---|
| 1 | 2011 | Sexual exploitation defined as receiving something as a result of sexual acts |
"""
    assert not compare(DEFINITION, cse=CSE_2017, gangs=gangs)


def test_narrower_scope_is_no_definition() -> None:
    dv = "# 1 A\n1.1 Domestic abuse is defined in the Domestic Abuse Act 2021, from the age of 16."
    hsb = "# 8 A\n8.1 A young person who abuses a partner, at any age under 18, is dealt with here."
    assert not compare(DEFINITION, dv=dv, hsb=hsb)


def test_children_under_eighteen_in_two_wordings() -> None:
    cse = "# 1 A\n1.1 A child is anyone who has not yet reached their 18th birthday."
    dv = "# 1 A\n1.1 Throughout, child means a person under 18."
    assert not compare(DEFINITION, cse=cse, dv=dv)


def test_glossary_entries_and_tables_are_definitions() -> None:
    missing = "# 2 Definitions\nMissing: anyone whose whereabouts are not known and where the "
    missing += "circumstances are out of character."
    gangs = """
# 2 Definitions
| Term | Meaning |
|---|---|
| Missing | A person not where expected is considered as missing until located |
"""
    (differ,) = compare(DEFINITION, missing=missing, gangs=gangs)
    assert "that of 2017 (gangs) or that of 2013 (missing)" in differ.summary


def test_definition_that_follows_a_colon_in_a_paragraph_of_its_own() -> None:
    missing = """
# 2 Words
2.1 In this chapter we keep to the following definition of sexual exploitation:
"Situations in which a young person receives something as a result of performing sexual acts."
"""
    (differ,) = compare(DEFINITION, cse=CSE_2017, missing=missing)
    assert "2009 (missing)" in differ.summary


@pytest.mark.parametrize(
    "words",
    [
        "CSE is: the use of a power imbalance to draw a child into sexual activity.",
        "For the purposes of this strategy, child sexual exploitation is abuse in which someone "
        "takes advantage of an imbalance of power.",
    ],
)
def test_ways_of_opening_a_definition(words: str) -> None:
    assert len(compare(DEFINITION, gangs=f"# 1 A\n1.1 {words}", missing=CSE_2009)) == 1


def test_what_is_left_to_a_sibling_is_no_other_definition() -> None:
    assert not compare(
        DEFINITION,
        cse='# 2 Terms\n2.1 "Gang" is used as it is in the gangs procedure, paragraph 2.',
        gangs="# 2 A\n2.1 A gang is a durable, street-based group of young people who see "
        "themselves as a group and engage in crime and violence.",
    )


def test_where_a_thing_begins_and_ends() -> None:
    (apart,) = compare(
        DEFINITION,
        hsb="# 2 A\n2.1 Domestic abuse in this document requires that the two share a home.",
        dv="# 3 A\n3.2 Domestic abuse takes in what is done by a partner, whether or not the two "
        "have ever lived together.",
    )
    assert places(apart) == {"hsb": {"2.1"}, "dv": {"3.2"}}
