"""Storing a network as a graph for onnxruntime, its weights as 8-bit integers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from torch import Tensor, nn

OPERATORS = 17
"""The version of ONNX's set of operators."""

NONE = re.compile("$^")


def export_quantized(
    network: nn.Module,
    inputs: Mapping[str, Tensor],
    lengths: Mapping[str, str],
    path: Path,
    exact: re.Pattern[str] = NONE,
) -> None:
    """Write `network`, whose arguments have the names and shapes of `inputs`, to `path`, whole or not at all.

    `lengths` says of each input and of each output, in their order, what its second dimension counts, which may be any
    number. Products whose names in the graph begin as `exact` says are not quantized.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with TemporaryDirectory() as folder:
        whole, quantized = Path(folder, "whole.onnx"), Path(folder, "quantized.onnx")
        torch.onnx.export(
            network,
            tuple(inputs.values()),
            str(whole),
            input_names=list(inputs),
            output_names=[name for name in lengths if name not in inputs],
            dynamic_axes={name: {1: counted} for name, counted in lengths.items()},
            opset_version=OPERATORS,
            custom_opsets={"com.microsoft": 1},
            dynamo=False,
        )
        kept = [node.name for node in onnx.load(whole).graph.node if exact.match(node.name)]
        quantize_dynamic(whole, quantized, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=kept)
        partial = path.with_suffix(".partial")
        partial.write_bytes(quantized.read_bytes())
        partial.replace(path)
