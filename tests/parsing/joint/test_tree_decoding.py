"""The best trees, against all trees there are and against Stanza's algorithm."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root

from quotes.networks.viterbi import log_softmax
from quotes.parsing.joint import tree_decoding
from quotes.parsing.joint.tree_decoding import best_projective_tree, best_tree, is_projective, is_tree


@cache
def trees(size: int) -> list[np.ndarray]:
    """All trees of so many words, as heads."""
    return [np.asarray(heads) for heads in product(range(size + 1), repeat=size) if hangs_together(heads)]


def hangs_together(heads: tuple[int, ...]) -> bool:
    """True if one word hangs on the root, and every other on this word in the end."""
    reaching = {0}
    for _ in heads:
        reaching |= {word for word, head in enumerate(heads, start=1) if head in reaching}
    return heads.count(0) == 1 and len(reaching) == len(heads) + 1


@example(np.array([[4.0, 4.0, 0.0], [4.0, 0.0, 4.0]]))  # no score is below zero
@given(
    st.integers(1, 5).flatmap(lambda size: arrays(np.float64, (size, size + 1), elements=st.floats(-9, 9, width=16)))
)
def test_no_other_tree_is_better(scores: np.ndarray) -> None:
    words = np.arange(len(scores))
    found = best_projective_tree(scores)
    assert hangs_together(tuple(found.tolist())) and is_projective(found)
    projective = max(scores[words, heads].sum() for heads in trees(len(scores)) if is_projective(heads))
    assert scores[words, found].sum() == pytest.approx(projective)
    found = best_tree(scores)
    assert hangs_together(tuple(found.tolist()))
    best = max(scores[words, heads].sum() for heads in trees(len(scores)))
    expected = projective if best < projective + tree_decoding.CROSSING_IS_WORTH else best
    assert scores[words, found].sum() == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("spread", [0.5, 3, 20])
@pytest.mark.parametrize("near_root", [False, True])
def test_long_sentences_get_the_trees_that_stanza_finds(
    spread: float, near_root: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where every best head is the root."""
    monkeypatch.setattr(tree_decoding, "CROSSING_IS_WORTH", 0)
    random = np.random.default_rng(7)
    for size in (1, 2, 9, 24, 40):
        made = random.normal(0, spread, (size, size + 1))
        made[:, 0] += 2 * spread if near_root else 0
        scores = log_softmax(made)
        square = np.vstack([np.zeros(size + 1), scores])
        assert best_tree(scores).tolist() == chuliu_edmonds_one_root(square)[1:].tolist()


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


@given(st.integers(1, 6).flatmap(lambda size: st.lists(st.integers(0, size), min_size=size, max_size=size)))
def test_trees(heads: list[int]) -> None:
    assert is_tree(np.asarray(heads)) is hangs_together(tuple(heads))
