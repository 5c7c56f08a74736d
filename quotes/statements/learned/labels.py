"""The tags that the learned model gives to words, which may follow which, and how distances between words count."""

from __future__ import annotations

import numpy as np

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{boundary}-{role}" for role in ROLES for boundary in "BI"))
"""Outside of all; the beginning and the inside of each role: the number of a beginning is odd, its inside follows."""

SOURCE, CUE, CONTENT = 1, 3, 5
"""The numbers of the beginnings."""

DISTANCES = 34
EXACT_DISTANCES = 6


def allowed_after() -> np.ndarray:
    """True where the tag of a column may follow that of a row: an inside follows its beginning, or itself."""
    allowed = np.ones((len(TAGS), len(TAGS)), dtype=bool)
    for inside in range(2, len(TAGS), 2):
        allowed[:, inside] = False
        allowed[[inside - 1, inside], inside] = True
    return allowed


def distance_buckets(words: int) -> np.ndarray:
    """A number for the distance from each word to each other one: exact for near words, coarse for far ones."""
    places = np.arange(words)
    distance = places[None, :] - places[:, None]
    size = np.abs(distance)
    far = EXACT_DISTANCES + np.floor(2 * np.log2(np.maximum(size, 1) / EXACT_DISTANCES))
    half = DISTANCES // 2
    buckets = np.where(size < EXACT_DISTANCES, size, np.clip(far, EXACT_DISTANCES, half - 1)).astype(np.int64)
    return np.asarray(buckets + (distance > 0) * half)
