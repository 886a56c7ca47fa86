from __future__ import annotations

import pytest

from checker.model import (
    AssertionStatus,
    Assessment,
    InconsistencyType,
    Issue,
    Location,
    Severity,
    Stance,
)
from checker.reporting import wording


def test_everything_has_its_words() -> None:
    assert set(wording.TYPES) == set(InconsistencyType)
    assert set(wording.VOICES) == set(AssertionStatus)
    assert set(wording.STANCES) == set(Stance)
    assert set(wording.ISSUE_LABELS) == set(Issue)
    assert set(wording.SEVERITIES) == set(Severity)


@pytest.mark.parametrize(
    ("location", "words"),
    [
        (
            Location(0, 1, 7, None, "4 Referral", "4.1"),
            "paragraph 4.1, “4 Referral”, page 7",
        ),
        (Location(0, 1, 7, None, "4 Referral", "4"), "“4 Referral”, page 7"),
        (Location(0, 1, None, None, "What to do", "What to do"), "“What to do”"),
        (
            Location(0, 1, 2, None, "Risk levels", "Assessment"),
            "“Assessment”, “Risk levels”, page 2",
        ),
        (Location(0, 1, 3), "page 3"),
        (Location(0, 1), "text without headings"),
    ],
)
def test_places(location: Location, words: str) -> None:
    assert wording.place(location) == words


def test_labels_are_unique(assessment: Assessment) -> None:
    from dataclasses import replace

    first = assessment.documents[0]
    documents = [
        replace(first, id="a"),
        replace(first, id="b"),
        replace(first, id="c", issue=Issue.DV),
        replace(first, id="d", issue=None),
    ]
    assert wording.labels(documents) == {"a": "CSE 1", "b": "CSE 2", "c": "DV", "d": "Doc 1"}


def test_the_area_is_the_one_most_documents_name(assessment: Assessment) -> None:
    assert wording.area_of(assessment) == "Testford"


def test_a_pack_of_ones_own_is_named_after_its_folder() -> None:
    assert wording.pack_of("house-style/acronyms") == "House style"


@pytest.mark.parametrize(
    ("clause", "whole"),
    [("it is a definition", "It is a definition."), ("It ends.", "It ends."), ("", "")],
)
def test_sentences(clause: str, whole: str) -> None:
    assert wording.sentence(clause) == whole
