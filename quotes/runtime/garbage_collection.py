"""The garbage collector, kept from looking where there is nothing to find."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Collect no garbage inside this block.

    Parsing makes many small lists and leaves no garbage until its results are thrown away, but each run of the
    collector walks over all of them. What cycles there are is collected after the block.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def gc_frozen() -> Iterator[None]:
    """Collect no garbage inside this block, nor look, ever, at what exists after it: for what a program loads."""
    with gc_paused():
        yield
    gc.freeze()
