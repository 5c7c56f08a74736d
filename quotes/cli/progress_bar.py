"""Progress of long runs: a bar on standard error, if that is a terminal, which messages and results do not disturb."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import RLock
from typing import TYPE_CHECKING, Any

from quotes.cli.standard_streams import is_display

if TYPE_CHECKING:
    from tqdm import tqdm

    from quotes.records import Analysis, Article
    from quotes.runtime.workers import OnError, SupportsPipe

FEW = 5
"""Number of articles up to which there is no bar."""

BAR = "{percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt} articles, {rate_noinv_fmt}, {remaining} left"
COUNT = "{n_fmt} articles, {rate_noinv_fmt}, {elapsed}"
"""What is shown where the number of all articles is known, and where it is not: then the time that has passed."""

_bars: list[tqdm[Any]] = []
"""The bar that is on the terminal now, if there is one."""


class Progress:
    """Progress through articles, of which some may have several to a source and their number may not be known yet."""

    def __init__(self, *, quiet: bool = False, total: int | None = None) -> None:
        """Take whether no bar is wanted, and the number of articles, None if `sources` will tell."""
        self.found = 0
        """Number of articles found in sources so far."""
        self._total = total
        self._shown = not quiet and is_display(sys.stderr)

    def sources(self, sources: Sequence[str]) -> Iterator[str]:
        """Yield sources of articles.

        Their number is the total as long as each has had one article; when they are at an end, `found` is.
        """
        self._total = len(sources)
        for number, source in enumerate(sources):
            yield source
            if self.found > number + 1:
                self._total = None
        self._total = self.found

    def show(self, done: int) -> None:
        """Show that so many articles are done."""
        total = None if self._total is not None and self._total < self.found else self._total
        if not self._shown or max(done, total or 0) <= FEW:
            return
        format = COUNT if total is None else BAR
        if not _bars:
            _bars.append(_new_bar(total=total, initial=done, bar_format=format))
        bar = _bars[-1]
        bar.total, bar.bar_format = total, format
        bar.update(done - bar.n)

    def close(self) -> None:
        """Take the bar away."""
        while _bars:
            _bars.pop().close()


@contextmanager
def hidden_bar() -> Iterator[None]:
    """Take the bar off the terminal while something else is written to it."""
    for bar in _bars:
        bar.clear()
    yield
    for bar in _bars:
        bar.refresh()


def hidden_bar_for_results() -> AbstractContextManager[None]:
    """Take the bar off while results are written, if that is to a terminal."""
    return hidden_bar() if sys.stdout.isatty() else nullcontext()


class AnalyzerWithProgress:
    """Analyzer that shows its progress through articles whose number is known."""

    def __init__(self, analyzer: SupportsPipe, *, quiet: bool) -> None:
        self.analyzer = analyzer
        self.quiet = quiet

    def pipe(
        self, texts: Iterable[str | Article], *, workers: int = 1, on_error: OnError | None = None
    ) -> Iterator[Analysis]:
        """Yield the analyses that the analyzer makes."""
        articles = list(texts)
        progress = Progress(quiet=self.quiet, total=len(articles))
        try:
            progress.show(0)
            for number, analysis in enumerate(self.analyzer.pipe(articles, workers=workers, on_error=on_error), 1):
                yield analysis
                progress.show(number)
        finally:
            progress.close()


def _new_bar(**options: Any) -> tqdm[Any]:
    from tqdm import tqdm

    tqdm.monitor_interval = 0  # its thread would be in the way of forks,
    tqdm.set_lock(RLock())  # and its own lock is for several processes
    return tqdm(unit=" articles", leave=False, dynamic_ncols=True, miniters=1, smoothing=0, **options)
