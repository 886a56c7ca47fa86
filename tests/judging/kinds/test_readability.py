from __future__ import annotations

import socket

import pytest

from checker.judging.kinds.readability import grade
from checker.model import AssertionStatus, Stance
from judging.conftest import document, rule

EASY = "# 2 What to do\n" + "\n".join(
    "Tell the MASH on the same day. Say what you saw and heard. Do not wait until you are sure. "
    "The worker will ring you back within the hour."
    for _ in range(5)
)
HARD = "# 2 Framework\n" + "\n".join(
    "Notwithstanding the aforementioned interdependencies, multidisciplinary practitioners are "
    "encouraged to operationalise proportionate, developmentally informed interventions which, "
    "having regard to organisational responsibilities and to considerations of confidentiality, "
    "demonstrably contribute to the partnership's overarching safeguarding aspirations."
    for _ in range(5)
)


def reading(**fields: object):  # type: ignore[no-untyped-def]
    return rule("readability", limit=14, **fields)


def test_the_grade_is_the_automated_readability_index() -> None:
    # 10 characters, 3 words, 1 sentence: 4.71 x 10/3 + 0.5 x 3 - 21.43
    assert grade(["The cat sat."]) == pytest.approx(-4.23, abs=0.01)


def test_easy_prose_meets_and_hard_prose_is_a_mention() -> None:
    easy, hard = document(EASY), document(HARD)
    assert {m.stance for m in reading().find(*easy)} <= {Stance.MEETS}
    found = list(reading().find(*hard))
    assert {m.stance for m in found} == {Stance.MENTIONS_ONLY}
    assert "limit 14" in found[0].note


def test_the_hardest_passages_come_first() -> None:
    text = HARD + "\n" + EASY
    made, passages = document(text)
    shown = list(reading(shown=2).find(made, passages))
    assert len(shown) == 2
    assert all("Notwithstanding" in passages[m.passage].text for m in shown)


def test_lists_and_short_documents_have_no_grade() -> None:
    assert list(reading().find(*document("# 2 Note\nSee the chart."))) == []
    listed = "# 2 Members\n" + "\n".join(
        f"- a member of the partnership number {n}" for n in range(40)
    )
    assert list(reading().find(*document(listed))) == []


def test_silent_on_single_passages() -> None:
    _, passages = document(HARD)
    assert list(reading().find(None, passages)) == []


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert grade(["Practitioners safeguard children."]) > 0


def test_stance_of() -> None:
    assert reading().stance_of(AssertionStatus.ASSERTED) is Stance.MEETS
