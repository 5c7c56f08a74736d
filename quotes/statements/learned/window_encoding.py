"""Windows of articles as arrays for the learned model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from quotes.networks.word_pieces import WordPieces
from quotes.statements.learned.features import KINDS, WordFeatures
from quotes.statements.learned.model_input import ModelInput, Range

NO_WORD: WordFeatures = (0,) * KINDS


@dataclass(frozen=True, slots=True)
class Encoded:
    """Arrays of windows.

    ``pieces`` and ``mask`` (1 where there is a piece) are windows x pieces, ``features`` windows x pieces x kinds, and
    ``first_pieces`` windows x words: the place of the first piece of each word.
    """

    pieces: np.ndarray
    mask: np.ndarray
    features: np.ndarray
    first_pieces: np.ndarray


def encode(windows: Sequence[tuple[ModelInput, Range]], table: WordPieces) -> Encoded:
    """Return windows as arrays, padded to the longest. Paragraphs are kept apart by a piece of their own."""
    rows = [_row(article, window, table) for article, window in windows]
    width = max(len(pieces) for pieces, _, _ in rows)
    words = max(len(first) for _, _, first in rows)
    shape = (len(rows), width)
    shapes = (shape, shape, (*shape, KINDS), (len(rows), words))
    encoded = Encoded(*(np.zeros(size, dtype=np.int64) for size in shapes))
    for number, (pieces, features, first) in enumerate(rows):
        encoded.pieces[number, : len(pieces)] = pieces
        encoded.mask[number, : len(pieces)] = 1
        encoded.features[number, : len(features)] = features
        encoded.first_pieces[number, : len(first)] = first
    return encoded


def _row(article: ModelInput, window: Range, table: WordPieces) -> tuple[list[int], list[WordFeatures], list[int]]:
    pieces, features, first = [table.start], [NO_WORD], []
    for number in range(*window):
        if number > window[0] and article.paragraphs[number] != article.paragraphs[number - 1]:
            pieces.append(table.separator)
            features.append(NO_WORD)
        first.append(len(pieces))
        pieces += article.pieces[number]
        features += [article.features(number)] * len(article.pieces[number])
    return [*pieces, table.separator], [*features, NO_WORD], first
