"""Exit statuses of all commands."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from quotes.errors import QuotesError
from quotes.runtime.ending_signals import received_signal

if TYPE_CHECKING:
    from quotes.checks.checking import CheckResult


class ExitStatus(IntEnum):
    """Exit status of a command."""

    OK = 0
    NOT_ALL = 1
    """Some of several articles could not be read or analysed (the others were reported), a check found differences, the
    linter something to report, or a model set is damaged."""
    BAD_INPUT = 2
    """Nothing could be read or analysed, an output could not be written, or the command was used wrongly."""
    HUNG_UP = 129
    """The terminal was closed (SIGHUP); what was finished by then was written, as after the other signals."""
    INTERRUPTED = 130
    """Ctrl-C (SIGINT)."""
    CLOSED_PIPE = 141
    """The reader of the output wanted no more of it, as `head` does."""
    TERMINATED = 143
    """SIGTERM, as `timeout` and service managers send it."""


def of_signal() -> ExitStatus:
    """Return the status after the signal that has ended the program: 128 and its number."""
    return ExitStatus(128 + received_signal())


def of_error(error: QuotesError) -> ExitStatus:
    """Return the status after an error that ends the program."""
    return ExitStatus.CLOSED_PIPE if isinstance(error.__cause__, BrokenPipeError) else ExitStatus.BAD_INPUT


def of_reports(read: int, unreadable: int, interrupted: bool = False) -> ExitStatus:
    """Return the status after `read` articles were reported and `unreadable` others could not be read or analysed."""
    if interrupted:
        return of_signal()
    if not unreadable:
        return ExitStatus.OK
    return ExitStatus.NOT_ALL if read else ExitStatus.BAD_INPUT


def of_lint(findings: int, unreadable: int, interrupted: bool = False) -> ExitStatus:
    """Return the status after the linter has reported so many findings, and could not read or analyse some articles."""
    if interrupted:
        return of_signal()
    if unreadable:
        return ExitStatus.BAD_INPUT
    return ExitStatus.NOT_ALL if findings else ExitStatus.OK


def of_checks(result: CheckResult, min_f1: float | None = None, accepted: bool = False) -> ExitStatus:
    """Return the status after checks.

    Differences are allowed if they were accepted as expected results, or as long as F1 reaches `min_f1` (0 to 1).
    """
    if result.interrupted:
        return of_signal()
    if result.problems:
        return ExitStatus.BAD_INPUT
    passed = not result.has_differences if min_f1 is None else result.score.f1 >= min_f1
    return ExitStatus.OK if passed or accepted else ExitStatus.NOT_ALL
