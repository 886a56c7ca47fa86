"""A walk for programs: in the order of its steps, and without a clock time."""

from __future__ import annotations

import json
from typing import Any

from checker.model import Evidence
from checker.walk import Step, Walk

SCHEMA = "sensecheck.walk/1"


def render(walk: Walk) -> str:
    """The walk as JSON text, ending in a line break."""
    return json.dumps(as_json(walk), indent=2, ensure_ascii=False) + "\n"


def as_json(walk: Walk) -> dict[str, Any]:
    """The walk as plain dictionaries and lists."""
    return {
        "schema": SCHEMA,
        "case": {
            "words": walk.case.words,
            "issues": [issue.value for issue in walk.case.issues],
            "age": walk.case.age,
        },
        "documents": [{"id": d.id, "path": d.path, "title": d.title} for d in walk.documents],
        "steps": [_step(step) for step in walk.steps],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "question": step.question,
        "answers": [
            {"document": a.document, "answer": a.words, "evidence": _evidence(a.evidence)}
            for a in step.answers
        ],
        "partings": [
            {
                "id": item.id,
                "severity": item.severity.value,
                "summary": item.summary,
                "suggestion": item.suggestion,
            }
            for item in step.partings
        ],
        "gaps": list(step.gaps),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "quote": evidence.quote,
        "page": evidence.location.page,
        "section": evidence.location.section,
        "paragraph": evidence.location.paragraph,
        "start": evidence.location.start,
        "end": evidence.location.end,
    }
