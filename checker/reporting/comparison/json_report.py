"""A comparison for programs: sorted, and without a clock time of its own."""

from __future__ import annotations

import json
from typing import Any

from checker.model import Document, Evidence
from checker.reporting.comparison.wording import plain
from checker.revising import Change, Comparison, Point

SCHEMA = "sensecheck.comparison/1"


def render(comparison: Comparison) -> str:
    """The comparison as JSON text, ending in a line break."""
    return json.dumps(as_json(comparison), indent=2, ensure_ascii=False) + "\n"


def as_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain dictionaries and lists."""
    changes = sorted(comparison.changes, key=lambda c: (c.state.value, c.point.subject, c.point.id))
    return {
        "schema": SCHEMA,
        "same_basis": comparison.same_basis,
        "documents": [
            {"old": _document(old), "new": _document(new)} for old, new in comparison.pairs.both
        ],
        "gone": [_document(document) for document in comparison.pairs.gone],
        "added": [_document(document) for document in comparison.pairs.added],
        "verdicts": [
            {
                "document": change.document,
                "criterion": change.criterion,
                "before": change.before.value,
                "after": change.after.value,
                "better": change.better,
                "through": [_evidence(item) for item in change.through],
                "without": [_evidence(item) for item in change.without],
            }
            for change in sorted(comparison.verdicts, key=lambda v: (v.document, v.criterion))
        ],
        "findings": [_change(change) for change in changes],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "state": change.state.value,
        "old": _point(change.old),
        "new": _point(change.new),
        "redlines": [plain(line) for line in change.redlines],
    }


def _point(point: Point | None) -> dict[str, Any] | None:
    if point is None:
        return None
    return {
        "id": point.id,
        "kind": point.kind.value,
        "subject": point.subject,
        "documents": list(point.documents),
        "severity": point.severity.value,
        "summary": point.summary,
        "advice": point.advice,
        "evidence": [_evidence(item) for item in point.evidence],
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "path": document.path,
        "sha256": document.sha256,
        "title": document.title,
        "date": document.date,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "document": evidence.document,
        "quote": evidence.quote,
        "page": evidence.location.page,
        "section": evidence.location.section,
        "paragraph": evidence.location.paragraph,
    }
