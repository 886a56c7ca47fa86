"""JUnit XML: what fails, what is skipped, what is said."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from checker.model import Assessment, Outcome
from checker.reporting import junit


def suites(assessment: Assessment) -> etree._Element:
    return etree.fromstring(junit.render(assessment).encode())


def test_failures_are_statements_and_inconsistencies(assessment: Assessment) -> None:
    root = suites(assessment)
    assert (root.get("tests"), root.get("failures")) == ("16", "6")
    assert [suite.get("name") for suite in root] == [
        "cse-strategy.docx",
        "dv-policy.docx",
        "gangs-protocol.docx",
        "between the documents",
    ]
    failed = root.find(".//testsuite[@name='gangs-protocol.docx']//failure")
    assert failed is not None
    assert failed.text == (
        "gangs-protocol, paragraph 4.2, “4 Children who harm”, page 6: "
        "“For many, the gang is a lifestyle choice.”"
    )


def test_what_needs_a_person_is_skipped_and_a_gap_is_said(assessment: Assessment) -> None:
    root = suites(assessment)
    assert "needs a person" in {skipped.get("message") for skipped in root.iter("skipped")}
    said = [out.text or "" for out in root.iter("system-out")]
    assert any(words.startswith("not addressed") for words in said)


def test_what_is_known_is_skipped(assessment: Assessment) -> None:
    known = {i.id for i in assessment.inconsistencies} | {
        f"{v.document} {v.criterion}"
        for v in assessment.verdicts
        if v.outcome is Outcome.CONTRADICTED
    }
    assert suites(replace(assessment, known=frozenset(known))).get("failures") == "0"
