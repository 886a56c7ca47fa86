from __future__ import annotations

import pytest

from checker.model import Block, Document, Issue, Kind
from checker.passages import describe

from .conftest import document, heading, item, para

BODY = [heading("Introduction", label="1"), para("This paper is for all who work with children.")]


def described(*front: str, path: str = "paper.docx", body: list[Block] | None = None) -> Document:
    return describe(document(*(para(line) for line in front), *(body or BODY), path=path))


@pytest.mark.parametrize(
    ("front", "title", "issue", "kind"),
    [
        (["Missing Children Protocol"], "Missing Children Protocol", "missing", "protocol"),
        (
            ["Child Sexual Exploitation", "Practice Guidance for Everyone Working Here"],
            "Child Sexual Exploitation – Practice Guidance for Everyone Working Here",
            "cse",
            "guidance",
        ),
        (
            ["Harlow Safeguarding Children Board", "CSE Strategy 2015-2018"],
            "CSE Strategy 2015-2018",
            "cse",
            "strategy",
        ),
        (["Gangs Strategy: Action Plan"], "Gangs Strategy: Action Plan", "gangs", "action plan"),
        (
            ["MASE Panel Terms of Reference"],
            "MASE Panel Terms of Reference",
            "cse",
            "terms of reference",
        ),
        (
            ["Minutes of the VAWG Strategy Group"],
            "Minutes of the VAWG Strategy Group",
            "dv",
            "minutes",
        ),
        (
            ["Children who Display Harmful Sexual Behaviour", "Multi-Agency Procedure"],
            "Children who Display Harmful Sexual Behaviour – Multi-Agency Procedure",
            "hsb",
            "procedure",
        ),
        (
            ["Safeguarding children affected by criminal exploitation", "Policy"],
            "Safeguarding children affected by criminal exploitation – Policy",
            "gangs",
            "policy",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_title_issue_and_kind_from_the_title_page(
    front: list[str], title: str, issue: str, kind: str
) -> None:
    found = described(*front)
    assert (found.title, found.issue, found.kind) == (title, Issue(issue), Kind(kind))


def test_the_file_name_serves_where_there_is_no_title() -> None:
    found = described(path="2016_domestic-abuse_policy.pdf", body=[para("Short and plain text.")])
    assert (found.title, found.issue) == ("2016 domestic abuse policy", Issue.DV)
    assert (found.kind, found.date) == (Kind.POLICY, "2016")


def test_the_balance_of_words_decides_where_names_say_nothing() -> None:
    text = "A gang may use violence. Gangs and serious youth violence harm children. Knives kill. "
    body = [heading("Our response", label="1"), para(text * 3), para("This strategy is ours.")]
    found = described("Keeping children safe", path="final.docx", body=body)
    assert (found.issue, found.kind) == (Issue.GANGS, Kind.STRATEGY)


def test_an_issue_that_cannot_be_told_stays_open() -> None:
    assert described("Annual report", path="report.docx").issue is None
    both = described("Gangs and Child Sexual Exploitation Protocol", path="joint.docx")
    assert both.issue is None


def test_a_title_of_the_file_that_is_none_is_passed_over() -> None:
    made = document(para("CSE Protocol"), *BODY, title="Microsoft Word - draft v3.doc")
    assert describe(made).title == "CSE Protocol"
    assert describe(document(para("CSE Protocol"), *BODY, title="CSE  Protocol 2")).title == (
        "CSE Protocol 2"
    )
    assert describe(document(para("CSE Protocol"), *BODY, title="- - -")).title == "CSE Protocol"


@pytest.mark.parametrize(
    ("line", "area"),
    [
        ("Eastmere Safeguarding Children Board", "Eastmere"),
        ("Owner: Head of Service, Port Ansley Council", "Port Ansley"),
        ("London Borough of Stoke Vale", "Stoke Vale"),
        ("Kingston upon Wray Safeguarding Children Partnership", "Kingston upon Wray"),
        ("Agreed by the Marlow LSCB", "Marlow"),
        ("The Local Safeguarding Children Board", ""),
        ("the council and its partners", ""),
    ],
)
def test_area_from_the_body_that_owns_the_document(line: str, area: str) -> None:
    assert described("CSE Protocol", line).area == area


def test_the_fuller_name_of_an_area_wins() -> None:
    body = [*BODY, para("Port Ansley Council and Ansley Constabulary are partners in this.")]
    assert described("CSE Protocol", "Ansley Constabulary", body=body).area == "Port Ansley"


def test_what_is_given_wins() -> None:
    made = document(para("Gangs Strategy"), para("Approved: May 2014"), *BODY, item("a thing"))
    given = {"title": "T", "issue": "cse", "kind": "guidance", "area": "A", "date": "2012"}
    found = describe(made, given)
    assert (found.title, found.issue, found.kind) == ("T", Issue.CSE, Kind.GUIDANCE)
    assert (found.area, found.date) == ("A", "2012")
    partly = describe(made, {"issue": "missing"})
    assert (partly.issue, partly.title, partly.date) == (Issue.MISSING, "Gangs Strategy", "2014-05")
    with pytest.raises(ValueError, match="nonsense"):
        describe(made, {"issue": "nonsense"})
