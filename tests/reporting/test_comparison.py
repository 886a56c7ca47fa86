"""A comparison in each format."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from checker.model import Assessment
from checker.reporting.comparison import html, json_report, text
from checker.revising import Comparison, compare


@pytest.fixture
def comparison(assessment: Assessment) -> Comparison:
    """The gangs protocol was rewritten at one place, and the scan could be read since."""
    old, new = "For many, the gang is a lifestyle choice.", "No child chooses to be in a gang."
    documents = tuple(
        replace(
            d,
            sha256="ef" * 32,
            text=d.text.replace(old, new),
            blocks=tuple(replace(b, text=b.text.replace(old, new)) for b in d.blocks),
        )
        if d.id == "gangs-protocol"
        else d
        for d in assessment.documents
    )
    after = replace(
        assessment,
        documents=documents,
        unread=(),
        verdicts=tuple(v for v in assessment.verdicts if v.document != "gangs-protocol"),
        inconsistencies=tuple(i for i in assessment.inconsistencies if i.criterion is None),
    )
    return compare(assessment, after)


def test_text(comparison: Comparison, golden: Callable[[str, str], None]) -> None:
    golden("comparison.txt", text.render(comparison))


def test_json(comparison: Comparison) -> None:
    given = json.loads(json_report.render(comparison))
    assert given["schema"] == "sensecheck.comparison/1"
    states = [finding["state"] for finding in given["findings"]]
    assert states == sorted(states)
    assert states.count("resolved") == 2
    (redline,) = {
        line
        for f in given["findings"]
        if f["state"] == "resolved"
        for line in f["redlines"]
        if "[-" in line
    }
    assert (
        redline
        == "[-For many, the gang is a lifestyle choice-]{+No child chooses to be in a gang+}."
    )


def test_html_shows_what_went_and_what_came(comparison: Comparison) -> None:
    page = html.render(comparison)
    assert "<del>" in page
    assert "<ins>" in page
    assert "&lt;draft&gt;" in page
    assert "default-src 'none'" in page
    assert "Resolved (2)" in page
