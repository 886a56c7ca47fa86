"""Turns passages into token vectors with the shipped encoder, on onnxruntime."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from checker.errors import SensecheckError

if TYPE_CHECKING:
    import onnxruntime
    import tokenizers

CORES = os.cpu_count() or 1
"""Texts encoded at the same time."""

CHUNK = 256
"""Texts whose vectors may wait to be read, so that memory does not grow with their number."""

MAX_TOKENS = 192
"""Longest input in word pieces, as in training; longer passages are cut at the end."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token vectors of one text.

    ``vectors`` is (tokens, dimensions) float32, ``offsets`` the tokens'
    (start, end) in characters.
    """

    vectors: NDArray[np.float32]
    offsets: tuple[tuple[int, int], ...]


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
            options.intra_op_num_threads = 1
            try:
                session = onnxruntime.InferenceSession(
                    str(self._folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
                )
                tokenizer = tokenizers.Tokenizer.from_file(str(self._folder / "tokenizer.json"))
            except Exception as error:  # both libraries raise types of their own
                cause = str(error).splitlines()[0]
                raise SensecheckError("model-heads", path=self._folder, cause=cause) from None
            tokenizer.enable_truncation(MAX_TOKENS)
            tokenizer.no_padding()
            self._loaded = (session, tokenizer)
        return self._loaded

    @property
    def width(self) -> int:
        """Dimensions of a token's vector.

        :raises SensecheckError: the model is not one that gives token vectors.
        """
        shape = self._parts()[0].get_outputs()[0].shape
        if len(shape) != 3 or not isinstance(shape[2], int):
            cause = "model.onnx does not give the vectors of a text's word pieces"
            raise SensecheckError("model-heads", path=self._folder, cause=cause)
        return int(shape[2])

    def encode(self, texts: Sequence[str]) -> Iterator[Encoded]:
        """Yield the token vectors of each text, in order.

        Each text is run by itself. Dynamic quantisation takes the scale of its
        activations over the whole batch, so that in a batch a text's answer
        would hang on its neighbours, and an edit in one paragraph could change
        what is found in another. One text on each core is no slower than a
        batch of padded texts on all of them.
        """
        session, tokenizer = self._parts()
        inputs = {item.name for item in session.get_inputs()}

        def run(text: str) -> Encoded:
            encoding = tokenizer.encode(text)
            feed = {
                "input_ids": np.array([encoding.ids], dtype=np.int64),
                "attention_mask": np.array([encoding.attention_mask], dtype=np.int64),
                "token_type_ids": np.array([encoding.type_ids], dtype=np.int64),
            }
            (vectors,) = session.run(None, {k: v for k, v in feed.items() if k in inputs})
            return Encoded(vectors[0].astype(np.float32, copy=False), tuple(encoding.offsets))

        with ThreadPoolExecutor(max_workers=CORES) as cores:
            for first in range(0, len(texts), CHUNK):
                yield from cores.map(run, texts[first : first + CHUNK])
