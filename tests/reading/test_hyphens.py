"""Broken words are mended by the document's own spelling."""

from __future__ import annotations

import pytest

from checker.reading.hyphens import Hyphens

PLAIN = ["the panel is a multi-agency body", "investigation of exploitation", "ill health"] * 20
TYPESET = PLAIN + ["some words that are bro-", "a word that is cut off ri-"] * 6


@pytest.mark.parametrize(
    ("lines", "first", "second", "joined"),
    [
        (PLAIN, "the multi-", "agency body", "the multi-agency body"),
        (TYPESET, "the multi-", "agency body", "the multi-agency body"),
        (TYPESET, "the investi-", "gation of", "the investigation of"),
        (TYPESET, "a non-", "violent crime", "a non-violent crime"),
        (TYPESET, "safe-", "guarding", "safeguarding"),
        (PLAIN, "evidence-", "led work", "evidence-led work"),
        (PLAIN, "ages 10-", "17", "ages 10-17"),
        (PLAIN, "and/", "or", "and/or"),
        (PLAIN, "harm -", "and help", "harm - and help"),
        (PLAIN, "plain", "words", "plain words"),
    ],
)
def test_join(lines: list[str], first: str, second: str, joined: str) -> None:
    assert Hyphens(lines).join(first, second) == joined
