"""Claims: what is said of one thing, without those who are named for it."""

from __future__ import annotations

import re

import pytest

from checker.reconciling.claims import claims, counts_differ, opposite
from checker.reconciling.facts import Area
from reconciling.conftest import PREAMBLE, judged

_CUE = re.compile(r"accountable|answers", re.IGNORECASE)


def test_who_a_pronoun_stands_for_is_named_in_the_sentence_before() -> None:
    text = "# A\nThe Director of Education chairs the group. She is accountable for the pathway."
    (claim,) = claims(Area((judged(f"{PREAMBLE}\n{text}", id="cse"),)), "cse", _CUE)
    assert claim.shown == "The Director of Education"


def test_those_who_are_named_are_no_part_of_what_is_spoken_of() -> None:
    text = "# A\nThe Safer Streets Board is accountable for the pathway."
    (claim,) = claims(Area((judged(f"{PREAMBLE}\n{text}", id="cse"),)), "cse", _CUE)
    assert "pathwa" in claim.view.shares
    assert not {"safer", "street", "streets"} & claim.view.shares.keys()


def test_a_question_in_the_heading_picks_out_its_answer() -> None:
    text = "# Who answers for the pathway?\nThe Safer Streets Board."
    (claim,) = claims(Area((judged(f"{PREAMBLE}\n{text}", id="cse"),)), "cse", _CUE)
    assert claim.shown == "The Safer Streets Board"


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("The chair rotates between agencies.", "The panel has a permanent chair.", True),
        ("Any agency may nominate.", "Only the police nominate.", True),
        ("Any agency may nominate.", "Every agency may nominate.", False),
    ],
)
def test_words_of_which_each_denies_the_other(one: str, two: str, apart: bool) -> None:
    assert opposite(one, two) is apart


def test_ages_and_times_are_not_counted() -> None:
    assert counts_differ("A quorum is four agencies.", "It needs three agencies.")
    assert not counts_differ("Children of 12 are heard in 5 days.", "Children of 14 in 6 days.")
