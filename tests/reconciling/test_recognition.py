"""Uneven recognition: a gap for each criterion and silent document, beside each issue."""

from __future__ import annotations

from checker.model import InconsistencyType, Issue, Outcome, Severity
from reconciling.conftest import judged, places
from reconciling.verdicts import OVERLAP, found, paper, says

UNEVEN = InconsistencyType.UNEVEN_RECOGNITION
HSB = "# 3 Principles\n3.2 A child who harms may be a victim still, and both are recorded."
GANGS = "# 4 Children\n4.1 The same boy may be hurt on Monday and hurt somebody on Friday."
DV = "# 1 Scope\n1.1 This policy is for everyone who is abused by a partner."


def test_silent_document_is_held_against_the_strongest_statement() -> None:
    hsb = says(paper("hsb", HSB), OVERLAP, Outcome.MET, meets=["both are recorded"], score=0.97)
    other = says(judged(GANGS, id="hsb-2", issue=Issue.HSB), OVERLAP, Outcome.MET,
                 meets=["The same boy"], score=0.91)  # fmt: skip
    dv = says(paper("dv", DV), OVERLAP, Outcome.NOT_ADDRESSED)
    (gap,) = found(UNEVEN, other, dv, hsb)
    assert gap.documents == ("dv", "hsb")
    assert places(gap) == {"dv": set(), "hsb": {"3.2"}}
    assert gap.criterion == OVERLAP
    assert gap.severity is Severity.MEDIUM
    assert "dv is silent" in gap.summary


def test_each_silent_document_is_reported() -> None:
    hsb = says(paper("hsb", HSB), OVERLAP, Outcome.MET, meets=["both are recorded"])
    dv = says(paper("dv", DV), OVERLAP, Outcome.NOT_ADDRESSED)
    missing = says(paper("missing", DV), OVERLAP, Outcome.NOT_ADDRESSED)
    assert {g.documents for g in found(UNEVEN, hsb, dv, missing)} == {
        ("dv", "hsb"),
        ("hsb", "missing"),
    }


def test_document_that_it_does_not_belong_to_is_not_silent() -> None:
    hsb = says(paper("hsb", HSB), OVERLAP, Outcome.MET, meets=["both are recorded"])
    dv = says(paper("dv", DV), OVERLAP, Outcome.NOT_APPLICABLE)
    assert not found(UNEVEN, hsb, dv)


def test_silence_that_a_person_has_to_confirm_is_no_gap_yet() -> None:
    """With the first models, of such silences every other one was none."""
    hsb = says(paper("hsb", HSB), OVERLAP, Outcome.MET, meets=["both are recorded"])
    dv = says(paper("dv", DV), OVERLAP, Outcome.NOT_ADDRESSED, needs_review=True)
    assert not found(UNEVEN, hsb, dv)


def test_weak_statement_asks_nothing_of_a_sibling() -> None:
    hsb = says(paper("hsb", HSB), OVERLAP, Outcome.MET, meets=["both are recorded"], score=0.6)
    dv = says(paper("dv", DV), OVERLAP, Outcome.NOT_ADDRESSED)
    assert not found(UNEVEN, hsb, dv)


def test_partial_recognition_asks_nothing_of_a_sibling() -> None:
    hsb = says(paper("hsb", HSB), OVERLAP, Outcome.PARTLY, mentions=["both are recorded"])
    dv = says(paper("dv", DV), OVERLAP, Outcome.NOT_ADDRESSED)
    assert not found(UNEVEN, hsb, dv)


def test_silence_on_guidance_is_no_gap() -> None:
    currency = "currency/superseded-guidance"
    hsb = says(paper("hsb", HSB), currency, Outcome.MET, meets=["both are recorded"])
    dv = says(paper("dv", DV), currency, Outcome.NOT_ADDRESSED)
    assert not found(UNEVEN, hsb, dv)


def test_of_two_about_as_strong_the_document_at_home_is_quoted_and_the_other_named() -> None:
    gangs = says(paper("gangs", GANGS), OVERLAP, Outcome.MET, meets=["The same boy"], score=0.93)
    hsb = says(paper("hsb", HSB), OVERLAP, Outcome.MET, meets=["both are recorded"], score=0.91)
    dv = says(paper("dv", DV), OVERLAP, Outcome.NOT_ADDRESSED)
    gaps = {gap.documents: gap.summary for gap in found(UNEVEN, gangs, dv, hsb)}
    assert set(gaps) == {("dv", "hsb"), ("dv", "gangs")}
    assert "hsb says so, and so does gangs" in gaps["dv", "hsb"]
    assert "gangs says so; dv is silent" in gaps["dv", "gangs"]
