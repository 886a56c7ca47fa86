from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

import pytest

from checker.model import Assessment, InconsistencyType, Outcome, Severity
from checker.reporting import json_report
from checker.reporting.json_report import AssessmentRecord


def misfits(value: object, wanted: Any, where: str = "report") -> list[str]:
    """Where a value read from JSON departs from the typed dictionaries."""
    if is_typeddict(wanted):
        fields = get_type_hints(wanted)
        if not isinstance(value, dict) or value.keys() != fields.keys():
            return [where]
        return [m for k, v in value.items() for m in misfits(v, fields[k], f"{where}.{k}")]
    if get_origin(wanted) is list:
        (item,) = get_args(wanted)
        if not isinstance(value, list):
            return [where]
        return [m for at, v in enumerate(value) for m in misfits(v, item, f"{where}[{at}]")]
    if get_origin(wanted) is dict:
        _, item = get_args(wanted)
        if not isinstance(value, dict):
            return [where]
        return [m for k, v in value.items() for m in misfits(v, item, f"{where}.{k}")]
    if wanted is Any:
        return []
    allowed = get_args(wanted) if isinstance(wanted, UnionType) else (wanted,)
    plain = {float: (float, int), NoneType: (NoneType,)}
    fits = any(type(value) in plain.get(one, (one,)) for one in allowed)
    return [] if fits else [where]


def test_report_is_as_kept(assessment: Assessment, golden: Callable[[str, str], None]) -> None:
    golden("assessment.json", json_report.render(assessment))


def test_report_fits_the_schema_and_comes_back_the_same(assessment: Assessment) -> None:
    written = json_report.render(assessment)
    read = json.loads(written)
    assert misfits(read, AssessmentRecord) == []
    assert read == json_report.as_json(assessment)


def test_the_schema_sees_what_is_missing_or_of_another_type(assessment: Assessment) -> None:
    given: dict[str, Any] = json.loads(json_report.render(assessment))
    del given["verdicts"][0]["needs_review"]
    given["documents"][1]["pages"] = "7"
    assert misfits(given, AssessmentRecord) == ["report.documents[1].pages", "report.verdicts[0]"]


def test_the_promised_fields_are_there(assessment: Assessment) -> None:
    """The names other programs rely on, written out: a change here is a new schema number."""
    given: dict[str, Any] = json.loads(json_report.render(assessment))
    verdict = next(v for v in given["verdicts"] if v["near_misses"])
    proven = next(v for v in given["verdicts"] if v["evidence"])
    inconsistency = given["inconsistencies"][0]
    place = "quote page section paragraph start end"
    trace = f"stance rule assertion cue score {place}"
    assert given["schema"] == "sensecheck.assessment/1"
    for record, promised in (
        (given, "schema manifest documents verdicts inconsistencies"),
        (given["manifest"], "version rules model created settings"),
        (given["manifest"]["model"], "name sha256"),
        (
            given["documents"][0],
            "id path sha256 title issue kind area date pages words extraction",
        ),
        (given["documents"][0]["extraction"], "quality warnings"),
        (verdict, "document criterion verdict confidence needs_review evidence near_misses"),
        (verdict["near_misses"][0], f"why_not {trace}"),
        (proven["evidence"][0], trace),
        (inconsistency, "id type documents criterion severity summary suggestion evidence"),
        (inconsistency["evidence"][0], f"document {place}"),
    ):
        assert set(promised.split()) <= record.keys()


def test_order_of_the_parts_does_not_matter(assessment: Assessment) -> None:
    def shuffled(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.Random(7).sample(items, len(items)))

    other = replace(
        assessment,
        documents=shuffled(assessment.documents),
        verdicts=shuffled(assessment.verdicts),
        inconsistencies=shuffled(assessment.inconsistencies),
        criteria=shuffled(assessment.criteria),
    )
    assert json_report.render(other) == json_report.render(assessment)


def test_only_the_manifest_knows_the_time(assessment: Assessment) -> None:
    later = replace(assessment, manifest=replace(assessment.manifest, created="2030-01-01"))
    first, second = json_report.as_json(assessment), json_report.as_json(later)
    assert {**first, "manifest": None} == {**second, "manifest": None}
    assert {**first["manifest"], "created": ""} == {**second["manifest"], "created": ""}


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (Outcome, "met partly contradicted not-addressed not-applicable"),
        (Severity, "high medium low"),
        (
            InconsistencyType,
            "stance uneven-recognition referral-route panel timescale threshold definition "
            "terminology age-range risk-tool governance cross-reference currency",
        ),
    ],
)
def test_words_are_those_of_the_format(words: type[StrEnum], known: str) -> None:
    assert " ".join(words) == known
