"""Articles analysed by several processes: the same results in the same order, and errors where they belong."""

from __future__ import annotations

import gc
import os
import resource
import select
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from quotes import Analysis, AnalysisError, Analyzer, Article, QuotesError
from quotes.readers import language, read_article
from quotes.runtime import forked_worker
from quotes.runtime import workers as workers_module
from quotes.runtime.containment import Analyze
from quotes.runtime.forked_worker import Worker, fork_worker
from quotes.runtime.workers import WARM_UP, analyses, processor_cores
from quotes.statements.rules import textacy_quotations

FIXTURES = Path(__file__).parents[1] / "fixtures"
LONG = "x" * workers_module.CHARACTERS_AT_ONCE
HERE = os.getpid()


@pytest.fixture(autouse=True)
def quick_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers on many cores, which do not import torch."""
    monkeypatch.setattr(workers_module, "processor_cores", lambda: 64)
    monkeypatch.setattr(forked_worker, "use_one_thread", lambda: None)


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes forked."""
    fork, forked = os.fork, list[int]()

    def counted() -> int:
        forked.append(fork())
        return forked[-1]

    monkeypatch.setattr(os, "fork", counted)
    return forked


def named(article: Article) -> Analysis:
    """An analysis that has as the model's name the process that made it."""
    return Analysis(article, model=str(os.getpid()))


def doing(action: Callable[[], object], name: str = "bad") -> Analyze:
    """The same, but something happens in a worker before the article of a name is done."""

    def analyze(article: Article) -> Analysis:
        if article.id == name and os.getpid() != HERE:
            action()
        return named(article)

    return analyze


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def articles(names: Iterable[str], text: str = LONG) -> Iterator[Article]:
    return (Article(text, id=name) for name in names)


def outcomes(
    analyze: Analyze, names: Iterable[str], text: str = LONG, workers: int = 2
) -> list[Analysis | AnalysisError]:
    """The analyses, and the errors in their places."""
    found: list[Analysis | AnalysisError] = []
    for analysis in analyses(analyze, articles(names, text), workers, found.append):
        found.append(analysis)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)  # there are no processes left, not even dead ones
    return found


def ids(found: Iterable[Analysis | AnalysisError]) -> list[str]:
    return [one.article.id for one in found]


def failed(found: Iterable[Analysis | AnalysisError]) -> list[str]:
    return [one.article.id for one in found if isinstance(one, AnalysisError)]


def processes(found: Iterable[Analysis | AnalysisError]) -> set[int]:
    return {int(one.model) for one in found if isinstance(one, Analysis)}


def test_results_come_in_the_order_of_the_articles() -> None:
    names = [str(number) for number in range(20)]
    found = outcomes(named, names)
    assert ids(found) == names
    assert len(processes(found)) <= 2
    assert HERE not in processes(found)


def test_what_is_loaded_late_is_loaded_once() -> None:
    loaded: list[int] = []

    def lazy(article: Article) -> Analysis:
        if not loaded:
            loaded.append(os.getpid())
        return Analysis(article, model=str(loaded[0]))

    assert processes(outcomes(lazy, "abcd")) == {HERE}


def test_short_articles_go_together_and_no_process_is_forked_for_nothing(forks: list[int]) -> None:
    assert len(processes(outcomes(named, "abc", "short", workers=40))) == 1
    assert len(forks) == 1
    assert outcomes(named, []) == []
    assert len(forks) == 1


@pytest.mark.parametrize(("cores", "most"), [(1, 0), (3, 3)])
def test_there_are_no_more_workers_than_cores(
    forks: list[int], monkeypatch: pytest.MonkeyPatch, cores: int, most: int
) -> None:
    monkeypatch.setattr(workers_module, "processor_cores", lambda: cores)
    outcomes(named, map(str, range(20)), workers=100_000)
    assert len(forks) == most


def test_cores_are_those_that_the_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 5, 7})
    assert processor_cores() == 3
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 12)
    assert processor_cores() == 12


def test_tasks_grow() -> None:
    """Each worker has something to do soon, and in the end as much at once as makes parsing fast."""
    given = list(articles(map(str, range(40)), "x" * 5000))
    batches = list(workers_module._batches(given, 2))
    assert [len(batch) for batch in batches] == [1, 1, 2, 2, 4, 4, 8, 8, 8, 2]
    assert [article for batch in batches for article in batch] == given


@pytest.mark.parametrize("wanted", [0, 1, 7])
def test_articles_are_taken_when_they_are_needed_and_workers_end_when_nobody_wants_more(wanted: int) -> None:
    taken: list[int] = []

    def endless() -> Iterator[Article]:
        for number in count():
            taken.append(number)
            yield Article(LONG, id=str(number))

    results = analyses(named, endless(), 2)
    assert ids(islice(results, wanted)) == [str(number) for number in range(wanted)]
    results.close()  # type: ignore[attr-defined]
    assert len(taken) < 20
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def fails(article: Article) -> Analysis:
    if article.id == "bad":
        raise ValueError("no such luck")
    return named(article)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("text", ["short", LONG])
def test_an_exception_costs_one_article(workers: int, text: str) -> None:
    found = outcomes(fails, ["a", "bad", "b", "bad"], text, workers)
    assert (ids(found), failed(found)) == (["a", "bad", "b", "bad"], ["bad", "bad"])
    assert str(found[1]) == "bad: cannot be analysed: ValueError: no such luck; please report this with the article"


@pytest.mark.parametrize("workers", [1, 2])
def test_an_exception_is_raised_in_the_place_of_the_article_if_nobody_takes_it(workers: int) -> None:
    results = analyses(fails, articles(["a", "bad", "b"]), workers)
    assert next(results).article.id == "a"
    with pytest.raises(AnalysisError, match="bad: cannot be analysed: ValueError: no such luck") as caught:
        next(results)
    if workers == 1:
        assert isinstance(caught.value.__cause__, ValueError)
    else:
        assert "in fails" in "".join(caught.value.__notes__)  # where in the worker it was raised


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
                    os.kill(process, signal.SIGKILL)
            yield article

    assert ids(analyses(named, killing(), 3)) == list("abcdefghijklmnopqrst")
    assert len(forks) > 3


def test_a_worker_that_dies_before_it_has_its_articles_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    killed: list[int] = []

    def seen_alive(worker: Worker) -> bool:
        if not killed:
            killed.append(worker.pid)
            os.kill(worker.pid, signal.SIGKILL)
            os.waitid(os.P_PID, worker.pid, os.WEXITED | os.WNOWAIT)
        return True

    monkeypatch.setattr(Worker, "is_alive", seen_alive)
    assert ids(outcomes(named, "abcdefgh")) == list("abcdefgh")
    assert killed


def test_it_is_seen_that_an_idle_worker_is_dead() -> None:
    worker = fork_worker(named, [])
    assert worker.is_alive()
    os.kill(worker.pid, signal.SIGKILL)
    os.waitid(os.P_PID, worker.pid, os.WEXITED | os.WNOWAIT)
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


def test_without_fork_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    with pytest.raises(QuotesError, match="leave --workers out"):
        list(analyses(named, articles("a"), 2))


def test_the_garbage_collector_is_as_it_was() -> None:
    gc.unfreeze()
    outcomes(named, "ab")
    assert gc.get_freeze_count() == 0
    assert gc.isenabled()
    assert threading.active_count() < 10


def test_workers_find_what_one_process_finds(analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [read_article(path) for path in sorted(FIXTURES.glob("*.txt"))[:3]]
    monkeypatch.setattr(workers_module, "CHARACTERS_AT_FIRST", 2000)
    assert list(analyzer.pipe(articles, workers=2)) == list(analyzer.pipe(articles))


def test_an_exception_in_one_article_of_many(analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch) -> None:
    find = analyzer._finder.find

    def fail_once(parse: Any) -> Any:
        if parse.article.id == "bad":
            raise RecursionError("too deep")
        return find(parse)

    monkeypatch.setattr(analyzer._finder, "find", fail_once)
    texts = [Article("“It rained,” said the ministry.", id=name) for name in ("a", "bad", "b")]
    errors: list[AnalysisError] = []
    assert ids(analyzer.pipe(texts, on_error=errors.append)) == ["a", "b"]
    assert errors[0].article is texts[1] and isinstance(errors[0].__cause__, RecursionError)
    with pytest.raises(AnalysisError, match="bad: cannot be analysed: RecursionError: too deep"):
        list(analyzer.pipe(texts, workers=2))
    with pytest.raises(RecursionError):
        analyzer.analyze(texts[1])


def test_one_short_article_needs_everything(analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch) -> None:
    needed: list[str] = []

    def note(name: str, module: ModuleType, function: str) -> None:
        original = getattr(module, function)

        def noted(*arguments: Any) -> Any:
            needed.append(name)
            return original(*arguments)

        monkeypatch.setattr(module, function, noted)

    note("language", language, "_identifier")
    note("textacy", textacy_quotations, "_in_paragraph")
    analyzer.analyze(WARM_UP)
    assert {*needed} == {"language", "textacy"}
