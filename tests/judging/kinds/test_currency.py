from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from checker.judging.kinds import Rule, Table
from checker.model import AssertionStatus, Stance
from judging.conftest import document, rule

ROW = {
    "id": "code-2013",
    "thing": "The Code (2013)",
    "terms": ["the Code ...2 2013"],
    "superseded": "2015-03",
    "by": "the Code of 2015",
    "source": "The Code",
    "confirmed": True,
    "example": "We follow the Code (2013).",
}


def code(row: dict[str, Any] | None = None, **fields: Any) -> Rule:
    table = Table.model_validate({"about": "codes", "checked": "2026-11", "rows": [row or ROW]})
    given = {"tables": ["codes"], "zones": ["body", "bibliography"], **fields}
    return rule("currency", {"table": lambda name, model: table}, **given)


def stances(rule: Rule, text: str, date: str) -> list[Stance]:
    made, passages = document(f"# 2 Basis\n{text}", date)
    return [match.stance for match in rule.find(made, passages)]


RELIES = "The procedure rests on the Code (2013)."


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2014-02", [Stance.MENTIONS_ONLY]),
        ("2015", [Stance.MENTIONS_ONLY]),
        ("2015-03", [Stance.MENTIONS_ONLY]),
        ("2015-03-30", [Stance.MENTIONS_ONLY]),
        ("2015-04", [Stance.CONTRADICTS]),
        ("2016", [Stance.CONTRADICTS]),
        ("", [Stance.MENTIONS_ONLY]),
    ],
)
def test_judged_at_the_documents_own_date_and_today(date: str, expected: list[Stance]) -> None:
    assert stances(code(), RELIES, date) == expected


def test_the_finding_says_what_replaced_it_and_settles_the_stance() -> None:
    made, passages = document(f"# 2 Basis\n{RELIES}", "2016-01")
    (match,) = code().find(made, passages)
    assert match.decisive
    assert match.rule == "house/one/tried/code-2013"
    assert passages[match.passage].text[match.start : match.end] == "the Code (2013"
    assert "superseded in 2015-03 by the Code of 2015" in match.note
    assert "2016-01" in match.note


def test_what_is_stale_only_today_is_not_decisive() -> None:
    made, passages = document(f"# 2 Basis\n{RELIES}", "2014-01")
    (match,) = code().find(made, passages)
    assert not match.decisive
    assert "after this document was approved" in match.note


def test_an_unconfirmed_row_never_contradicts() -> None:
    unsure = code({**ROW, "confirmed": False})
    made, passages = document(f"# 2 Basis\n{RELIES}", "2016-01")
    (match,) = unsure.find(made, passages)
    assert match.stance is Stance.MENTIONS_ONLY
    assert not match.decisive
    assert "not confirmed" in match.note


PAST: dict[str, Any] = {"past_before": ["former", "~replace"], "past_after": ["replaced by"]}


@pytest.mark.parametrize(
    "text",
    [
        "The former edition, the Code of 2013, is of interest only.",
        "This version replaces all references to the Code (2013).",
        "The Code of 2013 was replaced by a later one.",
    ],
)
def test_what_is_named_as_past_is_passed_over(text: str) -> None:
    assert stances(code(**PAST), text, "2016-01") == []


def test_a_sign_of_the_past_far_away_does_not_count() -> None:
    archived = code(past_before=["archived"])
    far = (
        "Archived papers are kept at the town hall, and every member of staff who works with a "
        "child relies on the Code (2013)."
    )
    assert stances(archived, far, "2016-01") == [Stance.CONTRADICTS]
    assert stances(archived, "Staff keep the archived Code of 2013: see the Code (2013).", "") == []


def test_denied_and_reported_things_are_not_relied_on() -> None:
    assert stances(code(), "Staff do not use the Code (2013).", "2016-01") == []
    said = "One school told the review that it still used the Code (2013)."
    assert stances(code(), said, "2016-01") == []


def test_unless_in_the_row() -> None:
    assert stances(code({**ROW, "unless": ["archive"]}), "The Code (2013) archive.", "2016") == []


def test_amendment_notes_are_not_read() -> None:
    made, passages = document("# 9 Amendments\nThe Code (2013) was added in May 2014.", "2016-01")
    assert list(code().find(made, passages)) == []


def test_silent_on_single_passages() -> None:
    _, passages = document(f"# 2 Basis\n{RELIES}")
    assert list(code().find(None, passages)) == []


def test_stance_of() -> None:
    assert code().stance_of(AssertionStatus.QUOTED) is Stance.CONTRADICTS
    assert code().stance_of(AssertionStatus.REPORTED) is None


def test_a_date_has_to_be_a_date() -> None:
    with pytest.raises(ValidationError, match="superseded"):
        code({**ROW, "superseded": "soon"})
    assert code({**ROW, "superseded": 2015}).rows[0].superseded == "2015"  # type: ignore[attr-defined]
