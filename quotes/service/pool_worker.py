"""Workers of a service: processes that do one job after another, and keep nothing of the process that forked them.

They share the memory of its models. A job is a function of a module and its argument, pickled; it is sent, as is its
outcome, with its length in front.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from quotes.runtime.containment import described
from quotes.runtime.ending_signals import ENDING
from quotes.runtime.forked_worker import end_with, forked

Job = tuple[Callable[[Any, Any], Any], Any]
"""Function of a module, which is called with what the workers share and with its argument."""

_LENGTH = struct.Struct("!Q")


@dataclass(frozen=True, slots=True)
class JobFailure:
    """A job that has raised an exception: one line about it."""

    reason: str


@dataclass(frozen=True, slots=True)
class PoolWorker:
    """A worker process, and the connection to it."""

    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def done(self, job: bytes) -> Any:
        """Return what a pickled job returns, or a `JobFailure`. Raises EOFError or OSError if the process ends."""
        self.writer.write(_LENGTH.pack(len(job)) + job)
        await self.writer.drain()
        (length,) = _LENGTH.unpack(await self.reader.readexactly(_LENGTH.size))
        return pickle.loads(await self.reader.readexactly(length))

    def end(self) -> None:
        """End the process at once."""
        self.writer.close()
        with suppress(ChildProcessError, ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)


async def fork_pool_worker(shared: object) -> PoolWorker:
    """Fork a worker that has `shared`. Raises `OSError` if the system has no process or no descriptor to give."""
    ours, theirs = socket.socketpair()
    with theirs:
        try:
            pid = forked(lambda: _serve(shared, theirs))
        except OSError:
            ours.close()
            raise
    return PoolWorker(pid, *await asyncio.open_unix_connection(sock=ours))


def _serve(shared: object, connection: socket.socket) -> None:
    """Serve what comes through the connection until its other end is closed."""
    for number in ENDING:  # a service finishes its requests when it is told to end, and then ends its workers
        signal.signal(number, signal.SIG_IGN)
    _let_go(connection.fileno())
    end_with(connection)
    with connection.makefile("rwb") as stream:
        while header := stream.read(_LENGTH.size):
            (length,) = _LENGTH.unpack(header)
            outcome = _outcome(stream.read(length), shared)
            stream.write(_LENGTH.pack(len(outcome)) + outcome)
            stream.flush()


def _outcome(job: bytes, shared: object) -> bytes:
    try:
        function, argument = pickle.loads(job)
        return pickle.dumps(function(shared, argument))
    except Exception as error:
        return pickle.dumps(JobFailure(described(error)))


def _let_go(kept: int) -> None:
    """Let go of all files and connections of the parent but one and the standard streams.

    A client's connection would stay open as long as any process has it. The numbers stay taken, because objects of the
    parent's that know them are still there.
    """
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in map(int, os.listdir("/dev/fd")):
        if descriptor > 2 and descriptor not in (kept, nothing):
            with suppress(OSError):
                os.fstat(descriptor)
                os.dup2(nothing, descriptor)
