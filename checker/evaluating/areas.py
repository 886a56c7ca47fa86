"""Holds verdicts and inconsistencies against areas with a known truth."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from checker.errors import SensecheckError
from checker.evaluating.scores import Score, mean, tally
from checker.model import Assessment, Inconsistency, InconsistencyType, Outcome

SCHEMA = "sensecheck.area-evaluation/1"


@dataclass(frozen=True, slots=True)
class Difference:
    """An inconsistency, true or reported: its type, files, and paragraphs by file.

    A true one that was not planted but came with the planted ones is right to
    report, and no miss when it is not.
    """

    type: str
    files: frozenset[str]
    paragraphs: Mapping[str, frozenset[str]]
    planted: bool = True

    def meets(self, other: Difference) -> bool:
        """Whether both speak of the same thing: type, files, and a common paragraph.

        A silent document has no paragraph, so two differences that name none in
        common files meet by type and files alone.
        """
        if (self.type, self.files) != (other.type, other.files):
            return False
        shared = [f for f in self.files if self.paragraphs.get(f) and other.paragraphs.get(f)]
        return not shared or any(self._agrees(other, f) for f in shared)

    def sides(self, other: Difference) -> Iterator[bool]:
        """For each file whose paragraph is known in both, whether they agree."""
        for file in sorted(self.files):
            if self.paragraphs.get(file) and other.paragraphs.get(file):
                yield self._agrees(other, file)

    def _agrees(self, other: Difference, file: str) -> bool:
        return bool(self.paragraphs[file] & other.paragraphs[file])


@dataclass(frozen=True, slots=True)
class InconsistencyScore:
    """Counts of reported inconsistencies (right, wrong) and of planted ones (found, missed)."""

    right: int = 0
    wrong: int = 0
    found: int = 0
    missed: int = 0

    def __add__(self, other: InconsistencyScore) -> InconsistencyScore:
        return InconsistencyScore(
            self.right + other.right,
            self.wrong + other.wrong,
            self.found + other.found,
            self.missed + other.missed,
        )

    def as_json(self) -> dict[str, float | int]:
        """Precision of what is reported, recall of what was planted, and their F1."""
        precision = Score(self.right, self.wrong, 0).precision
        recall = Score(self.found, 0, self.missed).recall
        both = precision + recall
        return {
            "precision": round(precision, 3),
            "recall": round(recall, 3),
            "f1": round(2 * precision * recall / both, 3) if both else 0.0,
            "reported": self.right + self.wrong,
            "planted": self.found + self.missed,
        }


@dataclass(frozen=True, slots=True)
class Truth:
    """What is known of an area (``FORMATS.md`` section 3).

    ``evidence`` may name, by file and criterion, the paragraphs that decide.
    """

    verdicts: Mapping[str, Mapping[str, str]]
    inconsistencies: tuple[Difference, ...]
    decoys: tuple[Difference, ...]
    evidence: Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class AreaResult:
    """One area: its truth and what Sensecheck made of it."""

    name: str
    truth: Truth
    verdicts: Mapping[tuple[str, str], str]
    evidence: Mapping[tuple[str, str], frozenset[str]]
    reported: tuple[Difference, ...]

    def pairs(self) -> Iterator[frozenset[str]]:
        """Every pair of the area's documents."""
        return (frozenset(pair) for pair in combinations(sorted(self.truth.verdicts), 2))


@dataclass(frozen=True, slots=True)
class AreaEvaluation:
    """Figures over a number of areas."""

    areas: tuple[AreaResult, ...]

    def as_json(self) -> dict[str, Any]:
        """The form of ``FORMATS.md`` section 3."""
        cells = [
            (criterion, truth, area.verdicts.get((file, criterion)))
            for area in self.areas
            for file, by_criterion in area.truth.verdicts.items()
            for criterion, truth in by_criterion.items()
        ]
        criteria = sorted({criterion for criterion, _, _ in cells})
        scores = {
            c: {
                o.value: tally(((t, a) for criterion, t, a in cells if criterion == c), o.value)
                for o in Outcome
                if o is not Outcome.NOT_APPLICABLE
            }
            for c in criteria
        }
        classes = [o.value for o in Outcome if o is not Outcome.NOT_APPLICABLE]
        per_class = {
            o: mean(scores[c][o].f1 for c in criteria if scores[c][o].support) for o in classes
        }
        types = {t.value: self._type(t.value) for t in InconsistencyType}
        return {
            "schema": SCHEMA,
            "areas": [area.name for area in self.areas],
            "verdicts": {
                "right": mean(t == a for _, t, a in cells),
                "n": len(cells),
                "f1": per_class,
                "macro_f1": mean(per_class.values()),
                "criteria": {
                    c: {
                        "right": mean(t == a for criterion, t, a in cells if criterion == c),
                        **{o: scores[c][o].as_json() for o in classes},
                    }
                    for c in criteria
                },
            },
            "evidence_hit_rate": self._evidence(),
            "inconsistencies": {
                **self._type(None),
                "paragraphs_right": mean(
                    side
                    for area in self.areas
                    for planted in area.truth.inconsistencies
                    for reported in area.reported
                    if planted.meets(reported)
                    for side in planted.sides(reported)
                ),
                "decoys": sum(len(area.truth.decoys) for area in self.areas),
                "decoys_reported": sum(
                    any(decoy.meets(reported) for reported in _alarms(area))
                    for area in self.areas
                    for decoy in area.truth.decoys
                ),
                "types": {
                    name: figures for name, figures in types.items() if any(figures.values())
                },
            },
        }

    def _type(self, wanted: str | None) -> dict[str, float | int]:
        score, alarms, clean = InconsistencyScore(), 0, 0
        for area in self.areas:
            true = [d for d in area.truth.inconsistencies if wanted in {None, d.type}]
            reported = [d for d in area.reported if wanted in {None, d.type}]
            missed = sum(d.planted and not any(d.meets(r) for r in reported) for d in true)
            found = sum(d.planted for d in true) - missed
            wrong = [r for r in reported if not any(d.meets(r) for d in true)]
            right = len(reported) - len(wrong)
            score += InconsistencyScore(right, len(wrong), found, missed)
            touched = {d.files for d in true}
            spotless = [pair for pair in area.pairs() if pair not in touched]
            clean += len(spotless)
            alarms += sum(r.files in spotless for r in wrong)
        return {
            **score.as_json(),
            "false_alarms_per_clean_pair": round(alarms / clean, 3) if clean else 0.0,
        }

    def _evidence(self) -> float | None:
        """Share of the verdicts whose first evidence stands where the truth says; None untold."""
        hits = [
            bool(area.evidence.get((file, criterion), frozenset()) & set(paragraphs))
            for area in self.areas
            for file, by_criterion in area.truth.evidence.items()
            for criterion, paragraphs in by_criterion.items()
        ]
        return mean(hits) if hits else None


def evaluate_areas(folders: Sequence[Path], assess: Callable[[Path], Assessment]) -> AreaEvaluation:
    """Assess each folder and hold the result against its ``truth.json``.

    :raises SensecheckError: a folder or its truth cannot be used.
    """
    return AreaEvaluation(tuple(_result(folder, assess(folder)) for folder in folders))


def read_truth(folder: Path) -> Truth:
    """Read ``truth.json`` of an area.

    :raises SensecheckError: it is missing, or not of the form of ``FORMATS.md``.
    """
    path = folder / "truth.json"
    try:
        given = json.loads(path.read_text("utf-8"))
        return Truth(
            given["verdicts"],
            tuple(_difference(item) for item in given["inconsistencies"]),
            tuple(_difference(item) for item in given.get("decoys", ())),
            given.get("evidence", {}),
        )
    except FileNotFoundError:
        raise SensecheckError("truth-missing", path=folder) from None
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise SensecheckError(
            "truth-malformed", path=path, cause=f"it lacks or misshapes {error}"
        ) from None


def _difference(given: Mapping[str, Any]) -> Difference:
    return Difference(
        given.get("type", ""),
        frozenset(given.get("documents", ())),
        {file: frozenset(labels) for file, labels in given.get("paragraphs", {}).items()},
        given.get("planted", True),
    )


def _result(folder: Path, assessment: Assessment) -> AreaResult:
    files = {d.id: Path(d.path).name for d in assessment.documents}
    return AreaResult(
        folder.name,
        read_truth(folder),
        {(files[v.document], v.criterion): v.outcome.value for v in assessment.verdicts},
        {
            (files[v.document], v.criterion): frozenset(
                e.location.paragraph for e in v.evidence[:1]
            )
            for v in assessment.verdicts
        },
        tuple(_reported(i, files) for i in assessment.inconsistencies),
    )


def _reported(inconsistency: Inconsistency, files: Mapping[str, str]) -> Difference:
    return Difference(
        inconsistency.type.value,
        frozenset(files[d] for d in inconsistency.documents),
        {
            files[document]: _paragraphs(inconsistency, document)
            for document in inconsistency.documents
        },
    )


def _paragraphs(inconsistency: Inconsistency, document: str) -> frozenset[str]:
    return frozenset(e.location.paragraph for e in inconsistency.evidence if e.document == document)


def _alarms(area: AreaResult) -> Iterable[Difference]:
    """What was reported and is not a planted inconsistency."""
    return (r for r in area.reported if not any(p.meets(r) for p in area.truth.inconsistencies))
