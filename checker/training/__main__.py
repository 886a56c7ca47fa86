"""``python -m checker.training``: from labelled passages to the shipped model."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import click
import torch
from sentence_transformers import SentenceTransformer

from checker import __version__
from checker.data import data_path
from checker.judging import RuleBook, StanceModel, load_rules
from checker.passages import LabelledPassage, read_labelled
from checker.training.calibration import Sounding
from checker.training.export import export
from checker.training.fitting import Recipe, fit, heads_loss
from checker.training.inference import taught_encoder
from checker.training.network import BASE_SHA256, StanceNetwork, packaged_encoder, processor
from checker.training.unpacking import unpacked

ONWARD = Recipe(epochs=3, encoder_rate=1e-4, head_rate=5e-4, average=0.997, average_from=0.5)
"""How a model that is trained already goes on, as when passages have come: gentler than at first.

Chosen on the dev areas: with three epochs over all passages stances were flipped in 2.6% of
cases, with three more in 2.4%; with two over new areas' and a quarter of the old, and the
weights set half-way between before and after, in 3.7%.
"""

STEP = ("version", "encoder_sha256", "train_sha256", "recipe", "trained_on")
"""What a manifest keeps of each training that its own went on from."""


@click.command()
@click.option("--corpus", type=click.Path(path_type=Path), help="Folder with train/ and dev/.")
@click.option("--out", type=click.Path(path_type=Path), help="Where the model is written.")
@click.option(
    "--work",
    type=click.Path(path_type=Path),
    default=Path("build/training"),
    show_default=True,
    help="Where checkpoints are kept, so that an interrupted run goes on.",
)
@click.option("--model", help="Another sentence-transformers model to start from.")
@click.option(
    "--pairs",
    type=click.Path(path_type=Path),
    help="An archive of sentence pairs to train on first.",
)
@click.option(
    "--onward",
    is_flag=True,
    help="Go on from the model in --out, with all passages: a quarter of the time.",
)
@click.option("--epochs", type=int, help="Passes over the training passages.")
@click.option(
    "--only-calibrate",
    is_flag=True,
    help="Weigh model and rules anew on the dev areas, say after a rule changed; train nothing.",
)
@click.option("--fresh", is_flag=True, help="Forget an interrupted run.")
def main(
    corpus: Path | None,
    out: Path | None,
    work: Path,
    model: str | None,
    pairs: Path | None,
    onward: bool,
    epochs: int | None,
    only_calibrate: bool,
    fresh: bool,
) -> None:
    """Fine-tune the stance model, export it, and calibrate it on the dev areas."""
    passages = corpus or data_path("corpora") / "passages"
    folder = out or data_path("corpora") / "models" / "stance"
    train, train_hash = _read(passages / "train")
    dev, dev_hash = _read(passages / "dev")
    rules = load_rules()
    if only_calibrate:
        _calibrate(folder, dev, rules)
        click.echo(f"calibrated anew in {folder}")
        return
    criteria = [c.id for c in rules.criteria if any(c.id in p.labels for p in train)]
    recipe = ONWARD if onward else Recipe()
    recipe = dataclasses.replace(recipe, epochs=epochs or recipe.epochs)
    if fresh:
        shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True, exist_ok=True)
    click.echo(f"{len(train)} training and {len(dev)} dev passages, {len(criteria)} criteria")
    device = processor()
    encoder = _encoder(model)
    earlier: list[dict[str, Any]] = []
    taught = pairs is not None
    if onward:
        before = json.loads((folder / "manifest.json").read_text("utf-8"))
        network = unpacked(folder, encoder).to(device)
        taught = before["sentence_pairs"]
        earlier = [*before["earlier"], {name: before[name] for name in STEP}]
    else:
        if pairs:
            encoder = taught_encoder(encoder, pairs, work, click.echo)
        torch.manual_seed(recipe.seed)
        network = StanceNetwork(encoder, len(criteria)).to(device)
    loss = heads_loss(network, train, criteria, recipe)
    fit(network, train, recipe, loss, work / "checkpoint.pt", click.echo)
    network.to("cpu").encoder.save(str(work / "encoder"))
    export(network, folder)
    encoder_hash = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
    manifest = {
        "name": model or "all-MiniLM-L6-v2, fine-tuned",
        "version": __version__,
        "criteria": criteria,
        "encoder_sha256": encoder_hash,
        "base_sha256": None if model else BASE_SHA256,
        "train_sha256": train_hash,
        "dev_sha256": dev_hash,
        "recipe": dataclasses.asdict(recipe),
        "sentence_pairs": taught,
        "trained_on": device.type,
        "earlier": earlier,
    }
    path = folder / "manifest.json"
    path.write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    _calibrate(folder, dev, rules)
    click.echo(f"written to {folder}")


def _calibrate(folder: Path, dev: tuple[LabelledPassage, ...], rules: RuleBook) -> None:
    """Fit how the exported model and the rules are weighed, and write it into the manifest."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["fusion"] = Sounding.of(StanceModel(folder), rules, dev).calibrated()
    path.write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


def _read(folder: Path) -> tuple[tuple[LabelledPassage, ...], str]:
    files = sorted(folder.glob("*.jsonl"))
    digest = hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()
    return read_labelled(files), digest


def _encoder(model: str | None) -> SentenceTransformer:
    if model is None:
        return packaged_encoder()
    return SentenceTransformer(model, device="cpu")


if __name__ == "__main__":
    main()
