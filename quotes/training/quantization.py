"""Export of a network as a graph for onnxruntime with 8-bit weights."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from torch import Tensor, nn

OPERATORS = 17
"""Version of ONNX's operator set."""

NOTHING = re.compile("$^")


def export_quantized(
    network: nn.Module,
    inputs: Mapping[str, Tensor],
    lengths: Mapping[str, str],
    path: Path,
    exact: re.Pattern[str] = NOTHING,
) -> None:
    """Write `network` to `path`, whole or not at all.

    `inputs` are example arguments by name. `lengths` names the second, variable dimension of each input and output, in
    their order. Matrix products whose names in the graph match `exact` stay in 32 bits.
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
