"""Networks in ONNX files, run by onnxruntime."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quotes.runtime.telemetry import warn_of_telemetry

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


def open_session(path: Path) -> InferenceSession:
    """Return the network in a file, ready to compute on the CPU in one thread.

    More threads gain nothing for windows of one article, and `--workers` runs one process for each core. Raises one of
    onnxruntime's many exceptions if the file holds no network.
    """
    from onnxruntime import InferenceSession, SessionOptions

    warn_of_telemetry()

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
