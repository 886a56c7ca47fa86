"""Only what is new is listed; a file that is no baseline is said to be none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from checker.errors import SensecheckError
from checker.findings import against, findings
from checker.model import Assessment
from checker.reporting import json_report, junit, text
from checker.revising import known_since, points, read_baseline

from .conftest import revised


def saved(assessment: Assessment, folder: Path) -> Path:
    path = folder / "before.json"
    path.write_text(json_report.render(assessment), "utf-8")
    return path


def test_everything_is_known(assessment: Assessment, tmp_path: Path) -> None:
    after = known_since(assessment, read_baseline(saved(assessment, tmp_path)))
    assert findings(after) == ()
    assert after.between("cse-strategy", "dv-policy") == ()
    assert after.notes[-1].endswith("2026-01-02T03:04:05+00:00: 9.")
    assert len(json_report.as_json(after)["known"]) == 9


def test_what_was_said_in_other_words_is_new(assessment: Assessment, tmp_path: Path) -> None:
    path = saved(assessment, tmp_path)

    def worse(text: str) -> str:
        return text.replace("For many, the gang", "For all of them the gang")

    after = known_since(revised(assessment, "gangs-protocol", worse), read_baseline(path))
    assert [f.key for f in findings(after)] == [
        "gangs-protocol language/choice-framing",
        "c3d4e5f6a1b2",
    ]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"schema": "other/1"}', "no JSON", "\xff"])
def test_a_file_that_is_no_result(tmp_path: Path, content: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(content, "latin-1")
    with pytest.raises(SensecheckError, match=r"b\.json cannot be used as a baseline"):
        read_baseline(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SensecheckError, match="no such file"):
        read_baseline(tmp_path / "b.json")


def test_of_a_verdict_that_is_known_in_part_only_the_new_statement_is_listed(
    assessment: Assessment, tmp_path: Path
) -> None:
    baseline = read_baseline(saved(assessment, tmp_path))
    verdict = next(v for v in assessment.verdicts if against(v))
    (old,) = against(verdict)
    place = replace(old.location, start=old.location.start + 2)
    new = replace(old, quote="Such girls know what they are doing.", location=place)
    worse = replace(verdict, evidence=(old, new))
    others = tuple(v for v in assessment.verdicts if v is not verdict)
    after = known_since(replace(assessment, verdicts=(worse, *others)), baseline)
    (finding,) = findings(after)
    assert finding.evidence == (new,)
    assert [point.evidence for point in points(after)] == [(new,)]
    checked = text.render_check(after)
    assert new.quote in checked
    assert old.quote not in checked
    assert "1 answer against a criterion; 0 inconsistencies" in text.render(after)
    failures = etree.fromstring(junit.render(after).encode()).findall(".//failure")
    assert [new.quote in (f.text or "") for f in failures] == [True]
