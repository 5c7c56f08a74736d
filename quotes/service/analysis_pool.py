"""Pool of workers with a bounded queue, in which each job has a limit of time and may cost its worker, not more."""

from __future__ import annotations

import asyncio
import logging
import math
import pickle
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import Any, TypeVar, cast

from quotes.runtime.garbage_collection import gc_frozen
from quotes.service.pool_worker import JobFailure, PoolWorker, fork_pool_worker
from quotes.service.problems import ProblemError

Argument = TypeVar("Argument")
Result = TypeVar("Result")
Shared = TypeVar("Shared")

LONGEST_RETRY = 60
"""Seconds after which a client is told to come again, at most."""

_PAUSE = 1.0
"""Seconds until another worker is tried where the system had no process to give."""

logger = logging.getLogger("quotes.service")


class AnalysisPool:
    """Workers, forked from this process, which do jobs with what they share.

    `workers` is their number, `queue` the number of jobs that may wait for one of them, and `timeout` the seconds
    that a job may wait and run.
    """

    def __init__(self, shared: object, *, workers: int, queue: int, timeout: float) -> None:
        self.shared = shared
        self.size = workers
        self.queue = queue
        self.timeout = timeout
        self.waiting = 0
        self.replaced = 0
        self.alive: set[PoolWorker] = set()
        self._idle: asyncio.Queue[PoolWorker] = asyncio.Queue()
        self._seconds = 1.0
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closing = False
        self._frozen = ExitStack()

    async def start(self) -> None:
        """Fork the workers. Raises `OSError` if the system cannot."""
        self._frozen.enter_context(gc_frozen())
        for _ in range(self.size):
            self._idle.put_nowait(await self._forked())

    async def close(self) -> None:
        """End the workers, and what they still do."""
        self._closing = True
        for task in self._tasks:
            task.cancel()
        for worker in self.alive:
            worker.end()
        self.alive.clear()
        self._frozen.close()

    def check_queue(self) -> None:
        """Raise the `ProblemError` 429 if a job could not even wait."""
        if self._idle.empty() and self.waiting >= self.queue:
            detail = f"{self.waiting} articles are waiting already: try again later"
            raise ProblemError(429, detail, Retry_After=str(self._retry_after()))

    async def run(
        self,
        function: Callable[[Shared, Argument], Result],
        argument: Argument,
        *,
        stoppable: bool = False,
    ) -> Result:
        """Return what a function of a module returns in a worker, called with what is shared and with the argument.

        If this is cancelled, a job that waits is dropped; one that runs is finished for nobody, or, if it is
        `stoppable`, its worker is killed and replaced. Raises `ProblemError`: 429 if too many wait, 503 if no worker
        was free in time, 504 if the job takes too long, and 500 if it raises an exception or kills its worker twice.
        """
        self.check_queue()
        deadline = asyncio.get_running_loop().time() + self.timeout
        worker = await self._free_worker(deadline)
        task = asyncio.create_task(self._done(worker, pickle.dumps((function, argument)), deadline))
        self._tasks.add(task)
        task.add_done_callback(self._forget)
        try:
            outcome = await asyncio.shield(task)
        except asyncio.CancelledError:
            if stoppable:
                task.cancel()
            raise
        if isinstance(outcome, JobFailure):
            raise ProblemError(500, f"cannot be analysed: {outcome.reason}")
        return cast(Result, outcome)

    async def _free_worker(self, deadline: float) -> PoolWorker:
        self.waiting += 1
        try:
            async with asyncio.timeout_at(deadline):
                return await self._idle.get()
        except TimeoutError:
            detail = f"no worker was free for {self.timeout:g} seconds: try again later"
            raise ProblemError(503, detail, Retry_After=str(self._retry_after())) from None
        finally:
            self.waiting -= 1

    async def _done(self, worker: PoolWorker, job: bytes, deadline: float) -> Any:
        """Return what a job returns in this worker, or in another one if it is killed, once."""
        clock = asyncio.get_running_loop().time
        try:
            for _ in range(2):
                begun = clock()
                try:
                    async with asyncio.timeout_at(deadline):
                        outcome = await worker.done(job)
                except (EOFError, OSError) as error:
                    if isinstance(error, TimeoutError):
                        raise
                    worker = await self._replaced(worker)
                else:
                    self._seconds += (clock() - begun - self._seconds) / 10
                    return outcome
            raise ProblemError(500, "cannot be analysed: its process was killed twice, perhaps for want of memory")
        except TimeoutError:
            worker = await self._replaced(worker)
            detail = f"not analysed in {self.timeout:g} seconds: send a shorter article, or raise --timeout"
            raise ProblemError(504, detail) from None
        except asyncio.CancelledError:
            if not self._closing:
                worker = await self._replaced(worker)
            raise
        finally:
            self._idle.put_nowait(worker)

    async def _replaced(self, worker: PoolWorker) -> PoolWorker:
        """End a worker, and return a new one as soon as there is one."""
        self.alive.discard(worker)
        worker.end()
        self.replaced += 1
        logger.warning("a worker has ended or was killed, and is replaced")
        while True:
            with suppress(OSError):
                return await self._forked()
            await asyncio.sleep(_PAUSE)

    async def _forked(self) -> PoolWorker:
        worker = await fork_pool_worker(self.shared)
        self.alive.add(worker)
        return worker

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # of a job that nobody waits for any more

    def _retry_after(self) -> int:
        return max(1, min(LONGEST_RETRY, math.ceil(self._seconds * (self.waiting + 1) / self.size)))
