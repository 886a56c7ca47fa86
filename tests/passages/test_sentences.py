from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.passages.sentences import sentence_spans


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Refer under s.47 of the Act.", "The MASH decides."],
        ["See para. 4.1 and App. B for the form.", "It is short."],
        ["Cllr. Marsh asked about No. 5 on the list.", "She was told."],
        ["Bring papers, e.g. the DASH, the chronology etc. and the plan.", "Sign in."],
        ["Ring 01632 960 001.", "Out of hours ring 01632 960 002."],
        ["Dr. Hale and Mrs. Ade (i.e. the named professionals) attend.", "Both vote."],
        ["The threshold is at pp. 12 to 14 of the document.", "Use it."],
        ["A: No.", "The child is not to be asked twice."],
        ["“He went because he wanted to.”", "So the note says."],
        ["Use AIM2 (see fig. 3).", "Do not use AIM."],
        ["Mr Ade and Ms. Hale sign it.", "Rev. Marsh, St. Anne’s, does not."],
        ["See cl. 4.1.2 and cf. No. 4 of the list.", "Clause 4.1.3 is void."],
        ["Under s.47(1)(b) and ss. 17 to 20 a child is owed more.", "So is a sibling."],
        ["It is for 16 yr. olds vs. adults, approx. 40 a year.", "Few come."],
        ["The fee is £1.50 per copy.", "Is it paid?", "It is!"],
    ],
    ids=lambda sentences: sentences[0][:24],
)
def test_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


def test_nothing_has_no_sentences() -> None:
    assert sentence_spans(" \n ") == ()


@given(st.text(alphabet="abcDE .?!;:\n\"'’()0179,–", max_size=200))
@settings(max_examples=150, deadline=None)
def test_every_word_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentence_spans(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert re.sub(r"\s", "", "".join(cut(text))) == re.sub(r"\s", "", text)
    assert all(text[start:end].strip() == text[start:end] for start, end in spans)
