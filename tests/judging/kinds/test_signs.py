from __future__ import annotations

from dataclasses import replace

from checker.judging.kinds import Rule
from checker.model import AssertionStatus, Document, Passage, Stance
from judging.conftest import document, rule

ITEMS = [
    "unexplained gifts or money",
    "going missing from home",
    "new and older friends",
    "injuries that are not explained",
    "secrecy about messages",
]


def signs(**fields: object) -> Rule:
    given = {
        "headings": ["warning sign*", "(may|might) suggest"],
        "sentences": ["signs ...6 include"],
        **fields,
    }
    return rule("signs", **given)


def listed(head: str, items: list[str], stem: str = "") -> str:
    return f"# 4 {head}\n{stem}\n" + "\n".join(f"- {item}" for item in items)


def stances(text: str, **fields: object) -> list[Stance]:
    return [match.stance for match in signs(**fields).find(*document(text))]


def test_a_list_under_a_heading() -> None:
    made, passages = document(listed("Warning signs", ITEMS))
    (match,) = signs().find(made, passages)
    assert match.stance is Stance.MEETS
    assert passages[match.passage].text == ITEMS[0]
    assert match.note == "A list of 5 signs."


def test_a_list_after_a_stem() -> None:
    text = listed("What to know", ITEMS, "The following might suggest that a child is exploited:")
    assert Stance.MEETS in stances(text)


def test_a_short_list_is_a_mention() -> None:
    assert stances(listed("Warning signs", ITEMS[:2])) == [Stance.MENTIONS_ONLY]
    assert stances(listed("Warning signs", ITEMS[:2]), enough=2) == [Stance.MEETS]


def test_a_list_of_something_else_is_silent() -> None:
    members = [
        "the police",
        "the health trust",
        "schools and colleges",
        "the youth justice service",
    ]
    assert stances(listed("Membership", members)) == []


def test_a_list_within_a_sentence() -> None:
    text = "# 4 Noticing\nSigns of exploitation include gifts, absence, injuries, secrecy and fear."
    assert stances(text) == [Stance.MEETS]
    assert stances("# 4 Noticing\nSigns of exploitation include fear.") == [Stance.MENTIONS_ONLY]


def test_silent_on_single_passages() -> None:
    _, passages = document(listed("Warning signs", ITEMS))
    assert list(signs().find(None, passages)) == []


def test_stance_of() -> None:
    assert signs().stance_of(AssertionStatus.ASSERTED) is Stance.MEETS
    assert signs().stance_of(AssertionStatus.REJECTED) is None


def test_a_list_of_its_own_is_a_mention() -> None:
    own = listed("Warning signs", ITEMS)
    shared = listed("Warning signs", ITEMS).replace(
        "signs\n", "signs\nThe signs are common to the Board's procedures.\n", 1
    )
    assert stances(own, shared=["common to"]) == [Stance.MENTIONS_ONLY]
    assert stances(shared, shared=["common to"]) == [Stance.MEETS]


def test_a_table_of_scores_below_the_signs_is_no_list_of_them() -> None:
    rows = "3 | Amber | advice\n5 | Red | panel\n8 | Red | plan\n9 | Red | plan"
    scores = replace_header(f"# 4 Warning signs\n{rows}", ("Score", "Colour", "Action"))
    assert list(signs(unless=["score"]).find(*scores)) == []
    tabled = "\n".join(f"{item} | ask" for item in ITEMS)
    seen = replace_header(f"# 4 Warning signs\n{tabled}", ("What you see", "What to do"))
    assert [match.stance for match in signs(unless=["score"]).find(*seen)] == [Stance.MEETS]


def replace_header(text: str, header: tuple[str, ...]) -> tuple[Document, list[Passage]]:
    """A document whose table rows stand under that header."""
    made, passages = document(text)
    return made, [replace(p, header=header) if p.cells else p for p in passages]


def test_a_list_of_something_else_by_the_same_name() -> None:
    text = "# 9 Measures\nThe signs of success include visits, calls, numbers trained and reports."
    assert stances(text) == [Stance.MEETS]
    assert stances(text, unless=["success"]) == []
    measured = listed("Results", ITEMS, "The following might suggest success:")
    assert stances(measured) == [Stance.MEETS]
    assert stances(measured, unless=["success"]) == []
