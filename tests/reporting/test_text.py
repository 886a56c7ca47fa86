from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from checker.model import Assessment, Issue, Outcome, Severity
from checker.reporting import text
from checker.reporting.sheet import Look, clean
from checker.reporting.wording import OUTCOMES, SEVERITIES

Golden = Callable[[str, str], None]


def test_matrix_is_as_kept(assessment: Assessment, golden: Golden) -> None:
    golden("matrix.txt", text.render(assessment))


def test_check_is_as_kept(assessment: Assessment, golden: Golden) -> None:
    golden("check.txt", text.render_check(assessment))


def test_one_document_read_badly(one_document: Assessment, golden: Golden) -> None:
    golden("one-document.txt", text.render(one_document))


def test_criterion_and_answers_are_as_kept(assessment: Assessment, golden: Golden) -> None:
    criterion = next(c for c in assessment.criteria if c.id == "language/choice-framing")
    page = text.render_criterion(criterion) + text.render_answers(assessment, criterion.id)
    golden("explain.txt", page)


@pytest.mark.parametrize("width", [40, 60, 80, 110])
def test_no_line_is_wider_than_the_terminal(assessment: Assessment, width: int) -> None:
    report = text.render(assessment, Look(width)) + text.render_check(assessment, Look(width))
    assert max(len(line) for line in report.splitlines()) <= width


def test_many_documents_go_into_several_tables(assessment: Assessment) -> None:
    first = assessment.documents[0]
    documents = tuple(
        replace(first, id=f"doc-{n}", issue=issue, title=f"Title {n}")
        for n, issue in enumerate([*Issue, *Issue])
    )
    report = text.render(replace(assessment, documents=documents, verdicts=(), inconsistencies=()))
    assert report.count("Documents × criteria") == 2
    assert "CSE 1" in report
    assert "Missing 2" in report
    assert max(len(line) for line in report.splitlines()) <= 80


def test_every_cell_has_a_word_not_only_a_sign(assessment: Assessment) -> None:
    report = text.render(assessment, with_findings=False)
    for mark in (*OUTCOMES.values(), *SEVERITIES.values()):
        assert mark.short in report
        assert not re.search(rf"{re.escape(mark.sign)}\s*$", report, re.MULTILINE)


def test_a_plain_terminal_gets_ascii_with_the_same_words(assessment: Assessment) -> None:
    report = text.render(assessment, Look(ascii=True))
    report.encode("ascii")
    assert "x against" in report
    assert "^ 1 high" in report


def test_colour_adds_nothing_but_colour(assessment: Assessment) -> None:
    coloured = text.render(assessment, Look(colour=True))
    assert "\x1b[" in coloured
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in bare.splitlines()] == text.render(assessment).splitlines()


def test_the_gravest_comes_first(assessment: Assessment) -> None:
    report = text.render(assessment)
    places = [report.index(f"{word} severity") for word in ("High", "Medium", "Low")]
    assert places == sorted(places)


def test_both_quotes_and_their_places_are_given(assessment: Assessment) -> None:
    report = " ".join(text.render(assessment).split())
    for inconsistency in assessment.inconsistencies:
        for evidence in inconsistency.evidence:
            assert f"“{evidence.quote}”" in report


def test_without_findings_only_the_matrices_stand(assessment: Assessment) -> None:
    report = text.render(assessment, with_findings=False)
    assert "Documents × documents" in report
    assert "severity" not in report


def test_a_document_cannot_steer_the_terminal(assessment: Assessment) -> None:
    hostile = replace(assessment.documents[0], title="A\x1b[2J\x07B\u202eC\r\nD")
    report = text.render(replace(assessment, documents=(hostile, *assessment.documents[1:])))
    assert "\x1b" not in report
    assert "\u202e" not in report
    assert "A [2J BC D" in report


def test_a_long_quote_is_cut_at_a_word(assessment: Assessment) -> None:
    inconsistency = assessment.inconsistencies[0]
    long = replace(inconsistency.evidence[0], quote="word " * 400)
    changed = replace(inconsistency, evidence=(long, inconsistency.evidence[1]))
    report = text.render(replace(assessment, inconsistencies=(changed,)))
    assert "word …”" in " ".join(report.split())


def test_clean_keeps_ordinary_letters() -> None:
    assert clean(" naïve – “café”\n£5 ") == "naïve – “café” £5"


def test_every_outcome_and_severity_has_its_mark() -> None:
    assert set(OUTCOMES) == set(Outcome)
    assert set(SEVERITIES) == set(Severity)
    assert len({m.sign for m in OUTCOMES.values()}) == len(OUTCOMES)
    assert len({m.ascii for m in (*OUTCOMES.values(), *SEVERITIES.values())}) == 8
