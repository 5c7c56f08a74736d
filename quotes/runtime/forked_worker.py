"""Worker processes: forked, to share the memory of the models, and ended with the process that forked them."""

from __future__ import annotations

import os
import select
import signal
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from typing import TYPE_CHECKING

from quotes.runtime.containment import Analyze, contained
from quotes.runtime.ending_signals import ENDING

if TYPE_CHECKING:
    from _typeshed import HasFileno

FREE_DESCRIPTORS = 8
"""File descriptors that workers leave for articles and outputs."""


@dataclass(frozen=True, slots=True)
class Worker:
    """Process that analyses each list of articles sent to it, and sends back the list of their outcomes."""

    pid: int
    connection: Connection

    def is_alive(self) -> bool:
        """Return whether the process is there, if it has nothing to send."""
        return not self.connection.poll()

    def end(self) -> None:
        """End the process at once if it is there."""
        self.connection.close()
        with suppress(ChildProcessError):  # something else has waited for it
            if os.waitpid(self.pid, os.WNOHANG) == (0, 0):
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)


def fork_worker(analyze: Analyze, others: Iterable[Worker]) -> Worker:
    """Fork a worker beside `others`. Raises `OSError` if the system has no process or no descriptor to give."""
    ours, theirs = Pipe()
    try:
        _check_free_descriptors(theirs.fileno())
        of_parent = [ours, *(worker.connection for worker in others)]
        return Worker(forked(lambda: _serve(analyze, theirs, of_parent)), ours)
    finally:
        theirs.close()


def forked(run: Callable[[], object]) -> int:
    """Fork a process that calls `run` and ends without a message, and return its number.

    Signals that end the program, but for those that are ignored, end it. Raises `OSError` if the system has no process.
    """
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)  # until the process has no handlers of this one
    try:
        pid = os.fork()
        if pid == 0:
            try:
                _end_by_signals(blocked)
                run()
            finally:
                os._exit(0)  # without a message, and without what this process does at its end
        return pid
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def end_with(connection: HasFileno) -> None:
    """End this process as soon as the other end of a connection is closed, in the middle of an analysis too."""
    threading.Thread(target=_wait_for_end, args=(connection,), daemon=True).start()


def use_one_thread() -> None:
    """Make this process compute with one thread: for networks of this size, several take longer."""
    import torch
    from threadpoolctl import threadpool_limits

    torch.set_num_threads(1)
    threadpool_limits(1, "blas")


def _check_free_descriptors(descriptor: int) -> None:
    """Raise `OSError` if few numbers are left above the newest descriptor, which always has the lowest one free."""
    import fcntl

    os.close(fcntl.fcntl(descriptor, fcntl.F_DUPFD, descriptor + FREE_DESCRIPTORS))


def _end_by_signals(blocked: Iterable[int]) -> None:
    """Let ending signals, but for those that are ignored, end this process without a word, and block only `blocked`."""
    for number in ENDING:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def _serve(analyze: Analyze, connection: Connection, of_parent: Iterable[Connection]) -> None:
    """Analyse what comes through the connection until its other end is closed.

    The ends that belong to the parent process are closed here, or no worker would see that the parent is gone.
    """
    for other in of_parent:
        other.close()
    end_with(connection)
    use_one_thread()
    while True:
        connection.send([contained(analyze, article) for article in connection.recv()])


def _wait_for_end(connection: HasFileno) -> None:
    hangup = select.poll()
    hangup.register(connection, 0)
    hangup.poll()
    os._exit(0)
