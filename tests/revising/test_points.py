"""A point is known by its subject and its words."""

from __future__ import annotations

from checker.findings import FindingKind
from checker.model import Assessment
from checker.revising import points

from .conftest import revised


def test_each_statement_inconsistency_and_gap_is_a_point(assessment: Assessment) -> None:
    kinds = [point.kind for point in points(assessment)]
    assert kinds.count(FindingKind.STATEMENT) == 2
    assert kinds.count(FindingKind.INCONSISTENCY) == 4
    assert kinds.count(FindingKind.GAP) == 3
    assert len({point.id for point in points(assessment)}) == 9


def test_edits_elsewhere_leave_the_ids_alone(assessment: Assessment) -> None:
    def elsewhere(text: str) -> str:
        return text.replace("A child who harms", "In 2017 we agreed: a child who harms")

    ids = {point.id for point in points(assessment)}
    assert {point.id for point in points(revised(assessment, "gangs-protocol", elsewhere))} == ids


def test_other_words_are_another_point(assessment: Assessment) -> None:
    def there(text: str) -> str:
        return text.replace("For many, the gang", "The gang")

    ids = {point.id for point in points(assessment)}
    later = {point.id for point in points(revised(assessment, "gangs-protocol", there))}
    assert len(ids - later) == 2, "the statement, and the inconsistency that quotes it"


def test_spacing_and_quotation_marks_are_no_other_words(assessment: Assessment) -> None:
    def typed(text: str) -> str:
        return text.replace("For many, the gang is a", "For  many the gang is “a”")

    ids = {point.id for point in points(assessment)}
    assert {point.id for point in points(revised(assessment, "gangs-protocol", typed))} == ids
