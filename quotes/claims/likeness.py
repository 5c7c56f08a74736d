"""Likeness of two statements: whether they say the same, whether one contradicts the other, or neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np

from quotes.claims import figures
from quotes.claims.claim_text import CONTENT, ClaimText
from quotes.claims.contradictions import opposites, stem
from quotes.claims.word_vectors import Floats

ALIGNED = 0.15
"""Least similarity of two words of which one is taken for what stands for the other."""

LIKE = 0.4
"""Similarity (beyond `BY_CHANCE`) from which on two words are about the same."""

BY_CHANCE = 0.3
"""Similarity to the most similar one of some words that a word has by chance."""

LEAST_MEAN = 0.3
"""Mean of both parts below which it is not told whether statements contradict each other."""

CONTRADICTED = 0.25
"""Part of the words of two statements, by weight, from which on they contradict each other if it is negated in one."""

ALMOST_THE_SAME = 0.75
"""Mean of both parts from which on other names or numbers are what two statements with some in common differ in."""

SYNONYM = 0.15
"""Least similarity of words of which one statement may have some for others of the other one."""

SAME_BEGINNING = 4
"""Letters with which two forms of a name begin alike: "Norway" and "Norwegian"."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Parts of two statements that stand in the other one, by weight, from 0 to 1.

    ``opposed``: they say the contrary of each other; ``apart``: they speak of different numbers, names or things;
    ``share_names``: they have a name or a number in common. ``shared_words`` is how many words of either statement (the
    lesser number) that say something, are no names and not of the cue, have a like one or an opposite in the other;
    ``shared_names`` is how many names both have. With ``other_figures``, each has a number that the other one has not.
    """

    covered: float
    covering: float
    opposed: bool
    apart: bool
    share_names: bool = False
    shared_words: int = 0
    shared_names: int = 0
    other_figures: bool = False

    @property
    def mean(self) -> float:
        """Mean of both parts."""
        return (self.covered + self.covering) / 2

    @property
    def least(self) -> float:
        """Lesser one of both parts."""
        return min(self.covered, self.covering)

    @property
    def evidence(self) -> float:
        """Mean of both parts in which the lesser one counts twice: how much tells that both say the same."""
        return (self.covered + self.covering + self.least) / 3


NOTHING_ALIKE = Likeness(0, 0, opposed=False, apart=True)


def likeness(one: ClaimText, other: ClaimText) -> Likeness:
    """Compare two statements word by word: each with the most similar one of the other statement."""
    if not one.weights.sum() or not other.weights.sum():
        return NOTHING_ALIKE
    similar = np.maximum(one.vectors @ other.vectors.T - BY_CHANCE, 0) / (1 - BY_CHANCE)
    sides = [(one, other, similar), (other, one, similar.T)]
    covered, covering = (float(own.weights @ each.max(1) / own.weights.sum()) for own, _, each in sides)
    if covered + covering < 2 * LEAST_MEAN:
        return Likeness(covered, covering, opposed=False, apart=False)
    share = bool(one.names & other.names) or any(a.may_be(b) for a in one.figures for b in other.figures)
    other_figures = figures.contradict(one.figures, other.figures)
    own = other_figures or (_has_own_names(one, other) and _has_own_names(other, one))
    apart = own and (not share or covered + covering >= 2 * ALMOST_THE_SAME)
    shared = min(int((each.max(1)[own.says] >= LIKE).sum()) for own, _, each in sides)
    contrary = _opposites(one, other)
    apart = apart or (not contrary and _is_substituted(one, other, similar))
    opposed = _are_opposed(one, other, similar, contrary)
    return Likeness(
        covered, covering, opposed, apart, share, shared + len(contrary), len(one.names & other.names), other_figures
    )


def _is_substituted(one: ClaimText, other: ClaimText, similar: Floats) -> bool:
    """Tell whether two statements have the same words in the same order but for one place, where quite others stand."""
    first, second = ([stem(word) for word in each.words[each.of_cue :]] for each in (one, other))
    replaced = [
        (slice(one.of_cue + start, one.of_cue + end), slice(other.of_cue + begin, other.of_cue + stop))
        for tag, start, end, begin, stop in SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    replaced = [
        (own, others) for own, others in replaced if max([*one.weights[own], *other.weights[others]]) >= CONTENT
    ]
    if len(replaced) != 1:
        return False
    own, others = replaced[0]
    part = similar[own, others]
    if not all(each.size and each.max() >= CONTENT for each in (one.weights[own], other.weights[others])):
        return False
    return bool((part.max(1).mean() + part.max(0).mean()) / 2 < SYNONYM)


def _are_opposed(one: ClaimText, other: ClaimText, similar: Floats, contrary: Sequence[tuple[int, int]]) -> bool:
    """Tell whether much of what both say is negated in one of them only, or a word of one is `contrary` to one."""
    denied = one.denied != other.denied
    if any((one.reversed[i] == other.reversed[j]) != denied for i, j in contrary):
        return True
    turned_one, turned_other = {i for i, _ in contrary}, {j for _, j in contrary}
    total = differing = both = 0.0
    for own, others, each, turned in (
        (one, other, similar, turned_one),
        (other, one, similar.T, turned_other),
    ):
        best = each.argmax(1)
        for word, partner in enumerate(best.tolist()):
            if each[word, partner] < ALIGNED or word in turned:
                continue
            weight = float(own.weights[word])
            total += weight
            if own.reversed[word] != others.reversed[partner]:
                differing += weight
            elif own.reversed[word]:
                both += weight
    if not total:
        return False
    odd = (one.reversals + other.reversals + len(contrary)) % 2 == 1  # "not safe" is "unsafe"
    negated = odd and differing >= CONTRADICTED * total and differing > both
    return negated != denied


def _opposites(one: ClaimText, other: ClaimText) -> list[tuple[int, int]]:
    """Return the places of words that are opposites and stand in one of the statements only."""
    own = {stem(word): place for place, word in enumerate(one.words)}
    others = {stem(word): place for place, word in enumerate(other.words)}
    pairs = {
        (own[a], others[b]) for a in own.keys() - others for b in opposites(one.words[own[a]]) & (others.keys() - own)
    }
    pairs |= {
        (own[a], others[b])
        for b in others.keys() - own
        for a in opposites(other.words[others[b]]) & (own.keys() - others)
    }
    return sorted(pairs)


def _has_own_names(one: ClaimText, other: ClaimText) -> bool:
    return any(not any(_is_same_name(name, word) for word in other.words) for name in one.names)


def _is_same_name(name: str, word: str) -> bool:
    return name == word or (len(name) > SAME_BEGINNING - 1 and name[:SAME_BEGINNING] == word[:SAME_BEGINNING])
