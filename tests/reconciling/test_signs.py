"""The same list of warning signs in two documents answers the criterion in both."""

from __future__ import annotations

import pytest

from checker.judging import Judge, StanceModel, load_rules
from checker.model import JudgedDocument, Outcome
from checker.reconciling import with_same_signs
from checker.reconciling.signs import SIGNS
from reconciling.conftest import judged

LIST = """
# 4 Warning signs
4.1 Staff should watch for the following:

- unexplained gifts, money or a second telephone
- going missing from home or from lessons
- new and much older friends
- injuries that are not explained
- secrecy about messages
"""


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(load_rules(), StanceModel())


def answers(judge: Judge, *texts: str) -> list[JudgedDocument]:
    made = [judged(text, id=issue) for issue, text in zip(("cse", "missing"), texts, strict=False)]
    return with_same_signs([judge.judge(m.document, m.passages) for m in made])


def outcome(document: JudgedDocument) -> Outcome:
    return next(v.outcome for v in document.verdicts if v.criterion == SIGNS)


def test_the_same_list_is_met_in_both(judge: Judge) -> None:
    found = answers(judge, LIST, LIST.replace("4.1 Staff", "4.1 Everybody"))
    assert [outcome(document) for document in found] == [Outcome.MET, Outcome.MET]
    reason = next(v.reason for v in found[0].verdicts if v.criterion == SIGNS)
    assert reason.startswith("Its list of signs is the same as that of ")


def test_another_list_stays_part_of_the_answer(judge: Judge) -> None:
    other = LIST.replace("injuries", "bruises").replace("new and much", "boasts of")
    found = answers(judge, LIST, other)
    assert [outcome(document) for document in found] == [Outcome.PARTLY, Outcome.PARTLY]


def test_a_document_by_itself_has_no_sibling(judge: Judge) -> None:
    assert outcome(answers(judge, LIST)[0]) is Outcome.PARTLY


def test_signs_in_nearly_the_same_words_are_the_same(judge: Judge) -> None:
    other = (
        LIST.replace("money or a second telephone", "a second telephone or money")
        .replace("that are not explained", "which have no explanation")
        .replace("secrecy about messages", "graffiti on books")
        .replace("- going missing", "- being watched by others\n- going missing")
    )
    one = LIST.replace("- going missing", "- a change of mood or of sleep\n- going missing")
    found = answers(judge, one, other)
    assert [outcome(document) for document in found] == [Outcome.PARTLY, Outcome.PARTLY]
    nearer = one.replace("money or a second telephone", "a second telephone or some money")
    found = answers(judge, one, nearer)
    assert [outcome(document) for document in found] == [Outcome.MET, Outcome.MET]


@pytest.mark.parametrize(
    ("strict", "easy"),
    [
        (
            "4.2 At least three of the signs have to be present before a referral is considered.",
            "4.2 No minimum number applies: a single sign is enough to seek advice.",
        ),
        (
            "4.2 Going missing is treated as a sign of exploitation when there have been three or "
            "more missing episodes in any 90 days.",
            "4.2 A single missing episode is enough to prompt the exploitation tool.",
        ),
    ],
)
def test_to_wait_for_more_than_a_sibling_does_contradicts(
    judge: Judge, strict: str, easy: str
) -> None:
    found = answers(judge, f"{LIST}\n{strict}", f"{LIST}\n{easy}")
    assert [outcome(document) for document in found] == [Outcome.CONTRADICTED, Outcome.MET]
    verdict = next(v for v in found[0].verdicts if v.criterion == SIGNS)
    assert verdict.evidence[0].location.paragraph == "4.2"


def test_when_a_panel_meets_is_no_matter_of_signs(judge: Judge) -> None:
    panel = "4.2 Three missing episodes in 60 days lead to a professionals' meeting."
    sooner = "4.2 Two missing episodes in 90 days lead to a professionals' meeting."
    found = answers(judge, f"{LIST}\n{panel}", f"{LIST}\n{sooner}")
    assert [outcome(document) for document in found] == [Outcome.MET, Outcome.MET]
