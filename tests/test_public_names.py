"""The names that users of the library import."""

from __future__ import annotations

import inspect
import subprocess
import sys
from typing import get_args

import pytest

import quotes

NAMES = """
AlignmentError Analysis AnalysisError Analyzer Article ArticleWarning Block BlockKind Coref Engine ExpectationError
Finder ModelError ParseError PatternError QuotesError ReadError ReadingOptions RosterError Scope Span Speaker
SpeakerKind Statement StatementAct StatementKind analyze from_conllu from_doc from_stanza read_article read_articles
schema
"""


def test_the_public_names() -> None:
    assert quotes.__all__ == NAMES.split()
    for name in quotes.__all__:
        found = getattr(quotes, name)
        assert inspect.getdoc(found) or get_args(found)
        if isinstance(found, type) and issubclass(found, Exception):
            assert issubclass(found, quotes.QuotesError)


def test_what_an_analyzer_offers() -> None:
    public = sorted(name for name in vars(quotes.Analyzer) if not name.startswith("_"))
    assert public == ["analyze", "from_conllu", "from_doc", "from_stanza", "model", "parse", "parser", "pipe"]
    options = list(inspect.signature(quotes.Analyzer).parameters)
    assert options == ["model", "engine", "scope", "coref", "patterns", "keep_doc"]


def test_importing_the_package_is_cheap() -> None:
    heavy = "import sys, quotes; print(sorted({'torch', 'stanza', 'spacy', 'numpy', 'dataclasses'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_names_that_are_not_public_are_missing() -> None:
    assert set(quotes.__all__) < set(dir(quotes))
    with pytest.raises(AttributeError, match="no attribute 'Quote'"):
        _ = quotes.Quote
