"""The assessment as JSON, for programs.

It is sorted, and no clock time stands outside the manifest, so that two runs
can be compared line by line. The typed dictionaries are the schema: fields may
be added; one is changed or dropped only with a new schema number.
"""

from __future__ import annotations

import json
from dataclasses import fields
from enum import Enum
from typing import Any, TypedDict

from checker.facts import Facts
from checker.model import (
    Assessment,
    Document,
    Evidence,
    Inconsistency,
    Location,
    Particular,
    Profile,
    Verdict,
)

SCHEMA = "sensecheck.assessment/1"


class ModelRecord(TypedDict):
    """Which trained model judged."""

    name: str
    sha256: str


class ManifestRecord(TypedDict):
    """What made the assessment; ``rules`` is the rule packs' sha256."""

    version: str
    rules: str
    model: ModelRecord
    created: str
    settings: dict[str, str]


class ExtractionRecord(TypedDict):
    """How well a document could be read: 0 to 1, with reasons."""

    quality: float
    warnings: list[str]


class FactRecord(TypedDict):
    """One fact of a profile; ``quote`` and its place are empty where no words say it."""

    value: str
    confidence: float
    needs_person: bool
    quote: str
    page: int | None
    section: str
    paragraph: str
    start: int | None
    end: int | None


class ProfileRecord(TypedDict):
    """What a document says of itself, fact by fact."""

    title: FactRecord
    issue: FactRecord
    kind: FactRecord
    area: FactRecord
    owner: FactRecord
    status: FactRecord
    version: FactRecord
    approved: FactRecord
    review_due: FactRecord
    period: FactRecord
    jurisdiction: FactRecord


class CommentRecord(TypedDict):
    """A remark in a document's margin; the offsets are null where its words are not known."""

    author: str
    date: str
    text: str
    start: int | None
    end: int | None


class DocumentRecord(TypedDict):
    """One document; ``issue``, ``kind`` and ``pages`` are null when not known."""

    id: str
    path: str
    sha256: str
    title: str
    issue: str | None
    kind: str | None
    area: str
    date: str
    pages: int | None
    words: int
    extraction: ExtractionRecord
    profile: ProfileRecord
    comments: list[CommentRecord]


class PlacedRecord(TypedDict):
    """Words with their place; ``start`` and ``end`` are characters of the document's text."""

    quote: str
    page: int | None
    section: str
    paragraph: str
    start: int
    end: int


class EvidenceRecord(PlacedRecord):
    """Words that a verdict rests on, with the trace of why."""

    stance: str | None
    rule: str
    assertion: str
    cue: str
    score: float
    note: str


class NearMissRecord(EvidenceRecord):
    """Words that came near and did not count."""

    why_not: str


class VerdictRecord(TypedDict):
    """One cell of documents x criteria; ``searched`` is the number of passages read."""

    document: str
    criterion: str
    verdict: str
    confidence: float
    needs_review: bool
    reason: str
    searched: int
    evidence: list[EvidenceRecord]
    near_misses: list[NearMissRecord]


class SideRecord(PlacedRecord):
    """One side's words in an inconsistency."""

    document: str


class InconsistencyRecord(TypedDict):
    """A place where two documents disagree."""

    id: str
    type: str
    documents: list[str]
    criterion: str | None
    severity: str
    summary: str
    suggestion: str
    evidence: list[SideRecord]


class CriterionRecord(TypedDict):
    """What was asked."""

    id: str
    title: str
    asks: str
    severity: str


class UnreadRecord(TypedDict):
    """A file that could not be read, and why."""

    path: str
    reason: str


class AssessmentRecord(TypedDict):
    """The whole result; ``known`` names what a baseline had already.

    An inconsistency by its id, an answer by its document and criterion. ``facts``
    are what the documents state, sort by sort (:mod:`checker.facts`).
    """

    schema: str
    manifest: ManifestRecord
    criteria: list[CriterionRecord]
    documents: list[DocumentRecord]
    verdicts: list[VerdictRecord]
    inconsistencies: list[InconsistencyRecord]
    unread: list[UnreadRecord]
    notes: list[str]
    known: list[str]
    facts: dict[str, list[dict[str, Any]]]


def as_json(assessment: Assessment) -> AssessmentRecord:
    """The assessment as plain dictionaries and lists, sorted."""
    manifest = assessment.manifest
    return {
        "schema": SCHEMA,
        "manifest": {
            "version": manifest.version,
            "rules": manifest.rules,
            "model": {"name": manifest.model_name, "sha256": manifest.model_sha256},
            "created": manifest.created,
            "settings": dict(sorted(manifest.settings)),
        },
        "criteria": [
            {"id": c.id, "title": c.title, "asks": c.asks, "severity": c.severity.value}
            for c in sorted(assessment.criteria, key=lambda c: c.id)
        ],
        "documents": [document_record(d) for d in sorted(assessment.documents, key=lambda d: d.id)],
        "verdicts": [
            _verdict(v)
            for v in sorted(assessment.verdicts, key=lambda v: (v.document, v.criterion))
        ],
        "inconsistencies": [
            _inconsistency(i)
            for i in sorted(
                assessment.inconsistencies, key=lambda i: (i.documents, i.type.value, i.id)
            )
        ],
        "unread": [
            {"path": u.path, "reason": u.reason}
            for u in sorted(assessment.unread, key=lambda u: u.path)
        ],
        "notes": list(assessment.notes),
        "known": sorted(assessment.known),
        "facts": _facts(assessment.facts),
    }


def render(assessment: Assessment) -> str:
    """The assessment as JSON text, ending in a line break."""
    return json.dumps(as_json(assessment), indent=2, ensure_ascii=False) + "\n"


def _facts(facts: Facts) -> dict[str, list[dict[str, Any]]]:
    """Each sort of fact, its fields under the names they have in :mod:`checker.facts`."""
    return {
        sort.name: [
            {
                item.name: _plain(getattr(fact, item.name))
                for item in fields(fact)
                if item.name != "evidence"
            }
            | {"evidence": _placed(fact.evidence.quote, fact.evidence.location)}
            for fact in getattr(facts, sort.name)
        ]
        for sort in fields(facts)
    }


def _plain(value: Any) -> Any:
    """Tuples as lists, and members of an enumeration as the words they stand for."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.value if isinstance(value, Enum) else value


def document_record(document: Document) -> DocumentRecord:
    """One document with all that is known of it."""
    return {
        "id": document.id,
        "path": document.path,
        "sha256": document.sha256,
        "title": document.title,
        "issue": document.issue.value if document.issue else None,
        "kind": document.kind.value if document.kind else None,
        "area": document.area,
        "date": document.date,
        "pages": document.pages,
        "words": document.words,
        "extraction": {
            "quality": round(document.extraction.quality, 3),
            "warnings": list(document.extraction.warnings),
        },
        "profile": _profile(document.profile),
        "comments": [
            {"author": c.author, "date": c.date, "text": c.text, "start": c.start, "end": c.end}
            for c in document.comments
        ],
    }


def _profile(profile: Profile) -> ProfileRecord:
    return {
        "title": _fact(profile.title),
        "issue": _fact(profile.issue),
        "kind": _fact(profile.kind),
        "area": _fact(profile.area),
        "owner": _fact(profile.owner),
        "status": _fact(profile.status),
        "version": _fact(profile.version),
        "approved": _fact(profile.approved),
        "review_due": _fact(profile.review_due),
        "period": _fact(profile.period),
        "jurisdiction": _fact(profile.jurisdiction),
    }


def _fact(fact: Particular) -> FactRecord:
    place = fact.location
    return {
        "value": str(fact.value),
        "confidence": round(fact.confidence, 3),
        "needs_person": fact.needs_person,
        "quote": fact.quote,
        "page": place.page if place else None,
        "section": place.section if place else "",
        "paragraph": place.paragraph if place else "",
        "start": place.start if place else None,
        "end": place.end if place else None,
    }


def _verdict(verdict: Verdict) -> VerdictRecord:
    return {
        "document": verdict.document,
        "criterion": verdict.criterion,
        "verdict": verdict.outcome.value,
        "confidence": round(verdict.confidence, 3),
        "needs_review": verdict.needs_review,
        "reason": verdict.reason,
        "searched": verdict.searched,
        "evidence": [_evidence(e) for e in verdict.evidence],
        "near_misses": [{**_evidence(e), "why_not": e.why_not} for e in verdict.near_misses],
    }


def _evidence(evidence: Evidence) -> EvidenceRecord:
    return {
        "stance": evidence.stance.value if evidence.stance else None,
        **_placed(evidence.quote, evidence.location),
        "rule": evidence.rule,
        "assertion": evidence.assertion.value,
        "cue": evidence.cue,
        "score": round(evidence.score, 3),
        "note": evidence.note,
    }


def _inconsistency(inconsistency: Inconsistency) -> InconsistencyRecord:
    return {
        "id": inconsistency.id,
        "type": inconsistency.type.value,
        "documents": list(inconsistency.documents),
        "criterion": inconsistency.criterion,
        "severity": inconsistency.severity.value,
        "summary": inconsistency.summary,
        "suggestion": inconsistency.suggestion,
        "evidence": [
            {"document": e.document, **_placed(e.quote, e.location)} for e in inconsistency.evidence
        ],
    }


def _placed(quote: str, location: Location) -> PlacedRecord:
    return {
        "quote": quote,
        "page": location.page,
        "section": location.section,
        "paragraph": location.paragraph,
        "start": location.start,
        "end": location.end,
    }
