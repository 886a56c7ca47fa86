"""A second reading of each batch, its words moved a little to where they mislead most.

After Miyato, Dai and Goodfellow (2017), "Adversarial training methods for
semi-supervised text classification". Two passages that differ in a "not" lie near
each other; a network that has to answer right all round a passage cannot lean on
one word of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn


class Adversary:
    """Nudges the word vectors of the last batch that was read and led back.

    :param vocabulary: the encoder's table of word vectors, which is not trained.
    :param reach: length of the nudge, as a share of the mean length of a word's vector.
    """

    def __init__(self, vocabulary: nn.Embedding, reach: float) -> None:
        self._length = reach * vocabulary.weight.detach().norm(dim=1).mean()
        self._read: Tensor | None = None
        self._nudge: Tensor | None = None
        self._hook = vocabulary.register_forward_hook(self._given)

    @contextmanager
    def nudging(self) -> Iterator[None]:
        """While this lasts the same batch is read with its words moved up the loss."""
        assert self._read is not None
        assert self._read.grad is not None
        slope = self._read.grad
        self._nudge = self._length * slope / (slope.norm(dim=-1, keepdim=True) + 1e-9)
        try:
            yield
        finally:
            self._nudge = None

    def leave(self) -> None:
        """Let the vocabulary be read as it is."""
        self._hook.remove()

    def _given(self, vocabulary: nn.Module, ids: Any, vectors: Tensor) -> Tensor:
        if self._nudge is not None:
            return vectors + self._nudge
        if torch.is_grad_enabled():
            self._read = vectors.detach().requires_grad_(True)
            return self._read
        return vectors
