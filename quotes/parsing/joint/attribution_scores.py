"""Scores of pointers between units: which cue a content has, and which source a cue has.

Scores are natural logarithms of probabilities.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from quotes.networks.viterbi import log_softmax

Floats = NDArray[np.floating]

Range = tuple[int, int]
"""First unit and the one after the last."""

POINTER_SIZE = 128
"""Size of the vectors whose products are scores of pointers."""

DISTANCES = 34
EXACT_DISTANCES = 6
"""Number of buckets of distances, and of the shortest distances that have a bucket each."""


def distance_buckets(units: int) -> NDArray[np.int64]:
    """Return the bucket of the distance from each unit to each other one, coarse for far ones."""
    distances = np.arange(units)[None, :] - np.arange(units)[:, None]
    return np.asarray(_buckets(units)[distances + max(units, 1) - 1])


def rows_by_distance(values: Floats, units: int, rows: Range) -> Floats:
    """Return the values, given by bucket, of the distances from each of the units `rows` to each one of all units."""
    first, last = rows
    return sliding_window_view(values[_buckets(units)], units)[units - last : units - first][::-1]


@lru_cache
def _buckets(units: int) -> NDArray[np.int64]:
    """Return the buckets of the distances from -units + 1 to units - 1."""
    size = np.arange(max(units, 1))
    far = EXACT_DISTANCES + np.floor(2 * np.log2(np.maximum(size, 1) / EXACT_DISTANCES))
    half = DISTANCES // 2
    behind = np.where(size < EXACT_DISTANCES, size, np.clip(far, EXACT_DISTANCES, half - 1)).astype(np.int64)
    return np.concatenate([behind[:0:-1], behind[:1], behind[1:] + half])


class WindowPointers:
    """Scores of units of an article that point at other units of their window, or at nothing."""

    def __init__(self, nothing: Floats, by_distance: Floats) -> None:
        """`nothing` is the vector that units point at if they point at no unit; `by_distance` scores distances."""
        self._nothing = nothing[None]
        self._by_distance = by_distance
        self._firsts: list[int] = []
        self._windows: list[tuple[Range, Floats, Floats]] = []

    def add(self, units: Range, pointing: Floats, pointed: Floats) -> None:
        """Add the window that follows, with the vectors of its units as they point and as they are pointed at."""
        self._firsts.append(units[0])
        self._windows.append((units, pointing, np.concatenate([self._nothing, pointed])))

    def seen(self, units: Range) -> Range:
        """Return the units that some of these can point at: those of their windows."""
        first, last = (self._windows[self._number(unit)][0] for unit in (units[0], units[1] - 1))
        return first[0], last[1]

    def scores(self, units: Range, targets: Sequence[int]) -> Floats:
        """Return units x (1 + targets): the scores of pointing at nothing, and at each of the units `targets`.

        A target outside of a unit's window has the score NaN.
        """
        parts = []
        for number in range(self._number(units[0]), len(self._windows)):
            (first, last), pointing, pointed = self._windows[number]
            start, end = max(units[0], first), min(units[1], last)
            if start >= end:
                break
            rows = start - first, end - first
            scores = pointing[slice(*rows)] @ pointed.T / np.sqrt(pointing.shape[1])
            scores[:, 1:] += rows_by_distance(self._by_distance, last - first, rows)
            there = [0, *(target - first + 1 if first <= target < last else -1 for target in targets)]
            seen = log_softmax(scores, there)
            seen[:, [place < 0 for place in there]] = np.nan
            parts.append(seen)
        return np.concatenate(parts)

    def best(self, units: Range, targets: Sequence[int]) -> tuple[int | None, float]:
        """Return the number of the target that units in a row point at, or None for nothing, and its mean score.

        Those units count whose windows hold the best target. All `targets` are in the windows of some of them.
        """
        scores = self.scores(units, targets)
        if targets:
            unseen = np.isnan(scores[:, 1:])
            means = np.nanmean(scores[:, 1:], axis=0) if unseen.any() else scores[:, 1:].mean(axis=0)
            number = int(means.argmax())
            scores = scores[~unseen[:, number]]
            if means[number] >= scores[:, 0].mean():
                return number, float(means[number])
        return None, float(scores[:, 0].mean())

    def _number(self, unit: int) -> int:
        """Return the number of the window with a unit."""
        return bisect_right(self._firsts, unit) - 1
