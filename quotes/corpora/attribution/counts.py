"""What is counted when attributions are compared, and the rates that follow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Key = tuple[str, ...]
"""The name of a score, from the general to the special: ``("exact_words", "content")``."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was found and how much of it is right, how much was to be found and how much of it was found.

    Where things are paired one to one, the same number is right on both sides.
    """

    right: int = 0
    predicted: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right,
            self.predicted + other.predicted,
            self.found + other.found,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float | None:
        """In percent; None if nothing was predicted."""
        return 100 * self.right / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """In percent; None if there was nothing to find."""
        return 100 * self.found / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two; None where one of them is, 0 where both are."""
        precision, recall = self.precision, self.recall
        if precision is None or recall is None:
            return None
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


Scores = dict[Key, Counts]


def paired(number: int, predicted: int, gold: int) -> Counts:
    """Counts of things that are paired one to one."""
    return Counts(number, predicted, number, gold)


def total(scores: Iterable[Scores]) -> Scores:
    """The scores of some articles together, each key in the order of the first article."""
    summed: Scores = {}
    for one in scores:
        for key, counts in one.items():
            summed[key] = summed.get(key, Counts()) + counts
    return summed
