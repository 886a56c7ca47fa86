"""The findings as CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from checker.model import Assessment
from checker.reporting.table import COLUMNS, harmless, render
from checker.revising import points


def rows(assessment: Assessment) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(assessment), newline="")))


def test_a_row_for_every_quote_and_for_every_silent_document(assessment: Assessment) -> None:
    found = rows(assessment)
    assert tuple(found[0]) == COLUMNS
    assert {row["id"] for row in found} == {point.id for point in points(assessment)}
    sides = [row for row in found if row["subject"] == "cross-reference"]
    assert [(row["file"], bool(row["quote"])) for row in sides] == [
        ("dv-policy.docx", True),
        ("gangs-protocol.docx", False),
    ]


def test_a_title_is_never_a_formula(assessment: Assessment) -> None:
    bad = replace(assessment.documents[0], title="=HYPERLINK(1)")
    changed = replace(assessment, documents=(bad, *assessment.documents[1:]))
    names = {row["document"] for row in rows(changed)}
    assert "'=HYPERLINK(1)" in names
    assert "=HYPERLINK(1)" not in names


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert harmless(text).removeprefix("'").endswith(text.removeprefix("'"))
