from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from quotes.parsing.garbage import garbage_kept


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    yield
    gc.enable()


def test_no_garbage_is_collected_inside_the_block() -> None:
    with garbage_kept():
        assert not gc.isenabled()
        with garbage_kept():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_after_an_error_everything_is_as_before() -> None:
    with pytest.raises(ZeroDivisionError), garbage_kept():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    with garbage_kept():
        pass
    assert not gc.isenabled()
