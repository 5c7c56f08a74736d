"""Articles analysed by several processes: the same results in the same order, and errors where they belong."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest
from worker_outcomes import HERE, LONG, articles, failed, ids, named, outcomes, processes

from quotes import Analysis, AnalysisError, Analyzer, Article, QuotesError
from quotes.readers import read_article
from quotes.runtime import workers as workers_module
from quotes.runtime.workers import WARM_UP, analyses, processor_cores
from quotes.statements.rules import textacy_quotations

FIXTURES = Path(__file__).parents[1] / "fixtures"

pytestmark = pytest.mark.usefixtures("forks")


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


def test_tasks_are_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers share a few articles evenly, and none waits for long at the end."""
    monkeypatch.setattr(workers_module, "CHARACTERS_AT_ONCE", 25)
    given = list(articles(map(str, range(8)), "x" * 10))
    batches = list(workers_module._batches(given))
    assert [len(batch) for batch in batches] == [3, 3, 2]
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
    assert len(taken) <= wanted + 2 * workers_module.TASKS_AHEAD + 2


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
    monkeypatch.setattr(workers_module, "CHARACTERS_AT_ONCE", 1000)
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


def test_the_short_article_before_there_are_workers_needs_all_that_is_loaded_late(
    analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    needed = []
    original = textacy_quotations._in_stretch

    def noted(*arguments: Any) -> Any:
        needed.append(arguments)
        return original(*arguments)

    monkeypatch.setattr(textacy_quotations, "_in_stretch", noted)
    analyzer.analyze(WARM_UP)
    assert needed
