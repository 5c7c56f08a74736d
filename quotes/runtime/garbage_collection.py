"""Handling of Python's garbage collector, which need not look where there is no garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Collect no garbage inside this block.

    Parsing makes many small lists and leaves no garbage until its results are thrown away, but each run of the
    collector walks over all of them. Garbage of the block is collected after it.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def gc_frozen_after() -> Iterator[None]:
    """Collect no garbage inside this block, and exempt all objects that exist at its end: loaded models and modules."""
    with gc_paused():
        yield
        gc.freeze()  # before the collector is on again, or it would look at all of them first


@contextmanager
def gc_frozen() -> Iterator[None]:
    """Exempt all objects that exist now: in this process until the block ends, in processes forked inside it for good.

    The collector writes to the objects that it visits, and a page of memory is no longer shared once a process writes.
    """
    was_frozen = gc.get_freeze_count() > 0
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        if not was_frozen:
            gc.unfreeze()
