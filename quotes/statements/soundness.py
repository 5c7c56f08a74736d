"""The last look at the candidates of an article: those that no statement may be like are mended or left out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import MarkedArticle

WORD_CATEGORIES = {"Sc", "Sm", "So"}
"""Unicode categories of characters that say something, besides letters and digits: "€", "=", emoji."""

UNREADABLE = "\N{REPLACEMENT CHARACTER}"
"""What stands for a character that cannot be read, such as half of a surrogate pair; it says nothing."""


def sound(marked: MarkedArticle, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates in the order of the text, no two of them with the same content.

    Of two with the same content the more confident one is kept. The pieces of a content are in order, apart, and have
    words; neither the source nor the cue lies in them.
    """
    sound_ones = [_sound(marked, candidate) for candidate in candidates]
    kept: dict[tuple[Span, ...], Candidate] = {}
    for candidate in filter(None, sound_ones):
        other = kept.setdefault(candidate.content, candidate)
        if candidate.confidence > other.confidence:
            kept[candidate.content] = candidate
    ordered = [kept[content] for content in sorted(kept)]
    follows = {after.content: before.content for before, after in pairwise(sound_ones) if before and after}
    before = [None, *(candidate.content for candidate in ordered)]
    return [
        replace(candidate, continues=candidate.continues and follows.get(candidate.content) == content)
        for content, candidate in zip(before, ordered, strict=False)
    ]


def _sound(marked: MarkedArticle, candidate: Candidate) -> Candidate | None:
    """Return the candidate with sound content, and no source in it or without words; None if no content is left."""
    source = candidate.source
    pieces = (piece for span in candidate.content for piece in _without(span, candidate.cue))
    content = _apart(marked, (piece for piece in pieces if not (source and source.contains(piece))))
    if not content:
        return None
    if source and (not _has_words(marked, source) or any(piece.overlaps(source) for piece in content)):
        source = None
    return replace(candidate, content=content, source=source)


def _without(span: Span, cue: Span | None) -> list[Span]:
    """Return what a cue leaves of a span: the span, the parts of it before and behind the cue, or nothing."""
    if cue is None or not span.overlaps(cue):
        return [span]
    ends = ((span.start, cue.start), (cue.end, span.end))
    return [Span(start, end) for start, end in ends if start < end]


def _apart(marked: MarkedArticle, pieces: Iterable[Span]) -> tuple[Span, ...]:
    """Return pieces in order, overlapping ones joined, those without a word left out."""
    apart: list[Span] = []
    for piece in sorted(pieces):
        if apart and apart[-1].overlaps(piece):
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, piece.end))
        else:
            apart.append(piece)
    return tuple(piece for piece in apart if _has_words(marked, piece))


def _has_words(marked: MarkedArticle, span: Span) -> bool:
    """True if a span has a letter, a digit, or a sign that stands for a word."""
    characters = marked.text_of(span).replace(UNREADABLE, "")
    return any(character.isalnum() or unicodedata.category(character) in WORD_CATEGORIES for character in characters)
