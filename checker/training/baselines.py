"""What simpler methods reach on the same passages: the figures beside ours.

Each takes the training passages and the rules, and answers the test passages
as :class:`checker.evaluating.PassageEvaluation` wants them.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from checker.evaluating import PassageEvaluation
from checker.judging import PassageStance, RuleBook, Standing
from checker.model import Assertion, AssertionStatus, Stance
from checker.passages import LabelledPassage
from checker.training.network import packaged_encoder

Answers = list[dict[str, PassageStance]]


@dataclass(frozen=True, slots=True)
class Task:
    """What every baseline is given."""

    train: Sequence[LabelledPassage]
    test: Sequence[LabelledPassage]
    rules: RuleBook
    criteria: Sequence[str]


def majority(task: Task) -> Answers:
    """The commonest answer of the training passages, which is silence nearly everywhere."""
    answers: Answers = [{} for _ in task.test]
    for criterion in task.criteria:
        commonest, _ = Counter(p.labels.get(criterion) for p in task.train).most_common(1)[0]
        if commonest is not None:
            for row in range(len(task.test)):
                answers[row][criterion] = _answer(row, criterion, commonest)
    return answers


def keywords(task: Task) -> Answers:
    """The rules' words, whoever speaks them: what a search in the document finds."""
    return _rules(task, heed_assertion=False)


def rules(task: Task) -> Answers:
    """The rules with assertion status, without the model."""
    return _rules(task, heed_assertion=True)


def similarity(task: Task) -> Answers:
    """The stance of the nearest exemplar, from the packaged encoder as it comes."""
    encoder = packaged_encoder()
    test = encoder.encode([p.passage.text for p in task.test], normalize_embeddings=True)
    answers: Answers = [{} for _ in task.test]
    for criterion in task.criteria:
        exemplars = [
            (stance, text)
            for stance, texts in task.rules.criterion(criterion).exemplars.items()
            for text in texts
        ]
        vectors = encoder.encode([text for _, text in exemplars], normalize_embeddings=True)
        cosines = test @ vectors.T
        for row, best in enumerate(cosines.argmax(axis=1)):
            if cosines[row, best] >= 0.5:
                answers[row][criterion] = _answer(row, criterion, exemplars[best][0])
    return answers


def frozen_vectors(task: Task) -> Answers:
    """Logistic regression on the packaged encoder's vectors."""
    encoder = packaged_encoder()
    train = encoder.encode([p.passage.text for p in task.train])
    test = encoder.encode([p.passage.text for p in task.test])
    return _classified(task, np.asarray(train), np.asarray(test))


def word_counts(task: Task) -> Answers:
    """Logistic regression on TF-IDF of words and word pairs."""
    counts = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    train = counts.fit_transform([p.passage.text for p in task.train])
    return _classified(task, train, counts.transform([p.passage.text for p in task.test]))


BASELINES: Mapping[str, Callable[[Task], Answers]] = {
    "majority": majority,
    "keywords (rules without assertion status)": keywords,
    "rules with assertion status": rules,
    "similarity to exemplars": similarity,
    "TF-IDF + logistic regression": word_counts,
    "frozen vectors + logistic regression": frozen_vectors,
}
"""The baselines by the name the report gives them."""


def evaluate_baseline(name: str, task: Task) -> PassageEvaluation:
    """Run one of :data:`BASELINES`."""
    started = time.perf_counter()
    answers = BASELINES[name](task)
    return PassageEvaluation(
        tuple(task.test), tuple(task.criteria), tuple(answers), time.perf_counter() - started
    )


def _rules(task: Task, *, heed_assertion: bool) -> Answers:
    passages = [p.passage for p in task.test]
    answers: Answers = [{} for _ in passages]
    for criterion in task.criteria:
        for rule in task.rules.criterion(criterion).rules:
            for match in rule.find(None, passages):
                stance = match.stance
                if not heed_assertion and match.assertion.status is not AssertionStatus.ASSERTED:
                    stance = rule.stance_of(AssertionStatus.ASSERTED) or stance
                answers[match.passage].setdefault(
                    criterion, _answer(match.passage, criterion, stance)
                )
    return answers


def _classified(task: Task, train: np.ndarray, test: np.ndarray) -> Answers:
    answers: Answers = [{} for _ in task.test]
    for criterion in task.criteria:
        gold = [_value(p.labels.get(criterion)) for p in task.train]
        # The same optimum as the library's usual way, in a third of the time.
        model = LogisticRegression(
            max_iter=2000, C=10.0, class_weight="balanced", solver="newton-cg"
        )
        for row, label in enumerate(model.fit(train, gold).predict(test)):
            if label:
                answers[row][criterion] = _answer(row, criterion, Stance(label))
    return answers


def _answer(row: int, criterion: str, stance: Stance) -> PassageStance:
    return PassageStance(
        row, criterion, stance, Standing.DECIDED, 1.0, 0, 0, Assertion(), "baseline"
    )


def _value(stance: Stance | None) -> str:
    return stance.value if stance else ""
