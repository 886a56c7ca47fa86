"""The codebook's paragraph "Documents", line by line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.judging import PassageStance, Standing, load_rules
from checker.judging.verdicts import ACCUSES, NEAR_MISSES, verdict
from checker.model import Assertion, Document, Location, Outcome, Passage, Stance, Verdict

CRITERION = load_rules().criterion("sense-check/environment")
DOCUMENT = Document("doc", "doc.docx", "0" * 64, "", ())
PASSAGES = [
    Passage(
        "doc", f"Passage {n} speaks of one place or another.", Location(0, 10, paragraph=f"1.{n}")
    )
    for n in range(6)
]


def stance(
    passage: int, kind: Stance, confidence: float = 0.9, standing: Standing = Standing.DECIDED
) -> PassageStance:
    return PassageStance(
        passage, CRITERION.id, kind, standing, confidence, 0, 7, Assertion(), "model", ""
    )


def judged(*stances: PassageStance) -> Verdict:
    return verdict(CRITERION, DOCUMENT, PASSAGES, stances)


def test_a_contradiction_is_not_made_good_by_any_number_of_merits() -> None:
    merits = [stance(n, Stance.MEETS, 0.99) for n in range(5)]
    answer = judged(*merits, stance(5, Stance.CONTRADICTS, 0.995))
    assert answer.outcome is Outcome.CONTRADICTED
    assert {e.stance for e in answer.evidence} == {Stance.MEETS, Stance.CONTRADICTS}
    assert answer.evidence[0].location.paragraph == "1.5"


def test_one_operative_statement_meets() -> None:
    answer = judged(stance(2, Stance.MEETS, 0.9), stance(1, Stance.MENTIONS_ONLY))
    assert (answer.outcome, answer.confidence) == (Outcome.MET, 0.9)
    assert not answer.needs_review


def test_a_mention_is_partly() -> None:
    assert judged(stance(0, Stance.MENTIONS_ONLY)).outcome is Outcome.PARTLY


def test_silence_is_explained_by_the_nearest_passages() -> None:
    far = [stance(n, Stance.MEETS, n / 20, Standing.SILENT) for n in range(6)]
    answer = judged(*far)
    assert answer.outcome is Outcome.NOT_ADDRESSED
    assert answer.searched == len(PASSAGES)
    assert [e.location.paragraph for e in answer.near_misses] == ["1.5", "1.4", "1.3"]
    assert len(answer.near_misses) == NEAR_MISSES


@pytest.mark.parametrize("kind", [Stance.MEETS, Stance.CONTRADICTS])
def test_a_doubt_asks_for_a_person_and_decides_nothing(kind: Stance) -> None:
    answer = judged(stance(0, kind, 0.5, Standing.UNSURE))
    assert answer.outcome is Outcome.NOT_ADDRESSED
    assert answer.needs_review
    assert answer.near_misses[0].stance is kind


def test_to_accuse_a_document_a_passage_has_to_be_surer() -> None:
    answer = judged(stance(1, Stance.CONTRADICTS, ACCUSES - 0.01))
    assert answer.outcome is Outcome.NOT_ADDRESSED
    assert answer.needs_review
    assert answer.near_misses[0].location.paragraph == "1.1"
    assert judged(stance(1, Stance.CONTRADICTS, ACCUSES)).outcome is Outcome.CONTRADICTED


def test_beside_merits_the_model_alone_has_to_be_surer_of_the_contrary() -> None:
    merit = stance(0, Stance.MEETS, 0.98)
    answer = judged(merit, stance(1, Stance.CONTRADICTS, 0.97))
    assert answer.outcome is Outcome.MET
    assert answer.needs_review
    surer = stance(1, Stance.CONTRADICTS, 0.99)
    assert judged(merit, surer).outcome is Outcome.CONTRADICTED


def test_what_rule_and_model_agree_on_accuses_whatever_else_is_said() -> None:
    merit = stance(0, Stance.MEETS, 0.999)
    agreed = replace(
        stance(1, Stance.CONTRADICTS, 0.8), rule="sense-check/environment/only-the-child"
    )
    assert judged(merit, agreed).outcome is Outcome.CONTRADICTED
    doubtful = replace(agreed, standing=Standing.UNSURE)
    assert judged(merit, doubtful).outcome is Outcome.MET


def test_a_fragment_touches_on_nothing() -> None:
    passages = [replace(PASSAGES[0], text="medical needs"), PASSAGES[1]]
    alone = verdict(CRITERION, DOCUMENT, passages, [stance(0, Stance.MENTIONS_ONLY)])
    assert alone.outcome is Outcome.NOT_ADDRESSED
    assert alone.near_misses[0].why_not == "it is too short to say anything on the topic"
    named = replace(stance(0, Stance.MENTIONS_ONLY), rule="sense-check/environment/a-context")
    assert verdict(CRITERION, DOCUMENT, passages, [named]).outcome is Outcome.PARTLY


def test_evidence_that_a_rule_supports_is_shown_first() -> None:
    supported = replace(
        stance(2, Stance.MEETS, 0.97), rule="sense-check/environment/changes-the-place"
    )
    answer = judged(stance(0, Stance.MEETS, 0.98), supported)
    assert answer.evidence[0].location.paragraph == "1.2"
    surest = judged(stance(0, Stance.MEETS, 0.999), supported)
    assert surest.evidence[0].location.paragraph == "1.0"


def test_enough_is_a_matter_of_the_criterions_policy() -> None:
    strict = CRITERION.model_copy(
        update={"verdict": CRITERION.verdict.model_copy(update={"enough": 2})}
    )
    one = verdict(strict, DOCUMENT, PASSAGES, [stance(0, Stance.MEETS)])
    two = verdict(strict, DOCUMENT, PASSAGES, [stance(0, Stance.MEETS), stance(1, Stance.MEETS)])
    assert (one.outcome, two.outcome) == (Outcome.PARTLY, Outcome.MET)


def test_evidence_carries_the_passages_place() -> None:
    passages = [replace(PASSAGES[0], location=Location(40, 50, page=3, paragraph="4.1"))]
    answer = verdict(CRITERION, DOCUMENT, passages, [stance(0, Stance.MEETS)])
    assert answer.evidence[0].location == Location(40, 50, page=3, paragraph="4.1")
