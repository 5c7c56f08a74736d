"""Work that one thread does while another one waits for the disk, or computes outside of Python."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


@contextmanager
def meanwhile(function: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """Run a function in a thread of its own while the block runs; the block does not end before the function has.

    Gives the block a function that waits for the result and returns it, or raises the exception; one that nobody asks
    for is lost. Where the system has no thread to give, the function is run before the block.
    """
    future: Future[Result] = Future()

    def run() -> None:
        try:
            future.set_result(function())
        except BaseException as error:
            future.set_exception(error)

    thread = Thread(target=run, daemon=True)
    try:
        thread.start()
    except RuntimeError:
        run()
    try:
        yield future.result
    finally:
        if thread.is_alive():
            thread.join()
