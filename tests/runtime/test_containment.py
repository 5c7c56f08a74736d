"""Errors of articles: one line each, and whole in another process too."""

from __future__ import annotations

import pickle

import pytest

from quotes import Analysis, AnalysisError, Article, ModelError
from quotes.runtime.containment import contained, described

ARTICLE = Article("It rained.", id="rain.txt")


class Odd(Exception):
    def __str__(self) -> str:
        raise ValueError("no text")


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (RecursionError("too\n deep"), "RecursionError: too deep; please report this with the article"),
        (KeyError("nsubj"), "KeyError: 'nsubj'; please report this with the article"),
        (AssertionError(), "AssertionError; please report this with the article"),
        (OSError(24, "Too many open files"), "OSError: [Errno 24] Too many open files"),
        (MemoryError("12 MB"), "not enough memory"),
        (ModelError("no model of coreference"), "no model of coreference"),
    ],
)
def test_one_line_about_an_exception(error: Exception, line: str) -> None:
    assert described(error) == line


def test_a_line_has_an_end_and_is_always_there() -> None:
    assert len(described(ValueError("x" * 1_000_000))) < 400
    assert "Odd" in described(Odd())


@pytest.mark.parametrize(
    "error", [RecursionError("too deep"), MemoryError(), OSError(5, "x"), StopIteration(), ModelError("x"), Odd()]
)
def test_every_exception_is_contained(error: Exception) -> None:
    def fail(_: Article) -> Analysis:
        raise error

    found = contained(fail, ARTICLE)
    assert isinstance(found, AnalysisError)
    assert (found.article, found.__cause__) == (ARTICLE, error)
    assert str(found) == f"rain.txt: cannot be analysed: {described(error)}"
    copy = pickle.loads(pickle.dumps(found))
    assert (str(copy), copy.article, copy.reason) == (str(found), ARTICLE, found.reason)
    assert ", in fail\n" in copy.__notes__[0]


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_what_ends_the_program_is_not_contained(error: type[BaseException]) -> None:
    def fail(_: Article) -> Analysis:
        raise error

    with pytest.raises(error):
        contained(fail, ARTICLE)


def test_an_article_without_an_id() -> None:
    assert str(AnalysisError(Article("It rained."), "cannot be analysed: x")) == "an article: cannot be analysed: x"
