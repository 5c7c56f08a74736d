"""The best projective tree, against all trees there are."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from quotes.parsing.joint.projective import best_projective_tree, is_projective


@cache
def projective_trees(size: int) -> list[list[int]]:
    """All trees of so many words, as heads."""
    return [
        list(heads)
        for heads in product(range(size + 1), repeat=size)
        if is_tree(heads) and is_projective(np.asarray(heads))
    ]


def is_tree(heads: tuple[int, ...]) -> bool:
    """Does one word hang from the root, and every other from there in the end?"""
    reaching = {0}
    for _ in heads:
        reaching |= {word for word, head in enumerate(heads, start=1) if head in reaching}
    return heads.count(0) == 1 and len(reaching) == len(heads) + 1


@given(
    st.integers(1, 5).flatmap(lambda size: arrays(np.float64, (size, size + 1), elements=st.floats(-9, 9, width=16)))
)
def test_no_other_tree_is_better(scores: np.ndarray) -> None:
    words = np.arange(len(scores))
    found = best_projective_tree(scores)
    assert is_tree(tuple(found.tolist())) and is_projective(found)
    best = max(scores[words, heads].sum() for heads in projective_trees(len(scores)))
    assert scores[words, found].sum() == pytest.approx(best)


@given(st.integers(6, 40), st.integers(0, 9))
def test_a_clear_projective_tree_is_found(size: int, seed: int) -> None:
    generator = np.random.default_rng(seed)
    heads = np.arange(size)  # a chain, of which some words hang one higher
    heads[2:] -= generator.integers(0, 2, size - 2)
    scores = np.zeros((size, size + 1))
    scores[np.arange(size), heads] = 5
    if is_projective(heads):
        assert best_projective_tree(scores).tolist() == heads.tolist()


@pytest.mark.parametrize(
    ("heads", "projective"),
    [([0], True), ([2, 0, 2], True), ([0, 1, 2, 3], True), ([3, 4, 0, 3], False), ([2, 0, 1, 2], False)],
)
def test_crossing_arcs(heads: list[int], projective: bool) -> None:
    assert is_projective(np.asarray(heads)) is projective
