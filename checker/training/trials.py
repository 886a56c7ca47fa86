"""``python -m checker.training.trials``: rival networks trained and held against each other on dev.

Each candidate is trained on the training areas and answers each dev area with a
calibration fitted on the other dev areas, as the chosen one does. Minutes on a
graphics card, hours without. The figures go to ``corpora/models/trials.json``, from
which ``docs/accuracy.md`` prints them.
"""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch
from numpy.typing import NDArray

from checker.data import data_path
from checker.judging import load_rules, model_input
from checker.passages import LabelledPassage, read_labelled
from checker.training.calibration import votes_on
from checker.training.choices import crossed, read_twice
from checker.training.cross import CrossNetwork
from checker.training.fitting import Recipe, fit, heads_loss, predict
from checker.training.inference import taught_encoder
from checker.training.network import StanceNetwork, packaged_encoder, processor

HEADS = Recipe(adversary=0.0)
CROSS = Recipe(epochs=5, adversary=0.0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to train. ``share`` is how many of the training areas it is given."""

    recipe: Recipe = field(default_factory=lambda: HEADS)
    cross: bool = False
    inference: bool = False
    share: float = 1.0


CANDIDATES: dict[str, Candidate] = {
    "heads": Candidate(),
    "heads, without averaged weights": Candidate(replace(HEADS, average=0.0)),
    "heads, after sentence pairs": Candidate(inference=True),
    "heads, after sentence pairs, with an adversary": Candidate(Recipe(), inference=True),
    "heads, after sentence pairs, twice the epochs": Candidate(
        replace(HEADS, epochs=20), inference=True
    ),
    "heads, after sentence pairs, half the rate": Candidate(
        replace(HEADS, encoder_rate=8e-5), inference=True
    ),
    "cross-encoder": Candidate(CROSS, cross=True),
    "cross-encoder, after sentence pairs": Candidate(CROSS, cross=True, inference=True),
    "heads, a quarter of the areas": Candidate(share=0.25),
    "heads, half of the areas": Candidate(share=0.5),
    "heads, three quarters of the areas": Candidate(share=0.75),
}
"""By the name the page gives them; those of fewer areas are the learning curve."""

SHARES = {name: c.share for name, c in CANDIDATES.items() if c.share < 1.0} | {"heads": 1.0}
"""The learning curve: how many of the training areas a candidate is given."""

CASCADES: dict[str, tuple[str, str]] = {
    "cascade: heads, then cross-encoder where unsure": ("heads", "cross-encoder"),
    "cascade: both after sentence pairs": (
        "heads, after sentence pairs",
        "cross-encoder, after sentence pairs",
    ),
}
"""Two candidates whose odds are averaged where the first is not sure of silence."""

UNSURE = 0.9
"""The first model's chance of silence from which the second is not asked."""


@click.command()
@click.argument("names", nargs=-1)
@click.option("--seed", "seeds", type=int, multiple=True, default=(1, 2), show_default=True)
@click.option(
    "--pairs", type=click.Path(path_type=Path), help="The archive with the sentence pairs."
)
@click.option(
    "--work",
    type=click.Path(path_type=Path),
    default=Path("build/trials"),
    show_default=True,
    help="Where the answers of trained candidates are kept.",
)
@click.option("--train/--no-train", default=True, help="Only measure what was trained before.")
@click.option("--measure/--no-measure", default=True, help="Only train.")
def main(
    names: tuple[str, ...],
    seeds: tuple[int, ...],
    pairs: Path | None,
    work: Path,
    train: bool,
    measure: bool,
) -> None:
    """Train the named candidates (all without names) and measure them on the dev areas."""
    corpora = data_path("corpora")
    work.mkdir(parents=True, exist_ok=True)
    files = sorted((corpora / "passages" / "dev").glob("*.jsonl"))
    dev = read_labelled(files)
    rules = load_rules()
    chosen = names or tuple(CANDIDATES)
    if train:
        taught = read_labelled(sorted((corpora / "passages" / "train").glob("*.jsonl")))
        criteria = [c.id for c in rules.criteria if any(c.id in p.labels for p in taught)]
        for name in chosen:
            for seed in seeds:
                started = time.perf_counter()
                answers = _trained(CANDIDATES[name], seed, taught, dev, criteria, pairs, work)
                full, bare = answers
                np.savez_compressed(
                    _kept(work, name, seed),
                    full=full,
                    bare=bare,
                    criteria=np.array(criteria),
                    passages=np.array(len(_share(taught, CANDIDATES[name].share, seed))),
                    seconds=np.array(time.perf_counter() - started),
                )
                click.echo(f"{name}, seed {seed}: {time.perf_counter() - started:.0f} s")
    if measure:
        figures = _measured(work, files, dev)
        path = corpora / "models" / "trials.json"
        path.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
        click.echo(f"written to {path}")


def _trained(
    candidate: Candidate,
    seed: int,
    taught: Sequence[LabelledPassage],
    dev: Sequence[LabelledPassage],
    criteria: Sequence[str],
    pairs: Path | None,
    work: Path,
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The candidate's logits for the dev passages, with headings and without."""
    recipe = replace(candidate.recipe, seed=seed)
    torch.manual_seed(seed)
    device = processor()
    encoder = packaged_encoder()
    if candidate.inference:
        if pairs is None:
            raise click.UsageError("Say with --pairs where the archive of sentence pairs is.")
        encoder = taught_encoder(encoder, pairs, work, click.echo)
    some = _share(taught, candidate.share, seed)
    inputs = [model_input(p.passage)[0] for p in dev]
    bare = [model_input(replace(p.passage, headings=()))[0] for p in dev]
    if candidate.cross:
        cross = CrossNetwork(encoder, criteria).to(device)
        fit(cross, some, recipe, cross.loss(some, criteria, recipe), report=_quiet)
        return cross.predict(inputs), cross.predict(bare)
    heads = StanceNetwork(encoder, len(criteria)).to(device)
    fit(heads, some, recipe, heads_loss(heads, some, criteria, recipe), report=_quiet)
    return predict(heads, inputs), predict(heads, bare)


def _share(taught: Sequence[LabelledPassage], share: float, seed: int) -> Sequence[LabelledPassage]:
    """The passages of some of the areas, drawn by chance."""
    areas = sorted({p.area for p in taught})
    random.Random(seed).shuffle(areas)
    kept = set(areas[: max(1, round(share * len(areas)))])
    return [p for p in taught if p.area in kept]


def _measured(
    work: Path, files: Sequence[Path], dev: Sequence[LabelledPassage]
) -> dict[str, dict[str, Any]]:
    """Each candidate's figures on the dev areas, the mean of its runs."""
    rules = load_rules()
    runs: dict[str, dict[int, NDArray[np.float32]]] = {}
    seconds: dict[str, list[float]] = {}
    passages: dict[str, list[int]] = {}
    criteria: list[str] = []
    for name in CANDIDATES:
        for path in sorted(work.glob(_kept(work, name, "[0-9]*").name)):
            kept = np.load(path)
            seed = int(path.stem.rsplit("-", 1)[1])
            criteria = [str(c) for c in kept["criteria"]]
            logits = read_twice(kept["full"], kept["bare"], [p.passage for p in dev])
            runs.setdefault(name, {})[seed] = logits
            seconds.setdefault(name, []).append(float(kept["seconds"]))
            passages.setdefault(name, []).append(int(kept["passages"]))
    for name, (first, second) in CASCADES.items():
        for seed in sorted(set(runs.get(first, ())) & set(runs.get(second, ()))):
            runs.setdefault(name, {})[seed] = _cascade(runs[first][seed], runs[second][seed])
        passages[name] = passages.get(first, [])
    votes = votes_on([p.passage for p in dev], rules, criteria)
    figures = {}
    for name, by_seed in runs.items():
        measured = []
        for logits in by_seed.values():
            evaluation = crossed(files, rules, criteria, logits, votes)
            found = evaluation.as_json()
            right, total = evaluation.pairs
            measured.append(
                {
                    **found["macro"],
                    "flips": evaluation.flips,
                    "false_alarms": evaluation.false_alarms,
                    "pairs": right / total if total else 0.0,
                    "coverage": evaluation.coverage,
                    "calibration_error": evaluation.calibration_error,
                }
            )
        figures[name] = {
            "runs": len(measured),
            "passages": round(float(np.mean(passages[name]))),
            **{k: round(float(np.mean([m[k] for m in measured])), 4) for k in measured[0]},
            "seconds": round(float(np.mean(seconds.get(name, [0.0]))), 1),
        }
        click.echo(f"{name}: {figures[name]}")
    return figures


def _cascade(first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
    """The first's logits, averaged with the second's in the cells it is not sure are silent."""
    shares = np.exp(first - first.max(axis=2, keepdims=True))
    silent = shares[:, :, :1] / shares.sum(axis=2, keepdims=True)
    return np.where(silent < UNSURE, (first + second) / 2, first)


def _kept(work: Path, name: str, seed: int | str) -> Path:
    return work / f"{re.sub('[^a-z]+', '-', name)}-{seed}.npz"


def _quiet(_: str) -> None:
    """Many candidates train side by side: their epochs are not told."""


if __name__ == "__main__":
    main()
