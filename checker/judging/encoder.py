"""Turns passages into token vectors with the shipped encoder, on onnxruntime."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from checker.errors import SensecheckError

if TYPE_CHECKING:
    import onnxruntime
    import tokenizers

BATCH = 32
"""Passages encoded at once; lengths are sorted first, so that little is padding."""

MAX_TOKENS = 192
"""Longest input in word pieces, as in training; longer passages are cut at the end."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token vectors of a batch.

    ``rows`` are the positions of the batch's texts in what was asked for;
    ``vectors`` is (texts, tokens, dimensions) float32, ``mask`` (texts, tokens)
    bool, ``offsets`` for each text its tokens' (start, end) in characters.
    """

    rows: tuple[int, ...]
    vectors: NDArray[np.float32]
    mask: NDArray[np.bool_]
    offsets: tuple[tuple[tuple[int, int], ...], ...]


class Encoder:
    """A BERT-like encoder in ONNX with its tokenizer, both in one folder.

    :param folder: holds ``model.onnx`` and ``tokenizer.json``.
    :raises SensecheckError: a file is missing.
    """

    def __init__(self, folder: Path) -> None:
        for name in ("model.onnx", "tokenizer.json"):
            if not (folder / name).is_file():
                raise SensecheckError("model-missing", path=folder, cause=f"no {name}")
        self._folder = folder
        self.sha256 = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
        self._loaded: tuple[onnxruntime.InferenceSession, tokenizers.Tokenizer] | None = None

    def _parts(self) -> tuple[onnxruntime.InferenceSession, tokenizers.Tokenizer]:
        if self._loaded is None:
            import onnxruntime
            import tokenizers

            options = onnxruntime.SessionOptions()
            options.log_severity_level = 3
            session = onnxruntime.InferenceSession(
                str(self._folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
            tokenizer = tokenizers.Tokenizer.from_file(str(self._folder / "tokenizer.json"))
            tokenizer.enable_truncation(MAX_TOKENS)
            tokenizer.enable_padding()
            self._loaded = (session, tokenizer)
        return self._loaded

    def encode(self, texts: Sequence[str]) -> Iterator[Encoded]:
        """Yield the token vectors of ``texts`` batch by batch, shortest first.

        Batches stream, so memory does not grow with the number of texts.
        """
        session, tokenizer = self._parts()
        inputs = {item.name for item in session.get_inputs()}
        order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        for first in range(0, len(order), BATCH):
            rows = tuple(order[first : first + BATCH])
            encodings = tokenizer.encode_batch([texts[row] for row in rows])
            mask = np.array([e.attention_mask for e in encodings], dtype=np.int64)
            feed = {
                "input_ids": np.array([e.ids for e in encodings], dtype=np.int64),
                "attention_mask": mask,
                "token_type_ids": np.array([e.type_ids for e in encodings], dtype=np.int64),
            }
            (vectors,) = session.run(None, {k: v for k, v in feed.items() if k in inputs})
            yield Encoded(
                rows,
                vectors.astype(np.float32, copy=False),
                mask.astype(bool),
                tuple(tuple(e.offsets) for e in encodings),
            )
