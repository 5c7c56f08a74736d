"""Equality of stretches of an article.

White space and punctuation at their edges (quotation marks too) do not count, and pieces of a content that only such
characters separate count as one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from quotes.checks.locating import Places
from quotes.records import Article, Span
from quotes.reports.wording import names_in_words


def same_content(article: Article, one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Tell whether two contents are the same stretches of the article."""
    return _core(article, one) == _core(article, other)


def reads_the_same(article: Article, one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Tell whether two contents are the same words, in the same or another place."""
    words = [[article.text[start:end].split() for start, end in _core(article, content)] for content in (one, other)]
    return words[0] == words[1]


def same_places(article: Article, expected: Sequence[Places], found: Sequence[Span]) -> bool:
    """Tell whether there is one span for each expected string, in one of its possible places."""
    return len(expected) == len(found) and all(
        _trimmed(article, span) in [_trimmed(article, place) for place in places]
        for places, span in zip(expected, found, strict=True)
    )


def same_speakers(expected: Sequence[str], found: Sequence[str]) -> bool:
    """Tell whether the names are the same, in any order; one expected string may join those of several found.

    "Anna Berg and Jon Lund" is then the same as these two, and as the two in the other order.
    """
    if len(expected) == 1 and len(found) > 1:
        return _joined(expected[0]) == _joined(names_in_words(found))
    return sorted(expected) == sorted(found)


def _joined(names: str) -> list[str]:
    """Return the parts of names that commas and "and" join."""
    return sorted(re.split(r",? and |, ", names))


def _core(article: Article, content: Sequence[Span]) -> list[tuple[int, int]]:
    """Return the offsets of a content's pieces without edges, joined where only edge characters separate them."""
    core: list[tuple[int, int]] = []
    for start, end in sorted(_trimmed(article, piece) for piece in content):
        if core and all(map(_is_edge, article.text[core[-1][1] : start])):
            core[-1] = (core[-1][0], max(end, core[-1][1]))
        else:
            core.append((start, end))
    return core


def _trimmed(article: Article, span: Span) -> tuple[int, int]:
    """Return a span's offsets without the characters at its edges that do not count, unless it has no others."""
    start, end = span.start, span.end
    while start < end and _is_edge(article.text[start]):
        start += 1
    while start < end and _is_edge(article.text[end - 1]):
        end -= 1
    return (start, end) if start < end else (span.start, span.end)


def _is_edge(character: str) -> bool:
    """True for white space, punctuation, and the grave accent that some write for a quotation mark."""
    return character.isspace() or character == "`" or unicodedata.category(character).startswith("P")
