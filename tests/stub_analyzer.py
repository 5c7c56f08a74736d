"""What the tests of commands use in place of an analyzer, whose models take seconds to load."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from click.testing import Result
from made_analyses import BRIDGE_TEXT, HARBOUR_TEXT, bridge, empty, harbour

from quotes.records import Analysis, Article
from quotes.runtime.workers import pipe_in_processes

Run = Callable[..., Result]
"""Runs `quotes` with the arguments given."""


class StubAnalyzer:
    """Stands for a `quotes.Analyzer` that knows the articles of this module and finds nothing in others."""

    def __init__(self, *_: object, interrupted_after: int | None = None, **__: object) -> None:
        self.interrupted_after = interrupted_after

    def pipe(self, texts: Iterable[str | Article], *, workers: int = 1) -> Iterator[Analysis]:
        """Analyses as made here, under the names of the articles given; then Ctrl-C, if so asked."""
        return pipe_in_processes(self, texts, workers) if workers > 1 else self._pipe(texts)

    def _pipe(self, texts: Iterable[str | Article]) -> Iterator[Analysis]:
        for number, article in enumerate(texts):
            assert isinstance(article, Article)
            if number == self.interrupted_after:
                raise KeyboardInterrupt
            if not article.text:
                yield empty(article.id)
            elif article.text == HARBOUR_TEXT:
                yield harbour(article.id)
            elif article.text == BRIDGE_TEXT:
                yield bridge(article.id)
            else:
                yield Analysis(article)
