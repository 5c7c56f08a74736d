"""When two stretches of an article count as the same.

They do when they differ only in white space and punctuation at their edges (quotation marks too), and pieces
of a content that only such characters separate count as one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from quotes.checks.locating import Places
from quotes.records import Article, Span


def same_content(article: Article, one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Are the two contents the same stretches of the article?"""
    return _core(article, one) == _core(article, other)


def reads_the_same(article: Article, one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Are the two contents the same words, wherever they stand?"""
    words = [[article.text[start:end].split() for start, end in _core(article, content)] for content in (one, other)]
    return words[0] == words[1]


def same_places(article: Article, expected: Sequence[Places], found: Sequence[Span]) -> bool:
    """Is there one span for each thing that is expected, in one of the places where it may be?"""
    return len(expected) == len(found) and all(
        _trimmed(article, span) in [_trimmed(article, place) for place in places]
        for places, span in zip(expected, found, strict=True)
    )


def _core(article: Article, content: Sequence[Span]) -> list[tuple[int, int]]:
    """The offsets of a content's pieces, without what does not count."""
    core: list[tuple[int, int]] = []
    for start, end in sorted(_trimmed(article, piece) for piece in content):
        if core and all(map(_is_edge, article.text[core[-1][1] : start])):
            core[-1] = (core[-1][0], max(end, core[-1][1]))
        else:
            core.append((start, end))
    return core


def _trimmed(article: Article, span: Span) -> tuple[int, int]:
    """A span's offsets without the characters at its edges that do not count, unless it has no others."""
    start, end = span.start, span.end
    while start < end and _is_edge(article.text[start]):
        start += 1
    while start < end and _is_edge(article.text[end - 1]):
        end -= 1
    return (start, end) if start < end else (span.start, span.end)


def _is_edge(character: str) -> bool:
    """White space, punctuation, or the grave accent that some write for a quotation mark."""
    return character.isspace() or character == "`" or unicodedata.category(character).startswith("P")
