"""Many articles, analysed by several processes that share the loaded models.

Each process has a connection of its own to the one that forked it. The pools of the standard library share queues among
all processes, and can wait for ever when one is ended while it writes to them.
"""

from __future__ import annotations

import gc
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

CHARACTERS_AT_ONCE = 40_000
"""How much text a worker gets at a time: as much as is parsed at once."""

CHARACTERS_AT_FIRST = 5_000
"""How much it gets the first time; then twice as much each time until it is all of that."""

TASKS_AHEAD = 4
"""Tasks for each worker that may be done before the one whose results are due."""

WITH_EVERYTHING = Article("“It rained all day in the harbour.”")
"""For this, everything is loaded that an analyzer loads when it is first needed."""

NO_FORK = "several workers need an operating system that can fork a process: leave --workers out"
WORKER_DIED = "a worker process ended before its work was done, perhaps for want of memory: try fewer --workers"


def use_one_thread() -> None:
    """Compute with one thread in this process: for networks of this size, more of them cost more than they help."""
    import torch
    from threadpoolctl import threadpool_limits

    torch.set_num_threads(1)
    threadpool_limits(1, "blas")


class SupportsPipe(Protocol):
    """The part of a `quotes.Analyzer` that commands use."""

    def pipe(self, texts: Iterable[str | Article], *, workers: int = 1) -> Iterator[Analysis]:
        """Analyse articles, in order, with so many processes."""


def pipe_in_processes(analyzer: SupportsPipe, articles: Iterable[Article], workers: int) -> Iterator[Analysis]:
    """What ``analyzer.pipe(articles)`` gives, in the same order, from `workers` processes with one thread each.

    The processes are forked, so that they share the memory of the models. `articles` are taken as they are needed, in
    this process. An error of the analyzer is raised here. Raises `QuotesError` where processes cannot be forked, and
    when one ends by force.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        raise QuotesError(NO_FORK)
    list(analyzer.pipe([WITH_EVERYTHING]))  # before there are several processes, each of which would load it
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
    """Connections to processes that have the analyzer. After the block the processes are at an end."""
    fork = multiprocessing.get_context("fork")
    processes: list[BaseProcess] = []
    connections: list[Connection] = []
    try:
        with _out_of_sight():
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


@contextmanager
def _out_of_sight() -> Iterator[None]:
    """What exists is not looked at by the garbage collector of this process inside the block, nor, ever, of its forks.

    The collector writes to what it looks at, and memory that one process writes to is shared no longer.
    """
    was_frozen = gc.get_freeze_count() > 0
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        if not was_frozen:
            gc.unfreeze()


def _work(analyzer: SupportsPipe, connection: Connection, others: Sequence[Connection]) -> None:
    """Analyse what comes, in a worker process, until nothing can come any more.

    Ctrl-C, which the terminal sends to all processes, ends this one without a word. `others` are ends of connections
    that belong to the process that forked this one: as long as any process has them open, they are.
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
