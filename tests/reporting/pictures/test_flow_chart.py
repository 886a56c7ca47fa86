"""The referral flow chart says what the documents say, and marks what they disagree about."""

from __future__ import annotations

from dataclasses import replace

from checker.facts import Facts
from checker.model import Assessment, Issue
from checker.reporting.pictures.flow_chart import flow_chart, words


def test_steps_bodies_and_conflicts(assessment: Assessment) -> None:
    chart = flow_chart(assessment)
    assert chart.issues == (Issue.CSE, Issue.DV)
    assert [(s.document, s.body, s.within) for s in chart.steps] == [
        ("cse-strategy", "MASH", "24 hours"),
        ("dv-policy", "MASH", "one working day"),
    ]
    (mash,) = chart.bodies
    assert mash.numbers == (
        ("020 7946 0310", ("cse-strategy",)),
        ("020 7946 0301", ("dv-policy",)),
    )
    assert [i.id for p in chart.conflicts for i in p.inconsistencies] == [
        "a1b2c3d4e5f6",
        "b2c3d4e5f6a1",
    ]
    assert [p.number for p in chart.conflicts] == [2, 3], "as on the agenda"
    assert mash.conflicts == (2,), "the number, and not the limit"
    assert chart.steps[0].conflicts == (2, 3)
    assert chart.silent == (Issue.GANGS,)


def test_one_issue_alone(assessment: Assessment) -> None:
    chart = flow_chart(assessment, Issue.DV)
    assert chart.issues == (Issue.DV,)
    assert {step.document for step in chart.steps} == {"dv-policy"}
    assert chart.silent == ()


def test_the_words_say_what_the_drawing_shows(assessment: Assessment) -> None:
    assert words(flow_chart(assessment)) == [
        "CSE: a concern about child sexual exploitation goes to MASH (020 7946 0310), within "
        "24 hours; paragraph 2.1, “2 Referral”, page 3 [see 2, 3].",
        "DV: a concern about domestic abuse goes to MASH (020 7946 0301), within one working "
        "day; “What to do”, page 2 [see 2, 3].",
        "No first step could be read for gangs and serious youth violence.",
        "To be agreed, 2: Which is the number of the MASH: 020 7946 0310 or 020 7946 0301?",
        "To be agreed, 3: How soon must the MASH be told: within 24 hours or one working day?",
    ]


def test_no_routes_no_lanes(assessment: Assessment) -> None:
    chart = flow_chart(replace(assessment, facts=Facts()))
    assert chart.issues == chart.steps == chart.conflicts == ()
