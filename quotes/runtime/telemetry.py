"""Telemetry of libraries, switched off before they are imported."""

from __future__ import annotations

import os
import sys
import warnings

NO_TELEMETRY = "ORT_DISABLE_TELEMETRY"
"""Environment variable that keeps onnxruntime, if set before its import, from storing a device id and calling home."""


def silence_telemetry() -> None:
    """Switch onnxruntime's telemetry off, which has an effect only before its import."""
    if "onnxruntime" not in sys.modules:
        os.environ[NO_TELEMETRY] = "1"


def warn_of_telemetry() -> None:
    """Warn if onnxruntime has been imported with its telemetry on."""
    if os.environ.get(NO_TELEMETRY, "0") in {"", "0"}:
        advice = f"import quotes before it, or set {NO_TELEMETRY}=1"
        warnings.warn(f"onnxruntime was imported with its telemetry on: {advice}", stacklevel=3)
