from __future__ import annotations

import pytest
from pydantic import ValidationError

from checker.judging.kinds import KINDS, Rule
from judging.conftest import rule


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_is_found_by_the_word_its_rules_use(name: str) -> None:
    kind = KINDS[name]
    assert issubclass(kind, Rule)
    assert kind.model_fields["kind"].annotation.__args__ == (name,)  # type: ignore[union-attr]


def test_a_kind_documents_every_field() -> None:
    for kind in KINDS.values():
        for name, field in kind.model_fields.items():
            assert field.description or name == "kind", (kind, name)


def test_rules_are_frozen() -> None:
    made = rule("pattern", terms=["a"], stance={"asserted": "meets"})
    with pytest.raises(ValidationError, match="frozen"):
        made.id = "other"  # type: ignore[misc]
