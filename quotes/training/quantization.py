"""Export of a network as a graph for onnxruntime, with weights of 7 bits, and graphs in branches of others.

With such weights, sums of products cannot overflow on processors without VNNI, so that results are the same on all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    from onnx import ModelProto

OPERATORS = 17
"""Version of ONNX's operator set."""

NOTHING = re.compile("$^")

BRANCH = "branch/"
"""Prefix of the names of a graph in a branch."""


def quantized(
    network: nn.Module, inputs: Mapping[str, Tensor], lengths: Mapping[str, str], exact: re.Pattern[str] = NOTHING
) -> ModelProto:
    """Return the graph of a network.

    `inputs` are example arguments by name. `lengths` names the second, variable dimension of each input and output;
    the outputs are in their order. Matrix products whose names in the graph match `exact` stay in 32 bits.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with TemporaryDirectory() as folder:
        whole, smaller = Path(folder, "whole.onnx"), Path(folder, "quantized.onnx")
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
        quantize_dynamic(
            whole, smaller, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True, nodes_to_exclude=kept
        )
        return onnx.load(smaller)


def with_branch(model: ModelProto, branch: ModelProto, condition: str, shared: str) -> ModelProto:
    """Return a graph that runs another one, `branch`, if a further input, the boolean `condition`, is true.

    Else the one output of `branch`, which comes last, has no rows. The inputs of `branch` are inputs of `model`, and
    `shared`, which is an output of `model` alone and is none of the whole.
    """
    from onnx import TensorProto, compose, helper, numpy_helper

    graph = model.graph
    (output,) = branch.graph.output
    width = output.type.tensor_type.shape.dim[2].dim_value
    given = [value.name for value in branch.graph.input]
    renamed = compose.add_prefix(branch, BRANCH, rename_inputs=False, rename_outputs=False)
    nothing = numpy_helper.from_array(np.zeros((1, 0, width), np.float32), f"{BRANCH}nothing")
    graph.initializer.extend([*renamed.graph.initializer, nothing])
    wanted = helper.make_graph(
        list(renamed.graph.node), "wanted", [], [helper.make_tensor_value_info(output.name, TensorProto.FLOAT, None)]
    )
    left = f"{BRANCH}left"
    otherwise = helper.make_graph(
        [helper.make_node("Identity", [nothing.name], [left])],
        "otherwise",
        [],
        [helper.make_tensor_value_info(left, TensorProto.FLOAT, None)],
    )
    assert set(given) <= {shared, *(value.name for value in graph.input)}
    graph.node.append(helper.make_node("If", [condition], [output.name], then_branch=wanted, else_branch=otherwise))
    graph.input.append(helper.make_tensor_value_info(condition, TensorProto.BOOL, []))
    kept = [value for value in graph.output if value.name != shared]
    del graph.output[:]
    graph.output.extend([*kept, output])
    return model
