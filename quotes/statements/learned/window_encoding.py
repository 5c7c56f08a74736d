"""Windows of articles as arrays for the learned model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from quotes.networks.word_pieces import PieceTable
from quotes.statements.learned.features import KINDS, WordClues
from quotes.statements.learned.model_input import Range, Reading

NO_WORD: WordClues = (0,) * KINDS


@dataclass(frozen=True, slots=True)
class Encoded:
    """Windows x pieces: pieces and mask (1 where there is one); windows x pieces x kinds: clues; windows x words: first
    piece of each.
    """

    pieces: np.ndarray
    mask: np.ndarray
    clues: np.ndarray
    first_pieces: np.ndarray


def encode(windows: Sequence[tuple[Reading, Range]], table: PieceTable) -> Encoded:
    """Windows as arrays, padded to the longest. Paragraphs are kept apart by a piece of their own."""
    rows = [_row(reading, window, table) for reading, window in windows]
    width = max(len(pieces) for pieces, _, _ in rows)
    words = max(len(first) for _, _, first in rows)
    shape = (len(rows), width)
    shapes = (shape, shape, (*shape, KINDS), (len(rows), words))
    encoded = Encoded(*(np.zeros(size, dtype=np.int64) for size in shapes))
    for number, (pieces, clues, first) in enumerate(rows):
        encoded.pieces[number, : len(pieces)] = pieces
        encoded.mask[number, : len(pieces)] = 1
        encoded.clues[number, : len(clues)] = clues
        encoded.first_pieces[number, : len(first)] = first
    return encoded


def _row(reading: Reading, window: Range, table: PieceTable) -> tuple[list[int], list[WordClues], list[int]]:
    pieces, clues, first = [table.start], [NO_WORD], []
    for number in range(*window):
        if number > window[0] and reading.paragraphs[number] != reading.paragraphs[number - 1]:
            pieces.append(table.separator)
            clues.append(NO_WORD)
        first.append(len(pieces))
        pieces += reading.pieces[number]
        clues += [reading.clues(number)] * len(reading.pieces[number])
    return [*pieces, table.separator], [*clues, NO_WORD], first
