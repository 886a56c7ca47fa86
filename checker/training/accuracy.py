"""``python -m checker.training.accuracy``: writes ``docs/accuracy.md`` from the shipped artefact.

Nothing here is fitted or chosen. The passages come from the test areas, the
documents from the areas kept for reporting; both are read only by this module.
"""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from checker.assessing import assess
from checker.data import data_path
from checker.evaluating import (
    AreaEvaluation,
    PassageEvaluation,
    evaluate_areas,
    evaluate_passages,
    read_truth,
)
from checker.judging import Judge, StanceModel, load_rules
from checker.model import Stance
from checker.passages import read_labelled
from checker.training.baselines import BASELINES, Task, evaluate_baseline
from checker.training.calibration import votes_on
from checker.training.choices import crossed, fitted_baselines
from checker.training.trials import SHARES

KEPT = ("brindlesea", "coldwharf-abbotsgate", "lower-hale", "skelmouth", "ternford")
"""Areas written apart from the code and read by nothing else than this module."""

HEAD = """# How often Sensecheck is right

Made by `make accuracy` from the shipped model, rules and corpus; nothing on this page was typed in.

**In plain words.** Of the passages that say something on a criterion, Sensecheck decides
{coverage:.0%} by itself and leaves the rest to a person. Where it decides, it takes a statement for
its opposite in {flips:.1%} of cases. Of 100 passages that say nothing on any criterion,
{alarms:.1f} are wrongly given a position. Read the evidence before you act on a verdict: it is
always shown.

The test passages are {n} passages of {areas} fictional areas that were written from the codebook
alone, by other hands than the training areas, and are used for nothing but this page. A passage
left to a person counts neither for nor against the F1 figures; coverage says how many there were.
"""

CHOSEN = """The dev areas are no part of the figures above; here is what was chosen by them. Each
area is judged with a calibration that was fitted on the other dev areas. First the simpler methods
and the shipped model:"""

TRIED = """Other ways to train, in full precision, each the mean of its runs with different seeds
(`make trials`). Each was measured when it was tried, with the passages and the fusion of that day:
hold these rows against each other, not against the table above."""

CURVE = """What more areas to learn from bring, with the recipe of the first row above:"""


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("docs/accuracy.md"))
def main(out: Path) -> None:
    """Measure the shipped model and the baselines, and write the page."""
    corpora = data_path("corpora")
    rules = load_rules()
    model = StanceModel()
    files = sorted((corpora / "passages" / "test").glob("*.jsonl"))
    ours = evaluate_passages(files, Judge(rules, model))
    train = read_labelled(sorted((corpora / "passages" / "train").glob("*.jsonl")))
    task = Task(train, ours.passages, rules, ours.criteria)
    rivals = {name: evaluate_baseline(name, task) for name in BASELINES}
    dev = sorted((corpora / "passages" / "dev").glob("*.jsonl"))
    tried = _tried(dev, Task(train, read_labelled(dev), rules, ours.criteria), model)
    trials = json.loads((corpora / "models" / "trials.json").read_text("utf-8"))
    areas = [path.parent for path in sorted((corpora / "areas").glob("*/truth.json"))]
    kept = [area for area in areas if area.name in KEPT]
    seen = [area for area in areas if area.name not in KEPT]
    sections = [
        HEAD.format(
            coverage=ours.coverage,
            flips=ours.flips,
            alarms=ours.false_alarms,
            n=len(ours.passages),
            areas=len({p.area for p in ours.passages}),
        ),
        "## Passages: Sensecheck and simpler methods",
        _methods({"**Sensecheck**": ours, **rivals}),
        "## Passages: each criterion",
        _criteria(ours),
        "Meets and contradicts together (F1), beside the simpler methods:",
        _rivals({"Sensecheck": ours, **rivals}),
        "## What was tried on the dev areas",
        CHOSEN,
        _methods(tried),
        "Expected calibration error of the decided: "
        + "; ".join(f"{n}, {e.calibration_error:.3f}" for n, e in list(tried.items())[-2:])
        + ".",
        TRIED,
        _trials({name: figures for name, figures in trials.items() if name not in SHARES}),
        CURVE,
        _curve(trials),
        _areas("Documents: areas kept for reporting", kept, seen),
        _areas("Documents: areas that were looked at while building", seen, seen),
        "## What made these figures",
        f"Model `{model.encoder.sha256[:16]}`, rules `{rules.sha256[:16]}`, "
        f"{len(train)} training passages, Python {platform.python_version()}.",
    ]
    out.write_text("\n\n".join(section for section in sections if section) + "\n", "utf-8")
    click.echo(f"written to {out}")


def _tried(files: Sequence[Path], task: Task, model: StanceModel) -> dict[str, PassageEvaluation]:
    """The fitted baselines and the shipped model on the dev areas."""
    votes = votes_on([p.passage for p in task.test], task.rules, model.criteria)
    readings = {
        "the shipped model, one reading": StanceModel(read_again=0.0),
        "the shipped model, read again without headings (chosen)": model,
    }
    shipped = {
        name: crossed(
            files,
            task.rules,
            model.criteria,
            reading.score([p.passage for p in task.test]).logits,
            votes,
        )
        for name, reading in readings.items()
    }
    return {**fitted_baselines(task), **shipped}


def _trials(trials: dict[str, dict[str, float]]) -> str:
    return _table(
        [
            "candidate",
            "meets F1",
            "contradicts F1",
            "mentions F1",
            "flips",
            "minimal pairs right",
            "decided",
            "passages",
            "runs",
        ],
        [
            [
                name,
                *(f"{found[f'{s.value}_f1']:.2f}" for s in Stance),
                f"{found['flips']:.1%}",
                f"{found['pairs']:.2f}",
                f"{found['coverage']:.0%}",
                str(found["passages"]),
                str(found["runs"]),
            ]
            for name, found in trials.items()
        ],
    )


def _curve(trials: dict[str, dict[str, float]]) -> str:
    points = {share: trials[name] for name, share in SHARES.items() if name in trials}
    return _table(
        ["of the training areas", "meets and contradicts F1", "flips", "minimal pairs right"],
        [
            [
                f"{share:.0%}",
                f"{found['decided_f1']:.2f}",
                f"{found['flips']:.1%}",
                f"{found['pairs']:.2f}",
            ]
            for share, found in sorted(points.items())
        ],
    )


def _methods(evaluations: dict[str, PassageEvaluation]) -> str:
    rows = []
    for name, evaluation in evaluations.items():
        found = evaluation.as_json()
        right, total = evaluation.pairs
        macro = found["macro"]
        rows.append(
            [
                name,
                *(f"{macro[f'{s.value}_f1']:.2f}" for s in Stance),
                f"{evaluation.flips:.1%}",
                f"{evaluation.false_alarms:.1f}",
                f"{right / total:.2f} of {total}" if total else "",
                f"{evaluation.coverage:.0%}",
                f"{evaluation.seconds:.1f}",
            ]
        )
    return _table(
        [
            "method",
            "meets F1",
            "contradicts F1",
            "mentions F1",
            "flips",
            "false alarms per 100",
            "minimal pairs right",
            "decided",
            "seconds",
        ],
        rows,
    )


def _criteria(evaluation: PassageEvaluation) -> str:
    rows = []
    for criterion in evaluation.criteria:
        row = [f"`{criterion}`"]
        for stance in Stance:
            score = evaluation.score(criterion, stance)
            row.append(f"{score.f1:.2f} ({score.support})")
        rows.append([*row, str(evaluation.abstained(criterion))])
    note = f"Expected calibration error of the decided: {evaluation.calibration_error:.3f}."
    head = ["criterion", "meets F1 (n)", "contradicts F1 (n)", "mentions F1 (n)", "to a person"]
    return _table(head, rows) + "\n\n" + note


def _rivals(evaluations: dict[str, PassageEvaluation]) -> str:
    rows = []
    for criterion in next(iter(evaluations.values())).criteria:
        scores = [
            e.score(criterion, Stance.MEETS) + e.score(criterion, Stance.CONTRADICTS)
            for e in evaluations.values()
        ]
        rows.append([f"`{criterion}`", *(f"{score.f1:.2f}" for score in scores)])
    return _table(["criterion", *evaluations], rows)


def _commonest(folders: Sequence[Path]) -> dict[str, str]:
    """The verdict that each criterion has most often in these areas' truth."""
    counts: dict[str, Counter[str]] = {}
    for folder in folders:
        for by_criterion in read_truth(folder).verdicts.values():
            for criterion, outcome in by_criterion.items():
                counts.setdefault(criterion, Counter())[outcome] += 1
    return {criterion: found.most_common(1)[0][0] for criterion, found in counts.items()}


def _majority(folders: Sequence[Path], commonest: Mapping[str, str]) -> float:
    """How often the commonest verdict is right."""
    right = [
        outcome == commonest[criterion]
        for folder in folders
        for by_criterion in read_truth(folder).verdicts.values()
        for criterion, outcome in by_criterion.items()
    ]
    return sum(right) / len(right)


def _areas(title: str, folders: Sequence[Path], others: Sequence[Path]) -> str:
    evaluation: AreaEvaluation = evaluate_areas(folders, assess)
    found = evaluation.as_json()
    verdicts, differences = found["verdicts"], found["inconsistencies"]
    lines = [
        f"## {title}",
        f"{len(folders)} areas ({', '.join(f.name for f in folders)}): "
        f"{verdicts['right']:.0%} of {verdicts['n']} verdicts right (the commonest verdict of each "
        f"criterion: {_majority(folders, _commonest(others)):.0%}), macro F1 "
        f"{verdicts['macro_f1']:.2f} ("
        + ", ".join(f"{name} {f1:.2f}" for name, f1 in verdicts["f1"].items())
        + "). The first words shown for a verdict stand where the truth says in "
        f"{found['evidence_hit_rate']:.0%} of cases. Inconsistencies: "
        f"recall {differences['recall']:.2f} of {differences['planted']} planted, "
        f"precision {differences['precision']:.2f} of {differences['reported']} reported, "
        f"{differences['decoys_reported']} of {differences['decoys']} decoys reported, "
        f"{differences['paragraphs_right']:.0%} of the paragraphs right.",
        _table(
            ["type", "precision", "recall", "reported", "planted"],
            [
                [
                    name,
                    f"{figures['precision']:.2f}",
                    f"{figures['recall']:.2f}",
                    str(figures["reported"]),
                    str(figures["planted"]),
                ]
                for name, figures in differences["types"].items()
            ],
        ),
        _table(
            ["criterion", "verdicts right"],
            [[f"`{c}`", f"{f['right']:.0%}"] for c, f in verdicts["criteria"].items()],
        ),
    ]
    return "\n\n".join(lines)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    main()
