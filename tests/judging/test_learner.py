"""Criteria learnt from few sentences: the figures they state of themselves are true."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from checker.judging import (
    LEAST,
    Confidence,
    Judge,
    RuleBook,
    StanceModel,
    StanceScores,
    Standing,
    Trial,
    criterion_template,
    load_criterion,
    load_rules,
)
from checker.judging.learner import Learner, ordinary_sentences
from checker.model import Passage, Stance
from checker.passages import passage_from_text

OUR_OWN = "our-board/private-fostering"


class Drawn:
    """A model whose vectors are drawn by chance around a centre for each first letter."""

    criteria: tuple[str, ...] = ()

    def __init__(self, noise: float) -> None:
        self.manifest: dict[str, Any] = {}
        self.noise = noise

    def score(self, passages: Sequence[Passage]) -> StanceScores:
        vectors = []
        for passage in passages:
            centre = np.eye(8)[ord(passage.text[0]) - ord("a")]
            chance = np.random.default_rng(sum(passage.text.encode()))
            vector = centre + self.noise * chance.normal(size=8)
            vectors.append(vector / np.linalg.norm(vector))
        nothing = np.zeros((len(passages), 0), dtype=np.float32)
        return StanceScores(nothing, nothing.astype(np.int32), np.array(vectors, dtype=np.float32))


def sentences(letter: str, count: int) -> tuple[str, ...]:
    return tuple(f"{letter}{'z' * n}" for n in range(count))


OTHERS = sentences("c", 60) + sentences("d", 60)


def test_what_is_far_apart_is_learnt() -> None:
    own = {Stance.MEETS: sentences("a", 12), Stance.CONTRADICTS: sentences("b", 12)}
    learner = Learner(Drawn(0.1), own, OTHERS)
    assert learner.trial == Trial(24, 24, 0, 120)
    assert learner.trial.confidence is Confidence.TESTED
    fresh = Drawn(0.1).score([passage_from_text(text) for text in ("a!", "b!", "c!")]).vectors
    assert learner.answers(fresh) == [Stance.MEETS, Stance.CONTRADICTS, None]


def test_each_sentence_is_answered_by_the_others_alone() -> None:
    """A sentence that is labelled against all that are like it cannot be answered right."""
    own = {
        Stance.MEETS: sentences("a", 12),
        Stance.CONTRADICTS: (*sentences("b", 11), "azzzzzzzzzzzzzzzz"),
    }
    learner = Learner(Drawn(0.05), own, OTHERS)
    assert learner.trial.right == 23


def test_what_looks_alike_is_weak() -> None:
    own = {Stance.MEETS: sentences("a", 8), Stance.CONTRADICTS: sentences("a", 16)[8:]}
    assert Learner(Drawn(0.3), own, OTHERS).trial.confidence is Confidence.WEAK


@pytest.mark.parametrize(
    ("right", "tried", "alarms", "expected"),
    [
        (8, 8, 0, Confidence.FAIR),
        (16, 16, 0, Confidence.TESTED),
        (16, 16, 4, Confidence.FAIR),
        (5, 10, 0, Confidence.WEAK),
        (0, 0, 0, Confidence.WEAK),
    ],
)
def test_few_right_answers_promise_little(
    right: int, tried: int, alarms: int, expected: Confidence
) -> None:
    assert Trial(right, tried, alarms, 100).confidence is expected


def test_ordinary_sentences_are_many_and_unlike() -> None:
    assert len(ordinary_sentences()) > 200
    assert len(set(ordinary_sentences())) == len(ordinary_sentences())


def test_a_weak_check_leaves_what_it_finds_to_a_person(tmp_path: Path) -> None:
    path = tmp_path / f"{OUR_OWN}.yaml"
    path.parent.mkdir()
    path.write_text(criterion_template(OUR_OWN), "utf-8")
    criterion = load_criterion(path)
    book = load_rules()
    judge = Judge(RuleBook((*book.criteria, criterion), book.sha256), StanceModel())
    learner = judge.learner(criterion)
    assert learner is not None
    assert learner.trial.confidence is not Confidence.TESTED
    texts = [
        "A school that learns of private fostering notifies the council the same day.",
        "When a child stays with people who are no relatives, the council is told within a week.",
        "The committee meets four times a year in the town hall.",
    ]
    found = judge.stances([passage_from_text(text) for text in texts], None, [criterion])
    by_passage = {stance.passage: stance for stance in found[OUR_OWN]}
    assert by_passage[0].standing is Standing.DECIDED
    assert by_passage[1].standing is Standing.UNSURE
    assert 2 not in by_passage


def test_too_few_sentences_are_not_learnt_from(tmp_path: Path) -> None:
    path = tmp_path / f"{OUR_OWN}.yaml"
    path.parent.mkdir()
    whole = criterion_template(OUR_OWN)
    path.write_text(whole[: whole.index("      contradicts:")], "utf-8")
    criterion = load_criterion(path)
    assert sum(map(len, criterion.exemplars.values())) < LEAST
    assert Judge(load_rules(), StanceModel()).learner(criterion) is None
