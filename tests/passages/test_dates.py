from __future__ import annotations

import pytest

from checker.model import Block
from checker.passages import date_words, describe, iso_date
from checker.passages.dates import period, review_date

from .conftest import document, heading, para, row

BODY = [
    heading("Introduction", label="1"),
    para("This protocol follows Working Together 2013, approved nationally in March 2013."),
]


def date(*blocks: Block, path: str = "protocol.docx") -> str:
    return describe(document(para("CSE Protocol"), *blocks, path=path)).date


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("September 2014", "2014-09"),
        ("Approved: 12/09/2014", "2014-09-12"),
        ("Ratified on the 3rd of Sept. 2014", "2014-09-03"),
        ("Date: 2014-09-12", "2014-09-12"),
        ("Third edition. Approved by the Board March 2018. For review March 2020", "2018-03"),
        ("Agreed by the Safer Partnership April 2015; by the Board May 2015", "2015-05"),
        ("Issued: June 2023. Replaces the guidance of November 2017", "2023-06"),
        ("Review due: October 2023. Approved: October 2021", "2021-10"),
        ("Version 1.3, September 2014", "2014-09"),
        ("This chapter was last updated in March 2019", "2019-03"),
        ("Published 2016", "2016"),
        ("2015-2018", "2015"),
        ("12.13.14", ""),
        ("For review: February 2017", ""),
        ("Owner: Head of Service", ""),
    ],
)
def test_the_approval_and_not_the_review(line: str, iso: str) -> None:
    assert date(para(line), *BODY) == iso


def test_of_several_versions_the_latest_counts() -> None:
    header = ("Version", "Date", "Change")
    versions = [
        row("1", "2010", "First protocol, after the guidance of 2009", header=header),
        row("2", "June 2013", "2011 tool replaced", header=header),
        row("3", "October 2014", "SERAC added", header=header),
    ]
    assert date(*BODY, heading("Version control"), *versions) == "2014-10"


def test_a_control_table_reads_across() -> None:
    header = ("Approved", "Next review")
    table = row("4 May 2016", "4 May 2018", header=header)
    assert date(*BODY, heading("Document control"), table) == "2016-05-04"
    pairs = [row("Date of approval", "July 2017"), row("Review date", "July 2019")]
    assert date(*BODY, heading("Document control"), *pairs) == "2017-07"


def test_the_file_name_is_the_last_resort() -> None:
    assert date(*BODY, path="cse-protocol-2017.docx") == "2017"
    assert date(para("May 2016"), *BODY, path="cse-protocol-2017.docx") == "2016-05"
    assert date(*BODY) == ""


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2014", "2014"),
        ("2014-09", "September 2014"),
        ("2014-09-03", "3 September 2014"),
        ("", ""),
        ("2014-13", "2014-13"),
    ],
)
def test_dates_in_words(iso: str, words: str) -> None:
    assert date_words(iso) == words


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("30 September 2014", "2014-09-30"),
        (" 3rd  sept. 2014 ", "2014-09-03"),
        ("26/11/2022", "2022-11-26"),
        ("1.2.2015", "2015-02-01"),
        ("September 2014", "2014-09"),
        ("9/2014", "2014-09"),
        ("2014-09", "2014-09"),
        ("2014-09-30", "2014-09-30"),
        ("2014", "2014"),
        ("31 February 2014", ""),
        ("11/26/2022", ""),
        ("13/2014", ""),
        ("2014-13", ""),
        ("2014-2018", ""),
        ("in spring 2014", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_dates_as_people_write_them(words: str, iso: str) -> None:
    assert iso_date(words) == iso


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("Review date: 30 September 2016", "2016-09-30"),
        ("Approved March 2015, for review in March 2017", "2017-03"),
        ("Next review | 01/04/2018", "2018-04-01"),
        ("This protocol is to be reviewed by April 2016.", "2016-04"),
        ("Review due: 2019", "2019"),
        ("Valid until 31 March 2020", "2020-03-31"),
        ("Last review: May 2014", None),
        ("Approved by the board in May 2014", None),
        ("The review of 2014 found that", None),
        ("Cases are reviewed within 10 days", None),
    ],
)
def test_review_date(line: str, due: str | None) -> None:
    found = review_date(line)
    assert (found[0] if found else None) == due


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Domestic Abuse Strategy 2014-2017", "2014/2017"),
        ("Gangs Strategy 2015-18", "2015/2018"),
        ("Strategy 2015 to 2018", "2015/2018"),
        ("Strategy 2015", None),
        ("Children Act 1989-2004", None),
    ],
)
def test_period(text: str, years: str | None) -> None:
    found = period(text)
    assert (found[0] if found else None) == years
