from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.errors import SensecheckError
from checker.evaluating import PassageEvaluation
from checker.evaluating.passages import SCHEMA
from checker.judging import PassageStance, Standing
from checker.model import Assertion, Stance
from checker.passages import read_labelled

A = "sense-check/environment"
LINES = [
    {"id": "1", "text": "The school changes the corridor.", "labels": {A: "meets"}, "pair": "2"},
    {"id": "2", "text": "The school changes nothing.", "labels": {A: "contradicts"}, "pair": "1"},
    {"id": "3", "text": "The corridor is a hotspot.", "labels": {A: "mentions_only"}},
    {"id": "4", "text": "The board meets in May.", "labels": {}},
    {"id": "5", "text": "The room is on the first floor.", "labels": {}},
]


def answer(
    row: int, stance: Stance, standing: Standing = Standing.DECIDED, confidence: float = 0.9
) -> dict[str, PassageStance]:
    return {A: PassageStance(row, A, stance, standing, confidence, 4, 10, Assertion(), "model")}


@pytest.fixture
def evaluation(tmp_path: Path) -> PassageEvaluation:
    file = tmp_path / "area.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in LINES), "utf-8")
    answers = (
        answer(0, Stance.MEETS),
        answer(1, Stance.MEETS),
        answer(2, Stance.MENTIONS_ONLY, Standing.UNSURE, 0.4),
        answer(3, Stance.CONTRADICTS),
        {},
    )
    return PassageEvaluation(read_labelled([file]), (A,), answers, 0.5)


def test_the_form_that_others_read(evaluation: PassageEvaluation) -> None:
    found = evaluation.as_json()
    assert found["schema"] == SCHEMA == "sensecheck.passage-evaluation/1"
    assert found["n"] == 5
    assert found["criteria"][A]["meets"] == {
        "precision": 0.5,
        "recall": 1.0,
        "f1": 0.667,
        "support": 1,
    }
    assert found["criteria"][A]["abstained"] == 1
    assert set(found["macro"]) == {"meets_f1", "contradicts_f1", "mentions_only_f1", "decided_f1"}
    assert found["false_alarms_per_100_unlabelled"] == 50.0


def test_left_to_a_person_counts_neither_way(evaluation: PassageEvaluation) -> None:
    assert evaluation.score(A, Stance.MENTIONS_ONLY).support == 0
    assert evaluation.coverage == pytest.approx(2 / 3, abs=1e-3)


def test_flips_and_pairs(evaluation: PassageEvaluation) -> None:
    assert evaluation.flips == 0.5
    assert evaluation.pairs == (0, 1)


def test_calibration_error_is_the_gap_between_said_and_right(
    evaluation: PassageEvaluation,
) -> None:
    # Three decided at .9, one of them right.
    assert evaluation.calibration_error == pytest.approx(0.9 - 1 / 3, abs=1e-3)


def test_predictions_say_null_where_a_person_has_to_read(evaluation: PassageEvaluation) -> None:
    records = list(evaluation.predictions())
    assert records[0] == {
        "id": "1",
        "predicted": {A: {"label": "meets", "confidence": 0.9, "cue": "school"}},
    }
    assert records[2]["predicted"][A]["label"] is None
    assert records[4] == {"id": "5", "predicted": {}}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not json", "not JSON"),
        ('{"id": "1", "labels": {}}', "'text' is missing"),
        ('{"id": "1", "text": "x", "labels": {"a/b": "good"}}', "meets, contradicts"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, says: str) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(json.dumps(LINES[3]) + "\n" + line, "utf-8")
    with pytest.raises(SensecheckError, match="line 2") as caught:
        read_labelled([file])
    assert says in str(caught.value)
