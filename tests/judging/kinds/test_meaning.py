from __future__ import annotations

import pytest
from pydantic import ValidationError

from checker.model import AssertionStatus, Stance
from judging.conftest import found, rule


def test_exemplars_are_kept_by_stance_and_find_nothing_by_themselves() -> None:
    meaning = rule("meaning", exemplars={"meets": ["A child cannot consent to abuse."]})
    assert meaning.exemplars == {Stance.MEETS: ("A child cannot consent to abuse.",)}  # type: ignore[attr-defined]
    assert found(meaning, "A child cannot consent to abuse.") == []
    assert meaning.stance_of(AssertionStatus.ASSERTED) is None


def test_a_stance_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValidationError, match="exemplars"):
        rule("meaning", exemplars={"approves": ["x"]})
    with pytest.raises(ValidationError, match="exemplars"):
        rule("meaning", exemplars={})
