"""Likeness: sentences on one thing in other words come together, others do not."""

from __future__ import annotations

from checker.reconciling.facts import Area
from checker.reconciling.likeness import Likeness, ideas
from reconciling.conftest import judged


def test_ideas_are_the_same_in_other_words() -> None:
    one = ideas("The child is spoken to once she comes home, within 72 hours.")
    two = ideas("A return conversation is held when the young person turns up.")
    assert {"interview", "coming back"} <= one & two


def test_times_and_ages_are_no_part_of_what_is_spoken_of() -> None:
    assert ideas("Minutes follow in five working days.") == ideas("Minutes follow in 48 hours.")
    assert ideas("Victims aged 16 or over are heard.") == ideas("Victims under 18 are heard.")


def test_each_is_paired_with_its_nearest_only() -> None:
    documents = (
        judged("# A\n1.1 The minutes are sent to the school nurse.", id="cse"),
        judged(
            "# A\n1.1 The nurse at school gets the minutes.\n1.2 The nurse sees the child.", id="dv"
        ),
    )
    likeness = Likeness(Area(documents))
    sides = [
        [(span.text, ideas(span.text)) for p in d.passages for span in _sentences(p)]
        for d in documents
    ]
    assert likeness.pairs(sides[0], sides[1], 0.5) == [
        ("The minutes are sent to the school nurse.", "The nurse at school gets the minutes.")
    ]


def _sentences(passage):  # type: ignore[no-untyped-def]
    from checker.reconciling.facts import sentences_of

    return sentences_of(passage)
