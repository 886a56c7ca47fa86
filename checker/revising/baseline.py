"""A baseline: an earlier result, so that only what is new is listed."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from checker.errors import MESSAGES, SensecheckError
from checker.findings import FindingKind, against, findings, statement_key
from checker.model import Assessment, Document, Outcome, Stance
from checker.reconciling import fold

SCHEMA = "sensecheck.assessment/1"


@dataclass(frozen=True, slots=True)
class Baseline:
    """What an earlier assessment had found.

    ``statements`` are (criterion, words), ``inconsistencies`` (type, criterion,
    words of both sides), ``gaps`` (document, criterion) and, for a file that was
    renamed since, (issue, criterion). Words are as
    :func:`checker.reconciling.fold` gives them.
    """

    created: str
    statements: frozenset[tuple[str, str]]
    inconsistencies: frozenset[tuple[str, str, frozenset[str]]]
    gaps: frozenset[tuple[str, str]]


def read_baseline(path: Path) -> Baseline:
    """Read an assessment that was saved as JSON.

    :raises SensecheckError: the file cannot be opened, or is no such result.
    """
    try:
        given = json.loads(path.read_text("utf-8"))
        if given["schema"] != SCHEMA:
            raise ValueError(given["schema"])
        return _baseline(given)
    except OSError as error:
        cause = (error.strerror or str(error)).lower()
        raise SensecheckError("baseline-unreadable", path=path, cause=cause) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        cause = "it is not a result that was saved as JSON"
        raise SensecheckError("baseline-unreadable", path=path, cause=cause) from None


def known_since(assessment: Assessment, baseline: Baseline) -> Assessment:
    """The assessment with the findings marked that the baseline had already.

    A verdict against a criterion is known when every statement against it is;
    of one that is not, the statements are marked that are.
    """
    items = {item.id: item for item in assessment.inconsistencies}
    known: set[str] = set()
    statements = {
        statement_key(verdict, item): f"{verdict.document} {verdict.criterion}"
        for verdict in assessment.verdicts
        if verdict.outcome is Outcome.CONTRADICTED
        for item in against(verdict)
        if (verdict.criterion, fold(item.quote)) in baseline.statements
    }
    for finding in findings(replace(assessment, known=frozenset(statements))):
        if finding.kind is FindingKind.INCONSISTENCY:
            item = items[finding.key]
            words = frozenset(fold(e.quote) for e in item.evidence)
            is_known = (item.type.value, item.criterion or "", words) in baseline.inconsistencies
        elif finding.kind is FindingKind.GAP:
            document, _, criterion = finding.key.partition(" ")
            is_known = _is_known_gap(assessment.document(document), criterion, baseline)
        else:
            is_known = not finding.evidence
        if is_known:
            known.add(finding.key)
    note = MESSAGES["note-baseline"].format(count=len(known), created=baseline.created)
    known |= {statement for statement, finding in statements.items() if finding not in known}
    return replace(assessment, known=frozenset(known), notes=(*assessment.notes, note))


def _is_known_gap(document: Document, criterion: str, baseline: Baseline) -> bool:
    """Whether the document, or the one on its issue if the file was renamed, had the gap."""
    names = {document.id, document.issue.value if document.issue else document.id}
    return any((name, criterion) in baseline.gaps for name in names)


def _baseline(given: dict[str, Any]) -> Baseline:
    verdicts = given["verdicts"]
    issues = {document["id"]: document["issue"] for document in given["documents"]}
    return Baseline(
        str(given["manifest"]["created"]),
        frozenset(
            (v["criterion"], fold(e["quote"]))
            for v in verdicts
            for e in v["evidence"]
            if v["verdict"] == Outcome.CONTRADICTED and e["stance"] == Stance.CONTRADICTS
        ),
        frozenset(
            (i["type"], i["criterion"] or "", frozenset(fold(e["quote"]) for e in i["evidence"]))
            for i in given["inconsistencies"]
        ),
        frozenset(
            (name, v["criterion"])
            for v in verdicts
            for name in (v["document"], issues[v["document"]])
            if name and v["verdict"] in {Outcome.PARTLY, Outcome.NOT_ADDRESSED}
        ),
    )
