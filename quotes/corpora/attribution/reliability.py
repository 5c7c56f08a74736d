"""Reliability of confidences: 80 % of the attributions with confidence 0.8 should be right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from quotes.corpora.attribution.gold import Attribution
from quotes.corpora.attribution.gold_comparison import GoldComparison
from quotes.corpora.attribution.predictions import Prediction

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions with a confidence from ``low`` up to ``high`` (exclusive, but for 1)."""

    low: float
    high: float
    count: int
    confidence: float
    """Mean confidence, 0 to 1."""
    precision: float
    """Share of right ones, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """Bins that have predictions, in the order of confidence."""

    bins: tuple[Bin, ...]

    @property
    def expected_calibration_error(self) -> float | None:
        """Mean difference between confidence and precision over all predictions, 0 to 1; None without predictions."""
        count = sum(each.count for each in self.bins)
        if not count:
            return None
        return sum(each.count * abs(each.confidence - each.precision) for each in self.bins) / count


def all_predictions(comparison: GoldComparison) -> Iterable[int]:
    """Return the numbers of all predictions."""
    return range(len(comparison.predicted))


def reliability(
    comparisons: Iterable[GoldComparison], counted: Callable[[GoldComparison], Iterable[int]] = all_predictions
) -> Reliability:
    """Compare the confidence of predictions with the share of them that is attributed right.

    `counted` returns the numbers of those that count. Predictions with the same cue count as one with their mean
    confidence.
    """
    return reliability_of(
        (confidence_of(comparison.predicted[number].attributions), number in attributed)
        for comparison in comparisons
        for attributed in [comparison.attributed]
        for number in counted(comparison)
    )


def reliability_of(judged: Iterable[tuple[float, bool]]) -> Reliability:
    """Sort pairs of a confidence (0 to 1) and whether it was right into bins."""
    by_bin: dict[int, list[tuple[float, bool]]] = {}
    for confidence, is_right in judged:
        by_bin.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, is_right))
    return Reliability(tuple(_bin(number, found) for number, found in sorted(by_bin.items())))


def confidence_of(attributions: Sequence[Attribution]) -> float:
    """Return the mean confidence of the predictions among attributions that count as one."""
    return fmean(each.confidence for each in attributions if isinstance(each, Prediction))


def _bin(number: int, judged: Sequence[tuple[float, bool]]) -> Bin:
    return Bin(
        number / BINS,
        (number + 1) / BINS,
        len(judged),
        fmean(confidence for confidence, _ in judged),
        fmean(is_right for _, is_right in judged),
    )
