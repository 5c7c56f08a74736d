"""Comparison of statements of a collection: which of them repeat or deny each other, and which can be of one claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf

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

OF_ONE_EVENT, OF_ONE_SPEAKER = 0.45, 0.24
"""Least evidence that statements of articles about one event say the same: of two speakers, and of one."""

OF_DENIAL = Threshold(0.55, 0.4)
"""Threshold for statements of articles about one event of which one denies the other."""

OF_DOUBT = 0.8
"""Evidence that is asked for more, as a part of what the likeness of two articles has less than `SAME_EVENT`."""

OF_GROUP, OF_MEMBER = -0.03, -0.15
"""Least mean of what the pairs of two groups that become one have more than is asked for, and the least of any."""

SHARED_WORDS, OF_WORD = 5, 0.035
"""Words that statements of two speakers share if no more than `OF_ONE_EVENT` is asked of them, and what is asked for
more for each of these words that they lack."""

OF_CUE = 3
"""Words as which cues count that mean the same ("called for", "urged")."""

SHORT = 3
"""Least number of words that say something in two statements of which one denies the other: they share so many if their
articles are about one event. Statements of any articles have more, whether they deny or repeat."""


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
        asked = 0 if found.opposed else self.asked(pair.one, pair.other, found)
        if pair.event and not found.opposed:
            return found.evidence >= asked + OF_DOUBT * max(SAME_EVENT - pair.event, 0)
        if pair.event:
            return found.shared_words >= SHORT and OF_DENIAL.is_met(found)
        words = min(self.text(number).content_words for number in (pair.one, pair.other))
        return words > SHORT and found.share_names and found.evidence >= asked and OF_ANY.is_met(found)

    def asked(self, one: int, other: int, found: Likeness) -> float:
        """Return the least evidence that two statements of articles about one event need to say the same.

        Of two speakers, more is asked the fewer words both share. There is never enough if they share names only, each
        has a number that the other one has not (two polls), or their cues mean different things ("endorsed" and
        "praised" somebody).
        """
        if is_same_mouth(self._told[one], self._told[other]):
            return OF_ONE_SPEAKER
        own, others = self.text(one).meanings, self.text(other).meanings
        if found.other_figures or (not own & others and (not found.shared_words or (own and others))):
            return inf
        shared = found.shared_words + found.shared_names + OF_CUE * bool(own & others)
        return OF_ONE_EVENT + OF_WORD * max(SHARED_WORDS - shared, 0)

    def are_alike(self, pairs: Sequence[tuple[int, int]]) -> bool:
        """Tell whether two groups can be one claim, given as all pairs of a statement of one and one of the other."""
        found = [self.kept(*pair) for pair in pairs]
        if any(each.opposed or each.apart for each in found):
            return False
        spare = [each.evidence - self.asked(*pair, each) for each, pair in zip(found, pairs, strict=True)]
        return float(np.mean(spare)) >= OF_GROUP and min(spare) >= OF_MEMBER


def stance_between(one: Told, other: Told, words: WordVectors) -> Stance | None:
    """Tell whether one of two statements of articles about one event repeats or denies the other; None if neither."""
    comparison = Comparison((one, other), words)
    found = comparison.of(0, 1)
    if not comparison.is_met(Pair(0, 1, SAME_EVENT), found):
        return None
    return "denies" if found.opposed else "repeats"
