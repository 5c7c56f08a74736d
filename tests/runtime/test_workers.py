"""Articles analysed by several processes: the same results in the same order, and errors where they belong."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from quotes import Analysis, Analyzer, Article, QuotesError
from quotes.readers import language, read_article
from quotes.runtime import workers as workers_module
from quotes.runtime.workers import WARM_UP, pipe_in_processes
from quotes.statements.rules import textacy_quotations

FIXTURES = Path(__file__).parents[1] / "fixtures"
LONG = "x" * workers_module.CHARACTERS_AT_ONCE


class Named:
    """Stands for an analyzer. Says as the model's name which process it ran in."""

    def pipe(self, texts: Iterable[Article]) -> Iterator[Analysis]:
        for article in texts:
            if article.id == "fails":
                raise ValueError("no such luck")
            if article.id == "dies":
                os.kill(os.getpid(), signal.SIGKILL)
            yield Analysis(article, model=str(os.getpid()))


def analyses(names: Iterable[str], text: str = LONG, workers: int = 2) -> list[Analysis]:
    return list(pipe_in_processes(Named(), (Article(text, id=name) for name in names), workers))


def test_results_come_in_the_order_of_the_articles() -> None:
    names = [str(number) for number in range(20)]
    found = analyses(names)
    assert [analysis.article.id for analysis in found] == names
    processes = {analysis.model for analysis in found}
    assert len(processes) <= 2
    assert str(os.getpid()) not in processes
    assert multiprocessing.active_children() == []


def test_what_is_loaded_late_is_loaded_once() -> None:
    loaded: list[int] = []

    class Lazy:
        def pipe(self, texts: Iterable[Article]) -> Iterator[Analysis]:
            for article in texts:
                if not loaded:
                    loaded.append(os.getpid())
                yield Analysis(article, model=str(loaded[0]))

    found = list(pipe_in_processes(Lazy(), (Article(LONG) for _ in range(4)), 2))
    assert {analysis.model for analysis in found} == {str(os.getpid())}


def test_short_articles_go_together() -> None:
    assert len({analysis.model for analysis in analyses("abc", "short")}) == 1
    assert analyses([]) == []


def test_tasks_grow() -> None:
    """Each worker has something to do soon, and in the end as much at once as makes parsing fast."""
    articles = [Article("x" * 5000, id=str(number)) for number in range(40)]
    batches = list(workers_module._batches(articles, 2))
    assert [len(batch) for batch in batches] == [1, 1, 2, 2, 4, 4, 8, 8, 8, 2]
    assert [article for batch in batches for article in batch] == articles


@pytest.mark.parametrize("wanted", [0, 1, 7])
def test_articles_are_taken_when_they_are_needed_and_workers_end_when_nobody_wants_more(wanted: int) -> None:
    taken: list[int] = []

    def endless() -> Iterator[Article]:
        for number in count():
            taken.append(number)
            yield Article(LONG, id=str(number))

    results = pipe_in_processes(Named(), endless(), 2)
    assert [analysis.article.id for analysis in islice(results, wanted)] == [str(number) for number in range(wanted)]
    results.close()  # type: ignore[attr-defined]
    assert len(taken) < 20
    assert multiprocessing.active_children() == []


def test_an_error_in_a_worker_is_raised() -> None:
    with pytest.raises(ValueError, match="no such luck") as caught:
        analyses(["a", "fails", "b"])
    assert "in pipe" in "".join(caught.value.__notes__)  # where in the worker it was raised
    assert multiprocessing.active_children() == []


def test_a_worker_that_is_killed_is_one_line() -> None:
    with pytest.raises(QuotesError, match="a worker process ended") as caught:
        analyses(["a", "dies", "b"])
    assert "\n" not in str(caught.value)


def test_without_fork_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    with pytest.raises(QuotesError, match="leave --workers out"):
        analyses("a")


def test_the_garbage_collector_is_as_it_was() -> None:
    gc.unfreeze()
    analyses("ab")
    assert gc.get_freeze_count() == 0
    assert gc.isenabled()
    assert threading.active_count() < 10


def test_workers_find_what_one_process_finds(analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [read_article(path) for path in sorted(FIXTURES.glob("*.txt"))[:3]]
    monkeypatch.setattr(workers_module, "CHARACTERS_AT_FIRST", 2000)
    assert list(analyzer.pipe(articles, workers=2)) == list(analyzer.pipe(articles))


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
