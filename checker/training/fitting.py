"""Fine-tunes the stance network on labelled passages, seeded and resumable."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import cross_entropy
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from checker.judging import CLASSES, model_input
from checker.passages import LabelledPassage
from checker.training.adversary import Adversary
from checker.training.network import Reader, StanceNetwork


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the network is trained; part of the manifest.

    Rates are per step of a linear schedule with warm-up. ``forget_context`` is
    the share of passages shown without heading and stem, so that the text
    itself has to carry the answer. ``weights`` are the losses of the classes
    in the order of :data:`CLASSES`: silence is much the commonest. ``average``
    is the decay, by step, of the running average of the weights that is kept in
    the end (Izmailov and others, 2018), begun after ``average_from`` of the
    steps. The vectors of the vocabulary stay as they came: few words of a
    council's document are in the training passages. ``adversary`` is how far the
    second reading of a batch is nudged (:class:`Adversary`); 0 reads it once.
    """

    epochs: int = 10
    batch: int = 24
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm_up: float = 0.08
    forget_context: float = 0.25
    weights: tuple[float, ...] = (0.5, 1.3, 1.0, 1.2)
    smoothing: float = 0.02
    average: float = 0.998
    average_from: float = 0.3
    adversary: float = 0.1
    seed: int = 20161


def targets(passages: Sequence[LabelledPassage], criteria: Sequence[str]) -> NDArray[np.int64]:
    """(passages, criteria) class numbers of the labels."""
    return np.array(
        [[CLASSES.index(p.labels.get(criterion)) for criterion in criteria] for p in passages],
        dtype=np.int64,
    )


def fit(
    network: Reader,
    passages: Sequence[LabelledPassage],
    recipe: Recipe,
    loss_of: Callable[[Sequence[int], random.Random], Tensor],
    checkpoint: Path | None = None,
    report: Callable[[str], None] = print,
) -> None:
    """Train in place; with ``checkpoint`` an interrupted run goes on at its last epoch.

    :param loss_of: the loss of some rows of ``passages``, with a source of chance.
    """
    torch.manual_seed(recipe.seed)
    transformer: Any = network.encoder[0]
    vocabulary = transformer.auto_model.get_input_embeddings()
    vocabulary.weight.requires_grad_(False)
    encoder = [p for n, p in network.named_parameters() if n.startswith("encoder.")]
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for p in encoder if p.requires_grad], "lr": recipe.encoder_rate},
            {"params": heads, "lr": recipe.head_rate},
        ],
        weight_decay=0.01,
    )
    steps = recipe.epochs * math.ceil(len(passages) / recipe.batch)
    warm = max(1, int(recipe.warm_up * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(step / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    averaged = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(recipe.average))
    kept: dict[str, Any] = {
        "network": network,
        "optimiser": optimiser,
        "schedule": schedule,
        "averaged": averaged,
    }
    first = _resume(checkpoint, kept) if checkpoint else 0
    adversary = Adversary(vocabulary, recipe.adversary)
    for epoch in range(first, recipe.epochs):
        chance = random.Random(recipe.seed + epoch)
        network.train()
        total = 0.0
        for rows in _batches(passages, recipe.batch, chance):
            # Full precision: where a processor has no bfloat16 of its own, autocast takes
            # seven times as long.
            before = chance.getstate()
            loss = loss_of(rows, chance)
            optimiser.zero_grad()
            loss.backward()
            if recipe.adversary:
                chance.setstate(before)
                with adversary.nudging():
                    loss_of(rows, chance).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            if schedule.last_epoch > recipe.average_from * steps:
                averaged.update_parameters(network)
            total += loss.item() * len(rows)
        report(f"epoch {epoch + 1}/{recipe.epochs}: loss {total / len(passages):.4f}")
        if checkpoint:
            state = {name: part.state_dict() for name, part in kept.items()}
            beside = checkpoint.with_suffix(".part")
            torch.save({**state, "epoch": epoch + 1}, beside)
            beside.replace(checkpoint)
    adversary.leave()
    network.load_state_dict(averaged.module.state_dict())
    network.eval()


def _resume(checkpoint: Path, kept: Mapping[str, Any]) -> int:
    """Take up what an interrupted run left; the number of epochs it had done."""
    if not checkpoint.is_file():
        return 0
    state = torch.load(checkpoint, weights_only=True)
    for name, part in kept.items():
        part.load_state_dict(state[name])
    return int(state["epoch"])


def heads_loss(
    network: StanceNetwork,
    passages: Sequence[LabelledPassage],
    criteria: Sequence[str],
    recipe: Recipe,
) -> Callable[[Sequence[int], random.Random], Tensor]:
    """What :func:`fit` makes small for the heads: every criterion of a passage at once."""
    gold = torch.from_numpy(targets(passages, criteria)).to(network.device)
    weights = torch.tensor(recipe.weights, device=network.device)

    def of(rows: Sequence[int], chance: random.Random) -> Tensor:
        texts = [shown(passages[row], recipe.forget_context, chance) for row in rows]
        logits = network(network.features(texts))
        loss = cross_entropy(
            logits.flatten(0, 1),
            gold[list(rows)].flatten(),
            weights,
            label_smoothing=recipe.smoothing,
        )
        # As large as in the recipes whose rates were tried: a quarter of the sum over criteria.
        return loss * logits.shape[1] / 4

    return of


def predict(network: StanceNetwork, texts: Sequence[str]) -> NDArray[np.float32]:
    """(texts, criteria, classes) logits in full precision."""
    network.eval()
    order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
    logits = np.zeros((len(texts), *network.bias.shape), dtype=np.float32)
    with torch.inference_mode():
        for begin in range(0, len(order), 32):
            rows = order[begin : begin + 32]
            scores = network(network.features([texts[row] for row in rows]))
            logits[rows] = scores.float().cpu().numpy()
    return logits


def shown(labelled: LabelledPassage, forget: float, chance: random.Random) -> str:
    """What the network reads of a passage, now and then without its headings."""
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
