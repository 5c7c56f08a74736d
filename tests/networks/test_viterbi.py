"""The best sequence of tags is that of all sequences, and one that the scheme allows."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from quotes.networks.viterbi import best_tags, log_softmax, tag_transitions

BIO = ("O", "B-cue", "I-cue", "B-content", "I-content")
BIOES = ("B-PERSON", "E-PERSON", "I-PERSON", "O", "S-ORG", "S-PERSON")


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
        kept = scores.copy()
        assert best_tags(scores, tag_transitions(tags, steps)) == list(paths[int(np.argmax(sums))])
        assert (scores == kept).all()


def test_no_words_have_no_tags() -> None:
    assert best_tags(np.zeros((0, 5)), tag_transitions(BIO, np.zeros((5, 5)))) == []


def test_log_softmax() -> None:
    rows = np.asarray([[0.0, 0.0], [1000.0, 0.0], [-2000.0, -2000.0]], np.float32)
    found = log_softmax(rows)
    assert found.dtype == np.float32
    assert np.allclose(found, [[-np.log(2)] * 2, [0, -1000], [-np.log(2)] * 2])
