"""How often Sensecheck is right, as text: the figures of both evaluations in tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.text import Text

from checker.reporting.sheet import Look, Sheet
from checker.reporting.wording import plural


def render_passages(figures: Mapping[str, Any], look: Look | None = None) -> str:
    """The figures of an evaluation over labelled passages ("sensecheck.passage-evaluation/1")."""
    sheet = Sheet(look or Look())
    sheet.line(f"{plural(figures['n'], 'labelled passage')}, {figures['seconds']:.1f} s", "bold")
    sheet.heading("F1 by criterion (number of passages)")
    table = sheet.table(["", "meets", "contradicts", "mentions", "to a person"], 34)
    for criterion, scores in figures["criteria"].items():
        table.add_row(
            Text(criterion),
            *(_f1(scores[stance]) for stance in ("meets", "contradicts", "mentions_only")),
            str(scores["abstained"]),
        )
    macro = figures["macro"]
    table.add_section()
    table.add_row(
        Text("mean", style="bold"),
        *(f"{macro[f'{s}_f1']:.2f}" for s in ("meets", "contradicts", "mentions_only")),
        "",
    )
    sheet.put(table)
    sheet.line()
    pairs = figures["minimal_pairs"]
    sheet.line(f"F1 of meets and contradicts together: {macro['decided_f1']:.2f}")
    sheet.line(f"Decided without a person: {figures['coverage']:.0%} of the labelled answers")
    sheet.line(f"Taken for the opposite: {figures['flips']:.1%} of what was decided")
    if pairs["total"]:
        sheet.line(f"Minimal pairs told apart: {pairs['right']} of {pairs['total']}")
    sheet.line(
        "False alarms: "
        f"{figures['false_alarms_per_100_unlabelled']:g} in 100 passages that address nothing"
    )
    sheet.line(f"Error of the stated confidence: {figures['calibration_error']:.3f}")
    return sheet.text()


def render_areas(figures: Mapping[str, Any], look: Look | None = None) -> str:
    """The figures of an evaluation over areas ("sensecheck.area-evaluation/1")."""
    sheet = Sheet(look or Look())
    verdicts, found = figures["verdicts"], figures["inconsistencies"]
    areas = figures["areas"]
    sheet.line(f"{plural(len(areas), 'area')}: {', '.join(areas)}", "bold")
    sheet.heading(f"Documents × criteria: {verdicts['right']:.0%} of {verdicts['n']} right")
    outcomes = list(verdicts["f1"])
    table = sheet.table(["F1", *outcomes, "right"], 26)
    for criterion, scores in verdicts["criteria"].items():
        table.add_row(
            Text(criterion.partition("/")[2]),
            *(_f1(scores[outcome]) for outcome in outcomes),
            f"{scores['right']:.0%}",
        )
    table.add_section()
    table.add_row(Text("mean", style="bold"), *(f"{verdicts['f1'][o]:.2f}" for o in outcomes), "")
    sheet.put(table)
    sheet.line()
    sheet.line(f"Mean F1 over the classes: {verdicts['macro_f1']:.2f}")
    if figures["evidence_hit_rate"] is not None:
        sheet.line(f"First quote in the right place: {figures['evidence_hit_rate']:.0%}")
    sheet.heading("Documents × documents")
    table = sheet.table(["", "precision", "recall", "F1", "reported", "planted"], 26)
    for name, scores in (*found["types"].items(), ("all", found)):
        if name == "all":
            table.add_section()
        table.add_row(
            Text(name),
            *(f"{scores[key]:.2f}" for key in ("precision", "recall", "f1")),
            *(str(scores[key]) for key in ("reported", "planted")),
        )
    sheet.put(table)
    sheet.line()
    sheet.line(f"Paragraphs right, of what was found: {found['paragraphs_right']:.0%}")
    sheet.line(f"Decoys reported: {found['decoys_reported']} of {found['decoys']}")
    sheet.line(
        f"False alarms for each pair without any inconsistency: "
        f"{found['false_alarms_per_clean_pair']:.2f}"
    )
    return sheet.text()


def _f1(score: Mapping[str, Any]) -> str:
    return f"{score['f1']:.2f} ({score['support']})" if score["support"] else "–"
