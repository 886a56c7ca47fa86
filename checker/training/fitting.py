"""Fine-tunes the stance network on labelled passages, seeded and resumable."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import cross_entropy

from checker.judging import CLASSES, model_input
from checker.passages import LabelledPassage
from checker.training.network import StanceNetwork


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the network is trained; part of the manifest.

    Rates are per step of a linear schedule with warm-up. ``forget_context`` is
    the share of passages shown without heading and stem, so that the text
    itself has to carry the answer. ``weights`` are the losses of the classes
    in the order of :data:`CLASSES`: silence is much the commonest.
    """

    epochs: int = 10
    batch: int = 24
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm_up: float = 0.08
    forget_context: float = 0.25
    weights: tuple[float, ...] = (0.5, 1.3, 1.0, 1.2)
    smoothing: float = 0.02
    seed: int = 20161


def targets(passages: Sequence[LabelledPassage], criteria: Sequence[str]) -> NDArray[np.int64]:
    """(passages, criteria) class numbers of the labels."""
    return np.array(
        [[CLASSES.index(p.labels.get(criterion)) for criterion in criteria] for p in passages],
        dtype=np.int64,
    )


def fit(
    network: StanceNetwork,
    passages: Sequence[LabelledPassage],
    criteria: Sequence[str],
    recipe: Recipe,
    checkpoint: Path | None = None,
    report: Callable[[str], None] = print,
) -> None:
    """Train in place; with ``checkpoint`` an interrupted run goes on at its last epoch."""
    torch.manual_seed(recipe.seed)
    encoder = [p for n, p in network.named_parameters() if n.startswith("encoder.")]
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [
            {"params": encoder, "lr": recipe.encoder_rate, "weight_decay": 0.01},
            {"params": heads, "lr": recipe.head_rate, "weight_decay": 0.01},
        ]
    )
    steps = recipe.epochs * math.ceil(len(passages) / recipe.batch)
    warm = max(1, int(recipe.warm_up * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(step / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    first = 0
    if checkpoint and checkpoint.is_file():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        first = state["epoch"]
    gold = torch.from_numpy(targets(passages, criteria))
    weights = torch.tensor(recipe.weights)
    for epoch in range(first, recipe.epochs):
        chance = random.Random(recipe.seed + epoch)
        network.train()
        total = 0.0
        for rows in _batches(passages, recipe.batch, chance):
            texts = [_shown(passages[row], recipe.forget_context, chance) for row in rows]
            # Full precision: where a processor has no bfloat16 of its own, autocast takes
            # seven times as long.
            logits = network(network.features(texts))
            loss = _loss(logits, gold[rows], weights, recipe.smoothing)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item() * len(rows)
        report(f"epoch {epoch + 1}/{recipe.epochs}: loss {total / len(passages):.4f}")
        if checkpoint:
            state = {
                "network": network.state_dict(),
                "optimiser": optimiser.state_dict(),
                "schedule": schedule.state_dict(),
                "epoch": epoch + 1,
            }
            beside = checkpoint.with_suffix(".part")
            torch.save(state, beside)
            beside.replace(checkpoint)
    network.eval()


def predict(network: StanceNetwork, passages: Sequence[LabelledPassage]) -> NDArray[np.float32]:
    """(passages, criteria, classes) logits in full precision."""
    network.eval()
    order = sorted(range(len(passages)), key=lambda row: len(passages[row].passage.text))
    logits: dict[int, NDArray[np.float32]] = {}
    with torch.inference_mode():
        for begin in range(0, len(order), 32):
            rows = order[begin : begin + 32]
            texts = [model_input(passages[row].passage)[0] for row in rows]
            scores = network(network.features(texts)).float().numpy()
            logits.update(zip(rows, scores, strict=True))
    return np.stack([logits[row] for row in range(len(passages))])


def _shown(labelled: LabelledPassage, forget: float, chance: random.Random) -> str:
    passage = labelled.passage
    if chance.random() < forget:
        passage = replace(passage, headings=())
    return model_input(passage)[0]


def _batches(
    passages: Sequence[LabelledPassage], size: int, chance: random.Random
) -> list[list[int]]:
    """Shuffled batches of like length; both halves of a minimal pair share a batch."""
    place = {p.id: row for row, p in enumerate(passages)}
    units: list[list[int]] = []
    seen: set[int] = set()
    for row, labelled in enumerate(passages):
        if row in seen:
            continue
        partner = place.get(labelled.pair)
        unit = [row] if partner is None or partner in seen or partner == row else [row, partner]
        seen.update(unit)
        units.append(unit)
    chance.shuffle(units)
    batches: list[list[int]] = []
    span = 16 * size
    flat = [row for unit in units for row in unit]
    for begin in range(0, len(flat), span):
        chunk = flat[begin : begin + span]
        rank = {row: len(passages[row].passage.text) + chance.randint(-40, 40) for row in chunk}
        for row in chunk:
            partner = place.get(passages[row].pair)
            if partner in rank:
                rank[row] = rank[partner]
        chunk.sort(key=lambda row: rank[row])
        batches += [chunk[i : i + size] for i in range(0, len(chunk), size)]
    chance.shuffle(batches)
    return batches


def _loss(logits: Tensor, gold: Tensor, weights: Tensor, smoothing: float) -> Tensor:
    return (
        cross_entropy(logits.flatten(0, 1), gold.flatten(), weights, label_smoothing=smoothing)
        * logits.shape[1]
        / 4
    )
