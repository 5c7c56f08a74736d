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

    ``scores[w, h]`` says how well h, 0 being the root, fits as the head of word w + 1: it is the logarithm of the
    probability, or differs from it by the same number for all heads of a word.
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
    # stretches by length and first word, and again by length and last word: all below their first word (right) or
    # their last one (left), and the same with an arc between the two
    right, left, right_arc, left_arc = (np.zeros((size, size)) for _ in range(4))
    right_by_end, left_by_end, left_arc_by_end = (np.zeros((size, size)) for _ in range(3))
    cut = np.zeros((3, size, size), np.intp)  # where the two parts of a stretch are put together
    for length in range(1, size):
        count = size - length
        parts = right[:length, :count] + left_by_end[length - 1 :: -1, length:]
        cut[2, length, :count] = parts.argmax(0)
        both = parts.max(0)
        right_arc[length, :count] = both + arcs.diagonal(-length)
        left_arc[length, :count] = left_arc_by_end[length, length:] = both + arcs.diagonal(length)
        parts = right_arc[1 : length + 1, :count] + right_by_end[length - 1 :: -1, length:]
        cut[1, length, :count] = parts.argmax(0) + 1
        right[length, :count] = right_by_end[length, length:] = parts.max(0)
        parts = left[:length, :count] + left_arc_by_end[length:0:-1, length:]
        cut[0, length, :count] = parts.argmax(0)
        left[length, :count] = left_by_end[length, length:] = parts.max(0)
    words = np.arange(size)
    root = int((scores[:, 0] + left[words, 0] + right[size - 1 - words, words]).argmax())
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
