"""Workers that are killed, that cannot be forked, that get signals, or whose parent is killed."""

from __future__ import annotations

import os
import resource
import select
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from worker_outcomes import HERE, LONG, articles, doing, failed, ids, kill, named, outcomes, processes

from quotes import Analysis, Article
from quotes.runtime.forked_worker import Worker, fork_worker
from quotes.runtime.workers import WARM_UP, analyses

pytestmark = pytest.mark.usefixtures("forks")


def kill_other(process: int) -> None:
    """Kill a process and wait until it is dead, but leave it to its parent to say so."""
    os.kill(process, signal.SIGKILL)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)


@pytest.mark.parametrize("action", [kill, lambda: os._exit(0)])
@pytest.mark.parametrize("text", ["short", LONG])
def test_a_worker_that_is_killed_costs_the_article_that_it_is_killed_at(
    action: Callable[[], None], text: str, forks: list[int]
) -> None:
    names = ["a", "b", "bad", "c", "d"]
    found = outcomes(doing(action), names, text)
    assert (ids(found), failed(found)) == (names, ["bad"])
    assert "its process was killed twice" in str(found[2])
    assert len(forks) <= 4
    assert HERE not in processes(found)


def test_an_analysis_that_cannot_be_sent_ends_its_worker_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    def analyze(article: Article) -> Analysis:
        return Analysis(article, model=(lambda: "") if article.id == "bad" else "")  # type: ignore[arg-type]

    assert failed(outcomes(analyze, ["a", "bad", "b"])) == ["bad"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("text", ["short", LONG])
def test_a_worker_that_is_killed_once_costs_nothing(tmp_path: Path, text: str) -> None:
    mark = tmp_path / "killed"

    def kill_once() -> None:
        if not mark.exists():
            mark.touch()
            kill()

    names = ["a", "b", "bad", "c", "d"]
    found = outcomes(doing(kill_once), names, text)
    assert (mark.exists(), ids(found), failed(found)) == (True, names, [])


def test_workers_that_are_killed_between_two_batches_are_replaced(forks: list[int]) -> None:
    def killing() -> Iterator[Article]:
        for number, article in enumerate(articles("abcdefghijklmnopqrst")):
            if number == 10:  # at least one worker is idle, for it is to have this article
                for process in forks:
                    kill_other(process)
            yield article

    assert ids(analyses(named, killing(), 3)) == list("abcdefghijklmnopqrst")
    assert len(forks) > 3


def test_a_worker_that_dies_before_it_has_its_articles_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    killed: list[int] = []

    def seen_alive(worker: Worker) -> bool:
        if not killed:
            killed.append(worker.pid)
            kill_other(worker.pid)
        return True

    monkeypatch.setattr(Worker, "is_alive", seen_alive)
    assert ids(outcomes(named, "abcdefgh")) == list("abcdefgh")
    assert killed


def test_it_is_seen_that_an_idle_worker_is_dead() -> None:
    worker = fork_worker(named, [])
    assert worker.is_alive()
    kill_other(worker.pid)
    assert not worker.is_alive()
    worker.end()
    with pytest.raises(ChildProcessError):
        os.waitpid(worker.pid, os.WNOHANG)


def test_workers_that_are_always_killed_come_to_an_end(forks: list[int]) -> None:
    names = list("abcdef")

    def dies(article: Article) -> Analysis:
        if os.getpid() != HERE:
            kill()
        return named(article)

    assert failed(outcomes(dies, names)) == failed(outcomes(dies, names, "short")) == names
    assert len(forks) <= 4 * len(names)


@pytest.mark.parametrize("available", [0, 1])
def test_where_no_more_processes_can_be_forked_those_that_there_are_do_the_work(
    monkeypatch: pytest.MonkeyPatch, available: int
) -> None:
    fork, forked = os.fork, list[int]()

    def scarce() -> int:
        if len(forked) == available:
            raise BlockingIOError("resource temporarily unavailable")
        forked.append(fork())
        return forked[-1]

    monkeypatch.setattr(os, "fork", scarce)
    names = list("abcdefgh")
    found = outcomes(named, names, workers=4)
    assert (ids(found), failed(found)) == (names, [])
    assert processes(found) == ({forked[0]} if available else {HERE})


def test_what_killed_a_worker_is_not_tried_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    fork, forked = os.fork, list[int]()

    def one() -> int:
        if forked:
            raise BlockingIOError("resource temporarily unavailable")
        forked.append(fork())
        return forked[-1]

    monkeypatch.setattr(os, "fork", one)
    found = outcomes(doing(kill), ["bad", "a", "b"])
    assert (ids(found), failed(found)) == (["bad", "a", "b"], ["bad"])


def test_workers_leave_descriptors_for_articles() -> None:
    lowest_free = os.dup(0)
    os.close(lowest_free)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)

    def opened() -> Iterator[Article]:
        for article in articles(map(str, range(60))):
            for descriptor in [os.dup(0) for _ in range(6)]:
                os.close(descriptor)
            yield article

    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest_free + 20, hard))
    try:
        found = list(analyses(named, opened(), 40))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert len(found) == 60
    assert 2 <= len(processes(found)) <= 20


def test_a_signal_ends_a_worker_without_a_word_and_without_the_handlers_of_this_process(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    before = signal.signal(signal.SIGTERM, lambda *_: (tmp_path / "handled").touch())
    try:
        found = outcomes(doing(lambda: os.kill(os.getpid(), signal.SIGTERM)), ["a", "bad", "b"])
    finally:
        signal.signal(signal.SIGTERM, before)
    assert failed(found) == ["bad"]
    assert (capfd.readouterr(), list(tmp_path.iterdir())) == (("", ""), [])


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        found = outcomes(doing(lambda: os.kill(os.getpid(), signal.SIGHUP)), ["a", "bad", "b"])
    finally:
        signal.signal(signal.SIGHUP, before)
    assert failed(found) == []


def test_no_worker_outlives_its_parent(tmp_path: Path) -> None:
    """A worker holds the writing end of a pipe as long as it lives."""

    def sleep(article: Article) -> Analysis:
        if article is not WARM_UP:
            (tmp_path / str(os.getpid())).touch()
            time.sleep(60)
        return named(article)

    reading, writing = os.pipe()
    parent = os.fork()
    if parent == 0:
        try:
            list(analyses(sleep, articles("abcd"), 2))
        finally:
            os._exit(0)
    os.close(writing)
    until = time.monotonic() + 30
    while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < until:
        time.sleep(0.02)
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    ended, _, _ = select.select([reading], [], [], 5)
    os.close(reading)
    assert ended
    assert len(list(tmp_path.iterdir())) == 2
