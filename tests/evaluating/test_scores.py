from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.evaluating.scores import Score, mean, tally

LABELS = st.sampled_from(["meets", "contradicts", None])


def test_a_known_table() -> None:
    score = Score(right=6, wrong=2, missed=4)
    assert score.precision == 0.75
    assert score.recall == 0.6
    assert score.f1 == pytest.approx(2 * 0.75 * 0.6 / 1.35)
    assert score.support == 10


def test_nothing_to_find_and_nothing_found() -> None:
    assert (Score().precision, Score().recall, Score().f1, mean([])) == (0.0, 0.0, 0.0, 0.0)


def test_tally_counts_each_way_of_being_wrong() -> None:
    pairs = [("meets", "meets"), ("meets", None), (None, "meets"), ("contradicts", "meets")]
    assert tally(pairs, "meets") == Score(right=1, wrong=2, missed=1)


@given(st.lists(st.tuples(LABELS, LABELS)))
def test_right_and_missed_are_all_there_was(pairs: list[tuple[str | None, str | None]]) -> None:
    score = tally(pairs, "meets")
    assert score.support == sum(truth == "meets" for truth, _ in pairs)
    assert score.right + score.wrong == sum(answer == "meets" for _, answer in pairs)
    assert 0.0 <= score.f1 <= 1.0
