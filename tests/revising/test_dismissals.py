"""What people set aside stays aside, until its words change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import SensecheckError
from checker.findings import FindingKind
from checker.model import Assessment, Outcome
from checker.revising import (
    REVIEW_FILE,
    Dismissal,
    points,
    read_dismissals,
    without_dismissed,
    write_dismissals,
)

from .conftest import revised


def aside(assessment: Assessment, subject: str) -> Dismissal:
    point = next(point for point in points(assessment) if point.subject == subject)
    return Dismissal.of(
        point,
        assessment,
        reason="Quoted from an older paper.",
        author="A. Officer",
        date="2026-03-02",
    )


def subjects(assessment: Assessment) -> set[str]:
    return {point.subject for point in points(assessment)}


def test_a_dismissed_statement_no_longer_counts(assessment: Assessment) -> None:
    after = without_dismissed(assessment, [aside(assessment, "language/choice-framing")])
    verdict = after.verdict("gangs-protocol", "language/choice-framing")
    assert verdict is not None
    assert verdict.outcome is Outcome.NOT_ADDRESSED
    assert verdict.near_misses[0].why_not == (
        "dismissed by A. Officer on 2026-03-02: Quoted from an older paper"
    )
    assert any("Set aside by people" in note and ": 1." in note for note in after.notes)
    kinds = {(p.kind, p.subject) for p in points(after)}
    assert (FindingKind.STATEMENT, "language/choice-framing") not in kinds


def test_a_dismissed_inconsistency_and_a_dismissed_gap(assessment: Assessment) -> None:
    items = [
        aside(assessment, "referral-route"),
        aside(assessment, "sense-check/sixteen-seventeen"),
    ]
    after = without_dismissed(assessment, items)
    assert subjects(assessment) - subjects(after) == {i.subject for i in items}
    verdict = after.verdict("dv-policy", "sense-check/sixteen-seventeen")
    assert verdict is not None
    assert verdict.outcome is Outcome.NOT_APPLICABLE


def test_edits_elsewhere_do_not_lose_it(assessment: Assessment) -> None:
    item = aside(assessment, "referral-route")
    later = revised(assessment, "cse-strategy", lambda t: t.replace("We say so", "All say so"))
    assert "referral-route" not in subjects(without_dismissed(later, [item]))


def test_a_renamed_file_does_not_lose_it(assessment: Assessment) -> None:
    item = aside(assessment, "language/choice-framing")
    later = replace(
        assessment,
        documents=tuple(
            replace(d, path="v2.docx") if d.id == "gangs-protocol" else d
            for d in assessment.documents
        ),
    )
    assert not any("matches nothing" in n for n in without_dismissed(later, [item]).notes)


def test_one_whose_words_are_gone_is_reported(assessment: Assessment) -> None:
    item = aside(assessment, "language/choice-framing")
    later = revised(
        assessment, "gangs-protocol", lambda t: t.replace("a lifestyle choice", "his own choice")
    )
    after = without_dismissed(later, [item])
    assert "language/choice-framing" in subjects(after)
    assert any("matches nothing" in n and "A. Officer" in n for n in after.notes)


def test_the_file_is_read_as_it_was_written(assessment: Assessment, tmp_path: Path) -> None:
    items = [aside(assessment, subject) for subject in sorted(subjects(assessment))]
    (tmp_path / REVIEW_FILE).write_text(write_dismissals(items), "utf-8")
    assert set(read_dismissals(tmp_path)) == set(items)


text = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1)


@given(st.builds(Dismissal, text, st.tuples(text), st.tuples(text, text), text, text, text))
def test_any_words_survive_the_file(item: Dismissal) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / REVIEW_FILE).write_text(write_dismissals([item]), "utf-8")
        assert read_dismissals(Path(folder)) == (item,)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("dismissed: [", "not YAML at line"),
        ("- a", "a list under dismissed"),
        ("dismissed: {a: b}", "a list under dismissed"),
        ("dismissed: [{subject: x}]", "entry 1 needs the keys"),
        (
            "dismissed: [{subject: x, files: a, quotes: [], reason: r, author: a, date: d}]",
            "have to be lists",
        ),
    ],
)
def test_a_malformed_file_is_said(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / REVIEW_FILE).write_text(content, "utf-8")
    with pytest.raises(SensecheckError, match=words):
        read_dismissals(tmp_path)


def test_no_file_no_dismissals(tmp_path: Path, assessment: Assessment) -> None:
    assert read_dismissals(tmp_path) == ()
    assert without_dismissed(assessment, ()) is assessment
