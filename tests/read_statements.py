"""Finding the statements of a made parse, and reading them as a person would: words in place of offsets."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from made_parses import made_parse, vocab

from quotes.parsing import Parse
from quotes.records import Analysis, Article, Span, Speaker, Statement
from quotes.speakers import attribute
from quotes.speakers.choosing import Choose, choose
from quotes.statements import StatementFinder


class Said(NamedTuple):
    """A statement in words; the pieces of its content are joined by " | "."""

    kind: str
    content: str
    cue: str | None = None
    source: str | None = None


def said(article: Article, statement: Statement) -> Said:
    """What a statement says."""
    return Said(
        statement.kind,
        _words(article, statement.content) or "",
        _words(article, [statement.cue] if statement.cue else []),
        _words(article, statement.source),
    )


def statements_of(parse: Parse) -> list[Statement]:
    """The statements found in a parse, without speakers."""
    return _finder().find(parse).statements


def analysis_of(parse: Parse, choose: Choose = choose) -> Analysis:
    """The statements found in a parse, with their speakers, chosen by the package's weights or otherwise."""
    found = _finder().find(parse)
    attributed, speakers = attribute(parse, found.statements, choose, found.continuations)
    return Analysis(parse.article, tuple(attributed), tuple(speakers), found.warnings)


def speakers_in(text: str, words: str) -> list[Speaker | None]:
    """The speaker of each statement found in a text."""
    return [statement.speaker for statement in analysis_of(made_parse(text, words)).statements]


def names_in(text: str, words: str) -> list[str | None]:
    """The name of the speaker of each statement found in a text."""
    return [speaker.name if speaker else None for speaker in speakers_in(text, words)]


@cache
def _finder() -> StatementFinder:
    return StatementFinder(vocab(), scope="all")


def _words(article: Article, spans: Sequence[Span]) -> str | None:
    return " | ".join(article.text_of(span) for span in spans) or None
