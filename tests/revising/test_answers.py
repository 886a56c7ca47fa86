"""What a person says that a document answers, in place of the judged answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reporting.conftest import handmade

from checker.findings import FindingKind, findings
from checker.model import Outcome, Stance, Verdict
from checker.revising import Answer, with_answers


def verdict(outcome: Outcome) -> Verdict:
    return next(v for v in handmade().verdicts if v.outcome is outcome and v.evidence)


def answer(about: Verdict, outcome: Outcome, against: str = "") -> Answer:
    path = handmade().document(about.document).path
    quotes = tuple(item.quote for item in about.evidence)
    return Answer(
        about.criterion, path, quotes, outcome, against, "It is a quotation.", "Ada", "2026-11-27"
    )


def given(about: Verdict, outcome: Outcome, against: str = "") -> Verdict:
    said = {(about.document, about.criterion): answer(about, outcome, against)}
    found = with_answers(handmade(), said).verdict(about.document, about.criterion)
    assert found is not None
    return found


def test_another_answer_takes_the_place_of_the_judged_one() -> None:
    judged = verdict(Outcome.CONTRADICTED)
    found = given(judged, Outcome.MET)
    assert found.outcome is Outcome.MET
    assert not found.needs_review
    assert found.reason == "Answered by Ada on 2026-11-27: It is a quotation."
    assert Stance.CONTRADICTS not in {item.stance for item in found.evidence}
    against = [e.quote for e in judged.evidence if e.stance is Stance.CONTRADICTS]
    missed = {item.quote: item.why_not for item in found.near_misses}
    assert all("answered otherwise by Ada" in missed[quote] for quote in against)


def test_a_contradiction_rests_on_the_words_that_were_chosen() -> None:
    judged = verdict(Outcome.MET)
    chosen = judged.evidence[0].quote
    changed = replace(
        handmade(),
        verdicts=(given(judged, Outcome.CONTRADICTED, chosen),),
    )
    (finding,) = [f for f in findings(changed) if f.kind is FindingKind.STATEMENT]
    assert [item.quote for item in finding.evidence] == [chosen]


def test_the_same_answer_confirms() -> None:
    judged = replace(verdict(Outcome.MET), needs_review=True)
    before = replace(handmade(), verdicts=(judged,))
    said = {(judged.document, judged.criterion): answer(judged, Outcome.MET)}
    (found,) = with_answers(before, said).verdicts
    assert found.evidence == judged.evidence
    assert not found.needs_review
    assert found.reason.endswith("Confirmed by Ada on 2026-11-27.")


@pytest.mark.parametrize("outcome", list(Outcome))
def test_no_quote_is_lost(outcome: Outcome) -> None:
    for judged in handmade().verdicts:
        quotes = {item.quote for item in (*judged.evidence, *judged.near_misses)}
        found = given(judged, outcome, next(iter(quotes), ""))
        assert {item.quote for item in (*found.evidence, *found.near_misses)} == quotes


def test_it_holds_as_long_as_the_words_stay() -> None:
    judged = verdict(Outcome.MET)
    path = handmade().document(judged.document).path
    said = answer(judged, Outcome.PARTLY)
    assert said.covers(judged, path, [path])
    assert said.covers(judged, "renamed.docx", ["renamed.docx"])
    assert not said.covers(judged, "other.docx", ["other.docx", path])
    assert not said.covers(replace(judged, evidence=()), path, [path])
    assert not said.covers(replace(judged, criterion="another/one"), path, [path])
    shouted = tuple(replace(e, quote=e.quote.upper()) for e in judged.evidence)
    assert said.covers(replace(judged, evidence=shouted), path, [path])
