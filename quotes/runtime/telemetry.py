"""Calls that libraries make behind the user's back, switched off."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

NO_TELEMETRY = "ORT_DISABLE_TELEMETRY"
"""Environment variable that keeps onnxruntime, if set before its import, from storing a device id and calling home."""

SWITCHED_OFF = {"1", "true", "yes", "on", "y"}
"""Values of that variable, in small letters, with which telemetry is off. With any other it is on."""


def silence_telemetry() -> None:
    """Switch onnxruntime's telemetry off in this process and those that it starts, whatever the environment says.

    In this process that has an effect only before onnxruntime's import.
    """
    telemetry_is_on()
    os.environ[NO_TELEMETRY] = "1"


def warn_of_telemetry() -> None:
    """Warn if onnxruntime has been imported with its telemetry on."""
    if telemetry_is_on():
        advice = f"import quotes before it, or set {NO_TELEMETRY}=1"
        warnings.warn(f"onnxruntime was imported with its telemetry on: {advice}", stacklevel=3)


@cache
def telemetry_is_on() -> bool:
    """Tell whether onnxruntime had been imported, with its telemetry on, when this was first called."""
    return "onnxruntime" in sys.modules and os.environ.get(NO_TELEMETRY, "").strip().lower() not in SWITCHED_OFF


@contextmanager
def hub_offline() -> Iterator[None]:
    """Keep libraries from asking the Hugging Face hub in this block for what is not on this machine.

    Stanza's lemmatizers ask it for their transformer even in pipelines that are to download nothing, and transformers
    asks whether it has a model in a newer format. Imports Stanza's dependency huggingface_hub.
    """
    from huggingface_hub import constants

    before = constants.HF_HUB_OFFLINE
    constants.HF_HUB_OFFLINE = True
    try:
        yield
    finally:
        constants.HF_HUB_OFFLINE = before
