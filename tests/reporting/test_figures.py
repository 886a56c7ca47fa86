from __future__ import annotations

from typing import Any

from checker.reporting import figures

SCORE = {"precision": 0.9, "recall": 0.8, "f1": 0.847, "support": 12}
NOTHING = {"precision": 0.0, "recall": 0.0, "f1": 0.0, "support": 0}


def passages() -> dict[str, Any]:
    return {
        "n": 1200,
        "criteria": {
            "audit/governance": {
                "meets": SCORE,
                "contradicts": NOTHING,
                "mentions_only": SCORE,
                "abstained": 7,
            }
        },
        "macro": {
            "meets_f1": 0.85,
            "contradicts_f1": 0.81,
            "mentions_only_f1": 0.5,
            "decided_f1": 0.83,
        },
        "coverage": 0.912,
        "flips": 0.014,
        "minimal_pairs": {"right": 8, "total": 9},
        "calibration_error": 0.041,
        "false_alarms_per_100_unlabelled": 1.5,
        "seconds": 3.21,
    }


def test_passages_show_every_figure_and_no_f1_of_nothing() -> None:
    report = figures.render_passages(passages())
    for words in (
        "1,200 labelled passages",
        "0.85 (12)",
        "–",
        "0.83",
        "91%",
        "1.4%",
        "8 of 9",
        "1.5 in 100",
        "0.041",
    ):
        assert words in report
    assert "0.00 (0)" not in report
    assert max(map(len, report.splitlines())) <= 80


def test_without_minimal_pairs_nothing_is_said_of_them() -> None:
    given = passages() | {"minimal_pairs": {"right": 0, "total": 0}}
    assert "pairs" not in figures.render_passages(given)


def test_areas_show_every_figure() -> None:
    types = {"precision": 0.9, "recall": 0.7, "f1": 0.788, "reported": 10, "planted": 12}
    outcomes = ("met", "partly", "contradicted", "not-addressed")
    report = figures.render_areas(
        {
            "areas": ["eastmere", "calderwick"],
            "verdicts": {
                "right": 0.84,
                "n": 160,
                "f1": dict.fromkeys(outcomes, 0.75),
                "macro_f1": 0.76,
                "criteria": {"audit/governance": {"right": 0.9, **dict.fromkeys(outcomes, SCORE)}},
            },
            "evidence_hit_rate": None,
            "inconsistencies": {
                **types,
                "paragraphs_right": 0.97,
                "decoys": 20,
                "decoys_reported": 1,
                "false_alarms_per_clean_pair": 0.125,
                "types": {"panel": types},
            },
        }
    )
    for words in ("84% of 160", "eastmere, calderwick", "panel", "97%", "1 of 20", "0.12", "0.76"):
        assert words in report
    assert "First quote" not in report
    assert max(map(len, report.splitlines())) <= 80
