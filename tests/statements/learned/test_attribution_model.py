"""Where words point, put together from the windows of an article."""

from __future__ import annotations

import numpy as np
import pytest

from quotes.statements.learned.attribution_decoding import DISTANCES, FAR, distance_buckets
from quotes.statements.learned.attribution_model import WindowPointers
from quotes.statements.learned.model_input import Window

SIZE = 4


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(1)


def test_scores_are_those_of_the_window_that_decides_for_a_word(random: np.random.Generator) -> None:
    nothing, by_distance = random.normal(size=SIZE), random.normal(size=DISTANCES)
    pointers = WindowPointers(nothing, by_distance)
    rows = {}
    for window in (Window((0, 5), (0, 3)), Window((2, 8), (3, 8))):
        first, last = window.words
        pointing, pointed = random.normal(size=(2, last - first, SIZE))
        pointers.add(window, pointing, pointed)
        scores = np.concatenate([nothing[None], pointed]) @ pointing.T / np.sqrt(SIZE)
        scores[1:] += by_distance[distance_buckets(last - first)].T
        probabilities = np.exp(scores) / np.exp(scores).sum(0)
        rows |= {
            word: dict(enumerate(np.log(probabilities[:, word - first]), first - 1)) for word in range(*window.core)
        }
    found = pointers.scores((1, 6), [0, 4, 7])
    assert found.shape == (5, 4)
    for word, row in enumerate(found, start=1):
        first = 0 if word < 3 else 2
        nothing_there, *others = row
        assert nothing_there == pytest.approx(rows[word][first - 1], abs=1e-5)
        assert others == pytest.approx(
            [rows[word].get(target, FAR) if target >= first else FAR for target in (0, 4, 7)], abs=1e-5
        )


def test_no_targets(random: np.random.Generator) -> None:
    pointers = WindowPointers(random.normal(size=SIZE), np.zeros(DISTANCES))
    pointers.add(Window((0, 2), (0, 2)), *random.normal(size=(2, 2, SIZE)))
    assert pointers.scores((0, 1), []).shape == (1, 1)
