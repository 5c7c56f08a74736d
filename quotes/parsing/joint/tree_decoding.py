"""Best dependency tree with one root, out of scores of heads.

Nearly all trees are projective: no two arcs cross. The best of these is found by Eisner's algorithm (COLING 1996), all
stretches of one length at once; the best of all trees by Stanza's Chu-Liu-Edmonds, which takes longer.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating[Any]]
Heads = NDArray[np.intp]

LONGEST_CROSSED = 150
"""Words of the longest sentence that may get a tree with crossing arcs, whose search takes much longer than others."""

CROSSING_IS_WORTH = 4.0
"""Margin by which a tree with crossing arcs must beat the best one without, to be taken."""


def best_tree(scores: Scores) -> Heads:
    """Return the heads of words in the best tree, or in the best projective one if that is not much worse.

    ``scores[w, h]`` is the logarithm of the probability that h, 0 being the root, is the head of word w + 1.
    """
    words = np.arange(len(scores))
    square = np.full((len(scores) + 1, len(scores) + 1), -np.inf, np.float32)
    square[1:] = scores
    np.fill_diagonal(square, -np.inf)
    scores = square[1:]
    heads: Heads = scores.argmax(1)
    greedy_is_best = is_tree(heads)
    if greedy_is_best and is_projective(heads):
        return heads
    projective = best_projective_tree(scores)
    limit = scores[words, projective].sum() + CROSSING_IS_WORTH
    if len(scores) > LONGEST_CROSSED and not greedy_is_best:
        return projective
    if scores[words, heads].sum() >= limit and not greedy_is_best:  # no tree is better than the best heads
        from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root

        heads = chuliu_edmonds_one_root(square - square.max() - 1)[1:]  # it wants scores below zero
    return heads if scores[words, heads].sum() >= limit else projective


def is_tree(heads: Heads) -> bool:
    """Tell whether all words hang on the root, one of them directly; heads are counted as in `is_projective`."""
    above = np.append(0, heads)
    for _ in range(len(heads).bit_length()):
        above = above[above]
    return bool(np.count_nonzero(heads == 0) == 1 and not above.any())


def is_projective(heads: Heads) -> bool:
    """Tell whether no two arcs cross; ``heads[w]`` is the head of word w + 1, counted from 1, 0 being the root."""
    dependents = np.arange(1, len(heads) + 1)
    left, right = np.minimum(heads, dependents), np.maximum(heads, dependents)
    inside = (left[:, None] < left) & (left < right[:, None])
    return not bool((inside & (right > right[:, None])).any())


def best_projective_tree(scores: Scores) -> Heads:
    """Return the heads of words in the best projective tree with one root.

    ``scores[w, h]`` says how well h, 0 being the root, fits as the head of word w + 1.
    """
    size = len(scores)
    arcs = scores[:, 1:]  # of words with words
    # best[right][length, start]: a stretch all below its first word (right = 1) or its last one (0), and
    # joined[right][length, start]: the same with an arc between the two; from[...] where they are put together
    best = np.zeros((2, size, size))
    joined = np.zeros((2, size, size))
    cut = np.zeros((3, size, size), np.intp)
    for length in range(1, size):
        starts = np.arange(size - length)
        ends = starts + length
        inner = np.arange(length)[:, None]
        parts = best[1, inner, starts] + best[0, length - 1 - inner, starts + inner + 1]
        cut[2, length, starts] = parts.argmax(0)
        both = parts.max(0)
        joined[1, length, starts] = both + arcs[ends, starts]
        joined[0, length, starts] = both + arcs[starts, ends]
        outer = inner + 1
        right = joined[1, outer, starts] + best[1, length - outer, starts + outer]
        left = best[0, inner, starts] + joined[0, length - inner, starts + inner]
        cut[1, length, starts], best[1, length, starts] = right.argmax(0) + 1, right.max(0)
        cut[0, length, starts], best[0, length, starts] = left.argmax(0), left.max(0)
    words = np.arange(size)
    root = int((scores[:, 0] + best[0, words, 0] + best[1, size - 1 - words, words]).argmax())
    heads = np.zeros(size, np.intp)
    stack = [(0, root, 0), (1, size - 1 - root, root)]
    while stack:
        to_right, length, start = stack.pop()
        if length == 0:
            continue
        middle = int(cut[to_right, length, start])
        if to_right:
            first, span, rest = start, middle, (1, length - middle, start + middle)
            heads[first + span] = first + 1
        else:
            first, span, rest = start + middle, length - middle, (0, middle, start)
            heads[first] = first + span + 1
        between = int(cut[2, span, first])
        stack += [rest, (1, between, first), (0, span - 1 - between, first + between + 1)]
    return heads
