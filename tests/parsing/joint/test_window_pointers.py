"""Scores of pointers between units of an article, put together from its windows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.parsing.joint.attribution_scores import (
    DISTANCES,
    EXACT_DISTANCES,
    Floats,
    WindowPointers,
    distance_buckets,
    rows_by_distance,
)

SIZE = 4


class Made:
    """Pointers of an article with windows of some lengths, and the vectors of which they are made."""

    def __init__(self, lengths: list[int], seed: int = 1) -> None:
        random = np.random.default_rng(seed)
        self.nothing, self.by_distance = random.normal(size=SIZE), random.normal(size=DISTANCES)
        self.pointers = WindowPointers(self.nothing, self.by_distance)
        ends = np.cumsum(lengths).tolist()
        self.windows = list(zip([0, *ends[:-1]], ends, strict=True))
        self.vectors = [random.normal(size=(2, length, SIZE)) for length in lengths]
        for window, vectors in zip(self.windows, self.vectors, strict=True):
            self.pointers.add(window, *vectors)

    def window_of(self, unit: int) -> int:
        return next(number for number, (first, end) in enumerate(self.windows) if first <= unit < end)

    def probabilities(self, unit: int) -> Floats:
        """The probabilities with which a unit points at nothing and at each unit of its window, as they are defined."""
        number = self.window_of(unit)
        first, end = self.windows[number]
        pointing, pointed = self.vectors[number]
        scores = [pointing[unit - first] @ self.nothing / np.sqrt(SIZE)]
        for other in range(end - first):
            bucket = distance_buckets(end - first)[unit - first, other]
            scores.append(pointing[unit - first] @ pointed[other] / np.sqrt(SIZE) + self.by_distance[bucket])
        return np.exp(scores) / np.exp(scores).sum()


@given(st.lists(st.integers(1, 9), min_size=1, max_size=4), st.integers(0, 99), st.data())
def test_a_pointer_never_leaves_its_window(lengths: list[int], seed: int, data: st.DataObject) -> None:
    made = Made(lengths, seed)
    count = sum(lengths)
    first = data.draw(st.integers(0, count - 1))
    end = data.draw(st.integers(first + 1, count))
    targets = data.draw(st.lists(st.integers(0, count - 1), max_size=5))
    scores = made.pointers.scores((first, end), targets)
    assert scores.shape == (end - first, 1 + len(targets))
    for unit, (nothing, *others) in enumerate(scores.tolist(), start=first):
        start, stop = made.windows[made.window_of(unit)]
        own = np.log(made.probabilities(unit))
        expected = [own[1 + target - start] if start <= target < stop else np.nan for target in targets]
        assert [nothing, *others] == pytest.approx([own[0], *expected], abs=1e-4, nan_ok=True)
    assert made.pointers.seen((first, end)) == (
        made.windows[made.window_of(first)][0],
        made.windows[made.window_of(end - 1)][1],
    )


def test_all_that_a_unit_can_point_at_add_up_to_one() -> None:
    pointers = Made([5, 8]).pointers
    assert np.exp(pointers.scores((0, 5), range(5))).sum(1) == pytest.approx(np.ones(5), abs=1e-5)
    assert np.exp(pointers.scores((5, 13), range(5, 13))).sum(1) == pytest.approx(np.ones(8), abs=1e-5)


@pytest.mark.parametrize("units", [0, 1, 6, 200])
def test_distances_have_buckets_by_direction_and_length(units: int) -> None:
    buckets = distance_buckets(units)
    assert buckets.shape == (units, units)
    for one in range(units):
        assert (np.diff(buckets[one, one:]) >= 0).all() and (np.diff(buckets[one, : one + 1]) <= 0).all()
        ahead, behind = buckets[one, one:], buckets[one, one::-1]
        size = min(len(ahead), len(behind))
        assert (ahead[1:size] == behind[1:size] + DISTANCES // 2).all()
        assert len(set(ahead[:EXACT_DISTANCES].tolist())) == min(len(ahead), EXACT_DISTANCES)
    assert units < 200 or (buckets.min(), buckets.max()) == (0, DISTANCES - 1)


@given(st.integers(1, 60), st.data())
def test_values_by_distance(units: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, units))
    end = data.draw(st.integers(first, units))
    values = np.random.default_rng(units).normal(size=DISTANCES)
    assert (rows_by_distance(values, units, (first, end)) == values[distance_buckets(units)[first:end]]).all()
