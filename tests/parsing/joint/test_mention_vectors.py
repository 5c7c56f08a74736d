"""Whom a word means, by vectors that are made by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_network import made_vectors

from quotes.parsing.joint.mention_vectors import MENTION_SIZE, MentionVectors

SHE, BERG, LANG = 40, 4, 20
"""Offsets of words."""


@pytest.mark.parametrize(
    ("means", "best"),
    [({SHE: BERG}, 0), ({SHE: LANG}, 1), ({SHE: None, BERG: LANG}, 2)],
    ids=["Berg", "Lang", "nobody"],
)
def test_a_word_means_the_candidate_with_the_most_similar_mention(means: dict[int, int | None], best: int) -> None:
    scores = made_vectors(means).scores(SHE, [[7, BERG], [LANG], []])
    assert int(scores.argmax()) == best
    assert np.exp(scores).sum() == pytest.approx(1, abs=1e-5)


def test_a_mention_is_the_unit_in_which_its_offset_is() -> None:
    vectors = made_vectors({SHE: BERG})
    assert vectors.scores(SHE + 2, [[BERG + 3], [LANG]]).tolist() == vectors.scores(SHE, [[BERG], [LANG]]).tolist()


@given(
    st.lists(st.lists(st.integers(0, 30), max_size=4), min_size=1, max_size=5), st.integers(0, 30), st.integers(0, 9)
)
def test_every_candidate_has_a_probability(candidates: list[list[int]], reference: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    made = MentionVectors(
        np.arange(0, 30, 3),
        random.normal(size=(10, 2, MENTION_SIZE)).astype(np.float16),
        random.normal(size=MENTION_SIZE),
    )
    scores = made.scores(reference, candidates)
    assert scores.shape == (len(candidates),)
    assert np.exp(scores).sum() == pytest.approx(1, abs=1e-4)


def test_who_may_be_nobody_has_the_better_of_both() -> None:
    for means, best in (({SHE: None}, 0), ({SHE: BERG}, 0), ({SHE: LANG}, 1)):
        assert int(made_vectors(means).scores(SHE, [[BERG, None], [LANG]]).argmax()) == best
