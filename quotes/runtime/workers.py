"""Analysis of many articles by several processes that share the loaded models.

Each process has its own connection to the one that forked it. The pools of the standard library share queues among
all processes, and can wait for ever when one ends while it writes to them.
"""

from __future__ import annotations

import multiprocessing
import signal
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Protocol

from quotes.errors import QuotesError
from quotes.records import Analysis, Article
from quotes.runtime.garbage_collection import gc_frozen

CHARACTERS_AT_ONCE = 40_000
"""Characters of text in a batch for a worker: as many as are parsed at once."""

CHARACTERS_AT_FIRST = 5_000
"""Characters of text in the first batch for each worker; every further batch has twice as many, up to the limit."""

TASKS_AHEAD = 4
"""Batches for each worker that may be finished before the one whose results are due."""

WARM_UP = Article("“It rained all day in the harbour.”")
"""Article whose analysis makes an analyzer load all that it loads only when first needed."""

NO_FORK = "several workers need an operating system that can fork a process: leave --workers out"
WORKER_DIED = "a worker process ended before its work was done, perhaps for want of memory: try fewer --workers"


def use_one_thread() -> None:
    """Make this process compute with one thread: for networks of this size, several take longer."""
    import torch
    from threadpoolctl import threadpool_limits

    torch.set_num_threads(1)
    threadpool_limits(1, "blas")


class SupportsPipe(Protocol):
    """Analyzer of articles, such as `quotes.Analyzer`."""

    def pipe(self, texts: Iterable[str | Article], *, workers: int = 1) -> Iterator[Analysis]:
        """Analyse articles, in order, with so many processes."""


def pipe_in_processes(analyzer: SupportsPipe, articles: Iterable[Article], workers: int) -> Iterator[Analysis]:
    """Yield the analyses of ``analyzer.pipe(articles)``, in order, made by `workers` processes with one thread each.

    The processes are forked, so that they share the memory of the models. `articles` are taken in this process, as they
    are needed. Errors of the analyzer are raised here. Raises `QuotesError` where processes cannot be forked, or when
    one is killed.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        raise QuotesError(NO_FORK)
    list(analyzer.pipe([WARM_UP]))  # before there are several processes, each of which would load it
    with _forked(analyzer, workers) as idle:
        batches = _batches(articles, workers)
        at_work: dict[Connection, int] = {}
        done: dict[int, list[Analysis]] = {}
        begun, due = 0, 0
        while True:
            if at_work:
                for connection in wait(list(at_work), timeout=0 if due in done else None):
                    assert isinstance(connection, Connection)
                    done[at_work.pop(connection)] = _received(connection)
                    idle.append(connection)
            while idle and begun - due < workers * TASKS_AHEAD and (batch := next(batches, None)):
                at_work[idle[-1]] = begun
                _send(idle.pop(), batch)
                begun += 1
            if due in done:
                yield from done.pop(due)
                due += 1
            elif not at_work:
                return


@contextmanager
def _forked(analyzer: SupportsPipe, workers: int) -> Iterator[list[Connection]]:
    """Fork processes with the analyzer and return the connections to them; end the processes after the block."""
    fork = multiprocessing.get_context("fork")
    processes: list[BaseProcess] = []
    connections: list[Connection] = []
    try:
        with gc_frozen():
            for _ in range(workers):
                ours, theirs = multiprocessing.Pipe()
                connections.append(ours)
                process = fork.Process(target=_work, args=(analyzer, theirs, connections), daemon=True)
                process.start()
                processes.append(process)
                theirs.close()
        yield list(connections)
    finally:
        for worker in processes:
            worker.terminate()
        for worker in processes:
            worker.join()
        for connection in connections:
            connection.close()


def _work(analyzer: SupportsPipe, connection: Connection, others: Sequence[Connection]) -> None:
    """Analyse the articles that come through the connection, in a worker process, until it is closed.

    Ctrl-C, which the terminal sends to all processes, ends this one without a message. `others` are the ends of
    connections that belong to the parent process: they are closed here, or no worker would see the parent close them.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    for other in others:
        other.close()
    use_one_thread()
    while True:
        try:
            articles = connection.recv()
        except EOFError:
            return
        try:
            connection.send(list(analyzer.pipe(articles)))
        except Exception as error:
            error.add_note("".join(traceback.format_exception(error)))
            connection.send(error)


def _send(connection: Connection, articles: list[Article]) -> None:
    try:
        connection.send(articles)
    except OSError as error:
        raise QuotesError(WORKER_DIED) from error


def _received(connection: Connection) -> list[Analysis]:
    try:
        found: list[Analysis] | Exception = connection.recv()
    except (EOFError, OSError) as error:
        raise QuotesError(WORKER_DIED) from error
    if isinstance(found, Exception):
        raise found
    return found


def _batches(articles: Iterable[Article], workers: int) -> Iterator[list[Article]]:
    """Yield lists of articles, at first small ones, so that every worker gets some of a few articles."""
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
