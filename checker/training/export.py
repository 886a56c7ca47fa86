"""Writes the encoder as int8 ONNX, the way a check runs it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from checker.training.network import StanceNetwork

OPSET = 17


class _Tokens(nn.Module):
    """The transformer alone: ids in, token vectors out."""

    def __init__(self, transformer: Any) -> None:
        super().__init__()
        self.transformer = transformer

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        vectors: Tensor = self.transformer(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        return vectors


def export(network: StanceNetwork, folder: Path) -> None:
    """Write ``model.onnx`` (int8, per channel), ``tokenizer.json`` and the heads."""
    folder.mkdir(parents=True, exist_ok=True)
    names = ["input_ids", "attention_mask", "token_type_ids"]
    features = network.features(["A short sentence.", "Another one, which is a little longer."])
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        torch.onnx.export(
            _Tokens(network.encoder[0].auto_model).eval(),
            tuple(features[name] for name in names),
            str(full),
            input_names=names,
            output_names=["vectors"],
            dynamic_axes={name: {0: "texts", 1: "tokens"} for name in [*names, "vectors"]},
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(full, folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
    network.encoder.tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    network.save_heads(folder / "heads.safetensors")
