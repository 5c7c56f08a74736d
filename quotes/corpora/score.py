"""How much of what is in a gold corpus was found, and how much of what was found is right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """How many things were to be found, were found, and were right, with what follows from that in percent."""

    gold: int = 0
    predicted: int = 0
    correct: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.gold + other.gold, self.predicted + other.predicted, self.correct + other.correct)

    @property
    def precision(self) -> float | None:
        """The part of what was found that is right; None if nothing was found."""
        return _percent(self.correct, self.predicted)

    @property
    def recall(self) -> float | None:
        """The part of what was to be found that was; None if there was nothing to find."""
        return _percent(self.correct, self.gold)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two; None if there was nothing to find and nothing was found."""
        return _percent(2 * self.correct, self.gold + self.predicted)


def _percent(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None
