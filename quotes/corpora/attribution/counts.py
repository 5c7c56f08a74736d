"""Counts of compared attributions, and the rates that follow from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from operator import add

Key = tuple[str, ...]
"""Name of a score, from the general to the special: ``("exact_words", "content")``."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of predicted things, of right ones among them, of gold things, and of found ones among these.

    Where things are paired one to one, ``right`` and ``found`` are the same number. Rates are in percent.
    """

    right: int = 0
    predicted: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*map(add, astuple(self), astuple(other)))

    @property
    def precision(self) -> float | None:
        """Share of the predicted things that are right; None if nothing was predicted."""
        return 100 * self.right / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Share of the gold things that were found; None if there are none."""
        return 100 * self.found / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where one of them is None, 0 where both are 0."""
        precision, recall = self.precision, self.recall
        if precision is None or recall is None:
            return None
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


AttributionScores = dict[Key, Counts]


def paired(number: int, predicted: int, gold: int) -> Counts:
    """Return the counts of things that are paired one to one, `number` of them right."""
    return Counts(number, predicted, number, gold)


def total(scores: Iterable[AttributionScores]) -> AttributionScores:
    """Add the scores of some articles; the keys are in the order of the first article."""
    summed: AttributionScores = {}
    for one in scores:
        for key, counts in one.items():
            summed[key] = summed.get(key, Counts()) + counts
    return summed
