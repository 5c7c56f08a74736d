"""Whether confidences are what they say: of the attributions with 0.8, are 80 % right?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from quotes.corpora.attribution.gold import Attribution
from quotes.corpora.attribution.gold_comparison import Comparison
from quotes.corpora.attribution.predictions import Prediction

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The predictions with a confidence from ``low`` up to ``high`` (which is exclusive, but for 1)."""

    low: float
    high: float
    count: int
    confidence: float
    """The mean of theirs, 0 to 1."""
    precision: float
    """The part of them that is right, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """The bins that have predictions, from the least sure ones on."""

    bins: tuple[Bin, ...]

    @property
    def expected_calibration_error(self) -> float | None:
        """By how much confidence and precision differ, 0 to 1: the mean over predictions; None without any."""
        count = sum(each.count for each in self.bins)
        if not count:
            return None
        return sum(each.count * abs(each.confidence - each.precision) for each in self.bins) / count


def reliability(comparisons: Iterable[Comparison]) -> Reliability:
    """How the confidence of predictions goes with their being attributed right.

    Predictions with the same cue count as one, whose confidence is the mean of theirs.
    """
    judged = [
        (confidence_of(record.attributions), number in attributed)
        for comparison in comparisons
        for attributed in [comparison.attributed]
        for number, record in enumerate(comparison.predicted)
    ]
    by_bin: dict[int, list[tuple[float, bool]]] = {}
    for confidence, is_right in judged:
        by_bin.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, is_right))
    return Reliability(tuple(_bin(number, found) for number, found in sorted(by_bin.items())))


def confidence_of(attributions: Sequence[Attribution]) -> float:
    """The mean confidence of the predictions among some attributions that count as one."""
    return fmean(each.confidence for each in attributions if isinstance(each, Prediction))


def _bin(number: int, judged: Sequence[tuple[float, bool]]) -> Bin:
    return Bin(
        number / BINS,
        (number + 1) / BINS,
        len(judged),
        fmean(confidence for confidence, _ in judged),
        fmean(is_right for _, is_right in judged),
    )
