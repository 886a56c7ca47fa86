from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.judging.fusion import Fusion, votes_of
from checker.judging.match import Match
from checker.model import Stance

FUSION = Fusion(
    scale={"a/b": 0.5}, bias={"a/b": (0.0, 0.0, 1.0, 0.0)}, votes=(0.0, 1.0, 2.0, 3.0), certain={}
)


def match(passage: int, stance: Stance) -> Match:
    return Match(passage, "a/b", "a/b/rule", stance, 0, 1)


def test_the_odds_are_what_the_page_says() -> None:
    logits = np.array([[2.0, 0.0, 0.0, 0.0]], dtype=np.float32)
    votes = votes_of([match(0, Stance.CONTRADICTS)], 1)
    odds = np.array([1.0, 0.0, 1.0, 3.0])
    expected = np.exp(odds) / np.exp(odds).sum()
    assert FUSION.probabilities("a/b", logits, votes)[0] == pytest.approx(expected)


def test_a_criterion_that_was_not_fitted_keeps_the_models_odds() -> None:
    logits = np.array([[1.0, 2.0, 3.0, 4.0]], dtype=np.float32)
    chances = FUSION.probabilities("c/d", logits, votes_of([], 1))[0]
    assert np.log(chances[3] / chances[0]) == pytest.approx(3.0)


def test_a_vote_counts_once_however_many_rules_cast_it() -> None:
    once = votes_of([match(1, Stance.MEETS)], 2)
    assert np.array_equal(once, votes_of([match(1, Stance.MEETS)] * 3, 2))
    assert once[0].sum() == 0


@given(st.lists(st.floats(-50, 50), min_size=4, max_size=4), st.sampled_from(list(Stance)))
def test_a_vote_never_makes_its_stance_less_likely(logits: list[float], stance: Stance) -> None:
    given_logits = np.array([logits], dtype=np.float32)
    before = FUSION.probabilities("a/b", given_logits, votes_of([], 1))[0]
    after = FUSION.probabilities("a/b", given_logits, votes_of([match(0, stance)], 1))[0]
    assert after.sum() == pytest.approx(1.0)
    column = (None, Stance.MENTIONS_ONLY, Stance.MEETS, Stance.CONTRADICTS).index(stance)
    assert after[column] >= before[column] - 1e-12


@given(st.lists(st.floats(-20, 20), min_size=4, max_size=4), st.floats(0.1, 2.0))
def test_the_temper_moves_chances_among_the_stances_only(
    logits: list[float], temper: float
) -> None:
    given_logits = np.array([logits], dtype=np.float32)
    plain = FUSION.probabilities("a/b", given_logits, votes_of([], 1))[0]
    tempered = replace(FUSION, temper=temper).probabilities("a/b", given_logits, votes_of([], 1))[0]
    assert tempered[0] == pytest.approx(plain[0])
    assert tempered.sum() == pytest.approx(1.0)
    assert tempered[1 + plain[1:].argmax()] == pytest.approx(tempered[1:].max())
