"""Networks in ONNX files, run by onnxruntime."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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
    return InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=[SLOWER_THAN_ITS_PARTS]
    )
