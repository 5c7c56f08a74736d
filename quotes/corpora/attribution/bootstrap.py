"""Intervals of scores by drawing articles with replacement many times (percentile bootstrap)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np

from quotes.corpora.attribution.counts import AttributionScores, Key

SEED = 20_160_101
COVERAGE = 95

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Intervals:
    """Intervals of the rates of one score, in percent; None for a rate that does not exist."""

    precision: Interval | None
    recall: Interval | None
    f1: Interval | None


def intervals(articles: Sequence[AttributionScores], resamples: int) -> dict[Key, Intervals]:
    """Return intervals that hold 95 % of the rates of `resamples` corpora, each drawn from `articles` in the same size.

    Whole articles are drawn, because the attributions of one article are alike. The result is empty for fewer than two
    articles or no resamples.
    """
    if len(articles) < 2 or not resamples:
        return {}
    keys = list(articles[0])
    counts = np.array([[astuple(article[key]) for key in keys] for article in articles], dtype=float)
    size = len(articles)
    drawn = np.random.default_rng(SEED).multinomial(size, np.full(size, 1 / size), resamples)
    sums = (drawn @ counts.reshape(size, -1)).reshape(resamples, len(keys), 4)
    with np.errstate(invalid="ignore"):
        precision = 100 * sums[:, :, 0] / sums[:, :, 1]
        recall = 100 * sums[:, :, 2] / sums[:, :, 3]
        f1 = 2 * precision * recall / (precision + recall)
    f1[precision + recall == 0] = 0
    return {
        key: Intervals(*(_middle(rates[:, number]) for rates in (precision, recall, f1)))
        for number, key in enumerate(keys)
    }


def _middle(rates: np.ndarray) -> Interval | None:
    """Return the interval of the middle 95 % of the rates, without those that do not exist (NaN)."""
    known = rates[~np.isnan(rates)]
    if not known.size:
        return None
    outside = (100 - COVERAGE) / 2
    low, high = np.percentile(known, [outside, 100 - outside])
    return float(low), float(high)
