"""The stance model with a memory: a passage is read once, wherever it stands again."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import fields, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checker.cache import Cache, code_version, digest
from checker.judging.stance_model import StanceModel, StanceScores, model_input
from checker.model import Passage

KEPT = "scores"
"""What the cache calls the scores of passages."""

_AT_ONCE = 256
"""Passages that are read before what was found is kept."""


class CachedStanceModel(StanceModel):
    """Scores what it never saw and remembers the rest, by the hash of what it reads.

    :param cache: where scores are kept; without one identical passages of one call
        are still read once.
    :param folder: as for :class:`StanceModel`.
    :raises SensecheckError: as :class:`StanceModel`.
    """

    def __init__(self, cache: Cache | None = None, folder: Path | None = None) -> None:
        super().__init__(folder)
        self._cache = cache

    @cached_property
    def sha256(self) -> str:
        """The hash of all that a score hangs on but the passage: weights, heads, code."""
        heads = (self.folder / "heads.safetensors").read_bytes()
        code = code_version("judging/stance_model", "judging/encoder", "judging/cached_model")
        read_again = repr(self.read_again)
        return digest(self.encoder.sha256, hashlib.sha256(heads).hexdigest(), read_again, code)

    def score(self, passages: Sequence[Passage]) -> StanceScores:
        """As :meth:`StanceModel.score`, of each distinct passage once."""
        keys = [self._key(passage) for passage in passages]
        distinct = dict(zip(keys, passages, strict=True))
        rows: dict[str, StanceScores] = {}
        if self._cache is not None:
            for key, content in self._cache.get_many(KEPT, list(distinct)).items():
                rows[key] = _unpacked(content)
        missing = [key for key in distinct if key not in rows]
        for first in range(0, len(missing), _AT_ONCE):
            some = missing[first : first + _AT_ONCE]
            scores = super().score([distinct[key] for key in some])
            found = {key: _row(scores, at) for at, key in enumerate(some)}
            rows |= found
            if self._cache is not None:
                self._cache.put_many(KEPT, {key: _packed(row) for key, row in found.items()})
        if not passages:
            return super().score(passages)
        return StanceScores(
            **{
                field.name: np.stack([getattr(rows[key], field.name) for key in keys])
                for field in fields(StanceScores)
            }
        )

    def _key(self, passage: Passage) -> str:
        """What the model reads of a passage, with its heading and, the second time, without."""
        bare = replace(passage, headings=())
        again = bool(passage.headings) and passage.zone.operative
        return digest(self.sha256, model_input(passage), model_input(bare), again)


def _row(scores: StanceScores, at: int) -> StanceScores:
    return StanceScores(
        **{field.name: getattr(scores, field.name)[at] for field in fields(StanceScores)}
    )


def _packed(row: StanceScores) -> bytes:
    out = io.BytesIO()
    for field in fields(StanceScores):
        array: NDArray[np.generic] = getattr(row, field.name)
        np.save(out, array, allow_pickle=False)
    return out.getvalue()


def _unpacked(content: bytes) -> StanceScores:
    read = io.BytesIO(content)
    return StanceScores(
        **{field.name: np.load(read, allow_pickle=False) for field in fields(StanceScores)}
    )
