"""Comparison of statements of a collection: which of them repeat or deny each other, and which can be of one claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from quotes.claims.candidates import Pair
from quotes.claims.claim_text import ClaimText, claim_text
from quotes.claims.likeness import Likeness, likeness
from quotes.claims.mouths import is_same_mouth
from quotes.claims.told import Collection, Stance, Told
from quotes.claims.word_vectors import WordVectors

KEPT_TEXTS = 20_000
"""Statements whose words are kept while pairs are compared."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """Least mean of the parts that two statements have of each other, and the least one of the lesser part."""

    mean: float
    least: float

    def is_met(self, found: Likeness) -> bool:
        """Tell whether two statements are like enough."""
        return found.mean >= self.mean and found.least >= self.least


OF_ONE_SPEAKER = Threshold(0.3, 0.1)
OF_ONE_EVENT = Threshold(0.53, 0.35)
OF_SHORT = Threshold(0.6, 0.5)
OF_ANY = Threshold(0.65, 0.55)
"""Thresholds for statements of articles about one event: of one speaker, of two, and of two that say little; and for
those of two speakers in any articles. The less the rest tells of what is meant, the more the words have to."""

OF_DENIAL = Threshold(0.55, 0.4)
"""Threshold for statements of articles about one event of which one denies the other."""

OF_GROUP, OF_VOICES = 0.3, 0.5
"""Least mean likeness of the statements of two groups that become one, and of any two by different speakers."""

SHORT = 3
"""Least number of words that say something by themselves in statements by different speakers about one event that do
not say little; those of any articles need more."""


class Comparison:
    """Likeness of statements by their numbers, computed when asked for; their words are kept for some time."""

    def __init__(self, told: Collection, words: WordVectors) -> None:
        """Take statements and the vectors of words."""

        def text(number: int) -> ClaimText:
            one = told[number]
            return claim_text(one.text, one.cue, words)

        self._told = told
        self.text = lru_cache(maxsize=KEPT_TEXTS)(text)
        self._found: dict[tuple[int, int], Likeness] = {}

    def of(self, one: int, other: int) -> Likeness:
        """Return the likeness of two statements."""
        return likeness(self.text(min(one, other)), self.text(max(one, other)))

    def kept(self, one: int, other: int) -> Likeness:
        """Return the likeness of two statements, which is kept."""
        pair = min(one, other), max(one, other)
        if pair not in self._found:
            self._found[pair] = self.of(*pair)
        return self._found[pair]

    def is_met(self, pair: Pair, found: Likeness) -> bool:
        """Tell whether one of two statements repeats the other one, or denies it if they are opposed."""
        if found.apart:
            return False
        if pair.one_event and not found.opposed and is_same_mouth(self._told[pair.one], self._told[pair.other]):
            return OF_ONE_SPEAKER.is_met(found)
        words = min(self.text(pair.one).content_words, self.text(pair.other).content_words)
        if pair.one_event:
            if found.opposed:
                return words >= SHORT and OF_DENIAL.is_met(found)
            return (OF_ONE_EVENT if words >= SHORT else OF_SHORT).is_met(found)
        return words > SHORT and found.share_names and OF_ANY.is_met(found)

    def are_alike(self, pairs: Sequence[tuple[int, int]]) -> bool:
        """Tell whether two groups can be one claim, given as all pairs of a statement of one and one of the other."""
        found = [self.kept(*pair) for pair in pairs]
        if any(each.opposed for each in found) or np.mean([each.mean for each in found]) < OF_GROUP:
            return False
        return all(
            each.mean >= OF_VOICES or is_same_mouth(self._told[one], self._told[other])
            for each, (one, other) in zip(found, pairs, strict=True)
        )


def stance_between(one: Told, other: Told, words: WordVectors) -> Stance | None:
    """Tell whether one of two statements of articles about one event repeats or denies the other; None if neither."""
    comparison = Comparison((one, other), words)
    found = comparison.of(0, 1)
    if not comparison.is_met(Pair(0, 1, one_event=True), found):
        return None
    return "denies" if found.opposed else "repeats"
