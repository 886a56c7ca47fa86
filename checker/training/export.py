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
    """The transformer alone: ids in, token vectors out.

    Each text is run by itself, so that there is no padding to mask: the graph without a
    mask, and with the products of attention written out, takes a seventh less time.
    """

    def __init__(self, transformer: Any) -> None:
        super().__init__()
        self.transformer = transformer

    def forward(self, input_ids: Tensor) -> Tensor:
        vectors: Tensor = self.transformer(input_ids=input_ids).last_hidden_state
        return vectors


def export(network: StanceNetwork, folder: Path) -> None:
    """Write ``model.onnx`` (int8, per channel), ``tokenizer.json`` and the heads."""
    folder.mkdir(parents=True, exist_ok=True)
    transformer: Any = network.encoder[0].auto_model
    attention = transformer.config._attn_implementation
    transformer.set_attn_implementation("eager")
    names = ["input_ids", "vectors"]
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        torch.onnx.export(
            _Tokens(transformer).eval(),
            (network.features(["A short sentence."])["input_ids"],),
            str(full),
            input_names=names[:1],
            output_names=names[1:],
            dynamic_axes={name: {0: "texts", 1: "tokens"} for name in names},
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(full, folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
    transformer.set_attn_implementation(attention)
    network.encoder.tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    network.save_heads(folder / "heads.safetensors")
