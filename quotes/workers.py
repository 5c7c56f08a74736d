"""Many articles, analysed by several processes that share the loaded models."""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.process import BaseProcess
from typing import Protocol

from quotes.errors import QuotesError
from quotes.records import Analysis, Article

CHARACTERS_AT_ONCE = 40_000
"""How much text a worker gets at a time: as much as is parsed at once."""

CHARACTERS_AT_FIRST = 5_000
"""How much it gets the first time; then twice as much each time until it is all of that."""

TASKS_AHEAD = 3
"""Tasks for each worker that are begun or wait while the results of earlier ones are taken."""

NO_FORK = "several workers need an operating system that can fork a process: leave --workers out"
WORKER_DIED = "a worker process ended before its work was done, perhaps for want of memory: try fewer --workers"


class PipesArticles(Protocol):
    """What is needed of a `quotes.Analyzer`."""

    def pipe(self, texts: Iterable[Article]) -> Iterator[Analysis]:
        """Analyse articles, in order."""


def pipe_in_processes(analyzer: PipesArticles, articles: Iterable[Article], workers: int) -> Iterator[Analysis]:
    """What ``analyzer.pipe(articles)`` gives, in the same order, from `workers` processes with one torch thread each.

    The processes are forked, so that they share the memory of the models. `articles` are taken as they are needed, in
    this process. An error of the analyzer is raised here. Raises `QuotesError` where processes cannot be forked, and
    when one ends by force.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        raise QuotesError(NO_FORK)
    pool, processes = _forked(analyzer, workers)
    tasks: deque[Future[list[Analysis]]] = deque()
    finished = False
    try:
        for batch in _batches(articles, workers):
            tasks.append(pool.submit(_analyse, batch))
            while tasks and (tasks[0].done() or len(tasks) >= workers * TASKS_AHEAD):
                yield from tasks.popleft().result()
        while tasks:
            yield from tasks.popleft().result()
        finished = True
    except BrokenProcessPool as error:
        raise QuotesError(WORKER_DIED) from error
    finally:
        if not finished:  # nobody waits for the results
            for process in processes:
                process.terminate()
        pool.shutdown(cancel_futures=True)


def _forked(analyzer: PipesArticles, workers: int) -> tuple[ProcessPoolExecutor, set[BaseProcess]]:
    """A pool of processes that have the analyzer, and these processes.

    What exists when they are forked is put out of the garbage collector's sight: it writes to what it looks at, and a
    page that one process writes to is shared no longer.
    """
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(analyzer,))
    others = set(multiprocessing.active_children())
    was_frozen = gc.get_freeze_count() > 0
    gc.collect()
    gc.freeze()
    try:
        pool.submit(int)  # the first task starts all processes
    finally:
        if not was_frozen:
            gc.unfreeze()
    return pool, set(multiprocessing.active_children()) - others


_analyzer: PipesArticles | None = None
"""That of a worker process."""


def _begin(analyzer: PipesArticles) -> None:
    """Make ready, in a new worker process. Ctrl-C, which the terminal sends to all of them, ends it without a word."""
    import torch

    global _analyzer
    _analyzer = analyzer
    torch.set_num_threads(1)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _analyse(articles: list[Article]) -> list[Analysis]:
    assert _analyzer is not None
    return list(_analyzer.pipe(articles))


def _batches(articles: Iterable[Article], workers: int) -> Iterator[list[Article]]:
    """Articles in lists: small ones at first, one for each worker, so that few articles are shared out too."""
    batch: list[Article] = []
    length, given = 0, 0
    size = CHARACTERS_AT_FIRST
    for article in articles:
        batch.append(article)
        length += len(article.text)
        if length >= size:
            yield batch
            batch, length, given = [], 0, given + 1
            if given % workers == 0:
                size = min(2 * size, CHARACTERS_AT_ONCE)
    if batch:
        yield batch
