"""Scores of things found in a gold corpus: precision, recall and F1."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class GoldScore:
    """Numbers of gold, predicted and correct things; the rates are in percent."""

    gold: int = 0
    predicted: int = 0
    correct: int = 0

    def __add__(self, other: GoldScore) -> GoldScore:
        return GoldScore(self.gold + other.gold, self.predicted + other.predicted, self.correct + other.correct)

    @property
    def precision(self) -> float | None:
        """Share of the predicted things that are correct, in percent; None if nothing was predicted."""
        return _percent(self.correct, self.predicted)

    @property
    def recall(self) -> float | None:
        """Share of the gold things that were predicted, in percent; None if there are none."""
        return _percent(self.correct, self.gold)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall, in percent; None if nothing is gold and nothing predicted."""
        return _percent(2 * self.correct, self.gold + self.predicted)

    def to_dict(self) -> dict[str, int | float | None]:
        """Return the numbers and the rates by name."""
        return {**asdict(self), "precision": self.precision, "recall": self.recall, "f1": self.f1}


def _percent(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None
