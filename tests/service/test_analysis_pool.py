"""The queue, the limits of time, and workers that hang or die."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from quotes.service.analysis_pool import AnalysisPool
from quotes.service.problems import ProblemError

SHARED = "shared"


def job(shared: str, wanted: tuple[str, float]) -> tuple[str, str, int]:
    """What is shared, the name of the job and the worker, after so many seconds."""
    name, seconds = wanted
    time.sleep(seconds)
    return shared, name, os.getpid()


def die(_: str, once: Path | None) -> str:
    if once is None or not once.exists():
        if once:
            once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "alive"


def fail(_: str, text: str) -> None:
    raise ValueError(text)


def open_files(_: str, own: int) -> list[str]:
    """The files that the worker has open beside the standard streams, but for those that are nothing."""
    found = []
    for each in os.listdir("/proc/self/fd"):
        with suppress(FileNotFoundError):  # that of the listing itself
            found.append((int(each), os.readlink(f"/proc/self/fd/{each}")))
    return [name for number, name in found if number > 2 and name != os.devnull]


def with_pool(use: Callable[[AnalysisPool], Awaitable[Any]], **options: Any) -> Any:
    async def main() -> Any:
        pool = AnalysisPool(SHARED, **{"workers": 1, "queue": 8, "timeout": 20, **options})
        await pool.start()
        try:
            return await use(pool)
        finally:
            await pool.close()

    return asyncio.run(main())


def test_each_job_gets_its_own_outcome() -> None:
    async def use(pool: AnalysisPool) -> None:
        names = [str(number) for number in range(40)]
        found = await asyncio.gather(*(pool.run(job, (name, 0.001)) for name in names))
        assert [name for _, name, _ in found] == names
        assert {shared for shared, _, _ in found} == {SHARED}
        assert len({pid for *_, pid in found}) == 2

    with_pool(use, workers=2, queue=100)


def test_large_outcomes_come_whole() -> None:
    async def use(pool: AnalysisPool) -> None:
        text = "x" * 3_000_000
        assert (await pool.run(job, (text, 0)))[1] == text

    with_pool(use)


def test_a_full_queue_refuses_and_says_when_to_come_again() -> None:
    async def use(pool: AnalysisPool) -> None:
        running = [asyncio.ensure_future(pool.run(job, ("a", 0.3))) for _ in range(3)]
        await asyncio.sleep(0.05)
        with pytest.raises(ProblemError) as raised:
            await pool.run(job, ("b", 0))
        assert raised.value.problem.status == 429
        assert 1 <= int(raised.value.problem.headers["Retry-After"]) <= 60
        await asyncio.gather(*running)
        assert (await pool.run(job, ("c", 0)))[1] == "c"

    with_pool(use, queue=2)


def test_a_worker_that_hangs_is_killed_and_replaced() -> None:
    async def use(pool: AnalysisPool) -> None:
        (hanging,) = pool.alive
        hung, waits = await asyncio.gather(pool.run(job, ("a", 60)), pool.run(job, ("b", 0)), return_exceptions=True)
        assert isinstance(hung, ProblemError) and hung.problem.status == 504
        assert isinstance(waits, ProblemError) and waits.problem.status == 503
        assert (await pool.run(job, ("c", 0)))[2] != hanging.pid
        with pytest.raises(ProcessLookupError):
            os.kill(hanging.pid, 0)

    with_pool(use, timeout=0.5)


def test_what_kills_its_worker_is_tried_twice(tmp_path: Path) -> None:
    async def use(pool: AnalysisPool) -> None:
        assert await pool.run(die, tmp_path / "once") == "alive"
        with pytest.raises(ProblemError, match="killed twice"):
            await pool.run(die, None)
        assert pool.replaced == 3
        assert await pool.run(die, tmp_path / "once") == "alive"

    with_pool(use)


def test_a_worker_that_was_killed_while_idle_costs_nothing() -> None:
    async def use(pool: AnalysisPool) -> None:
        (idle,) = pool.alive
        os.kill(idle.pid, signal.SIGKILL)
        assert (await pool.run(job, ("a", 0)))[1] == "a"

    with_pool(use)


def test_exceptions_are_contained() -> None:
    async def use(pool: AnalysisPool) -> None:
        with pytest.raises(ProblemError, match="cannot be analysed: ValueError: bad; please report") as raised:
            await pool.run(fail, "bad")
        assert raised.value.problem.status == 500
        assert pool.replaced == 0

    with_pool(use)


@pytest.mark.parametrize("stoppable", [False, True])
def test_work_that_nobody_waits_for(stoppable: bool) -> None:
    async def use(pool: AnalysisPool) -> None:
        runs = asyncio.ensure_future(pool.run(job, ("a", 0.4), stoppable=stoppable))
        waits = asyncio.ensure_future(pool.run(job, ("b", 60), stoppable=stoppable))
        await asyncio.sleep(0.1)
        begun = time.monotonic()
        for each in (waits, runs):
            each.cancel()
        assert (await pool.run(job, ("c", 0)))[1] == "c"
        assert (time.monotonic() - begun < 0.25) == stoppable
        assert (pool.replaced, pool.waiting) == (int(stoppable), 0)

    with_pool(use)


def test_workers_keep_nothing_of_their_parent(tmp_path: Path) -> None:
    async def use(pool: AnalysisPool) -> None:
        found = await pool.run(open_files, 0)
        assert len(found) == 1 and found[0].startswith("socket:")

    with (tmp_path / "file").open("w"), closing(asyncio.new_event_loop()):
        with_pool(use, workers=2)


def test_workers_end_with_the_pool() -> None:
    async def use(pool: AnalysisPool) -> list[int]:
        return [worker.pid for worker in pool.alive]

    for pid in with_pool(use, workers=2):
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
