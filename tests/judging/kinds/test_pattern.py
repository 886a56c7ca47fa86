from __future__ import annotations

from checker.judging.kinds import Rule
from checker.model import AssertionStatus, Stance
from judging.conftest import document, found, rule


def choice(**fields: object) -> Rule:
    given = {
        "terms": ["lifestyle choice"],
        "stance": {"asserted": "contradicts", "rejected": "meets", "otherwise": "mentions_only"},
        **fields,
    }
    return rule("pattern", **given)


def test_own_voice_contradicts_and_says_where() -> None:
    text = "For some it is a lifestyle choice."
    (match,) = found(choice(), text)
    assert (match.criterion, match.rule) == ("house/one", "house/one/tried")
    assert match.stance is Stance.CONTRADICTS
    assert text[match.start : match.end] == "lifestyle choice"
    assert match.assertion.status is AssertionStatus.ASSERTED


def test_a_denial_meets_and_keeps_its_cue() -> None:
    (match,) = found(choice(), "Exploitation is never a lifestyle choice.")
    assert match.stance is Stance.MEETS
    assert match.assertion.status is AssertionStatus.REJECTED
    assert match.assertion.cue


def test_another_s_view_is_only_a_mention() -> None:
    (match,) = found(choice(), "One carer told the review that it was a lifestyle choice.")
    assert match.stance is Stance.MENTIONS_ONLY


def test_a_status_that_stands_for_nothing_is_silent() -> None:
    assert (
        found(choice(stance={"asserted": "contradicts"}), "It is never a lifestyle choice.") == []
    )


def test_a_negation_inside_a_gap_is_heard() -> None:
    recruited = choice(terms=["children ...4 recruited"])
    (match,) = found(recruited, "Children are not recruited by anybody.")
    assert match.stance is Stance.MEETS


def test_of_several_the_gravest_stance_stands() -> None:
    text = "It is never a lifestyle choice. For some it is a lifestyle choice."
    (match,) = found(choice(), text)
    assert match.stance is Stance.CONTRADICTS
    assert match.start > 30


def test_near_in_sentence_passage_and_context() -> None:
    text = "It is a lifestyle choice. The children know it."
    assert found(choice(near=["~child"]), text) == []
    assert found(choice(near=["~child"], near_in="passage"), text)
    alone = "It is a lifestyle choice."
    assert found(choice(near=["~child"], near_in="passage"), alone, heading="Children") == []
    assert found(choice(near=["~child"], near_in="context"), alone, heading="Children")
    assert found(choice(near=["~child"], near_in="context"), alone, stem="For children:")


def test_except_takes_away_what_it_overlaps_and_no_more() -> None:
    spared = choice(**{"except": ["lifestyle choice of sofa"]})
    assert found(spared, "It is a lifestyle choice of sofa.") == []
    (match,) = found(spared, "A lifestyle choice of sofa; and it is a lifestyle choice.")
    assert match.start > 30


def test_unless_in_sentence_and_passage() -> None:
    text = "It is a lifestyle choice. This is about sofas."
    assert found(choice(unless=["sofas"]), text)
    assert found(choice(unless=["sofas"], unless_in="passage"), text) == []


def test_only_the_zones_it_names_are_read() -> None:
    made, passages = document("# 2 References\n- A lifestyle choice?, 2013\n- Other books, 2014")
    assert {p.zone.value for p in passages} == {"bibliography"}
    assert list(choice().find(made, passages)) == []
    assert list(choice(zones=["bibliography"]).find(made, passages))


def test_decisive_only_in_own_voice() -> None:
    decisive = choice(decisive=True)
    (own,) = found(decisive, "For some it is a lifestyle choice.")
    (denied,) = found(decisive, "It is never a lifestyle choice.")
    assert own.decisive
    assert not denied.decisive


def test_a_note_goes_with_the_match() -> None:
    (match,) = found(choice(note="Say groomed."), "For some it is a lifestyle choice.")
    assert match.note == "Say groomed."


def test_stance_of() -> None:
    assert choice().stance_of(AssertionStatus.ASSERTED) is Stance.CONTRADICTS
    assert choice().stance_of(AssertionStatus.QUOTED) is Stance.MENTIONS_ONLY
    assert choice(stance={"asserted": "meets"}).stance_of(AssertionStatus.QUOTED) is None
