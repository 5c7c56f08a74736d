"""The best sequence of tags is that of all sequences, and one that the scheme allows."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.networks.viterbi import Floats, TagTransitions, best_tags, best_tags_of, log_softmax, tag_transitions

BIO = ("O", "B-cue", "I-cue", "B-content", "I-content")
BIOES = ("B-PERSON", "E-PERSON", "I-PERSON", "O", "S-ORG", "S-PERSON")
LENGTHS = st.integers(0, 12) | st.integers(13, 70) | st.sampled_from([99, 100, 101, 120, 121])
"""Numbers of words, among them squares and their neighbours: the words are divided into blocks by square roots."""


def is_allowed(path: list[str], closed: bool) -> bool:
    """Tell whether a scheme allows a sequence of tags; in a `closed` one, a stretch goes on until a tag with E."""
    for one, other in pairwise(["O", *path, "O"]):
        if other[0] in "IE" and (one[0] not in "BI" or one[2:] != other[2:]):
            return False
        if closed and one[0] in "BI" and other[0] not in "IE":
            return False
    return True


@pytest.mark.parametrize("tags", [BIO, BIOES], ids=["BIO", "BIOES"])
@pytest.mark.parametrize("words", [1, 2, 4])
def test_the_best_sequence_of_all_that_are_allowed(tags: tuple[str, ...], words: int) -> None:
    random = np.random.default_rng(words)
    for _ in range(20):
        scores = random.normal(0, 2, (words, len(tags))).astype(np.float32)
        steps = random.normal(0, 2, (len(tags), len(tags))).astype(np.float32)
        paths = [
            path
            for path in product(range(len(tags)), repeat=words)
            if is_allowed([tags[tag] for tag in path], closed=tags is BIOES)
        ]
        sums = [
            sum(scores[word, tag] for word, tag in enumerate(path)) + sum(steps[pair] for pair in pairwise(path))
            for path in paths
        ]
        transitions, kept = tag_transitions(tags, steps), scores.copy()
        expected = list(paths[int(np.argmax(sums))])
        assert best_tags(scores, transitions).tolist() == best_tags_of([scores], transitions)[0].tolist() == expected
        assert (scores == kept).all()


def best_sum(scores: Floats, transitions: TagTransitions) -> float:
    """The sum of the scores of the best sequence, by Viterbi's algorithm, word after word."""
    sums = np.where(transitions.first, scores[0], -np.inf)
    for row in scores[1:]:
        sums = (sums[:, None] + transitions.steps).max(0) + row
    return float(sums[transitions.last].max())


def sum_of(path: list[int], scores: Floats, transitions: TagTransitions) -> float:
    steps = sum(float(transitions.steps[pair]) for pair in pairwise(path))
    return steps + float(scores[range(len(path)), path].sum())


@pytest.mark.parametrize("tags", [BIO, BIOES], ids=["BIO", "BIOES"])
@given(lengths=st.lists(LENGTHS, max_size=6), seed=st.integers(0, 2**32 - 1), most=st.sampled_from([2, 50]))
def test_sequences_of_any_length_are_the_best(tags: tuple[str, ...], lengths: list[int], seed: int, most: int) -> None:
    random = np.random.default_rng(seed)
    # sums of whole numbers are exact, and small numbers make many sequences equally good
    transitions = tag_transitions(tags, random.integers(-most, most, (len(tags), len(tags))))
    sequences = [random.integers(-most, most, (length, len(tags))).astype(np.float32) for length in lengths]
    together = best_tags_of(sequences, transitions)
    for scores, beside in zip(sequences, together, strict=True):
        for found in (best_tags(scores, transitions), beside):
            path = found.tolist()
            assert len(path) == len(scores)
            assert is_allowed([tags[tag] for tag in path], closed=tags is BIOES)
            assert not path or sum_of(path, scores, transitions) == best_sum(scores, transitions)


def test_sums_of_a_long_article_are_exact_enough() -> None:
    words = 20_000
    scores = np.full((words, len(BIO)), -9.0, np.float32)
    right = np.tile([0, 1, 2, 3, 4], words // 5)
    scores[range(words), right] = -0.01
    assert best_tags(scores, tag_transitions(BIO, np.zeros((5, 5)))).tolist() == right.tolist()


def test_no_words_have_no_tags() -> None:
    transitions = tag_transitions(BIO, np.zeros((5, 5)))
    none = np.zeros((0, 5), np.float32)
    assert best_tags(none, transitions).tolist() == []
    assert best_tags_of([], transitions) == []
    assert [tags.tolist() for tags in best_tags_of([none, none], transitions)] == [[], []]


def test_log_softmax() -> None:
    rows = np.asarray([[0.0, 0.0], [1000.0, 0.0], [-2000.0, -2000.0]], np.float32)
    found = log_softmax(rows)
    assert found.dtype == np.float32
    assert np.allclose(found, [[-np.log(2)] * 2, [0, -1000], [-np.log(2)] * 2])
