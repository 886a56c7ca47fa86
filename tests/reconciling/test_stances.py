"""Stance conflicts: one document states it, another states the contrary."""

from __future__ import annotations

import pytest

from checker.model import InconsistencyType, JudgedDocument, Outcome, Severity, Stance
from reconciling.conftest import places
from reconciling.verdicts import CHOICE, OVERLAP, found, paper, says

STANCE = InconsistencyType.STANCE


@pytest.fixture
def gangs() -> JudgedDocument:
    text = """
# 4 Children
4.1 A young person who has stabbed another may well have been stabbed, and we plan for both.
4.2 The panel meets on Tuesdays.
"""
    return says(paper("gangs", text), OVERLAP, Outcome.MET, meets=["we plan for both"])


@pytest.fixture
def dv() -> JudgedDocument:
    text = """
# 7 Records
7.3 Each person is entered as a victim or as a perpetrator, and never as both.
7.4 Many victims are young.
"""
    return says(paper("dv", text), OVERLAP, Outcome.CONTRADICTED, contradicts=["never as both"])


def test_conflict_is_reported_once_with_both_quotes(
    gangs: JudgedDocument, dv: JudgedDocument
) -> None:
    (conflict,) = found(STANCE, dv, gangs)
    assert places(conflict) == {"dv": {"7.3"}, "gangs": {"4.1"}}
    assert conflict.criterion == OVERLAP
    assert conflict.severity is Severity.HIGH
    assert {e.stance for e in conflict.evidence} == {Stance.MEETS, Stance.CONTRADICTS}
    assert conflict.summary.startswith("Is it agreed that the same young person may have been")
    assert "change dv to match" in conflict.suggestion


def test_partly_met_with_a_good_sentence_is_a_side(dv: JudgedDocument) -> None:
    hsb = paper("hsb", "# 1 Principles\n1.1 Those who harm have sometimes been harmed.")
    hsb = says(hsb, OVERLAP, Outcome.PARTLY, meets=["have sometimes been harmed"])
    assert len(found(STANCE, dv, hsb)) == 1


def test_mention_is_no_side(dv: JudgedDocument) -> None:
    hsb = paper("hsb", "# 1 Data\n1.1 The return counts victims and perpetrators.")
    hsb = says(hsb, OVERLAP, Outcome.PARTLY, mentions=["counts victims"])
    assert not found(STANCE, dv, hsb)


def test_two_that_contradict_do_not_conflict(dv: JudgedDocument) -> None:
    missing = paper("missing", "# 1 Records\n1.1 A child is logged as one or the other.\n1.2 Both.")
    missing = says(
        missing, OVERLAP, Outcome.CONTRADICTED, contradicts=["one or the other"], meets=["Both."]
    )
    assert not found(STANCE, dv, missing)


def test_contradiction_needs_a_rule_or_a_sure_model(gangs: JudgedDocument) -> None:
    dv = paper("dv", "# 7 Records\n7.3 People are entered once.")
    unsure = {"contradicts": ["entered once"], "score": 0.7}
    alone = says(dv, OVERLAP, Outcome.CONTRADICTED, **unsure)
    assert not found(STANCE, alone, gangs)
    agreed = says(dv, OVERLAP, Outcome.CONTRADICTED, rule=f"{OVERLAP}/one-of-two", **unsure)
    assert len(found(STANCE, agreed, gangs)) == 1


def test_weak_merit_is_no_side(dv: JudgedDocument) -> None:
    hsb = paper("hsb", "# 1 Principles\n1.1 Those who harm have sometimes been harmed.")
    hsb = says(hsb, OVERLAP, Outcome.MET, meets=["have sometimes been harmed"], score=0.6)
    assert not found(STANCE, dv, hsb)


def test_what_one_document_gets_wrong_by_itself_is_no_conflict() -> None:
    for criterion in ("audit/governance", "currency/superseded-guidance", "style/readability"):
        cse = paper("cse", "# 1 A\n1.1 The Board is accountable.")
        dv = paper("dv", "# 1 A\n1.1 Two boards are accountable.")
        cse = says(cse, criterion, Outcome.MET, meets=["The Board"])
        dv = says(dv, criterion, Outcome.CONTRADICTED, contradicts=["Two boards"])
        assert not found(STANCE, cse, dv)


def test_language_weighs_less() -> None:
    cse = paper("cse", "# 3 Language\n3.1 No child chooses to be exploited.")
    gangs = paper("gangs", "# 3 Message\n3.1 Young people who choose the life must live with it.")
    cse = says(cse, CHOICE, Outcome.MET, meets=["No child chooses"])
    gangs = says(gangs, CHOICE, Outcome.CONTRADICTED, contradicts=["choose the life"])
    (conflict,) = found(STANCE, cse, gangs)
    assert conflict.severity is Severity.MEDIUM


def test_criterion_of_another_pack_is_named() -> None:
    cse = paper("cse", "# 1 A\n1.1 Every child has an advocate.")
    dv = paper("dv", "# 1 A\n1.1 Advocates are for adults.")
    cse = says(cse, "ours/advocacy-offer", Outcome.MET, meets=["Every child"])
    dv = says(dv, "ours/advocacy-offer", Outcome.CONTRADICTED, contradicts=["for adults"])
    (conflict,) = found(STANCE, cse, dv)
    assert "“advocacy offer” is met" in conflict.summary


def test_same_words_on_two_criteria_are_two_conflicts(
    gangs: JudgedDocument, dv: JudgedDocument
) -> None:
    other = "sense-check/safeguarding-response"
    gangs = says(gangs, other, Outcome.MET, meets=["we plan for both"])
    dv = says(dv, other, Outcome.CONTRADICTED, contradicts=["never as both"])
    assert {c.criterion for c in found(STANCE, gangs, dv)} == {OVERLAP, other}
