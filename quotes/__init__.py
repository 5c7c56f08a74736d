"""quotes: who claims what in a news article.

Importing the package is cheap: its modules, and the models' libraries, are imported by what first needs them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from quotes.errors import (
    AlignmentError,
    ExpectationError,
    ModelError,
    ParseError,
    PatternError,
    QuotesError,
    ReadError,
    RosterError,
)
from quotes.runtime.telemetry import silence_telemetry

if TYPE_CHECKING:
    from quotes.analysis import Analyzer, analyze, from_conllu, from_doc, from_stanza
    from quotes.readers import ReadingOptions, read_article, read_articles
    from quotes.records import (
        Analysis,
        Article,
        ArticleWarning,
        Block,
        BlockKind,
        Coref,
        Engine,
        Finder,
        Scope,
        Span,
        Speaker,
        SpeakerKind,
        Statement,
        StatementAct,
        StatementKind,
        schema,
    )
    from quotes.runtime.containment import AnalysisError

__version__ = "0.1.0"

__all__ = [
    "AlignmentError",
    "Analysis",
    "AnalysisError",
    "Analyzer",
    "Article",
    "ArticleWarning",
    "Block",
    "BlockKind",
    "Coref",
    "Engine",
    "ExpectationError",
    "Finder",
    "ModelError",
    "ParseError",
    "PatternError",
    "QuotesError",
    "ReadError",
    "ReadingOptions",
    "RosterError",
    "Scope",
    "Span",
    "Speaker",
    "SpeakerKind",
    "Statement",
    "StatementAct",
    "StatementKind",
    "analyze",
    "from_conllu",
    "from_doc",
    "from_stanza",
    "read_article",
    "read_articles",
    "schema",
]

_LATE = {
    "quotes.analysis": ("Analyzer", "analyze", "from_conllu", "from_doc", "from_stanza"),
    "quotes.readers": ("ReadingOptions", "read_article", "read_articles"),
    "quotes.runtime.containment": ("AnalysisError",),
}
"""Modules of those names that are not in `quotes.records` or imported above."""

silence_telemetry()


def __getattr__(name: str) -> object:
    """Import the module of a public name when the name is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = next((module for module, names in _LATE.items() if name in names), "quotes.records")
    return getattr(import_module(module), name)


def __dir__() -> list[str]:
    """Return the names of the module, those too that have not been imported yet."""
    return sorted({*globals(), *__all__})
