"""Exit statuses of all commands."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotes.checks.checking import CheckResult


class ExitStatus(IntEnum):
    """Exit status of a command."""

    OK = 0
    NOT_ALL = 1
    """Some of several articles could not be read (the others were reported), a check found differences, or a model set
    is damaged."""
    BAD_INPUT = 2
    """Nothing could be read, an output could not be written, or the command was used wrongly."""
    INTERRUPTED = 130
    """Ctrl-C; what was finished by then was written."""


def of_reports(read: int, unreadable: int, interrupted: bool = False) -> ExitStatus:
    """Return the status after `read` articles were read and `unreadable` others were not."""
    if interrupted:
        return ExitStatus.INTERRUPTED
    if not unreadable:
        return ExitStatus.OK
    return ExitStatus.NOT_ALL if read else ExitStatus.BAD_INPUT


def of_checks(result: CheckResult, min_f1: float | None = None, update: bool = False) -> ExitStatus:
    """Return the status after checks.

    Differences are allowed if the expected results were updated, or as long as F1 reaches `min_f1` (0 to 1).
    """
    if result.interrupted:
        return ExitStatus.INTERRUPTED
    if result.problems:
        return ExitStatus.BAD_INPUT
    passed = not result.has_differences if min_f1 is None else result.score.f1 >= min_f1
    return ExitStatus.OK if passed or update else ExitStatus.NOT_ALL
