"""The benchmark as JSON, for programs: sorted, without a clock time outside the manifest."""

from __future__ import annotations

import json
from typing import Any

from checker.benchmarking import Anonymous, Benchmark, Share
from checker.model import Manifest, Severity

SCHEMA = "sensecheck.benchmark/1"
ANONYMOUS_SCHEMA = "sensecheck.benchmark-anonymous/1"


def render(benchmark: Benchmark) -> str:
    """The benchmark as JSON text, ending in a line break."""
    return _text(
        {
            "schema": SCHEMA,
            "manifest": _manifest(benchmark.manifest),
            "areas": [
                {
                    "name": area.name,
                    "folder": area.folder,
                    "drafts_left_out": area.drafts,
                    "unread": list(area.unread),
                    "documents": [
                        {
                            "name": paper.name if paper.published else "",
                            "issue": paper.issue,
                            "year": paper.year,
                            "published": paper.published,
                            "answers": {a.criterion: a.outcome for a in paper.answers},
                        }
                        for paper in area.papers
                    ],
                    "inconsistencies": [
                        {"type": found.type, "severity": found.severity, "count": found.count}
                        for found in area.disagreements
                    ],
                    "similar": [
                        {"area": like.other, "same": _share(like.same), "shared": like.texts}
                        for like in benchmark.likeness[area.folder]
                    ],
                }
                for area in benchmark.areas
            ],
            "criteria": [
                {
                    "id": row.criterion.id,
                    "title": row.criterion.title,
                    "documents": dict(row.documents),
                    "met": _share(row.met),
                    "areas": dict(row.areas),
                    "areas_against": row.against.count,
                    "separate_wordings": row.wordings,
                    "to_check": row.to_check,
                    "examples": [
                        {
                            "area": area.name,
                            "document": example.paper,
                            "section": example.where,
                            "quote": example.quote,
                        }
                        for area, example in benchmark.examples(row.criterion.id)
                    ],
                }
                for row in benchmark.rows
            ],
            "inconsistencies": [
                {
                    "type": row.type,
                    "areas": _share(row.areas),
                    "by_severity": {s: row.by_severity[s] for s in Severity},
                }
                for row in benchmark.types
            ],
            "shared_text": [
                {
                    "count": len(f.areas),
                    "areas": list(f.openly if f.text else f.areas),
                    "text": f.text,
                    "area": f.source,
                    "document": f.paper,
                }
                for f in benchmark.families
            ],
            "copied": _share(benchmark.copied),
            "years": [
                {
                    "year": year.year,
                    "documents": year.papers,
                    "met": _share(year.met),
                    "against": _share(year.against),
                    "criteria": {key: _share(of) for key, of in year.by_criterion.items()},
                }
                for year in benchmark.years
            ],
            "eras": _eras(benchmark),
            "renewed": {
                "documents": benchmark.renewals,
                "criteria": {
                    row.criterion.id: {"gained": _share(row.gained), "lost": _share(row.lost)}
                    for row in benchmark.renewed
                },
            },
            "left_out": [
                {"folder": out.folder, "reason": out.reason} for out in benchmark.left_out
            ],
            "notes": list(benchmark.notes),
        }
    )


def render_anonymous(anonymous: Anonymous, manifest: Manifest) -> str:
    """The benchmark without names; null stands for a number that would point at few areas."""
    return _text(
        {
            "schema": ANONYMOUS_SCHEMA,
            "manifest": {k: v for k, v in _manifest(manifest).items() if k != "settings"},
            "areas": anonymous.areas,
            "criteria": [
                {
                    "id": row.criterion.id,
                    "areas": dict(row.areas),
                    "areas_against": row.against,
                    "areas_not_against": row.without,
                }
                for row in anonymous.rows
            ],
            "inconsistencies": [
                {"type": row.type, "areas": row.having, "areas_without": row.without}
                for row in anonymous.types
            ],
        }
    )


def _eras(benchmark: Benchmark) -> dict[str, Any] | None:
    """Earlier documents beside later ones, by criterion; null where there are no two years."""
    if benchmark.eras is None:
        return None
    return {
        "until": benchmark.eras.last,
        "criteria": {
            key: {
                "before": _share(of.before),
                "since": _share(of.since),
                "difference": None
                if of.few
                else [round(value, 3) for value in (of.value, *of.interval)],
                "clear": of.sure,
            }
            for key, of in benchmark.eras.met.items()
        },
    }


def _share(of: Share) -> dict[str, Any]:
    low, high = of.interval
    return {
        "count": of.count,
        "of": of.total,
        "interval": None if of.few else [round(low, 3), round(high, 3)],
    }


def _manifest(manifest: Manifest) -> dict[str, Any]:
    return {
        "version": manifest.version,
        "rules": manifest.rules,
        "model": {"name": manifest.model_name, "sha256": manifest.model_sha256},
        "created": manifest.created,
        "settings": dict(manifest.settings),
    }


def _text(content: dict[str, Any]) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
