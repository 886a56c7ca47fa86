"""Labels are told from text that only begins like one."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.reading import labels, numbering, signs, wording
from checker.reading.labels import Form, depth, normal, split


@pytest.mark.parametrize("module", [labels, numbering, signs, wording])
def test_examples_in_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("4.1 The panel meets monthly.", "4.1", "The panel meets monthly."),
        ("8.34.2\tReferrals", "8.34.2", "Referrals"),
        ("4.1. Text", "4.1", "Text"),
        ("10.12) Text", "10.12", "Text"),
        ("A.1 Text", "A.1", "Text"),
        ("1. First", "1", "First"),
        ("12)\tTwelfth", "12", "Twelfth"),
        ("3\tText after a tab", "3", "Text after a tab"),
        ("(a) check the form", "(a)", "check the form"),
        ("(iv) fourth", "(iv)", "fourth"),
        ("iv) fourth", "iv)", "fourth"),
        ("b. second", "b", "second"),
        ("ii\tsecond", "ii", "second"),
        ("•\tgoing missing", "•", "going missing"),
        ("\uf0b7 going missing", "•", "going missing"),
        ("o\tgoing missing", "•", "going missing"),
        ("– going missing", "•", "going missing"),
        ("* going missing", "•", "going missing"),
    ],
)
def test_label_is_split_off(text: str, label: str, rest: str) -> None:
    found = split(text)
    assert (found.label, found.rest) == (label, rest)


@pytest.mark.parametrize(
    "text",
    [
        "15 children were seen.",
        "2.5 million children live in poverty.",
        "1.5 hours are allowed.",
        "3.2% of cases",
        "12.05.14 Meeting of the board",
        "2014 was the first year.",
        "I am worried about a child.",
        "A child is anyone under 18.",
        "i.e. a child",
        "Part 4 of the Act applies.",
        "Appendix B Contacts are listed below",
        "16 and 17 year olds",
        "999 in an emergency",
        "-5 degrees",
        "(the Board) meets monthly",
    ],
)
def test_text_keeps_its_beginning(text: str) -> None:
    assert split(text).label == ""


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("1 Purpose", "1", "Purpose"),
        ("14 Related documents", "14", "Related documents"),
        ("Appendix B: Contacts", "Appendix B", "Contacts"),
        ("APPENDIX 2 CONTACTS", "Appendix 2", "CONTACTS"),
        ("Section 5 – Referral", "5", "Referral"),
        ("Part 3. Panels", "Part 3", "Panels"),
        ("B. Scope", "B", "Scope"),
        ("16 and 17 year olds", "", "16 and 17 year olds"),
        ("Part of the plan", "", "Part of the plan"),
        ("2014 strategy", "", "2014 strategy"),
        ("9 March 2016, item 7", "", "9 March 2016, item 7"),
        ("4 May", "", "4 May"),
        ("4 March for Peace", "4", "March for Peace"),
        ("9. March 2016 to date", "9", "March 2016 to date"),
    ],
)
def test_heading_carries_more_forms(text: str, label: str, rest: str) -> None:
    found = split(text, heading=True)
    assert (found.label, found.rest) == (label, rest)


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("1.", "1"),
        ("4.1:", "4.1"),
        ("1)", "1"),
        ("(a)", "(a)"),
        ("a)", "a)"),
        ("Appendix A", "Appendix A"),
    ],
)
def test_label_is_cited_in_one_form(written: str, label: str) -> None:
    assert normal(written) == label


def test_depth_counts_the_levels_of_a_number() -> None:
    assert [depth(label) for label in ("4", "4.1", "8.34.2", "(a)", "Appendix B", "")] == [
        1, 2, 3, 0, 1, 0,
    ]  # fmt: skip


@given(st.text(max_size=60), st.booleans())
def test_nothing_is_lost_but_the_label_and_the_space_after_it(text: str, heading: bool) -> None:
    found = split(text, heading=heading)
    if found.form is Form.NONE:
        assert found.rest == text.strip(" \n\u00a0")
    else:
        assert text.endswith(found.rest) or text.rstrip(" \n\u00a0").endswith(found.rest)
        assert found.rest
