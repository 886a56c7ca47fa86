"""Text that was taken over is known again, whoever's names and figures stand in it."""

from __future__ import annotations

from checker.benchmarking.prints import Place, families, print_of

COPIED = (
    "The Ashby Safeguarding Board meets every 6 weeks, and its chair reports to the partnership "
    "on how many children were discussed and what became of them."
)
RENAMED = COPIED.replace("Ashby", "Birkdale").replace("6", "8")
REWORDED = COPIED.replace("what became of them", "what became of each of them")
OTHER = (
    "A practitioner who believes that a child is being exploited rings the hub on the same day and "
    "confirms what was said in writing before the end of the next one."
)


def test_names_and_figures_do_not_matter() -> None:
    one, other = print_of([COPIED, RENAMED])
    assert (one == other).all()


def test_copies_are_one_family_and_other_text_is_none() -> None:
    found = families([print_of([OTHER, COPIED]), print_of([RENAMED]), print_of([REWORDED])])
    assert found == [(Place(0, 1), Place(1, 0), Place(2, 0))]


def test_a_text_of_one_area_is_no_family() -> None:
    assert families([print_of([COPIED, COPIED]), print_of([OTHER])]) == []


def test_short_text_is_alike_by_chance() -> None:
    assert (
        families([print_of(["The Board meets monthly."]), print_of(["The Board meets monthly."])])
        == []
    )
    assert families([]) == []
