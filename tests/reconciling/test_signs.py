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
