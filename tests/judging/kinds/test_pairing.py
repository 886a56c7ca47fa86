from __future__ import annotations

from checker.judging.kinds import Rule
from checker.model import AssertionStatus, Stance
from judging.conftest import document, found, rule


def citation(within: str = "sentence", **fields: object) -> Rule:
    given = {
        "first": ["Gangs Protocol"],
        "second": ["follow", "tell the chair"],
        "together": "meets",
        "alone": "mentions_only",
        **fields,
    }
    return rule("pairing", within=within, **given)


def test_a_pair_in_a_sentence() -> None:
    text = "If a group is involved, follow the Gangs Protocol as well."
    (match,) = found(citation(), text)
    assert match.stance is Stance.MEETS
    assert text[match.start : match.end] == "follow the Gangs Protocol"


def test_the_first_alone() -> None:
    (match,) = found(citation(), "The Gangs Protocol was approved in May.")
    assert match.stance is Stance.MENTIONS_ONLY


def test_a_second_that_is_denied_is_neither() -> None:
    assert found(citation(), "Staff must not follow the Gangs Protocol.") == []


def test_another_sentence_counts_only_within_the_passage() -> None:
    text = "There is a Gangs Protocol. Staff follow it."
    assert found(citation(), text)[0].stance is Stance.MENTIONS_ONLY
    assert found(citation("passage"), text)[0].stance is Stance.MEETS


def test_unless_and_nothing() -> None:
    text = "The Gangs Protocol was approved in May."
    assert found(citation(unless=["approved"]), text) == []
    assert found(citation(alone="nothing"), text) == []
    assert found(citation(together="nothing"), "Follow the Gangs Protocol.") == []


SMALL = """\
# 2 Definition
The Gangs Protocol is named here for the reader.
# 3 What to do
Staff tell the chair of the panel on the same day.
"""


def test_a_section_and_a_document_are_different_reaches() -> None:
    made, passages = document(SMALL)
    (in_section,) = citation("section").find(made, passages)
    (in_document,) = citation("document").find(made, passages)
    assert in_section.stance is Stance.MENTIONS_ONLY
    assert in_document.stance is Stance.MEETS
    assert in_document.passage == 0


def test_single_passages_have_no_section() -> None:
    _, passages = document(SMALL)
    assert list(citation("section").find(None, passages)) == []
    assert list(citation("document").find(None, passages)) == []


def test_stance_of() -> None:
    assert citation().stance_of(AssertionStatus.ASSERTED) is Stance.MEETS
    assert citation(together="nothing").stance_of(AssertionStatus.ASSERTED) is Stance.MENTIONS_ONLY
    assert citation().stance_of(AssertionStatus.QUOTED) is None
