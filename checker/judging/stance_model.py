"""The trained semantic check: how likely each stance is, for each criterion.

One fine-tuned encoder reads a passage once. Each criterion has its own head: a
query vector attends over the passage's tokens and the attended mean, beside the
plain mean, goes through a linear layer to four classes. What a query attends to
is also the cue that is shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file

from checker.data import data_path
from checker.errors import SensecheckError
from checker.judging.encoder import Encoder
from checker.model import Passage, Stance
from checker.settings import Settings

CLASSES: tuple[Stance | None, ...] = (
    None,
    Stance.MENTIONS_ONLY,
    Stance.MEETS,
    Stance.CONTRADICTS,
)
"""The order of the heads' outputs; None is "does not address the criterion"."""


def model_input(passage: Passage) -> tuple[str, int]:
    """What the encoder reads of a passage, and where the passage's own text begins in it.

    The nearest heading and the stem of a list come first: a bullet means little
    without them.
    """
    context = " ".join(
        part.rstrip(".:;") + (":" if part is passage.stem else ".")
        for part in (passage.heading, passage.stem)
        if part
    )
    return (f"{context} {passage.text}", len(context) + 1) if context else (passage.text, 0)


READ_AGAIN = 0.9
"""A passage of which every criterion's class is surer than this is read once.

Any other is read a second time without its headings, and the two readings'
logits are averaged: a heading says what a passage is about and sways what it
says. ``docs/accuracy.md`` has the figures of one reading and of two on the dev
areas. What stands in a zone that is never operative is read once: it decides nothing.
"""


@dataclass(frozen=True, slots=True)
class StanceScores:
    """The model's answer for a number of passages.

    ``logits`` is (passages, criteria, classes) before calibration; ``focus``
    (passages, criteria, 2) is where in the passage's text the head looked
    most, as (start, end) characters; ``vectors`` (passages, dimensions) the
    passages' mean vectors at unit length, for similarity.
    """

    logits: NDArray[np.float32]
    focus: NDArray[np.int32]
    vectors: NDArray[np.float32]


class Scorer(Protocol):
    """What a judge asks of a model: :class:`StanceModel`, or one that is tried beside it."""

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria that it has heads for, in the order of the scores."""

    @property
    def manifest(self) -> dict[str, Any]:
        """What it was made from, and how it is weighed against the rules."""

    def score(self, passages: Sequence[Passage]) -> StanceScores:
        """Read the passages and score every criterion of the model."""


class StanceModel:
    """The shipped model, or another of the same form.

    :param folder: holds the encoder, ``heads.safetensors`` and ``manifest.json``;
        without one the setting ``model`` says where they are, or else it is ours.
    :param read_again: see :data:`READ_AGAIN`; 0 reads every passage once.
    :raises SensecheckError: a part is missing or broken, or the heads were made
        for another encoder.
    """

    def __init__(self, folder: Path | None = None, read_again: float = READ_AGAIN) -> None:
        self.read_again = read_again
        self.folder = folder or _chosen()
        self.encoder = Encoder(self.folder)
        for name in ("heads.safetensors", "manifest.json"):
            if not (self.folder / name).is_file():
                raise SensecheckError("model-missing", path=self.folder, cause=f"no {name}")
        try:
            manifest = json.loads((self.folder / "manifest.json").read_text("utf-8"))
            self.criteria: tuple[str, ...] = tuple(manifest["criteria"])
            self.name: str = manifest["name"]
        except (ValueError, KeyError, TypeError) as error:
            cause = f"its manifest.json is not as it should be: {error!r}"
            raise SensecheckError("model-heads", path=self.folder, cause=cause) from None
        self.manifest: dict[str, Any] = manifest
        if manifest["encoder_sha256"] != self.encoder.sha256:
            raise SensecheckError(
                "model-mismatch",
                path=self.folder,
                expected=manifest["encoder_sha256"][:12],
                found=self.encoder.sha256[:12],
            )

    @cached_property
    def _heads(self) -> dict[str, NDArray[np.float32]]:
        """The heads, held against the criteria and the width of the encoder.

        :raises SensecheckError: they do not match.
        """
        try:
            heads = dict(load_file(self.folder / "heads.safetensors"))
        except (OSError, SafetensorError) as error:
            raise SensecheckError("model-heads", path=self.folder, cause=str(error)) from None
        criteria, width = len(self.criteria), self.encoder.width
        wanted = {
            "query": (criteria, width),
            "weight": (criteria, len(CLASSES), width),
            "mean_weight": (criteria, len(CLASSES), width),
            "bias": (criteria, len(CLASSES)),
        }
        for name, shape in wanted.items():
            found = heads[name].shape if name in heads else None
            if found != shape:
                cause = f"the heads' {name} is {found}, and the encoder needs {shape}"
                raise SensecheckError("model-heads", path=self.folder, cause=cause)
        return heads

    def score(self, passages: Sequence[Passage]) -> StanceScores:
        """Read the passages and score every criterion of the model."""
        shape = self._heads["bias"].shape
        logits = np.zeros((len(passages), *shape), dtype=np.float32)
        focus = np.zeros((len(passages), shape[0], 2), dtype=np.int32)
        vectors = np.zeros((len(passages), self._heads["query"].shape[1]), dtype=np.float32)
        for row, reading in enumerate(self._read([model_input(p) for p in passages])):
            logits[row], focus[row] = reading.logits, reading.focus
            vectors[row] = reading.mean / np.linalg.norm(reading.mean)
        again = [
            row
            for row, passage in enumerate(passages)
            if passage.headings
            and passage.zone.operative
            and sureness(logits[row]) < self.read_again
        ]
        bare = [model_input(replace(passages[row], headings=())) for row in again]
        for row, reading in zip(again, self._read(bare), strict=True):
            logits[row] = (logits[row] + reading.logits) / 2
        return StanceScores(logits, focus, vectors)

    def _read(self, inputs: Sequence[tuple[str, int]]) -> Iterator[_Reading]:
        """The heads' answer for each text, in order."""
        query, weight = self._heads["query"], self._heads["weight"]
        mean_weight, bias = self._heads["mean_weight"], self._heads["bias"]
        encoded = self.encoder.encode([text for text, _ in inputs])
        # Sums by einsum, and no matrix products: for products as small as these the linear
        # algebra library wakes a thread on each core, which then spins and keeps the encoder
        # waiting.
        for (_, begins), read in zip(inputs, encoded, strict=True):
            share = np.einsum("cd,td->ct", query, read.vectors) / np.sqrt(query.shape[1])
            share = np.exp(share - share.max(axis=1, keepdims=True))
            share /= share.sum(axis=1, keepdims=True)
            mean = read.vectors.mean(axis=0)
            seen = np.einsum("ct,td->cd", share, read.vectors)
            scores = np.einsum("cd,ckd->ck", seen, weight)
            scores += np.einsum("ckd,d->ck", mean_weight, mean) + bias
            yield _Reading(scores, _focus(share, read.offsets, begins), mean)


def _chosen() -> Path:
    """Where the model lies that the settings ask for."""
    asked = Settings.from_environment().model
    return Path(asked) if asked else data_path("corpora") / "models" / "stance"


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of one text: (criteria, classes) logits, the focus, and the mean vector."""

    logits: NDArray[np.float32]
    focus: NDArray[np.int32]
    mean: NDArray[np.float32]


def sureness(logits: NDArray[np.float32]) -> float:
    """The chance of the likeliest class, of the criterion for which it is least.

    :param logits: (criteria, classes) of one passage.
    """
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    return float((1.0 / shares.sum(axis=1)).min())


def _focus(
    share: NDArray[np.float32], offsets: tuple[tuple[int, int], ...], begins: int
) -> NDArray[np.int32]:
    """The most attended run of up to nine word pieces of the passage's own text."""
    window = 9
    own = np.array([start >= begins and end > start for start, end in offsets])
    if not own.any():
        return np.zeros((len(share), 2), dtype=np.int32)
    weights = np.where(own, share, 0.0)
    sums = np.cumsum(np.pad(weights, ((0, 0), (1, 0))), axis=1)
    last = np.flatnonzero(own)[-1] + 1
    first = int(np.flatnonzero(own)[0])
    starts = np.arange(first, max(first + 1, last - window + 1))
    ends = np.minimum(starts + window, last)
    best = np.argmax(sums[:, ends] - sums[:, starts], axis=1)
    spans = [(offsets[starts[b]][0] - begins, offsets[ends[b] - 1][1] - begins) for b in best]
    return np.array(spans, dtype=np.int32)
