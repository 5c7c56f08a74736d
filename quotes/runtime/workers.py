"""Analysis of many articles, by several processes if need be, in which each article may fail on its own.

Each worker has its own connection to the process that forked it. The pools of the standard library share queues among
all processes, and can wait for ever when one ends while it writes to them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Protocol

from quotes.errors import QuotesError
from quotes.records import Analysis, Article
from quotes.runtime.containment import AnalysisError, Analyze, contained
from quotes.runtime.forked_worker import Worker, fork_worker
from quotes.runtime.garbage_collection import gc_frozen

CHARACTERS_AT_ONCE = 5_000
"""Characters of text in a batch for a worker: about half a second of work, so that all workers end together."""

TASKS_AHEAD = 16
"""Batches for each worker that may be finished before the one whose results are due."""

WARM_UP = Article("He said little. “It rained all day in the harbour.”")
"""Article whose analysis makes an analyzer load all that it loads only when first needed."""

NO_FORK = "several workers need an operating system that can fork a process: leave --workers out"
KILLED = "cannot be analysed: its process was killed twice, perhaps for want of memory: try fewer --workers"

Outcome = Analysis | AnalysisError

OnError = Callable[[AnalysisError], object]
"""Function that is told of each article that cannot be analysed."""


class SupportsPipe(Protocol):
    """Analyzer of articles, such as `quotes.Analyzer`."""

    def pipe(
        self, texts: Iterable[str | Article], *, workers: int = 1, on_error: OnError | None = None
    ) -> Iterator[Analysis]:
        """Analyse articles, in order, with so many processes."""


def analyses(
    analyze: Analyze, articles: Iterable[Article], workers: int = 1, on_error: OnError | None = None
) -> Iterator[Analysis]:
    """Yield the analyses of articles, in order, made by `workers` processes, at most one for each processor core.

    Several processes are forked, compute with one thread each, and share the memory of this one. Where they cannot be
    forked for want of resources, fewer do the work, or this process alone. `articles` are taken in this process, as
    they are needed. `on_error` is called with the error of each article that cannot be analysed, in its place; without
    it, the error is raised. Raises `QuotesError` on a system without fork.
    """
    workers = min(workers, processor_cores())
    outcomes = _by_workers(analyze, articles, workers) if workers > 1 else _by_this_process(analyze, articles)
    with closing(outcomes):
        for outcome in outcomes:
            if isinstance(outcome, Analysis):
                yield outcome
            elif on_error:
                on_error(outcome)
            else:
                raise outcome


def processor_cores() -> int:
    """Return the number of processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _by_this_process(analyze: Analyze, articles: Iterable[Article]) -> Generator[Outcome, None, None]:
    for article in articles:
        yield contained(analyze, article)


def _by_workers(analyze: Analyze, articles: Iterable[Article], workers: int) -> Generator[Outcome, None, None]:
    if not hasattr(os, "fork"):
        raise QuotesError(NO_FORK)
    contained(analyze, WARM_UP)  # before there are several processes, each of which would load it
    batches = _batches(articles)
    with gc_frozen(), closing(_Crew(analyze, workers)) as crew:
        while True:
            crew.hand_out(batches)
            if not crew.tasks:
                return
            if (outcomes := crew.tasks[0].outcomes) is None:
                crew.collect()
            else:
                crew.tasks.pop(0)
                yield from outcomes
                crew.collect(timeout=0)


@dataclass(eq=False, slots=True)
class _Task:
    """Articles of which the outcomes are due together; ``last_try`` is True if a worker was killed at it before."""

    articles: list[Article]
    last_try: bool = False
    worker: Worker | None = None
    outcomes: list[Outcome] | None = None


class _Crew:
    """Up to `size` workers, and the tasks that are at work, wait for a worker, or wait for an earlier one to finish."""

    def __init__(self, analyze: Analyze, size: int) -> None:
        self.analyze = analyze
        self.size = size
        self.idle: list[Worker] = []
        self.tasks: list[_Task] = []

    @property
    def at_work(self) -> dict[Connection, tuple[Worker, _Task]]:
        """The workers that have a task, by their connections."""
        return {task.worker.connection: (task.worker, task) for task in self.tasks if task.worker}

    def hand_out(self, batches: Iterator[list[Article]]) -> None:
        """Give tasks that wait, then new ones, to workers that are idle, then to new ones."""
        while len(self.at_work) < self.size and (task := self._next_task(batches)):
            task.worker = self._free_worker()
            if task.worker is None:
                if not self.at_work:
                    self._do_without_worker(task)
                return
            try:
                task.worker.connection.send(task.articles)
            except OSError:
                self._try_again(task)

    def collect(self, timeout: float | None = None) -> None:
        """Take the outcomes of tasks that are finished; wait for one so many seconds, None for ever."""
        at_work = self.at_work
        for connection in wait(list(at_work), timeout):
            assert isinstance(connection, Connection)
            worker, task = at_work[connection]
            try:
                task.outcomes = worker.connection.recv()
            except (EOFError, OSError):
                self._try_again(task)
            else:
                task.worker = None
                self.idle.append(worker)

    def close(self) -> None:
        """End all workers."""
        for worker in (*self.idle, *(worker for worker, _ in self.at_work.values())):
            worker.end()

    def _next_task(self, batches: Iterator[list[Article]]) -> _Task | None:
        """Return the first task that waits for a worker; else a new one, or None if there are enough or no more."""
        waiting = next((task for task in self.tasks if task.worker is None and task.outcomes is None), None)
        if waiting is None and len(self.tasks) < self.size * TASKS_AHEAD and (batch := next(batches, None)):
            waiting = _Task(batch)
            self.tasks.append(waiting)
        return waiting

    def _free_worker(self) -> Worker | None:
        while self.idle:
            worker = self.idle.pop()
            if worker.is_alive():
                return worker
            worker.end()
        with suppress(OSError):
            return fork_worker(self.analyze, [*self.idle, *(worker for worker, _ in self.at_work.values())])
        return None

    def _do_without_worker(self, task: _Task) -> None:
        """Analyse in this process, but nothing that may end it."""
        task.outcomes = [
            AnalysisError(article, KILLED) if task.last_try else contained(self.analyze, article)
            for article in task.articles
        ]

    def _try_again(self, task: _Task) -> None:
        """Put each article of a task whose worker has died into a task of its own; after the last try, give it up."""
        assert task.worker
        task.worker.end()
        task.worker = None
        if task.last_try:
            task.outcomes = [AnalysisError(article, KILLED) for article in task.articles]
        else:
            place = self.tasks.index(task)
            self.tasks[place : place + 1] = [_Task([article], last_try=True) for article in task.articles]


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Yield lists of articles, small ones, so that every worker gets some of a few articles."""
    batch: list[Article] = []
    length = 0
    for article in articles:
        batch.append(article)
        length += len(article.text)
        if length >= CHARACTERS_AT_ONCE:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch
