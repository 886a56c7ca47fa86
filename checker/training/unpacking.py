"""The shipped model as a network that can learn on.

The int8 weights of ``model.onnx`` are turned back into numbers with a fraction: what
rounding took is lost, which a few hundred steps of training make good. So new areas
are learnt in a fraction of the time that training from the start takes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from safetensors.numpy import load_file
from sentence_transformers import SentenceTransformer

from checker.errors import SensecheckError
from checker.training.network import StanceNetwork

_MATRICES = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
"""The products of a layer, in the order in which the exported graph has them."""

_KEPT = ("embeddings.word_embeddings.", "pooler.")
"""What the encoder keeps of its own: the vocabulary is never trained, the pooler never used."""


def unpacked(folder: Path, encoder: SentenceTransformer) -> StanceNetwork:
    """The network that ``folder`` holds the export of.

    :param folder: with ``model.onnx`` and ``heads.safetensors``, of the export's own making.
    :param encoder: the one that the model's training began with.
    :raises SensecheckError: the folder holds no such model, or one of another shape.
    """
    try:
        heads = load_file(folder / "heads.safetensors")
        network = StanceNetwork(encoder, len(heads["query"]))
        network.load_state_dict({n: torch.from_numpy(v) for n, v in heads.items()}, strict=False)
        transformer: Any = network.encoder[0]
        found = transformer.auto_model.load_state_dict(
            _encoder_state(folder / "model.onnx"), strict=False
        )
    except (OSError, KeyError, IndexError, ValueError, RuntimeError) as error:
        raise SensecheckError(
            "model-missing", path=folder, cause="it cannot be unpacked"
        ) from error
    missing = [name for name in found.missing_keys if not name.startswith(_KEPT)]
    if missing or found.unexpected_keys:
        raise SensecheckError("model-missing", path=folder, cause="it is of another shape")
    return network


def _encoder_state(path: Path) -> dict[str, torch.Tensor]:
    """The encoder's weights by the names that the network gives them."""
    graph = onnx.load(path).graph
    stored = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    state: dict[str, NDArray[np.float32]] = {}
    for name, values in stored.items():
        if name.startswith("transformer.") and values.dtype == np.float32 and values.ndim == 1:
            state[name.removeprefix("transformer.")] = values
    for table in ("position_embeddings", "token_type_embeddings"):
        name = f"embeddings.{table}.weight"
        state[name] = _fraction(stored, f"transformer.{name}")
    products = [node.input[1] for node in graph.node if node.op_type == "MatMulInteger"]
    weights = [name.removesuffix("_quantized") for name in products if name in stored]
    for at, name in enumerate(weights):
        layer, matrix = divmod(at, len(_MATRICES))
        key = f"encoder.layer.{layer}.{_MATRICES[matrix]}.weight"
        state[key] = _fraction(stored, name).T
    return {name: torch.from_numpy(np.ascontiguousarray(v)) for name, v in state.items()}


def _fraction(stored: dict[str, NDArray[np.float32]], name: str) -> NDArray[np.float32]:
    """What a rounded table stands for; scales are by column, or one for all."""
    zero = stored[f"{name}_zero_point"].astype(np.float32)
    table = stored[f"{name}_quantized"].astype(np.float32)
    result: NDArray[np.float32] = (table - zero) * stored[f"{name}_scale"]
    return result.astype(np.float32)
