"""Processes of the program without models."""

from __future__ import annotations

import sys
from pathlib import Path

STUB_PROGRAM = [sys.executable, str(Path(__file__).parent / "stub_program.py")]
"""Command that runs `stub_program.py`, whose arguments follow."""


def talk(stderr: str) -> str:
    """Return what was said on standard error, but for the warning that the articles of the fixture give."""
    return "".join(line for line in stderr.splitlines(keepends=True) if "has no partner" not in line)
