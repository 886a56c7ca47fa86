"""The set against one document: only what it is a side of is left."""

from __future__ import annotations

from pathlib import PurePath

import pytest
from reporting.conftest import handmade

from checker.errors import SensecheckError
from checker.revising import against


def test_only_what_the_reference_is_a_side_of() -> None:
    assessment = handmade()
    reference = assessment.documents[0]
    left = against(assessment, PurePath(reference.path).name)
    expected = [i for i in assessment.inconsistencies if reference.id in i.documents]
    assert list(left.inconsistencies) == expected
    assert 0 < len(expected) < len(assessment.inconsistencies)
    assert left.verdicts == assessment.verdicts


def test_a_reference_that_is_not_there() -> None:
    with pytest.raises(SensecheckError, match=r"thresholds\.docx is none of the documents"):
        against(handmade(), "thresholds.docx")
