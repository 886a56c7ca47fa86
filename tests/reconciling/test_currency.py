"""Currency: other editions of one paper, and use of what a sibling says has ended."""

from __future__ import annotations

import pytest

from checker.model import InconsistencyType, Outcome, Severity
from reconciling.conftest import compare, pairs, places
from reconciling.verdicts import found, paper, says

CURRENCY = InconsistencyType.CURRENCY


@pytest.mark.parametrize(("documents", "apart"), pairs("currency"))
def test_pairs(documents: dict[str, str], apart: bool) -> None:
    assert bool(compare(CURRENCY, **documents)) is apart


WT_2018 = "# 1 A\n1.3 It rests on *Working Together to Safeguard Children* (HM Government, 2018)."


def test_two_editions_of_working_together() -> None:
    gangs = "# 1 A\n1.2 Agencies act in accordance with Working Together 2013."
    (differ,) = compare(CURRENCY, cse=WT_2018, gangs=gangs)
    assert places(differ) == {"cse": {"1.3"}, "gangs": {"1.2"}}
    assert "that of 2013 (gangs) or of 2018 (cse)" in differ.summary
    assert differ.severity is Severity.LOW


def test_stale_at_its_own_date_weighs_more() -> None:
    gangs = paper("gangs", "# 1 A\n1.2 Agencies act in accordance with Working Together 2013.")
    criterion = "currency/superseded-guidance"
    gangs = says(gangs, criterion, Outcome.CONTRADICTED, contradicts=["Together 2013"])
    (differ,) = found(CURRENCY, gangs, paper("cse", WT_2018))
    assert differ.severity is Severity.MEDIUM


def test_edition_in_a_list_counts_where_the_text_names_none() -> None:
    listed = "# 9 Related documents\n- Working Together to Safeguard Children, 2015"
    (differ,) = compare(CURRENCY, cse=WT_2018, missing=listed)
    assert places(differ)["missing"] == {"9"}
    assert not compare(CURRENCY, cse=WT_2018, missing=f"{WT_2018}\n{listed}")


@pytest.mark.parametrize(
    "other",
    [
        "1.1 It rests on the current edition of Working Together to Safeguard Children.",
        "1.1 Working Together to Safeguard Children and KCSIE (2015) apply to schools.",
        "1.1 This edition replaces the one based on Working Together (2013).",
        "1.1 It rests on the 2018 edition of Working Together.",
        "1.1 The Children Act 1989 and the Children Act 2004 apply.",
    ],
)
def test_no_edition_or_the_same_is_no_difference(other: str) -> None:
    assert not compare(CURRENCY, cse=WT_2018, gangs=f"# 1 A\n{other}")


def test_dated_titles_in_notes_of_amendment_are_history() -> None:
    note = """
# 9 Version control
| Version | Date | Change |
|---|---|---|
| 2 | 2014 | Working Together 2013 taken in |
"""
    assert not compare(CURRENCY, cse=WT_2018, gangs=note)


def test_guidance_on_missing_children_in_two_editions() -> None:
    cse = (
        "# 1 A\n1.1 We follow the statutory guidance on children who run away or go missing from "
        "home or care (Department for Education, January 2014)."
    )
    missing = (
        "# 1 A\n1.1 The protocol is founded on the guidance on children who run away and go "
        "missing from home or care issued in July 2009."
    )
    assert len(compare(CURRENCY, cse=cse, missing=missing)) == 1


CEASED = "# 9 Missing\n9.2 The police stopped using the category of “absent” in January 2017."


@pytest.mark.parametrize(
    "use",
    [
        "2.2 Absent: a person not where they should be, with no apparent risk.",
        "2.2 The call handler records the child as absent and reviews in four hours.",
        "| Absent | No apparent risk | Carer makes enquiries |",
        "2.2 Absent children are looked at again every six hours.",
    ],
)
def test_category_that_a_sibling_says_has_ended(use: str) -> None:
    cse = CEASED.replace("stopped using", "have ceased to use")
    (stale,) = compare(CURRENCY, cse=cse, missing=f"# 2 Categories\n{use}")
    assert stale.severity is Severity.HIGH
    assert "“absent”" in stale.summary


@pytest.mark.parametrize(
    "text",
    [
        "2.2 Pupils who are away from lessons are followed up on the first day.",
        "2.2 Since 2017 nobody is recorded as absent; the category was scrapped.",
        "2.2 The school reports children who have been absent for ten days.",
    ],
)
def test_other_absence_is_no_category(text: str) -> None:
    assert not compare(CURRENCY, cse=CEASED, missing=f"# 2 Categories\n{text}")


@pytest.mark.parametrize(
    "words",
    [
        "the 2013 statutory guidance Working Together to Safeguard Children",
        "‘Working Together to Safeguard Children’ (March 2013)",
        "Working Together to Safeguard Children, published by the Department for Education in 2013",
        "Working Together, HM Government 2013",
    ],
)
def test_ways_of_citing_an_edition(words: str) -> None:
    assert len(compare(CURRENCY, cse=WT_2018, gangs=f"# 1 A\n1.1 Agencies follow {words}.")) == 1


def test_category_that_is_named_without_quotation_marks() -> None:
    cse = "# 9 A\n9.1 The category of absent was scrapped in January 2017."
    missing = "# 2 A\n2.1 The police grade each report as missing, or record it as absent."
    assert len(compare(CURRENCY, cse=cse, missing=missing)) == 1
