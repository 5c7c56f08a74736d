"""Vectors of words by the embeddings of the embedded network, weighted by how rare the words are.

The lowest layer of the network's encoder, the table of its word pieces, tells better than the states of any higher
layer which statements say the same (those have learned to tell who speaks), and costs no computation. A sentence is
the weighted mean of its words, without the directions that all sentences share: smooth inverse frequency (Arora et al.
2017) and all-but-the-top (Mu and Viswanath 2018). Pieces are numbered from the most frequent one on, so that their
numbers stand for their frequencies (Zipf's law).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from quotes.errors import ModelError
from quotes.models.model_set import find_model_set, verify
from quotes.networks.onnx_session import stored_weights
from quotes.networks.word_pieces import WordPieces
from quotes.parsing.joint.joint_file import ALL_ACTS, INPUTS, LABELS, PIECES
from quotes.parsing.joint.joint_labels import Labels
from quotes.parsing.joint.windows import Splits

Floats = NDArray[np.float32]

EMBEDDINGS = "network.encoder.words.weight"
"""Name of the table of word pieces in the file of the network."""

FIRST_WORD = 1996
"""Number of the most frequent word among the pieces; those before it are characters and special pieces."""

SMOOTHING = 0.005
"""Rate of the frequency (inverse rank) at which a word counts half."""

FLATTENED = 20
"""Ranks by which the frequencies of the most frequent words are flattened where common directions are told."""

KEPT_WORDS = 20_000

COMMON, DIMENSIONS = 3, 128
"""Number of directions that are left out, as all sentences share them, and of those after them that are kept."""


@dataclass(frozen=True)
class WordVectors:
    """Vectors and weights (0 to 1) of word pieces, by the pieces' numbers."""

    pieces: WordPieces
    splits: Splits
    vectors: Floats
    weights: Floats

    @cached_property
    def of_word(self) -> Callable[[str], tuple[Floats, float]]:
        """Function from a word to its vector, of length 1 or 0, and its weight: 0 for punctuation."""
        return lru_cache(maxsize=KEPT_WORDS)(self._of_word)

    def _of_word(self, word: str) -> tuple[Floats, float]:
        pieces = list(self.pieces.pieces(word))
        weights = self.weights[pieces]
        return unit(weights @ self.vectors[pieces]), float(weights.mean())


@lru_cache(maxsize=1)
def word_vectors() -> WordVectors:
    """Return the vectors of the embedded network. Raises `ModelError` if its file is missing or damaged."""
    model_set = find_model_set()
    verify(model_set)
    assert model_set.joint_network is not None
    try:
        least = {name: np.zeros((1, 1), np.int64) for name in INPUTS}
        parts = [f"{EMBEDDINGS}_{part}" for part in ("quantized", "scale", "zero_point")]
        (table, scale, zero), stored = stored_weights(
            model_set.joint_network, parts, least | {ALL_ACTS: np.asarray(False)}
        )
    except Exception as error:  # onnxruntime raises errors of many kinds
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ModelError(
            f"network {model_set.joint_network} has no words to compare ({reason}): {model_set.remedy}"
        ) from error
    embeddings = (table.astype(np.float32) - zero.astype(np.float32)) * scale
    ranks = np.maximum(np.arange(len(embeddings)) - FIRST_WORD + 1, 1)
    weights = np.where(np.arange(len(embeddings)) < FIRST_WORD, 0, 1 / (1 + 1 / (SMOOTHING * ranks)))
    return WordVectors(
        WordPieces.from_text(stored[PIECES]),
        Labels.from_json(stored[LABELS]).splits,
        _uncommon(embeddings, weights, 1 / (ranks + FLATTENED)),
        weights.astype(np.float32),
    )


def unit(vector: Floats) -> Floats:
    """Return a vector scaled to length 1; zeros stay as they are."""
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def _uncommon(embeddings: Floats, weights: NDArray[np.floating], frequencies: NDArray[np.floating]) -> Floats:
    """Return vectors without the mean of sentences and without the directions in which sentences differ most."""
    mass = weights * frequencies
    centred = embeddings - (mass @ embeddings / mass.sum()).astype(np.float32)
    covariance = (centred * (mass * weights)[:, None].astype(np.float32)).T @ centred
    directions = np.linalg.eigh(covariance)[1][:, ::-1]  # of the greatest variance first
    kept: Floats = (centred @ directions[:, COMMON : COMMON + DIMENSIONS]).astype(np.float32)
    return kept
