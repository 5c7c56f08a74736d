"""Signals that end the program (Ctrl-C, SIGTERM, SIGHUP): at once, later, or by an exception.

Until something has begun, they end the process at once: no library that is being loaded can swallow or misread them.
From `defer_signals` on they wait, so that nothing is left half written, but for the blocks that are `interruptible`.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Literal, TypeVar

Item = TypeVar("Item")

ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))

TIME_LIMIT = 5
"""Seconds that a reader has, after a signal, to take what is being written."""


class Interrupted(KeyboardInterrupt):
    """Interruption by one of the signals that end the program."""


class _State:
    """Reaction of this process to signals, the one that it has received, and whether it waits for a reader."""

    reaction: Literal["end", "wait", "interrupt"] = "end"
    received: int | None = None
    at_readers_mercy: bool = False


_state = _State()


def handle_signals() -> None:
    """Let signals end this process as this module says, but for those that it was told to ignore (nohup).

    Processes forked from this one are ended by the system.
    """
    _state.reaction, _state.received = "end", None
    if threading.current_thread() is threading.main_thread():
        for number in ENDING:
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, _receive)
        sys.unraisablehook = _report_unraisable
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=_leave_to_the_system)


def received_signal() -> int:
    """Return the number of the signal that ends the program, that of Ctrl-C if none was handled here."""
    return _state.received or signal.SIGINT


def defer_signals() -> None:
    """Let signals wait from now on, but for `interruptible` blocks."""
    _state.reaction = "wait"


@contextmanager
def at_readers_mercy() -> Iterator[None]:
    """End the process `TIME_LIMIT` after a signal if this block, which writes to a pipe or terminal, still waits."""
    _state.at_readers_mercy = True
    if _state.received is not None:
        _set_alarm(_state.received)
    try:
        yield
    finally:
        _state.at_readers_mercy = False
        if _state.received is not None:
            signal.alarm(0)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let signals raise `Interrupted` inside this block, or at its end if a library swallowed or changed that."""
    before = _state.reaction
    try:
        _raise_received()
        _state.reaction = "interrupt"
        yield
    finally:
        _state.reaction = before
        _raise_received()


def each_interruptible(items: Iterable[Item]) -> Iterator[Item]:
    """Yield `items`: while one is made, signals raise `Interrupted`; they wait while it is used."""
    defer_signals()
    iterator = iter(items)
    while True:
        try:
            with interruptible():
                item = next(iterator)
        except StopIteration:
            return
        yield item


def _receive(number: int, _: FrameType | None) -> None:
    """Handle the first signal as the state wants it; a further one must not disturb how the first is handled."""
    if _state.received is not None:
        return
    if _state.reaction == "end":
        os._exit(128 + number)
    _state.received = number
    if _state.at_readers_mercy:
        _set_alarm(number)
    if _state.reaction == "interrupt":
        raise Interrupted


def _leave_to_the_system() -> None:
    for number in ENDING:
        if signal.getsignal(number) == _receive:
            signal.signal(number, signal.SIG_DFL)


def _set_alarm(number: int) -> None:
    signal.signal(signal.SIGALRM, lambda *_: os._exit(128 + number))
    signal.alarm(TIME_LIMIT)


def _raise_received() -> None:
    if _state.received is not None:
        raise Interrupted


def _report_unraisable(unraisable: sys.UnraisableHookArgs) -> None:
    """Report an exception that Python cannot raise where it happens; one of a signal is raised later."""
    if not isinstance(unraisable.exc_value, Interrupted):
        sys.__unraisablehook__(unraisable)
