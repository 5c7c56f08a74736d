"""From scores to attributions, with scores made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple

import numpy as np
import pytest

from quotes.statements.learned.attribution_decoding import (
    DISTANCES,
    WordScores,
    decode,
    distance_buckets,
    stretches_of,
)
from quotes.statements.learned.attribution_tags import CONTENT, CUE, SOURCE, TAGS
from quotes.statements.learned.model_input import Range

FLAT = np.zeros((len(TAGS), len(TAGS)))


class MadePointers:
    """Pointer scores that are written down: in the rows of words, of nothing and then of each word."""

    def __init__(self, rows: np.ndarray) -> None:
        self.rows = rows

    def seen(self, words: Range) -> Range:
        return 0, len(self.rows)

    def scores(self, words: Range, targets: Sequence[int]) -> np.ndarray:
        return self.rows[slice(*words), [0, *(target + 1 for target in targets)]]


def scores(tags: str, cues: Mapping[int, int], sources: Mapping[int, int]) -> WordScores:
    """Confident scores: a tag for each word, as a number, and where words point (others point at nothing)."""
    words = len(tags)
    of_tags = np.full((words, len(TAGS)), -5.0)
    of_tags[range(words), [int(tag) for tag in tags]] = -0.1
    return WordScores(of_tags, pointers(words, cues), pointers(words, sources))


def pointers(words: int, targets: Mapping[int, int]) -> MadePointers:
    rows = np.full((words, words + 1), -6.0)
    rows[range(words), [targets.get(word, -1) + 1 for word in range(words)]] = -0.1
    return MadePointers(rows)


def test_a_statement_is_put_together() -> None:
    # He(source) said(cue) it(content) rained(content) . "No"(content)
    (found,) = decode(scores("1356056"[:7], {2: 1, 3: 1, 5: 1, 6: 1}, {1: 0}), FLAT)
    assert (found.cue, found.source, found.content) == ((1, 2), (0, 1), ((2, 4), (5, 7)))
    assert astuple(found.scores)[:4] == pytest.approx((-0.1, -0.1, -0.1, -0.1))


def test_contents_go_to_the_cues_that_their_words_point_at() -> None:
    found = decode(scores("135135", {2: 1, 5: 1}, {1: 0, 4: 3}), FLAT)
    assert [(each.cue, each.content) for each in found] == [((1, 2), ((2, 3), (5, 6)))]


def test_content_that_points_at_nothing_is_a_statement_without_a_cue() -> None:
    # He(source) said(cue) it(content) . "No"(content)
    found = decode(scores("135056", {2: 1}, {1: 0}), FLAT)
    assert [(each.cue, each.source, each.content) for each in found] == [
        ((1, 2), (0, 1), ((2, 3),)),
        (None, None, ((4, 6),)),
    ]
    assert astuple(found[1].scores)[:4] == pytest.approx((0, -0.1, -0.1, 0))


def test_content_that_points_nowhere_is_dropped_and_a_cue_without_content_too() -> None:
    made = scores("1350", {}, {1: 0})
    assert isinstance(made.cues, MadePointers)
    made.cues.rows[2] = [-5, -6, -4, -6, -6]
    assert decode(made, FLAT) == []
    assert decode(scores("1300", {}, {1: 0}), FLAT) == []


def test_a_source_that_nobody_chose_goes_to_a_cue_without_one() -> None:
    sources = pointers(3, {})
    given = WordScores(scores("135", {}, {}).tags, pointers(3, {2: 1}), sources)
    row = sources.rows[1]
    row[:] = [-0.2, -2.0, -6.0, -6.0]
    (found,) = decode(given, FLAT)
    assert found.source == (0, 1)
    row[1] = -3.5
    (found,) = decode(given, FLAT)
    assert found.source is None


def test_stretches() -> None:
    assert stretches_of([1, 2, 0, 3, 5, 6, 5]) == {SOURCE: [(0, 2)], CUE: [(3, 4)], CONTENT: [(4, 6), (6, 7)]}


def test_distances() -> None:
    buckets = distance_buckets(200)
    assert buckets.min() == 0 and buckets.max() == DISTANCES - 1
    assert buckets[10, 13] != buckets[13, 10]
    assert (np.diff(buckets[0]) >= 0).all()
    assert (distance_buckets(200, (10, 13)) == buckets[10:13]).all()


class NearPointers(MadePointers):
    """Made scores of words that see ten words on each side, and the numbers of targets that were asked for."""

    def __init__(self, rows: np.ndarray) -> None:
        super().__init__(rows)
        self.asked: list[int] = []

    def seen(self, words: Range) -> Range:
        return max(0, words[0] - 10), min(len(self.rows), words[1] + 10)

    def scores(self, words: Range, targets: Sequence[int]) -> np.ndarray:
        self.asked.append(len(targets))
        return super().scores(words, targets)


def test_words_are_compared_with_those_that_they_see() -> None:
    statements = 50
    near = {5 * number + 2: 5 * number + 1 for number in range(statements)}
    made = scores(
        "13560" * statements, near | {word + 1: cue for word, cue in near.items()}, {c: c - 1 for c in near.values()}
    )
    cues, sources = NearPointers(made.cues.rows), NearPointers(made.sources.rows)
    found = decode(WordScores(made.tags, cues, sources), FLAT)
    assert [(each.cue[0] - 1, each.source) for each in found] == [
        (first, (first, first + 1)) for first in range(0, 5 * statements, 5)
    ]
    assert max(cues.asked + sources.asked) <= 5
