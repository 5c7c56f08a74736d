"""Networks in ONNX files, run by onnxruntime."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from quotes.runtime.telemetry import warn_of_telemetry

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

SLOWER_THAN_ITS_PARTS = "SkipLayerNormFusion"
"""Optimization that joins a sum with the normalization behind it to an operator which takes four times as long.

Measured with onnxruntime 1.32 on an AMD EPYC with AVX2: 0.65 ms for 260 x 384 numbers, the two by themselves 0.16 ms.
"""


def open_session(path: Path) -> InferenceSession:
    """Return the network in a file, ready to compute on the CPU in one thread.

    More threads gain nothing for windows of one article, and `--workers` runs one process for each core. Raises one of
    onnxruntime's many exceptions if the file holds no network.
    """
    from onnxruntime import InferenceSession, SessionOptions

    warn_of_telemetry()

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # which keeps a plan of memory for each length of a window, and gains no time
    return InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=[SLOWER_THAN_ITS_PARTS]
    )


def stored_weights(
    path: Path, names: Sequence[str], inputs: Mapping[str, NDArray[Any]]
) -> tuple[list[NDArray[Any]], Mapping[str, str]]:
    """Return weights that a network in a file has under some names, as stored, and the properties beside the graph.

    `inputs` are any that the network takes, for it computes once. Raises as `open_session` does, and for a name that
    the file does not have.
    """
    from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

    warn_of_telemetry()
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.graph_optimization_level = GraphOptimizationLevel.ORT_DISABLE_ALL  # which would rename and drop weights
    network = path.read_bytes() + b"".join(map(_further_output, names))
    session = InferenceSession(network, options, providers=["CPUExecutionProvider"])
    return session.run(list(names), dict(inputs)), session.get_modelmeta().custom_metadata_map


def _further_output(name: str) -> bytes:
    """Return bytes that name one more output of a network when they stand behind its file.

    The file is a message of protocol buffers (`ModelProto` of ONNX), in which a field that stands twice is one whose
    parts are put together: here the field ``graph`` with no more than an ``output``.
    """
    graph, output, output_name = 7, 12, 1
    return _field(graph, _field(output, _field(output_name, name.encode())))


def _field(number: int, value: bytes) -> bytes:
    assert number < 16 and len(value) < 128  # each is written as one byte
    return bytes([number << 3 | 2, len(value)]) + value
