from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from quotes.runtime.garbage_collection import gc_frozen_after, gc_paused


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    yield
    gc.enable()


def test_no_garbage_is_collected_inside_the_block() -> None:
    with pytest.raises(ZeroDivisionError), gc_paused():
        with gc_paused():
            pass
        assert not gc.isenabled()  # one that was off stays off
        raise ZeroDivisionError
    assert gc.isenabled()


def test_what_a_program_loads_is_not_looked_at_again() -> None:
    gc.unfreeze()
    with gc_frozen_after():
        assert not gc.isenabled()
        loaded = [[] for _ in range(100)]  # type: ignore[var-annotated]
    assert gc.isenabled() and gc.get_freeze_count() > len(loaded)
    gc.unfreeze()
