"""Vectors of a text's units as they refer to somebody and as somebody's mentions: whom a word means, by the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotes.networks.viterbi import log_softmax

MENTION_SIZE = 128
"""Size of the vectors whose products tell whether a word means what another one mentions."""


@dataclass(frozen=True, slots=True)
class MentionVectors:
    """Vectors of the units of a text: as they refer to somebody, and as they mention somebody.

    ``starts`` are the offsets of the units, in order; ``vectors`` has units x 2 x `MENTION_SIZE` numbers, and
    ``nobody`` is the vector of what is not mentioned.
    """

    starts: NDArray[np.integer]
    vectors: NDArray[np.floating]
    nobody: NDArray[np.floating]

    def scores(self, reference: int, candidates: Sequence[Sequence[int | None]]) -> NDArray[np.floating]:
        """Return the logarithms of the probabilities that the word at an offset means each of some candidates.

        A candidate is given by the offsets of its mentions, of which the most similar one counts; one without mentions,
        or with None among them, is nobody.
        """
        counts = [max(1, len(mentions)) for mentions in candidates]
        offsets = [offset for mentions in candidates for offset in mentions or (None,)]
        mentioned = self.vectors[self._units([offset or 0 for offset in offsets]), 1]
        mentioned[[offset is None for offset in offsets]] = self.nobody
        products = mentioned @ self.vectors[self._units([reference])[0], 0].astype(np.float32)
        best = np.maximum.reduceat(products, np.cumsum([0, *counts[:-1]]))
        scores: NDArray[np.floating] = log_softmax(best[None] / np.sqrt(MENTION_SIZE))[0]
        return scores

    def _units(self, offsets: Sequence[int]) -> NDArray[np.integer]:
        """Return the numbers of the units at offsets."""
        return np.maximum(np.searchsorted(self.starts, offsets, "right") - 1, 0)
