"""Assertion status, on some 400 sentences of our own in the voice of real documents.

``assertion_cases.jsonl`` has five parts, each written in one go with the words
in question between double brackets. Part 1 was written before the code. Parts
2 to 5 were written one after another, each run once before anything was
changed for it, and then learnt from once. Right on that first run, which is
the honest figure for sentences never seen: part 2 77%, part 3 74%, part 4 65%,
part 5 71%; mostly what others say or what once was, taken for the document's
own voice. What this test holds is what was learnt.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import Assertion, AssertionStatus, Zone
from checker.passages import assertion, passage_from_text

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "assertion_cases.jsonl").read_text("utf-8").splitlines()
]
WORDS = ["|", "“", "”", "'", '"', "(", ")", ",", ";", ":", ".", "?", "if", "but", "2015", "\n"]
FLOOR, FLOOR_OF_EACH = 0.95, 0.9


def judged(marked: str, *, heading: str = "", stem: str = "", header: str = "") -> Assertion:
    """The status of the words between double brackets."""
    before, rest = marked.split("[[", 1)
    words, after = rest.split("]]", 1)
    passage = passage_from_text(before + words + after, heading=heading, stem=stem)
    if header:
        passage = replace(passage, header=tuple(header.split(" | ")))
    return assertion(passage, len(before), len(before) + len(words))


def right(case: dict[str, Any]) -> bool:
    about = {key: case[key] for key in ("heading", "stem", "header") if key in case}
    return judged(case["text"], **about).status.value == case["status"]


def test_there_are_enough_cases_of_every_status() -> None:
    assert len(CASES) >= 400
    assert min(Counter(case["status"] for case in CASES).values()) >= 20
    assert {case["status"] for case in CASES} == {status.value for status in AssertionStatus}


def test_accuracy_over_all_and_for_each_status(record_property: Any) -> None:
    total = Counter(case["status"] for case in CASES)
    good = Counter(case["status"] for case in CASES if right(case))
    for status in total:
        record_property(status, f"{good[status]}/{total[status]}")
    assert good.total() / total.total() >= FLOOR
    assert all(good[status] / total[status] >= FLOOR_OF_EACH for status in total), (good, total)


@pytest.mark.parametrize("part", [1, 2, 3, 4, 5])
def test_accuracy_of_each_part(part: int) -> None:
    cases = [case for case in CASES if case["part"] == part]
    assert sum(map(right, cases)) / len(cases) >= 0.9


@pytest.mark.parametrize(
    ("marked", "cue"),
    [
        ("It is never a [[lifestyle choice]].", "never"),
        ("Staff said that she [[chose it]].", "said"),
        ("Until 2015 the Act spoke of [[child prostitution]].", "Until 2015"),
        ("A child may appear to [[choose]].", "appear to"),
        ("The idea that he [[asked for it]] is a myth.", "is a myth"),
    ],
)
def test_the_cue_is_given_in_the_documents_own_words(marked: str, cue: str) -> None:
    assert judged(marked).cue == cue


def test_what_nothing_governs_is_asserted_without_a_cue() -> None:
    assert judged("Girls [[choose to go back]].") == Assertion(AssertionStatus.ASSERTED, "")


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        # The outermost speaker decides.
        ("Staff said that she had not [[chosen it]].", AssertionStatus.REPORTED),
        ("We do not accept what staff said, that she [[chose it]].", AssertionStatus.REJECTED),
        ("In the past it was said that girls [[chose it]].", AssertionStatus.HISTORICAL),
        # A negation under a negated claim cancels it.
        ("We do not accept that no child [[chooses to go]].", AssertionStatus.ASSERTED),
        ("It is not true that they are not [[victims]].", AssertionStatus.ASSERTED),
        # A clause of its own is not governed from outside.
        ("She was not seen, but [[she chose to go]].", AssertionStatus.ASSERTED),
        (
            "If staff believe that she is safe, [[the child is seen alone]].",
            AssertionStatus.ASSERTED,
        ),
        ("A worker who has not been trained is [[supervised weekly]].", AssertionStatus.ASSERTED),
        # A verdict on wording governs words that are mentioned, not a case.
        ("The entry '[[fails to engage]]' is to be removed.", AssertionStatus.REJECTED),
        (
            "A girl who [[fails to engage]] is to be removed from the list.",
            AssertionStatus.ASSERTED,
        ),
        # The document itself is nobody else.
        ("The Board considers that girls [[choose it]].", AssertionStatus.ASSERTED),
        ("The chair considered that girls [[choose it]].", AssertionStatus.REPORTED),
    ],
)
def test_scopes(marked: str, status: AssertionStatus) -> None:
    assert judged(marked).status is status


@pytest.mark.parametrize(
    "sentence",
    [
        "High risk is Level 4 (section 47) and goes to children's social care.",
        "The child is told in good time what has been decided.",
        "The plan says what will be done for the child who has harmed.",
        "In roughly a third of the cases of the past two years a pupil was responsible.",
        "The police will decide whether a warning notice should be served.",
        "If there is an immediate danger, dial 999.",
        "Any child alleged to have used violence is entitled to an assessment of need.",
        "Police: 101; in an emergency 999.",
        "The first meeting is held within five working days.",
        "A child who is said to have harmed another is referred to the MASH in their own right.",
        "Every child can expect support, whether the abuse is at home or between partners.",
        "Children see and hear more than their parents notice.",
    ],
)
def test_a_procedure_in_its_own_voice_stays_asserted(sentence: str) -> None:
    assert assertion(passage_from_text(sentence), 0, len(sentence)) == Assertion()


@pytest.mark.parametrize(
    ("after", "status"),
    [
        ("This is wrong.", AssertionStatus.REJECTED),
        ("That isn’t so.", AssertionStatus.REJECTED),
        ("We cannot accept it.", AssertionStatus.REJECTED),
        ("False.", AssertionStatus.REJECTED),
        ("It is wrong to wait.", AssertionStatus.ASSERTED),
        ("False allegations are rare.", AssertionStatus.ASSERTED),
        ("Not so long ago they were left alone.", AssertionStatus.ASSERTED),
        ("We do accept it.", AssertionStatus.ASSERTED),
    ],
)
def test_the_next_sentence_may_take_a_claim_back(after: str, status: AssertionStatus) -> None:
    assert judged(f"Girls [[choose to go]]. {after}").status is status


def test_words_over_several_sentences_are_asserted_if_one_of_them_is() -> None:
    passage = passage_from_text("Staff said that she chose it. She is a child.")
    whole = len(passage.text)
    assert assertion(passage, 0, whole).status is AssertionStatus.ASSERTED
    assert assertion(passage, 0, 29).status is AssertionStatus.REPORTED


@pytest.mark.parametrize(
    ("zone", "status"),
    [
        (Zone.AMENDMENTS, AssertionStatus.HISTORICAL),
        (Zone.LEGISLATION, AssertionStatus.DEFINED),
        (Zone.BIBLIOGRAPHY, AssertionStatus.QUOTED),
        (Zone.CONTENTS, AssertionStatus.QUOTED),
        (Zone.BODY, AssertionStatus.ASSERTED),
        (Zone.INDICATORS, AssertionStatus.ASSERTED),
    ],
)
def test_the_zone_counts(zone: Zone, status: AssertionStatus) -> None:
    passage = replace(passage_from_text("Girls who choose to go"), zone=zone)
    assert assertion(passage, 10, 22).status is status


def test_tables_without_a_header_block_are_read_by_their_first_line() -> None:
    text = "Instead of | Try\nA volatile couple | Name who is hurting whom"
    passage = passage_from_text(text)
    at = text.index("volatile")
    assert assertion(passage, at, at + 15) == Assertion(AssertionStatus.REJECTED, "Instead of")
    at = text.index("Name who")
    assert assertion(passage, at, len(text)).status is AssertionStatus.ASSERTED


@given(
    st.lists(
        st.sampled_from(["not", "never", "said", "that", "the", "child", *WORDS]), max_size=60
    ).map(" ".join),
    st.integers(0, 80),
    st.integers(0, 80),
)
@settings(max_examples=200, deadline=400)
def test_any_words_have_a_status_soon(text: str, start: int, length: int) -> None:
    passage = passage_from_text(text, stem="The following must not be used:" if start % 2 else "")
    start = min(start, len(text))
    found = assertion(passage, start, min(start + length, len(text)))
    assert (found.cue == "") == (found.status is AssertionStatus.ASSERTED)
