"""Best dependency tree with one root, by the cheapest search that proves it.

Stanza searches with Chu-Liu-Edmonds after making arcs from the root so expensive that there can be one only, which
makes nearly every sentence contract to a point. Here

1. every word takes its best head; if that is a tree with one root, no tree is better;
2. otherwise Chu-Liu-Edmonds as it stands; if its tree has one root, no tree is better;
3. otherwise with the expensive root, as Stanza does it.

A step gives the tree that Stanza finds only if no other is as good. Where a choice is closer than rounding errors,
Stanza's own function decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root, expand_contracted_tree

Scores = NDArray[np.floating[Any]]
Heads = NDArray[np.intp]

CLEAR = 1e-6
"""Margin of the best over the second best from which on a choice is clear; it is far above rounding errors."""


def best_trees(scores: Scores, lengths: Sequence[int]) -> list[Heads]:
    """Return the head of every word of sentences that are padded to one length.

    ``scores[s, d, h]`` says how well word h, 0 being the root, fits as the head of word d in sentence s; sentence s is
    ``lengths[s]`` words long with the root. Scores are logarithms of probabilities. The heads are what Stanza finds in
    ``scores[s, :length, :length]``.
    """
    sizes = np.asarray(lengths)
    words = np.arange(scores.shape[1])
    present = words < sizes[:, None]
    candidates = np.where(present[:, None, :], scores, -np.inf)
    candidates[:, words, words] = -np.inf
    heads = candidates.argmax(2)
    heads[:, 0] = 0
    margins = _margins(candidates, heads)
    margins[:, 0] = np.inf
    surely = np.all((margins > CLEAR) | ~present, 1)
    return [
        _best_tree(scores[number, :size, :size], heads[number, :size], bool(surely[number]))
        for number, size in enumerate(lengths)
    ]


def _margins(candidates: Scores, heads: Heads) -> Scores:
    """Return the margins of the best heads, chosen on the last axis, over the second best. Uses up `candidates`."""
    best = np.take_along_axis(candidates, heads[..., None], -1)[..., 0]
    np.put_along_axis(candidates, heads[..., None], -np.inf, -1)
    with np.errstate(invalid="ignore"):  # where there is no head at all: not a number, which is not clear
        return np.asarray(best - candidates.max(-1))


def _best_tree(scores: Scores, heads: Heads, clear: bool) -> Heads:
    """Return the tree of one sentence; `heads` are the best heads of its words, `clear` is true if all are clear."""
    tree: Heads | None = None
    if clear:
        is_tree = cycle_of(heads.tolist()) is None
        tree = heads if is_tree else _clear_arborescence(scores.astype(np.float64))
        if tree is not None and np.count_nonzero(tree[1:] == 0) != 1:
            tree = _clear_arborescence(_with_expensive_root(scores))
    return chuliu_edmonds_one_root(scores) if tree is None else tree


def _with_expensive_root(scores: Scores) -> NDArray[np.float64]:
    expensive = scores.astype(np.float64)
    expensive[:, 0] += expensive[np.isfinite(expensive)].min() * len(expensive)
    return expensive


def _clear_arborescence(scores: NDArray[np.float64]) -> Heads | None:
    """Return the best tree with any number of roots (Chu-Liu-Edmonds), or None unless every choice was clear.

    If all are, it is the only best tree: a tree that breaks a cycle more than once, or a contracted cycle otherwise
    than by its best arc, can be bettered. Uses up `scores`.
    """
    levels = []
    while True:
        np.fill_diagonal(scores, -np.inf)
        scores[0] = -np.inf
        scores[0, 0] = 0
        heads: Heads = scores.argmax(1)
        if not (_margins(scores[1:].copy(), heads[1:]) > CLEAR).all():
            return None
        cycle = cycle_of(heads.tolist())
        if cycle is None:
            break
        is_inside = np.zeros(len(scores), bool)
        is_inside[cycle] = True
        inside, outside = np.flatnonzero(is_inside), np.flatnonzero(~is_inside)
        kept = scores[inside, heads[inside]]
        entering = scores[inside][:, outside] - kept[:, None] + kept.sum()
        leaving = scores[outside][:, inside]
        entered, left = entering.argmax(0), leaving.argmax(1)
        contracted = np.empty((len(outside) + 1, len(outside) + 1))
        contracted[:-1, :-1] = scores[outside][:, outside]
        contracted[-1, :-1] = entering.max(0)
        contracted[:-1, -1] = leaving.max(1)
        clear_entering = _margins(np.ascontiguousarray(entering.T), entered) > CLEAR
        clear_leaving = _margins(leaving, left)[1:] > CLEAR
        if not (clear_entering.all() and clear_leaving.all()):
            return None
        levels.append((heads, inside, outside, entered, left))
        scores = contracted
    for whole, inside, outside, entered, left in reversed(levels):
        heads = np.asarray(expand_contracted_tree(whole, heads, inside, outside, entered, left), np.intp)
    return heads


def cycle_of(heads: list[int]) -> list[int] | None:
    """Return the words of a cycle, or None if the heads make a tree (or several under the root)."""
    seen_from = [-1] * len(heads)
    seen_from[0] = 0
    for start in range(1, len(heads)):
        word = start
        while seen_from[word] < 0:
            seen_from[word] = start
            word = heads[word]
        if seen_from[word] == start:
            cycle = [word]
            while heads[cycle[-1]] != word:
                cycle.append(heads[cycle[-1]])
            return cycle
    return None
