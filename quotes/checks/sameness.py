"""Equality of stretches of an article.

White space and punctuation at their edges (quotation marks too) do not count, and pieces of a content that only such
characters separate count as one. With a tolerance, each edge may lie that number of words from where it should be, as
long as the stretches overlap.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from quotes.checks.locating import Places
from quotes.records import Article, Span
from quotes.reports.wording import names_in_words


def same_content(article: Article, one: Sequence[Span], other: Sequence[Span], tolerance: int = 0) -> bool:
    """Tell whether two contents are the same stretches of the article, with a tolerance in words for their edges."""
    cores = _core(article, one), _core(article, other)
    return len(cores[0]) == len(cores[1]) and all(
        _near(article.text, *stretches, tolerance) for stretches in zip(*cores, strict=True)
    )


def reads_the_same(article: Article, one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Tell whether two contents are the same words, in the same or another place."""
    words = [[article.text[start:end].split() for start, end in _core(article, content)] for content in (one, other)]
    return words[0] == words[1]


def same_places(article: Article, expected: Sequence[Places], found: Sequence[Span], tolerance: int = 0) -> bool:
    """Tell whether there is one span for each expected string, in one of its possible places.

    `tolerance` is a number of words for each edge.
    """
    return len(expected) == len(found) and all(
        any(_near(article.text, _trimmed(article, place), _trimmed(article, span), tolerance) for place in places)
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


def _near(text: str, one: tuple[int, int], other: tuple[int, int], tolerance: int) -> bool:
    """Tell whether stretches are equal, or overlap with at most `tolerance` words between their edges."""
    if one == other or not tolerance:
        return one == other
    overlap = max(one[0], other[0]) < min(one[1], other[1])
    return overlap and all(_words(text[slice(*sorted(edges))]) <= tolerance for edges in zip(one, other, strict=True))


def _words(text: str) -> int:
    """Return the number of words, whole or in part, without those of punctuation alone."""
    return sum(not all(map(_is_edge, word)) for word in text.split())


def _is_edge(character: str) -> bool:
    """True for white space, punctuation, and the grave accent that some write for a quotation mark."""
    return character.isspace() or character == "`" or unicodedata.category(character).startswith("P")
