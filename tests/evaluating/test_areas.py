from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checker.errors import SensecheckError
from checker.evaluating import evaluate_areas
from checker.evaluating.areas import Difference, read_truth
from checker.model import (
    Assessment,
    Document,
    Evidence,
    Inconsistency,
    InconsistencyType,
    Location,
    Manifest,
    Outcome,
    Severity,
    Verdict,
)

TRUTH: dict[str, Any] = {
    "verdicts": {
        "cse.docx": {"audit/governance": "met", "sense-check/environment": "partly"},
        "dv.docx": {"audit/governance": "contradicted", "sense-check/environment": "partly"},
        "hsb.docx": {"audit/governance": "met", "sense-check/environment": "met"},
    },
    "evidence": {"cse.docx": {"audit/governance": ["2.1"]}},
    "inconsistencies": [
        {
            "type": "panel",
            "documents": ["cse.docx", "dv.docx"],
            "paragraphs": {"cse.docx": ["4.1"], "dv.docx": ["6.2"]},
        },
        {
            "type": "timescale",
            "documents": ["cse.docx", "hsb.docx"],
            "paragraphs": {"cse.docx": ["4.4"], "hsb.docx": ["3"]},
        },
        {
            "type": "cross-reference",
            "documents": ["dv.docx", "hsb.docx"],
            "paragraphs": {"dv.docx": ["1.2"], "hsb.docx": []},
            "planted": False,
        },
    ],
    "decoys": [
        {
            "type": "referral-route",
            "documents": ["cse.docx", "hsb.docx"],
            "paragraphs": {"cse.docx": ["5"], "hsb.docx": ["7"]},
        }
    ],
}


def difference(kind: str, *sides: tuple[str, str]) -> Inconsistency:
    return Inconsistency(
        f"{kind}-{sides}",
        InconsistencyType(kind),
        (sides[0][0], sides[1][0]),
        Severity.MEDIUM,
        "",
        "",
        tuple(
            Evidence(document, "words", Location(0, 5, paragraph=label))
            for document, label in sides
            if label
        ),
    )


def assessment(*inconsistencies: Inconsistency) -> Assessment:
    documents = tuple(
        Document(name, f"folder/{name}.docx", "", "", ()) for name in ("cse", "dv", "hsb")
    )
    verdicts = tuple(
        Verdict(
            d.id,
            criterion,
            Outcome.MET,
            0.9,
            evidence=(Evidence(d.id, "w", Location(0, 1, paragraph="2.1")),),
        )
        for d in documents
        for criterion in ("audit/governance", "sense-check/environment")
    )
    return Assessment(
        Manifest("0", "", "", "", ""), (), documents, verdicts, tuple(inconsistencies)
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "truth.json").write_text(json.dumps(TRUTH), "utf-8")
    return tmp_path


def test_planted_found_wrong_and_incidental(folder: Path) -> None:
    found = evaluate_areas(
        [folder],
        lambda _: assessment(
            difference("panel", ("cse", "4.1"), ("dv", "9.9")),
            difference("cross-reference", ("dv", "1.2"), ("hsb", "")),
            difference("definition", ("dv", "1.1"), ("hsb", "1.1")),
        ),
    ).as_json()["inconsistencies"]
    assert (found["planted"], found["reported"]) == (2, 3)
    assert found["recall"] == 0.5
    assert found["precision"] == pytest.approx(2 / 3, abs=1e-3)
    # The panel's first side is right, its second is not; the citation's only side is right.
    assert found["paragraphs_right"] == pytest.approx(2 / 3, abs=1e-3)
    assert found["types"]["panel"]["recall"] == 1.0
    assert found["types"]["timescale"]["recall"] == 0.0
    assert found["types"]["definition"]["precision"] == 0.0


def test_a_reported_decoy_is_counted(folder: Path) -> None:
    decoy = difference("referral-route", ("cse", "5"), ("hsb", "7"))
    found = evaluate_areas([folder], lambda _: assessment(decoy)).as_json()["inconsistencies"]
    assert (found["decoys"], found["decoys_reported"]) == (1, 1)


def test_verdicts_by_class_and_criterion(folder: Path) -> None:
    found = evaluate_areas([folder], lambda _: assessment()).as_json()
    assert found["verdicts"]["right"] == 0.5
    assert found["verdicts"]["criteria"]["audit/governance"]["met"]["recall"] == 1.0
    assert found["verdicts"]["f1"]["contradicted"] == 0.0
    assert found["evidence_hit_rate"] == 1.0


def test_the_same_fact_in_another_paragraph_is_not_it() -> None:
    files = frozenset({"a", "b"})
    planted = Difference("panel", files, {"a": frozenset({"4.1"}), "b": frozenset({"6"})})
    elsewhere = Difference("panel", files, {"a": frozenset({"4.2"}), "b": frozenset({"7"})})
    assert not planted.meets(elsewhere)


def test_a_folder_without_truth_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SensecheckError, match=r"has no truth\.json"):
        read_truth(tmp_path)
    (tmp_path / "truth.json").write_text('{"verdicts": {}}', "utf-8")
    with pytest.raises(SensecheckError, match="inconsistencies"):
        read_truth(tmp_path)
