"""Comparison of statements of a collection: which of them repeat or deny each other, and which can be of one claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from quotes.claims.candidates import SAME_EVENT, Pair
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


OF_ANY = Threshold(0.65, 0.55)
"""Threshold for statements of two speakers in any articles, where nothing else tells what is meant."""

OF_ONE_EVENT, OF_ONE_SPEAKER = 0.43, 0.24
"""Least evidence that statements of articles about one event say the same: of two speakers, and of one."""

OF_DENIAL = Threshold(0.55, 0.4)
"""Threshold for statements of articles about one event of which one denies the other."""

OF_DOUBT = 0.8
"""Evidence that is asked for more, as a part of what the likeness of two articles has less than `SAME_EVENT`."""

OF_GROUP, OF_MEMBER = -0.03, -0.15
"""Least mean of what the pairs of two groups that become one have more than is asked for, and the least of any."""

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
        if pair.event and not found.opposed:
            doubt = max(SAME_EVENT - pair.event, 0)
            return found.evidence >= self.asked(pair.one, pair.other) + OF_DOUBT * doubt
        words = min(self.text(pair.one).content_words, self.text(pair.other).content_words)
        if pair.event:
            return words >= SHORT and OF_DENIAL.is_met(found)
        return words > SHORT and found.share_names and OF_ANY.is_met(found)

    def asked(self, one: int, other: int) -> float:
        """Return the least evidence that two statements of articles about one event need to say the same."""
        return OF_ONE_SPEAKER if is_same_mouth(self._told[one], self._told[other]) else OF_ONE_EVENT

    def are_alike(self, pairs: Sequence[tuple[int, int]]) -> bool:
        """Tell whether two groups can be one claim, given as all pairs of a statement of one and one of the other."""
        found = [self.kept(*pair) for pair in pairs]
        if any(each.opposed for each in found):
            return False
        spare = [each.evidence - self.asked(*pair) for each, pair in zip(found, pairs, strict=True)]
        return float(np.mean(spare)) >= OF_GROUP and min(spare) >= OF_MEMBER


def stance_between(one: Told, other: Told, words: WordVectors) -> Stance | None:
    """Tell whether one of two statements of articles about one event repeats or denies the other; None if neither."""
    comparison = Comparison((one, other), words)
    found = comparison.of(0, 1)
    if not comparison.is_met(Pair(0, 1, SAME_EVENT), found):
        return None
    return "denies" if found.opposed else "repeats"
