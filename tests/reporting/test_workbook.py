from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.facts import Citation, Contact, Facts, ReferralRoute, Timescale
from checker.model import Assessment, Issue, Outcome, Severity
from checker.reporting import sheets, workbook
from reporting.conftest import handmade
from reporting.test_html import contrast


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_workbook_is_as_kept(assessment: Assessment, golden: Callable[[str, str], None]) -> None:
    book = opened(workbook.render(assessment, "papers"))
    lines = []
    for sheet in book:
        lines.append(f"== {sheet.title}")
        for row in sheet.iter_rows():
            for cell in row:
                link = cell.hyperlink and (cell.hyperlink.target or cell.hyperlink.location)
                tail = f" -> {link}" if link else ""
                if cell.value:
                    lines.append(f"{cell.coordinate}: {cell.value!r}{tail}")
    golden("workbook.txt", "\n".join(lines) + "\n")


def test_sheets_filter_and_keep_their_heading(assessment: Assessment) -> None:
    book = opened(workbook.render(assessment))
    assert book.sheetnames == [
        "About",
        "Documents × criteria",
        "Documents × documents",
        "Findings",
        "Routes",
        "Contacts",
        "Citations",
        "Evidence",
    ]
    for sheet in book:
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.freeze_panes.endswith("2")
        assert sheet.print_title_rows == "$1:$1"
        assert all(cell.value for cell in sheet[1])


def test_each_cell_leads_to_its_evidence(assessment: Assessment) -> None:
    book = opened(workbook.render(assessment))
    matrix, evidence = book["Documents × criteria"], book["Evidence"]
    names = [cell.value for cell in matrix[1]]
    checked = 0
    for row in matrix.iter_rows(min_row=2):
        for cell in row[2:]:
            if cell.hyperlink is None:
                assert "not applicable" in cell.value
                continue
            at = cell.hyperlink.location.rpartition("!A")[2]
            assert evidence[f"A{at}"].value == names[cell.column - 1]
            assert row[1].value.startswith(evidence[f"B{at}"].value)
            assert cell.value.startswith(evidence[f"C{at}"].value)
            checked += 1
    assert checked == 10


def test_each_pair_leads_to_its_first_finding(assessment: Assessment) -> None:
    book = opened(workbook.render(assessment))
    links = [
        c.hyperlink.location for r in book["Documents × documents"].iter_rows() for c in r
        if c.hyperlink
    ]  # fmt: skip
    assert len(links) == 6
    for link in links:
        assert book["Findings"][link.rpartition("!")[2].replace("A", "B")].value == "Inconsistency"


def test_links_lead_to_the_files(assessment: Assessment) -> None:
    first, *rest = assessment.documents
    pdf = replace(first, path="cse strategy.pdf")
    book = opened(workbook.render(replace(assessment, documents=(pdf, *rest)), "../papers"))
    targets = {c.hyperlink.target for r in book["Evidence"].iter_rows() for c in r if c.hyperlink}
    # Excel writes the way to a file with its own stroke and escapes.
    assert r"..\papers\cse%20strategy.pdf" in targets


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " ="])
def test_document_words_are_never_a_formula(assessment: Assessment, start: str) -> None:
    hostile = f'{start}HYPERLINK("http://evil.example","x")'
    first = replace(assessment.inconsistencies[0], summary=hostile, suggestion=hostile)
    document = replace(assessment.documents[0], title=hostile)
    content = workbook.render(
        replace(
            assessment,
            inconsistencies=(first, *assessment.inconsistencies[1:]),
            documents=(document, *assessment.documents[1:]),
        )
    )
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [package.read(n).decode() for n in package.namelist() if "worksheets/sheet" in n]
    assert not any(re.search(r"<f[ >]", sheet) for sheet in sheets)
    found = 0
    for sheet in opened(content):
        for row in sheet.iter_rows():
            for cell in row:
                if "HYPERLINK" in str(cell.value or ""):
                    assert cell.data_type != "f"
                    assert cell.quotePrefix, "or it would become one when somebody edits it"
                    found += 1
    assert found == 4


@pytest.fixture
def stating(assessment: Assessment) -> Assessment:
    """The area with facts, one of them hostile."""
    first, second = assessment.inconsistencies[0].evidence
    return replace(
        assessment,
        facts=Facts(
            routes=(
                ReferralRoute("cse-strategy", first, (Issue.CSE,), ("MASH",), ("Panel",), True, ""),
            ),
            contacts=(Contact("dv-policy", second, "MASH", "telephone", "+44 20 7946 0301", ""),),
            timescales=(Timescale("cse-strategy", first, "=cmd()", "24 hours"),),
            citations=(Citation("dv-policy", second, "gangs-protocol", True, "section 4"),),
        ),
    )


def test_facts_have_a_sheet_for_each_sort_that_occurs(stating: Assessment) -> None:
    book = opened(workbook.render(stating, "papers"))
    assert book.sheetnames[4:8] == ["Routes", "Contacts", "Timescales", "Citations"]
    route = [cell.value for cell in book["Routes"][2]]
    assert route[:5] == ["CSE", "child sexual exploitation", "MASH", "Panel", "yes"]
    assert book["Citations"]["B2"].value == "Gangs", "a sibling by its name"
    assert book["Contacts"]["A2"].hyperlink.target.endswith("dv-policy.docx")
    for sheet in book.worksheets[4:8]:
        assert sheet["A1"].value == "Document"
        assert sheet.cell(1, sheet.max_column).value == "Place"
        assert sheet.cell(2, sheet.max_column - 1).value.startswith("“")


def test_facts_are_text_whatever_they_begin_with(stating: Assessment) -> None:
    book = opened(workbook.render(stating))
    for cell in (book["Timescales"]["B2"], book["Contacts"]["D2"]):
        assert cell.data_type == "s"
        assert cell.quotePrefix


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_words_make_a_workbook_that_opens(words: str) -> None:
    assessment = handmade()
    first = replace(assessment.inconsistencies[0], summary=words)
    content = workbook.render(
        replace(assessment, inconsistencies=(first, *assessment.inconsistencies[1:]))
    )
    assert opened(content)["Findings"].max_row > 1


def test_a_very_long_quote_is_cut_where_excel_would(assessment: Assessment) -> None:
    first = replace(assessment.inconsistencies[0], summary="word " * 20_000)
    content = workbook.render(
        replace(assessment, inconsistencies=(first, *assessment.inconsistencies[1:]))
    )
    assert max(len(str(r[3].value)) for r in opened(content)["Findings"].iter_rows()) < 32_767


def test_same_assessment_same_bytes(assessment: Assessment) -> None:
    content = workbook.render(assessment)
    assert workbook.render(assessment) == content
    later = replace(
        assessment, manifest=replace(assessment.manifest, created="2027-05-06T07:08:09+00:00")
    )
    one, other = (
        {n: z.read(n) for n in z.namelist()}
        for z in (zipfile.ZipFile(io.BytesIO(c)) for c in (content, workbook.render(later)))
    )
    assert [name for name in one if one[name] != other[name]] == ["docProps/core.xml"]


def test_words_are_legible_on_every_ground() -> None:
    assert set(sheets.FILLS) == {*Outcome, *Severity}
    assert all(contrast("#0b0c0c", fill) >= 7 for fill in sheets.FILLS.values())
