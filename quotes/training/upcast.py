"""Encoder of the embedded joint network, with its 8-bit weights made 32-bit ones, for further training."""

from __future__ import annotations

import re
from pathlib import Path

import torch
from torch import Tensor

from quotes.models.model_catalogue import embedded_place
from quotes.training.encoder import Encoder, load_encoder

EMBEDDED = embedded_place().directory / "en" / "joint" / "news.onnx"
"""The embedded network that parses."""

MATRIX = re.compile(r"/network/(layers\.\d+)/(\w+)(?:/linear)?/MatMul_quant")
"""Name of the matrix product of a layer in the graph."""


def upcast_encoder(path: Path) -> Encoder:
    """Return the encoder of an exported network: the factors by which it was smoothed are back in its weights."""
    import onnx
    from onnx.numpy_helper import to_array

    graph = onnx.load(path).graph
    stored = {one.name: torch.from_numpy(to_array(one).copy()) for one in graph.initializer}

    def matrix(name: str) -> Tensor:
        numbers, zero = stored[f"{name}_quantized"].float(), stored[f"{name}_zero_point"].float()
        return (numbers - zero) * stored[f"{name}_scale"]

    prefix = "network.encoder."
    state = {"words.weight": matrix(f"{prefix}words.weight")}
    for name, values in stored.items():
        if name.startswith(prefix) and not name.endswith("reciprocals") and "words" not in name:
            state[name.removeprefix(prefix).replace(".linear.", ".")] = values
    for node in graph.node:
        if match := MATRIX.fullmatch(node.name):
            layer, part = match.groups()
            weights = matrix(node.input[1].removesuffix("_quantized")).T
            together = "query" if part in ("key", "value") else part
            factors = stored.get(f"{prefix}{layer}.{together}.reciprocals")
            state[f"{layer}.{part}.weight"] = weights if factors is None else weights * factors
    encoder = load_encoder()
    encoder.load_state_dict(state)
    return encoder
