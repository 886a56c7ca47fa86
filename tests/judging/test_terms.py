from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.judging.inflection import forms
from checker.judging.terms import TermError, compile_term, terms


def finds(term: str, text: str) -> str | None:
    span = next(terms((term,)).find(text), None)
    return None if span is None else text[slice(*span)]


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("lifestyle choice", "A Lifestyle Choice, they say", "Lifestyle Choice"),
        ("lifestyle choice", "a lifestyle-choice", "lifestyle-choice"),
        ("lifestyle choice", "a lifestyle “choice”", "lifestyle “choice"),
        ("lifestyle choice", "lifestyle choices", None),
        ("~child", "the children's home", "children's"),
        ("~child", "the child’s plan", "child’s"),
        ("~child", "childhood", None),
        ("promiscu*", "promiscuity", "promiscuity"),
        ("?very young", "the very young", "very young"),
        ("?very young", "the young", "young"),
        ("at ?further ?greater risk", "at further risk", "at further risk"),
        ("at ?further ?greater risk", "at further greater risk", "at further greater risk"),
        ("(a b|c) d", "the a b d", "a b d"),
        ("(a b|c) d", "the c d", "c d"),
        ("?(one|other) way", "the other way", "other way"),
        ("choose ... gang", "choose to join the gang", "choose to join the gang"),
        ("choose ... gang", "choose to go and join the big gang", None),
        (
            "choose ...7 gang",
            "choose to go and join the big gang",
            "choose to go and join the big gang",
        ),
        ("choose ...1 gang", "choose gang", "choose gang"),
        ("16-17", "those of 16–17", "16–17"),
        ("s.47", "under s.47", "s.47"),
        ("s.47", "under s 47", "s 47"),
        ("recognise", "to recognize it", "recognize"),
        ("~organise", "it was organized", "organized"),
        ("16/17", "the 16 / 17s", None),
        ("16/17", "ages 16 / 17 only", "16 / 17"),
        ("don't", "they don’t go", "don’t"),
    ],
)
def test_a_term_finds_what_its_page_says(term: str, text: str, found: str | None) -> None:
    assert finds(term, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They choose. The gang waits", False),
        ("They choose! Gangs and the gang", False),
        ("They choose, e.g. by text, the gang", True),
        ("They choose (under s.17) the gang", True),
    ],
)
def test_a_gap_never_crosses_the_end_of_a_sentence(text: str, found: bool) -> None:
    assert (finds("choose ...6 gang", text) is not None) is found


def test_a_negation_in_a_gap_stands_before_the_words_that_are_meant() -> None:
    text = "children are not recruited"
    (hit,) = terms(("children ...4 recruited",)).hits(text)
    assert (hit.start, hit.end) == (0, len(text))
    assert text[hit.meant :].strip() == "recruited"


@pytest.mark.parametrize(
    ("term", "says"),
    [
        ("(a", "not closed"),
        ("a)", "too many"),
        ("a || b", "too many"),
        ("...3 b", "begins with a gap"),
        ("a ...", "ends with a gap"),
        ("a ...40 b", "not from 1 to 20"),
        ("a ...0 b", "not from 1 to 20"),
        ("?a", "no word that must be there"),
        ("", "no word that must be there"),
        ("~", "whole word"),
        ("~a*", "whole word"),
        ("(a)? b", "goes before"),
        ("a? b", "goes before"),
        ("* b", "out of place"),
        ("a ?", "ends where a word"),
        ("(a|...2 b)", "begins with a gap"),
    ],
)
def test_a_malformed_term_is_named(term: str, says: str) -> None:
    with pytest.raises(TermError, match="the term") as error:
        compile_term(term)
    assert says in str(error.value)
    assert f'"{term}"' in str(error.value)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("choose", "chose"),
        ("plan", "planned"),
        ("refer", "referring"),
        ("label", "labelled"),
        ("carry", "carries"),
        ("access", "accesses"),
        ("agree", "agreed"),
        ("die", "dying"),
        ("child", "children"),
        ("visit", "visited"),
    ],
)
def test_inflection(word: str, expected: str) -> None:
    assert expected in forms(word)


WORDS = st.lists(
    st.sampled_from(["child", "gang", "choose", "risk", "worker", "seen"]), min_size=1, max_size=5
)


@given(WORDS, st.sampled_from([" ", "-", "  ", "–", " “"]))
@settings(max_examples=60, deadline=None)
def test_words_in_order_are_found_however_they_are_joined(words: list[str], join: str) -> None:
    text = f"Before, {join.join(words).upper()}; after"
    assert finds(" ".join(words), text) == join.join(words).upper()


@given(st.text(alphabet="ab ~?*().|’'-/.…3", max_size=25))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_term_or_a_term_error(text: str) -> None:
    try:
        term = compile_term(text)
    except TermError:
        return
    assert term.anchors
    assert all(term.anchors)


@given(WORDS)
@settings(max_examples=60, deadline=None)
def test_every_match_holds_an_anchor(words: list[str]) -> None:
    term = compile_term(" ...2 ".join(f"(~{word}|{word}*)" for word in words))
    match = term.pattern.search("x " + " y ".join(words))
    assert match is not None
    assert any(anchor in match[0].lower() for anchor in term.anchors)
