"""Agreement of two reviewers, beside figures worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.revising import agreement


def test_cohens_kappa_is_as_by_hand() -> None:
    """Twenty both yes, fifteen both no, five and ten apart: observed .7, expected .5."""
    judged = (
        [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    )
    found = agreement(judged)
    assert (found.count, found.agreed, found.share) == (50, 35, 0.7)
    assert found.kappa == pytest.approx(0.4)


def test_coded_text_only_leaves_out_what_both_left_uncoded() -> None:
    judged = [("met", "met")] * 2 + [("met", "none"), ("none", "partly")] + [("none", "none")] * 96
    assert agreement(judged).share == 0.98
    coded = agreement(judged, {"none"})
    assert (coded.count, coded.agreed) == (4, 2)
    # expected: met 3/4 * 2/4, none 1/4 * 1/4, partly 0 * 1/4 = 7/16; (1/2 - 7/16) / (9/16)
    assert coded.kappa == pytest.approx(1 / 9)


def test_worse_than_chance_is_below_zero() -> None:
    assert agreement([("a", "b"), ("b", "a")]).kappa == pytest.approx(-1)


@pytest.mark.parametrize("judged", [[], [("a", "a")] * 5])
def test_where_chance_alone_would_agree_there_is_no_kappa(judged: list[tuple[str, str]]) -> None:
    assert agreement(judged).kappa is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=30))
def test_it_is_the_same_from_both_sides_and_in_its_bounds(judged: list[tuple[str, str]]) -> None:
    found = agreement(judged)
    assert agreement([(other, one) for one, other in judged]) == found
    if found.kappa is not None:
        assert -1 <= found.kappa <= 1
        assert (found.kappa == 1) == (found.agreed == found.count)
