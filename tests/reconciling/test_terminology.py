"""Terminology: barred here and used there, one thing under two names, one acronym for two."""

from __future__ import annotations

import pytest

from checker.model import InconsistencyType
from reconciling.conftest import compare, pairs, places

TERMINOLOGY = InconsistencyType.TERMINOLOGY


@pytest.mark.parametrize(("documents", "apart"), pairs("terminology"))
def test_pairs(documents: dict[str, str], apart: bool) -> None:
    assert bool(compare(TERMINOLOGY, **documents)) is apart


HSB = (
    "# 2 Words\n2.3 The words “perpetrator”, “nominal” and “absconder” are not used of anyone "
    "under 18."
)


@pytest.mark.parametrize(
    "use",
    [
        "4.1 Young perpetrators are dealt with by the police.",
        "4.1 A perpetrator aged 16 goes on the programme.",
        "4.1 The same sanctions apply to perpetrators, whatever their age.",
        "4.1 Each nominal has a named officer.",
        "4.1 Carers report absconders to the police.",
        "4.1 In this protocol “absconder” is used of any child who leaves a placement.",
    ],
)
def test_word_barred_here_and_used_there(use: str) -> None:
    (differ,) = compare(TERMINOLOGY, hsb=HSB, gangs=f"# 4 A\n{use}")
    assert places(differ) == {"gangs": {"4.1"}, "hsb": {"2.3"}}
    assert "hsb says not" in differ.summary


@pytest.mark.parametrize(
    "text",
    [
        "4.1 The perpetrator must leave the home, and the victim keeps the tenancy.",
        "4.1 We do not write of a “young perpetrator”.",
        "4.1 A label such as “nominal” was found in older files.",
        "4.1 A nominal fee is charged.",
        "4.1 An absconder is a child on remand who is unlawfully at large, and nobody else.",
        "4.1 He may be sent to a young offender institution.",
        "4.1 A child who has harmed is referred in their own right.",
    ],
)
def test_adults_rejections_and_legal_senses_are_no_use(text: str) -> None:
    assert not compare(TERMINOLOGY, hsb=HSB, gangs=f"# 4 A\n{text}")


@pytest.mark.parametrize(
    "bar",
    [
        "We do not say “young perpetrator” of a child.",
        "Nor are children to be called “perpetrators” in our minutes.",
        "Staff write of “the child who has harmed” rather than “perpetrator”.",
        "The term perpetrator should not be used of children.",
    ],
)
def test_ways_of_barring_a_word(bar: str) -> None:
    gangs = "# 4 A\n4.1 Young perpetrators are dealt with by the police."
    assert len(compare(TERMINOLOGY, hsb=f"# 2 A\n2.3 {bar}", gangs=gangs)) == 1


def test_preferred_word_is_not_barred() -> None:
    hsb = "# 2 A\n2.3 We say “nominal” and not “gang member”."
    gangs = "# 4 A\n4.1 Each nominal has a named officer."
    assert not compare(TERMINOLOGY, hsb=hsb, gangs=gangs)


def test_blaming_words_are_left_to_their_criterion() -> None:
    cse = "# 2 A\n2.3 The word “streetwise” is not used."
    gangs = "# 4 A\n4.1 Many of them are streetwise."
    assert not compare(TERMINOLOGY, cse=cse, gangs=gangs)


def test_one_thing_under_two_names() -> None:
    cse = "# 1 A\n1.1 Peer on peer abuse happens online as well."
    hsb = "# 1 A\n1.1 We speak of child-on-child abuse, as schools now do."
    (differ,) = compare(TERMINOLOGY, cse=cse, hsb=hsb)
    assert "“peer-on-peer abuse” (cse) or “child-on-child abuse” (hsb)" in differ.summary


def test_document_that_gives_both_names_explains_itself() -> None:
    cse = "# 1 A\n1.1 Child-on-child abuse, once called peer-on-peer abuse, happens online."
    hsb = "# 1 A\n1.1 Peer-on-peer abuse is harmful."
    assert not compare(TERMINOLOGY, cse=cse, hsb=hsb)


def test_two_names_for_the_thresholds() -> None:
    dv = "# 1 A\n1.1 Level 3 of the Testham Continuum of Need is a child in need."
    cse = "# 1 A\n1.1 Level 3 of the Threshold Document is a child in need."
    assert len(compare(TERMINOLOGY, cse=cse, dv=dv)) == 1
    plain = "# 1 A\n1.1 The threshold for social care is met, in line with thresholds guidance."
    assert not compare(TERMINOLOGY, cse=plain, dv=dv)


def test_one_acronym_for_two_things() -> None:
    cse = "# 1 A\n1.1 A Missing Action Plan (MAP) is written within a day."
    hsb = "# 1 A\n1.1 Workers complete the Mapping of Adolescent Peers (MAP) tool."
    (differ,) = compare(TERMINOLOGY, cse=cse, hsb=hsb)
    assert differ.summary.startswith("What does MAP stand for")
    same = "# 1 A\n1.1 The missing action plan (MAP) is reviewed."
    assert not compare(TERMINOLOGY, cse=cse, hsb=same)


def test_words_to_avoid_in_a_table() -> None:
    hsb = """
# 2 Words
| Please say | Please avoid |
|---|---|
| A child who has harmed | Young perpetrator, offender |
| A child who was harmed | Attention-seeking |
"""
    gangs = "# 4 A\n4.1 Young perpetrators are dealt with by the police."
    (differ,) = compare(TERMINOLOGY, hsb=hsb, gangs=gangs)
    assert places(differ)["hsb"] == {"2"}


def test_initials_spelt_out_after_them() -> None:
    (apart,) = compare(
        TERMINOLOGY,
        hsb="# 3 A\n3.1 STEP, the Sexual Trauma and Early Protection clinic, is at the hospital.",
        gangs="# 4 A\n4.1 A young person is helped by STEP (Street Teams Enabling Progress).",
    )
    assert places(apart) == {"hsb": {"3.1"}, "gangs": {"4.1"}}


def test_a_name_settled_on_and_another_used() -> None:
    settled = "# 2 Language\n2.1 We call it domestic abuse because much of it leaves no bruise."
    (apart,) = compare(
        TERMINOLOGY, dv=settled, missing="# 4 A\n4.1 Ask about family violence at home."
    )
    assert places(apart) == {"dv": {"2.1"}, "missing": {"4.1"}}
    assert not compare(TERMINOLOGY, dv=settled, missing="# 4 A\n4.1 Ask about domestic abuse.")
