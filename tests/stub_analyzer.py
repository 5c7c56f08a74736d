"""What the tests of commands use in place of an analyzer, whose models take seconds to load."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import cast

from click.testing import Result
from made_analyses import BRIDGE_TEXT, COUNCIL_TEXT, HARBOUR_TEXT, bridge, council, empty, harbour, within

from quotes.records import Analysis, Article, Scope
from quotes.runtime.workers import OnError, analyses

Run = Callable[..., Result]
"""Runs `quotes` with the arguments given."""


RAISING, KILLING, KILLING_ONCE = "raise", "kill", "kill once"
"""Texts of articles whose analysis raises an exception, or ends the worker that it is in: always, or the first time."""


class StubAnalyzer:
    """Stands for a `quotes.Analyzer` that knows the articles of this module and finds nothing in others."""

    def __init__(self, *_: object, scope: Scope = "speech", interrupted_after: int | None = None, **__: object) -> None:
        self.scope = scope
        self.interrupted_after = interrupted_after
        self.process = os.getpid()

    def pipe(
        self, texts: Iterable[str | Article], *, workers: int = 1, on_error: OnError | None = None
    ) -> Iterator[Analysis]:
        """Analyses as made here, under the names of the articles given; then Ctrl-C, if so asked."""
        number = count()

        def analyze(article: Article) -> Analysis:
            if next(number) == self.interrupted_after:
                raise KeyboardInterrupt
            return self.analyze(article)

        return analyses(analyze, cast(Iterable[Article], texts), workers, on_error)

    def analyze(self, article: Article) -> Analysis:
        if article.text == RAISING:
            raise RecursionError(f"too deep\x1b[2J\nin {article.text}")
        if article.text.startswith(KILLING) and os.getpid() != self.process:
            already = Path(f"{article.id}.killed")
            if article.text == KILLING or not already.exists():
                already.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        if not article.text:
            return empty(article.id)
        if article.text == HARBOUR_TEXT:
            return harbour(article.id)
        if article.text == COUNCIL_TEXT:
            return council(article.id)
        return within(bridge(article.id), self.scope) if article.text == BRIDGE_TEXT else Analysis(article)
