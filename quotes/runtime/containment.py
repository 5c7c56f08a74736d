"""Containment of what goes wrong in the analysis of one article, which costs that article alone."""

from __future__ import annotations

from collections.abc import Callable
from traceback import format_exception, format_exception_only

from quotes.errors import QuotesError
from quotes.records import Analysis, Article

Analyze = Callable[[Article], Analysis]
"""Function that analyses one article."""

LONGEST_DESCRIPTION = 300
"""Characters of an exception's text that are shown: it may hold a whole article."""


class AnalysisError(QuotesError):
    """An article cannot be analysed: its analysis raises an exception, or its process was killed.

    ``article`` is the article, and ``reason`` one line without its name. The exception is the ``__cause__``; from a
    worker process, its traceback comes as a note instead.
    """

    def __init__(self, article: Article, reason: str) -> None:
        super().__init__(f"{article.id or 'an article'}: {reason}")
        self.article = article
        self.reason = reason

    def __reduce__(self) -> tuple[object, ...]:
        """Return how to copy the error to another process, where there may be no way to make its cause."""
        notes = getattr(self, "__notes__", [])
        traceback = ["".join(format_exception(self.__cause__))] if self.__cause__ else []
        return AnalysisError, (self.article, self.reason), {"__notes__": [*notes, *traceback]}


def contained(analyze: Analyze, article: Article) -> Analysis | AnalysisError:
    """Return the analysis of an article, or the error that says why there is none."""
    try:
        return analyze(article)
    except Exception as error:
        return failure(article, error)


def failure(article: Article, error: Exception) -> AnalysisError:
    """Return the error of an article whose analysis has raised an exception."""
    failed = AnalysisError(article, f"cannot be analysed: {described(error)}")
    failed.__cause__ = error
    return failed


def described(error: Exception) -> str:
    """Return one line about an exception: "KeyError: 'nsubj'; please report this with the article"."""
    if isinstance(error, QuotesError):
        return str(error)
    if isinstance(error, MemoryError):
        return "not enough memory"
    line = " ".join("".join(format_exception_only(error)).split())[:LONGEST_DESCRIPTION]
    return line if isinstance(error, OSError) else f"{line}; please report this with the article"
