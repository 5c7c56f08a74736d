"""Wording of statements and speakers for people and spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quotes.records import BETWEEN_PIECES, Article, Span

NOBODY = "(no speaker named)"
"""Name for a missing speaker in tables for people; data have an empty cell or null instead."""

_CONTROL_CHARACTER = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def spans_in_one_line(article: Article, spans: Iterable[Span]) -> str:
    """Return the words of the spans with white space collapsed, and “ […] ” between one span and the next."""
    return BETWEEN_PIECES.join(filter(None, (in_one_line(article.text_of(span)) for span in spans)))


def in_one_line(text: str) -> str:
    """Return `text` with every stretch of white space, line breaks too, turned into one space."""
    return " ".join(text.split())


def printable(text: str) -> str:
    """Return `text` with control characters replaced, so that an article cannot send commands to a terminal."""
    return _CONTROL_CHARACTER.sub("\ufffd", text)


def abbreviated(text: str, words_at_each_end: int = 12) -> str:
    """Return `text`, a long one without its middle: "first words [...] last words"."""
    words = text.split()
    if len(words) <= 2 * words_at_each_end + 4:
        return " ".join(words)
    return " ".join([*words[:words_at_each_end], "[...]", *words[-words_at_each_end:]])
