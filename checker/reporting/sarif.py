"""The findings as SARIF 2.1.0 (OASIS, 2020), for programs that show checkers' results.

A document is no source file: places are given as characters of its extracted
text, with the paragraph and section as the logical location.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from checker.findings import FindingKind
from checker.model import Assessment, Document, Evidence, InconsistencyType, Severity
from checker.reporting.wording import TYPES, place
from checker.revising import Point, points

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_LEVELS = {Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note"}


def render(assessment: Assessment) -> str:
    """SARIF as JSON text: one run, one result for each statement, inconsistency and gap."""
    documents = sorted(assessment.documents, key=lambda d: d.id)
    places = {document.id: at for at, document in enumerate(documents)}
    rules = _rules(assessment)
    numbers = {rule["id"]: at for at, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "Sensecheck",
                "version": assessment.manifest.version,
                "rules": rules,
                "properties": {
                    "rulesSha256": assessment.manifest.rules,
                    "modelSha256": assessment.manifest.model_sha256,
                },
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(document) for document in documents],
        "results": [
            _result(assessment, point, numbers, places)
            for point in sorted(points(assessment), key=lambda p: (p.subject, p.id))
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rules(assessment: Assessment) -> list[dict[str, Any]]:
    criteria = [
        {
            "id": criterion.id,
            "shortDescription": {"text": criterion.title},
            "fullDescription": {"text": criterion.asks},
            "help": {"text": f"{criterion.why} {criterion.instead}"},
            "defaultConfiguration": {"level": _LEVELS[criterion.severity]},
        }
        for criterion in assessment.criteria
    ]
    types = [
        {"id": _type_id(kind), "shortDescription": {"text": f"{name}: {meaning}"}}
        for kind, (name, meaning) in TYPES.items()
    ]
    return sorted([*criteria, *types], key=lambda rule: str(rule["id"]))


def _type_id(kind: InconsistencyType | str) -> str:
    return f"inconsistency/{kind}"


def _artifact(document: Document) -> dict[str, Any]:
    return {
        "location": {"uri": quote(document.path)},
        "hashes": {"sha-256": document.sha256},
        "description": {"text": document.name},
    }


def _result(
    assessment: Assessment, point: Point, numbers: dict[str, int], places: dict[str, int]
) -> dict[str, Any]:
    rule = point.subject
    if point.kind is FindingKind.INCONSISTENCY:
        rule = _type_id(point.subject.partition(" ")[0])
    locations = [_location(assessment, item, places) for item in point.evidence] or [
        _whole(assessment.document(identity), places) for identity in point.documents
    ]
    result: dict[str, Any] = {
        "ruleId": rule,
        "ruleIndex": numbers[rule],
        "level": _LEVELS[point.severity],
        "message": {"text": f"{point.summary or point.title} {point.advice}".strip()},
        "locations": locations[:1],
        "partialFingerprints": {"sensecheckPoint/v1": point.id},
        "properties": {"kind": point.kind.value, "documents": list(point.documents)},
    }
    if locations[1:]:
        result["relatedLocations"] = [
            {"id": at, **location} for at, location in enumerate(locations[1:])
        ]
    return result


def _whole(document: Document, places: dict[str, int]) -> dict[str, Any]:
    artifact = {"uri": quote(document.path), "index": places[document.id]}
    return {"physicalLocation": {"artifactLocation": artifact}}


def _location(assessment: Assessment, evidence: Evidence, places: dict[str, int]) -> dict[str, Any]:
    found = _whole(assessment.document(evidence.document), places)
    span = evidence.location
    found["physicalLocation"]["region"] = {
        "charOffset": span.start,
        "charLength": span.end - span.start,
        "snippet": {"text": evidence.quote},
    }
    found["logicalLocations"] = [{"fullyQualifiedName": place(span)}]
    return found
