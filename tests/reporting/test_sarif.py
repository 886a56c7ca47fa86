"""SARIF that a reader of SARIF takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sarif import loader

from checker.model import Assessment
from checker.reporting import sarif
from checker.revising import points


@pytest.fixture
def log(assessment: Assessment) -> dict[str, Any]:
    given: dict[str, Any] = json.loads(sarif.render(assessment))
    return given


def test_another_program_counts_the_same(assessment: Assessment, tmp_path: Path) -> None:
    path = tmp_path / "a.sarif"
    path.write_text(sarif.render(assessment), "utf-8")
    counts = loader.load_sarif_file(str(path)).get_report().get_issue_type_histogram_for_severity
    assert sum(counts("error").values()) == 4
    assert sum(counts("warning").values()) == 1
    assert sum(counts("note").values()) == 4


def test_places_are_the_very_words(assessment: Assessment, log: dict[str, Any]) -> None:
    (run,) = log["runs"]
    documents = {d.path: d for d in assessment.documents}
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            physical = location["physicalLocation"]
            if region := physical.get("region"):
                text = documents[physical["artifactLocation"]["uri"]].text
                start = region["charOffset"]
                assert text[start : start + region["charLength"]] == region["snippet"]["text"]


def test_fingerprints_are_those_of_the_points(assessment: Assessment, log: dict[str, Any]) -> None:
    prints = {r["partialFingerprints"]["sensecheckPoint/v1"] for r in log["runs"][0]["results"]}
    assert prints == {point.id for point in points(assessment)}


def test_a_file_name_is_a_valid_address(assessment: Assessment) -> None:
    from dataclasses import replace

    odd = replace(assessment.documents[0], path="a draft #2.docx")
    changed = replace(assessment, documents=(odd, *assessment.documents[1:]))
    assert '"uri": "a%20draft%20%232.docx"' in sarif.render(changed)
