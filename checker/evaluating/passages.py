"""Holds the stance given to a passage against the one a careful reader gave."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.evaluating.scores import Score, mean, tally
from checker.judging import Judge, PassageStance, Standing
from checker.model import Stance
from checker.passages import LabelledPassage, read_labelled

SCHEMA = "sensecheck.passage-evaluation/1"


@dataclass(frozen=True, slots=True)
class PassageEvaluation:
    """Answers beside labels, for every passage and criterion.

    ``answers`` holds, for each passage in order, the stances that were decided
    or left to a person, by criterion. A passage left to a person counts
    neither for nor against F1; coverage says how many there were.
    """

    passages: tuple[LabelledPassage, ...]
    criteria: tuple[str, ...]
    answers: tuple[Mapping[str, PassageStance], ...]
    seconds: float

    def score(self, criterion: str, stance: Stance) -> Score:
        """One stance of one criterion, over the decided passages."""
        return tally(self._decided(criterion), stance.value)

    def abstained(self, criterion: str) -> int:
        """How many passages were left to a person for one criterion."""
        return sum(
            criterion in a and a[criterion].standing is Standing.UNSURE for a in self.answers
        )

    @property
    def coverage(self) -> float:
        """Share of the labelled (passage, criterion) cells that were decided."""
        cells = [
            criterion not in answer or answer[criterion].standing is Standing.DECIDED
            for labelled, answer in zip(self.passages, self.answers, strict=True)
            for criterion in labelled.labels
            if criterion in self.criteria
        ]
        return mean(cells)

    @property
    def flips(self) -> float:
        """Share of the decided meets and contradicts taken for the opposite."""
        opposite = {"meets": "contradicts", "contradicts": "meets"}
        cells = [
            opposite[truth] == answer
            for criterion in self.criteria
            for truth, answer in self._decided(criterion)
            if truth in opposite
        ]
        return mean(cells)

    @property
    def false_alarms(self) -> float:
        """Per 100 passages without any label, how many were given a meets or contradicts."""
        alarms = [
            any(
                a.standing is Standing.DECIDED and a.stance is not Stance.MENTIONS_ONLY
                for a in answer.values()
            )
            for labelled, answer in zip(self.passages, self.answers, strict=True)
            if not labelled.labels
        ]
        return round(100 * sum(alarms) / len(alarms), 2) if alarms else 0.0

    @property
    def pairs(self) -> tuple[int, int]:
        """(right, all) minimal pairs: both halves answered as labelled on what they differ in.

        A pair of which a half is left to a person is not counted.
        """
        by_id = {p.id: row for row, p in enumerate(self.passages)}
        right = total = 0
        for row, labelled in enumerate(self.passages):
            partner = by_id.get(labelled.pair)
            if partner is None or partner < row:
                continue
            other = self.passages[partner]
            differing = [c for c in self.criteria if labelled.labels.get(c) != other.labels.get(c)]
            if differing and not any(
                self._unsure(at, c) for at in (row, partner) for c in differing
            ):
                total += 1
                right += all(
                    self._answer(at, c) == _value(self.passages[at].labels.get(c))
                    for at in (row, partner)
                    for c in differing
                )
        return right, total

    @property
    def calibration_error(self) -> float:
        """Expected calibration error of the decided stances, in ten bins (Naeini 2015)."""
        points = [
            (a.confidence, _value(labelled.labels.get(criterion)) == a.stance.value)
            for labelled, answer in zip(self.passages, self.answers, strict=True)
            for criterion, a in answer.items()
            if a.standing is Standing.DECIDED
        ]
        error = 0.0
        for bin_ in range(10):
            inside = [(c, r) for c, r in points if min(int(c * 10), 9) == bin_]
            if inside:
                gap = sum(c for c, _ in inside) - sum(r for _, r in inside)
                error += abs(gap)
        return round(error / len(points), 3) if points else 0.0

    def as_json(self) -> dict[str, Any]:
        """The form of ``FORMATS.md`` section 2, with coverage, flips, pairs and calibration."""
        scores = {c: {s: self.score(c, s) for s in Stance} for c in self.criteria}
        right, total = self.pairs
        return {
            "schema": SCHEMA,
            "n": len(self.passages),
            "criteria": {
                c: {
                    **{s.value: by_stance[s].as_json() for s in Stance},
                    "abstained": self.abstained(c),
                }
                for c, by_stance in scores.items()
            },
            "macro": {
                **{
                    f"{s.value}_f1": mean(
                        scores[c][s].f1 for c in self.criteria if scores[c][s].support
                    )
                    for s in (Stance.MEETS, Stance.CONTRADICTS, Stance.MENTIONS_ONLY)
                },
                "decided_f1": mean(
                    (scores[c][Stance.MEETS] + scores[c][Stance.CONTRADICTS]).f1
                    for c in self.criteria
                    if scores[c][Stance.MEETS].support + scores[c][Stance.CONTRADICTS].support
                ),
            },
            "coverage": self.coverage,
            "flips": self.flips,
            "minimal_pairs": {"right": right, "total": total},
            "calibration_error": self.calibration_error,
            "false_alarms_per_100_unlabelled": self.false_alarms,
            "seconds": round(self.seconds, 2),
        }

    def predictions(self) -> Iterator[dict[str, Any]]:
        """One record a passage; ``label`` is null where a person has to read it."""
        for labelled, answer in zip(self.passages, self.answers, strict=True):
            yield {
                "id": labelled.id,
                "predicted": {
                    criterion: {
                        "label": a.stance.value if a.standing is Standing.DECIDED else None,
                        "confidence": round(a.confidence, 3),
                        "cue": a.assertion.cue or labelled.passage.text[a.start : a.end],
                    }
                    for criterion, a in sorted(answer.items())
                },
            }

    def _answer(self, row: int, criterion: str) -> str | None:
        answer = self.answers[row].get(criterion)
        return None if answer is None else answer.stance.value

    def _unsure(self, row: int, criterion: str) -> bool:
        answer = self.answers[row].get(criterion)
        return answer is not None and answer.standing is Standing.UNSURE

    def _decided(self, criterion: str) -> Iterator[tuple[str | None, str | None]]:
        for row, labelled in enumerate(self.passages):
            answer = self.answers[row].get(criterion)
            if answer is None or answer.standing is Standing.DECIDED:
                yield _value(labelled.labels.get(criterion)), self._answer(row, criterion)


def evaluate_passages(
    files: Sequence[Path], judge: Judge, criteria: Sequence[str] = ()
) -> PassageEvaluation:
    """Judge labelled passages one by one, as if each stood in a document by itself.

    :param criteria: only these; none means every criterion that some passage is labelled with.
    :raises SensecheckError: a file cannot be used, or a criterion is not known.
    """
    passages = read_labelled(files)
    chosen = tuple(criteria) or tuple(
        c.id for c in judge.rules.criteria if any(c.id in p.labels for p in passages)
    )
    rules = [judge.rules.criterion(c) for c in chosen]
    started = time.perf_counter()
    stances = judge.stances([p.passage for p in passages], None, rules)
    answers: list[dict[str, PassageStance]] = [{} for _ in passages]
    for criterion, heard in stances.items():
        for stance in heard:
            if stance.standing is not Standing.SILENT:
                answers[stance.passage][criterion] = stance
    return PassageEvaluation(passages, chosen, tuple(answers), time.perf_counter() - started)


def _value(stance: Stance | None) -> str | None:
    return stance.value if stance else None
