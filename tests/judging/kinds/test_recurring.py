from __future__ import annotations

from checker.judging.kinds import Rule
from checker.model import AssertionStatus, Stance
from judging.conftest import document, rule

STEP = "A child who has harmed is seen by a worker of their own."


def recurring(**fields: object) -> Rule:
    return rule("recurring", **{"terms": ["~child who has harmed"], "enough": 2, **fields})


def test_the_first_of_enough_passages_meets() -> None:
    made, passages = document(f"# 2 Scope\nThe lead is named.\n{STEP}\n{STEP}")
    (match,) = recurring().find(made, passages)
    assert (match.stance, match.decisive) == (Stance.MEETS, True)
    assert passages[match.passage].text == STEP
    assert match.passage == 1


def test_too_few_passages_show_nothing() -> None:
    assert list(recurring(enough=3).find(*document(f"# 2 Scope\n{STEP}\n{STEP}"))) == []


def test_what_is_denied_or_quoted_does_not_recur() -> None:
    denied = "We do not see a child who has harmed."
    quoted = 'A parent spoke of "a child who has harmed".'
    assert list(recurring().find(*document(f"# 2 Scope\n{STEP}\n{denied}\n{quoted}"))) == []


def test_silent_on_single_passages() -> None:
    _, passages = document(f"# 2 Scope\n{STEP}\n{STEP}")
    assert list(recurring().find(None, passages)) == []


def test_stance_of() -> None:
    assert recurring().stance_of(AssertionStatus.ASSERTED) is Stance.MEETS
    assert recurring().stance_of(AssertionStatus.QUOTED) is None
