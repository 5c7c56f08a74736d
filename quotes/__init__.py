"""quotes: who claims what in a news article.

Importing the package is cheap; the models' libraries are imported by what first needs them.
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
from quotes.runtime.telemetry import silence_telemetry

if TYPE_CHECKING:
    from quotes.analysis import Analyzer, analyze, from_conllu, from_doc, from_stanza
    from quotes.readers import ReadingOptions, read_article, read_articles

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

_LATE = dict.fromkeys(("Analyzer", "analyze", "from_conllu", "from_doc", "from_stanza"), "quotes.analysis")
_LATE |= dict.fromkeys(("ReadingOptions", "read_article", "read_articles"), "quotes.readers")

silence_telemetry()


def __getattr__(name: str) -> object:
    """Import the parts that need heavy libraries when they are first asked for."""
    if name in _LATE:
        return getattr(import_module(_LATE[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
