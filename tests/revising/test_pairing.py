"""Versions of a document find each other."""

from __future__ import annotations

from dataclasses import replace

from checker.model import Assessment, Issue
from checker.revising.pairing import pair


def ids(pairs: object) -> list[tuple[str, str]]:
    return [(old.id, new.id) for old, new in pairs.both]  # type: ignore[attr-defined]


def test_by_name(assessment: Assessment) -> None:
    found = pair(assessment.documents, tuple(reversed(assessment.documents)))
    assert ids(found) == [(d.id, d.id) for d in sorted(assessment.documents, key=lambda d: d.order)]
    assert found.gone == found.added == ()


def test_a_renamed_file_is_found_by_its_text(assessment: Assessment) -> None:
    cse, dv, gangs = assessment.documents
    renamed = replace(gangs, id="draft-7", path="draft 7.pdf", issue=None)
    assert ("gangs-protocol", "draft-7") in ids(pair((cse, dv, gangs), (renamed, cse, dv)))


def test_a_rewritten_file_is_found_by_its_issue(assessment: Assessment) -> None:
    cse, dv, gangs = assessment.documents
    new = replace(gangs, id="violence", text="Nothing of the old text is left in here.")
    assert ("gangs-protocol", "violence") in ids(pair((cse, dv, gangs), (cse, dv, new)))


def test_two_on_one_issue_are_not_guessed_at(assessment: Assessment) -> None:
    cse, dv, gangs = assessment.documents
    new = replace(gangs, id="violence", text="Nothing of the old text is left in here.")
    found = pair((cse, dv, gangs), (cse, dv, new, replace(new, id="knives")))
    assert [d.id for d in found.gone] == ["gangs-protocol"]
    assert [d.id for d in found.added] == ["knives", "violence"]


def test_two_single_documents_are_versions(assessment: Assessment) -> None:
    cse, dv, _ = assessment.documents
    assert ids(pair((cse,), (replace(dv, issue=Issue.HSB),))) == [("cse-strategy", "dv-policy")]
