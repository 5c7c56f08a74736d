"""The best tree with one root: against every possible tree, and against Stanza's algorithm."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root

from quotes.parsing.joint import tree_decoding
from quotes.parsing.joint.tree_decoding import best_trees

Scores = NDArray[np.float32]


def log_softmax(scores: NDArray[Any]) -> Scores:
    """Scores of heads as the parser gives them: no word is its own head, and the rest are probabilities."""
    np.fill_diagonal(scores, -np.inf)
    shifted = scores - scores.max(1, keepdims=True)
    return (shifted - np.log(np.exp(shifted).sum(1, keepdims=True))).astype(np.float32)


def is_tree(heads: tuple[int, ...]) -> bool:
    """Do all words (numbered from 1) hang on the root, one of them directly?"""
    if heads.count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        word, steps = start, 0
        while word and steps <= len(heads):
            word, steps = heads[word - 1], steps + 1
        if word:
            return False
    return True


def total(scores: Scores, heads: Any) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads, start=1)))


real = st.floats(-30, 30, width=32)
whole = st.integers(-3, 3)


@st.composite
def matrices(draw: st.DrawFn, words: st.SearchStrategy[int], values: st.SearchStrategy[Any]) -> NDArray[np.float64]:
    size = draw(words) + 1
    flat = draw(st.lists(values, min_size=size * size, max_size=size * size))
    return np.asarray(flat, np.float64).reshape(size, size)


def decoded(scores: Scores) -> list[int]:
    return [int(head) for head in best_trees(scores[None], [len(scores)])[0]]


@settings(max_examples=150, deadline=None)
@given(matrices(st.integers(1, 5), real | whole))
def test_no_other_tree_is_better(made: NDArray[np.float64]) -> None:
    scores = log_softmax(made)
    heads = decoded(scores)[1:]
    trees = [tree for tree in product(range(len(scores)), repeat=len(scores) - 1) if is_tree(tree)]
    assert is_tree(tuple(heads))
    assert total(scores, heads) == pytest.approx(max(total(scores, tree) for tree in trees), abs=1e-4)


@settings(max_examples=150, deadline=None)
@given(matrices(st.integers(1, 8), whole))
def test_with_ties_the_tree_is_the_one_that_stanza_finds(made: NDArray[np.float64]) -> None:
    scores = log_softmax(made)
    assert decoded(scores) == chuliu_edmonds_one_root(scores).tolist()
    whole_numbers = np.minimum(made, 0).astype(np.float32)
    whole_numbers[1:, 0] -= 1
    np.fill_diagonal(whole_numbers, -np.inf)
    assert decoded(whole_numbers) == chuliu_edmonds_one_root(whole_numbers).tolist()


@pytest.mark.parametrize("spread", [0.5, 3, 20])
@pytest.mark.parametrize("rounded", [False, True])
@pytest.mark.parametrize("near_root", [False, True])
def test_long_sentences_get_the_trees_that_stanza_finds(spread: float, rounded: bool, near_root: bool) -> None:
    """Also where every greedy head is the root, or where many scores are the same."""
    random = np.random.default_rng(7)
    for size in (2, 3, 10, 25, 40, 70):
        made = random.normal(0, spread, (size, size))
        made[:, 0] += 2 * spread if near_root else 0
        scores = log_softmax(np.round(made) if rounded else made)
        assert decoded(scores) == chuliu_edmonds_one_root(scores).tolist()


def test_sentences_are_decoded_as_if_alone() -> None:
    """What is in the padding says nothing."""
    random = np.random.default_rng(3)
    lengths = [12, 9, 9, 2]
    scores = np.stack([log_softmax(random.normal(0, 3, (12, 12))) for _ in lengths])
    for length, one, heads in zip(lengths, scores, best_trees(scores, lengths), strict=True):
        assert heads.tolist() == chuliu_edmonds_one_root(one[:length, :length]).tolist()
    unchanged = scores.copy()
    best_trees(scores, lengths)
    assert np.array_equal(scores, unchanged)


def test_stanza_is_asked_only_where_there_is_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def search(scores: Scores) -> NDArray[np.intp]:
        asked.append(len(scores))
        tree: NDArray[np.intp] = chuliu_edmonds_one_root(scores)
        return tree

    monkeypatch.setattr(tree_decoding, "chuliu_edmonds_one_root", search)
    random = np.random.default_rng(5)
    for _ in range(50):
        decoded(log_softmax(random.normal(0, 3, (15, 15))))
    assert asked == []
    decoded(log_softmax(np.zeros((4, 4))))
    assert asked == [4]
