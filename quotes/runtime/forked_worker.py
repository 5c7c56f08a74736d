"""Worker processes: forked, to share the memory of the models, and ended with the process that forked them."""

from __future__ import annotations

import os
import select
import signal
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe

from quotes.runtime.containment import Analyze, contained
from quotes.runtime.ending_signals import ENDING

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
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)  # until the worker has no handlers of this process
        try:
            pid = os.fork()
            if pid == 0:
                try:
                    _end_by_signals(blocked)
                    _serve(analyze, theirs, [ours, *(worker.connection for worker in others)])
                finally:
                    os._exit(0)  # without a message, and without what this process does at its end
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
    finally:
        theirs.close()
    return Worker(pid, ours)


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
    threading.Thread(target=_end_without_parent, args=(connection,), daemon=True).start()
    use_one_thread()
    while True:
        connection.send([contained(analyze, article) for article in connection.recv()])


def _end_without_parent(connection: Connection) -> None:
    """End this process as soon as the other end of the connection is closed, in the middle of an analysis too."""
    hangup = select.poll()
    hangup.register(connection, 0)
    hangup.poll()
    os._exit(0)
