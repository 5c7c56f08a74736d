"""Workflow commands of GitHub Actions, which its runner turns into annotations of files."""

from __future__ import annotations

from typing import Literal

from quotes.reports.wording import printable

Level = Literal["error", "warning", "notice"]
"""Levels of annotations."""


def workflow_command(level: Level, message: str, **properties: str | int | None) -> str:
    """Return the command for an annotation: "::error file=a.txt,line=3::message".

    `properties` are those of the runner (``file``, ``line``, ``endLine``, ``col``, ``endColumn``, ``title``); None
    leaves one out. Line breaks of the message are kept, other controls are replaced.
    """
    given = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items() if value is not None)
    return f"::{level} {given}::{_escaped(message)}"


def _escaped(text: str, others: str = "") -> str:
    """Return text as the runner reads it back: percent signs, line breaks and `others` as %25, %0A and so on."""
    return printable("".join(f"%{ord(each):02X}" if each in f"%\r\n{others}" else each for each in text))
