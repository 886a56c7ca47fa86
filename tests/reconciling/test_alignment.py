"""Alignment: sentences on one thing come together, whatever stands between their words."""

from __future__ import annotations

import pytest

from checker.reconciling.alignment import Alignment
from checker.reconciling.facts import Area
from reconciling.conftest import judged


def _alike(one: str, two: str) -> float:
    area = Area((judged(one, id="cse"), judged(two, id="hsb")))
    spans = [area.sentences(d)[-1] for d in ("cse", "hsb")]
    shared, part = Alignment(area).alike(*spans)
    return shared * part


def test_the_name_of_a_place_brings_two_sentences_together() -> None:
    near = _alike(
        "# Health\nA child who was assaulted is seen at the Willow Suite within 24 hours.",
        "# Medical care\nThe appointment takes place at the Willow Suite within seven days.",
    )
    far = _alike(
        "# Health\nA child who was assaulted is seen at the Willow Suite within 24 hours.",
        "# Medical care\nThe letter to the family is posted within seven days.",
    )
    assert near > 1.5 > far


def test_a_sentence_that_points_back_is_read_with_the_one_before() -> None:
    assert _alike(
        "# A\nThe mentoring scheme is for pupils of 14 to 24.",
        "# B\nThe mentoring scheme has been a good partner. It is for pupils of 10 to 17.",
    ) > 1.5  # fmt: skip


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The victim is visited at the hostel within two days.",
         "The child who has harmed is visited at the hostel within five days."),
        ("The safety plan is reviewed with the family every month.",
         "The care plan is reviewed with the family every six months."),
        ("The strategy meeting about the pupil is held within two days.",
         "The minutes of the strategy meeting about the pupil follow within five days."),
    ],
)  # fmt: skip
def test_words_that_exclude_each_other_keep_two_sentences_apart(one: str, two: str) -> None:
    assert not _alike(f"# A\n{one}", f"# B\n{two}")
