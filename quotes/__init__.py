"""quotes: who claims what in a news article.

Importing the package is cheap; the models' libraries are imported by what first needs them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from quotes.errors import ExpectationError, ModelError, PatternError, QuotesError, ReadError, RosterError
from quotes.records import Analysis, Article, ArticleWarning, Span, Speaker, Statement

if TYPE_CHECKING:
    from quotes.analysis import Analyzer, analyze
    from quotes.readers import read_article

__version__ = "0.1.0"

__all__ = [
    "Analysis",
    "Analyzer",
    "Article",
    "ArticleWarning",
    "ExpectationError",
    "ModelError",
    "PatternError",
    "QuotesError",
    "ReadError",
    "RosterError",
    "Span",
    "Speaker",
    "Statement",
    "analyze",
    "read_article",
]

_LATE = {"Analyzer": "quotes.analysis", "analyze": "quotes.analysis", "read_article": "quotes.readers"}


def __getattr__(name: str) -> object:
    """Import the parts that need heavy libraries when they are first asked for."""
    if name in _LATE:
        return getattr(import_module(_LATE[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
