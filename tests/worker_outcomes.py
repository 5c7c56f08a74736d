"""Analyses by workers without models, and what comes of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator

import pytest

from quotes import Analysis, AnalysisError, Article
from quotes.runtime import forked_worker
from quotes.runtime import workers as workers_module
from quotes.runtime.containment import Analyze
from quotes.runtime.workers import CHARACTERS_AT_ONCE, analyses

LONG = "x" * CHARACTERS_AT_ONCE
"""Text of an article that fills a batch."""

HERE = os.getpid()


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Workers on many cores, which do not import torch: their processes, all of which are gone at the end."""
    monkeypatch.setattr(workers_module, "processor_cores", lambda: 64)
    monkeypatch.setattr(forked_worker, "use_one_thread", lambda: None)
    fork, forked = os.fork, list[int]()

    def counted() -> int:
        forked.append(fork())
        return forked[-1]

    monkeypatch.setattr(os, "fork", counted)
    yield forked
    for process in forked:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


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
    return found


def ids(found: Iterable[Analysis | AnalysisError]) -> list[str]:
    return [one.article.id for one in found]


def failed(found: Iterable[Analysis | AnalysisError]) -> list[str]:
    return [one.article.id for one in found if isinstance(one, AnalysisError)]


def processes(found: Iterable[Analysis | AnalysisError]) -> set[int]:
    return {int(one.model) for one in found if isinstance(one, Analysis)}
