from __future__ import annotations

import threading
import time

import pytest

from quotes.runtime.meanwhile import meanwhile


def test_both_go_on_at_once() -> None:
    block, function = threading.Event(), threading.Event()

    def run() -> str:
        function.set()
        assert block.wait(10)
        return threading.current_thread().name

    with meanwhile(run) as result:
        assert function.wait(10)
        block.set()
        assert result() != threading.current_thread().name
        assert result() == result()


def test_an_exception_is_raised_where_the_result_is_asked_for() -> None:
    with meanwhile(lambda: 1 // 0):
        pass
    with pytest.raises(ZeroDivisionError), meanwhile(lambda: 1 // 0) as result:
        result()


def test_the_block_ends_after_the_function() -> None:
    done = []

    def run() -> None:
        time.sleep(0.05)
        done.append(True)

    with pytest.raises(KeyError), meanwhile(run):
        raise KeyError
    assert done


def test_a_system_without_another_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", fail)
    with meanwhile(lambda: 3) as result:
        assert result() == 3
    with pytest.raises(ZeroDivisionError), meanwhile(lambda: 1 // 0) as broken:
        broken()
