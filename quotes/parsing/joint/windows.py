"""Sentences in windows that the network reads at once, as arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotes.pieces import PieceTable

WINDOW = 150
"""In pieces; a longer sentence is a window of its own. (Larger ones do no better on development data.)"""

MOST_PIECES = 500
"""Of a window: the encoder has no more places. In longer sentences, words have fewer pieces."""

SHAPES = ("none", "lower", "Capitalized", "UPPER", "miXed", "number", "other")
"""How words are capitalized, which the encoder cannot see; pieces of no word have none."""

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TaggedWords:
    """A sentence: its words, and their tags, tree or entity tags if they are known.

    ``heads`` count words of the sentence from 1, 0 is the root; entity tags are O, or B, I, E or S with a class.
    """

    words: tuple[str, ...]
    upos: tuple[str, ...] | None = None
    xpos: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    relations: tuple[str, ...] | None = None
    entities: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class WindowInput:
    """What the network takes: pieces and the shapes of their words, and the first and last piece of each word."""

    pieces: Integers
    shapes: Integers
    first_pieces: Integers
    last_pieces: Integers

    def arrays(self) -> tuple[Integers, ...]:
        """All of them, in the order in which the network takes them."""
        return self.pieces, self.shapes, self.first_pieces, self.last_pieces


@dataclass(frozen=True, slots=True)
class SentenceWindow:
    """Some sentences in a row."""

    sentences: tuple[TaggedWords, ...]

    def sentence_numbers(self) -> Integers:
        """For each word the number of its sentence."""
        return np.repeat(np.arange(len(self.sentences)), [len(sentence.words) for sentence in self.sentences])

    def encoded(self, table: PieceTable) -> WindowInput:
        """As arrays; sentences are kept apart by a piece of their own."""
        words = sum(len(sentence.words) for sentence in self.sentences)
        most = max(1, (MOST_PIECES - len(self.sentences) - 1) // max(1, words))
        if _size(self.sentences, table) < MOST_PIECES:
            most = MOST_PIECES
        pieces, shapes, first, last = [table.start], [0], [], []
        for sentence in self.sentences:
            for word in sentence.words:
                parts = table.pieces(word)[:most]
                first.append(min(len(pieces), MOST_PIECES - 1))
                pieces += parts
                shapes += [SHAPES.index(shape_of(word))] * len(parts)
                last.append(min(len(pieces), MOST_PIECES) - 1)
            pieces.append(table.separator)
            shapes.append(0)
        return WindowInput(
            *(np.asarray(part, np.int64) for part in (pieces[:MOST_PIECES], shapes[:MOST_PIECES], first, last))
        )


def windows_of(
    sentences: Sequence[TaggedWords], table: PieceTable, most: int = WINDOW, first: int | None = None
) -> Iterator[SentenceWindow]:
    """Sentences in a row as windows of at most so many pieces (the `first` one may have another limit)."""
    window: list[TaggedWords] = []
    size, limit = 1, first or most
    for sentence in sentences:
        added = _size([sentence], table)
        if window and size + added > limit:
            yield SentenceWindow(tuple(window))
            window, size, limit = [], 1, most
        window.append(sentence)
        size += added
    if window:
        yield SentenceWindow(tuple(window))


def _size(sentences: Sequence[TaggedWords], table: PieceTable) -> int:
    """In pieces, with those between sentences."""
    return sum(1 + sum(len(table.pieces(word)) for word in sentence.words) for sentence in sentences)


def shape_of(word: str) -> str:
    """How a word is capitalized: one of `SHAPES`."""
    if not any(map(str.isalpha, word)):
        return "number" if any(map(str.isdigit, word)) else "other"
    if word.islower():
        return "lower"
    if word.isupper() and len(word) > 1:
        return "UPPER"
    return "Capitalized" if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else "miXed"
