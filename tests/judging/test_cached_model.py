"""The model with a memory gives the very scores of the one without."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from checker.cache import Cache
from checker.judging import CachedStanceModel, StanceModel
from checker.model import Passage
from checker.passages import passage_from_text

PASSAGES = [
    passage_from_text("No child chooses to be exploited.", heading="2 Language"),
    passage_from_text("Young people who harm others are often victims themselves."),
    passage_from_text("The Board meets in March."),
]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that the encoder was given, in order."""
    seen: list[str] = []
    score = StanceModel.score

    def heard(model: StanceModel, passages: Sequence[Passage]) -> object:
        seen.extend(passage.text for passage in passages)
        return score(model, passages)

    monkeypatch.setattr(StanceModel, "score", heard)
    return seen


def test_scores_are_the_same_read_or_remembered(tmp_path: Path, read: list[str]) -> None:
    plain = StanceModel().score(PASSAGES)
    read.clear()
    for _ in range(2):
        cache = Cache(tmp_path)
        again = CachedStanceModel(cache).score(PASSAGES)
        cache.close()
        assert np.array_equal(plain.logits, again.logits)
        assert np.array_equal(plain.focus, again.focus)
        assert np.array_equal(plain.vectors, again.vectors)
        assert again.logits.dtype == plain.logits.dtype
    assert read == [passage.text for passage in PASSAGES]


def test_an_edit_costs_what_was_edited(tmp_path: Path, read: list[str]) -> None:
    model = CachedStanceModel(Cache(tmp_path))
    model.score(PASSAGES)
    read.clear()
    edited = passage_from_text("The Board meets in May.")
    model.score([*PASSAGES[:2], edited])
    assert read == [edited.text]


def test_identical_passages_are_read_once_also_without_a_cache(read: list[str]) -> None:
    scores = CachedStanceModel().score([PASSAGES[0], PASSAGES[1], PASSAGES[0]])
    assert read == [PASSAGES[0].text, PASSAGES[1].text]
    assert np.array_equal(scores.logits[0], scores.logits[2])


def test_the_same_words_under_another_heading_are_another_passage(
    tmp_path: Path, read: list[str]
) -> None:
    model = CachedStanceModel(Cache(tmp_path))
    model.score([passage_from_text("He is streetwise.", heading="Words to avoid")])
    model.score([passage_from_text("He is streetwise.", heading="The case")])
    assert len(read) == 2


def test_no_passages_have_no_scores(tmp_path: Path) -> None:
    assert len(CachedStanceModel(Cache(tmp_path)).score([]).logits) == 0
