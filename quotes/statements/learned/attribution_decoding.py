"""Decoding of the learned model's scores into attributions: the best tags, and the links between tagged stretches.

Scores are natural logarithms of probabilities. Each word has scores of tags, and scores of pointing at other words of
its window, or at nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from quotes.networks.viterbi import best_tags, tag_transitions
from quotes.statements.candidate import ModelScores
from quotes.statements.learned.attribution_tags import CONTENT, CUE, SOURCE, TAGS
from quotes.statements.learned.model_input import Range

FAR = -12.0
"""Score of pointing at a word outside of the window."""

WEAKEST_LINK = -3.0
"""Mean score that the words of a content need to point at a cue; a content that points at none is dropped."""

DISTANCES = 34
EXACT_DISTANCES = 6
"""Number of buckets of distances, and of the shortest distances that have a bucket each."""


class PointerScores(Protocol):
    """Scores of words that point at other words of the article, or at nothing."""

    def seen(self, words: Range) -> Range:
        """Return the words that some of these can point at: those of their windows."""

    def scores(self, words: Range, targets: Sequence[int]) -> np.ndarray:
        """Return words x (1 + targets): the scores of pointing at nothing, and at each of the words `targets`.

        A target outside of a word's window has the score `FAR`.
        """


@dataclass(frozen=True, slots=True)
class WordScores:
    """The model's scores of an article: words x tags, contents that point at cues, and cues that point at sources."""

    tags: np.ndarray
    cues: PointerScores
    sources: PointerScores


@dataclass(frozen=True, slots=True)
class DecodedAttribution:
    """An attribution in words of the article, with the scores by which its confidence is judged."""

    cue: Range | None
    source: Range | None
    content: tuple[Range, ...]
    scores: ModelScores


def decode(scores: WordScores, transitions: np.ndarray) -> list[DecodedAttribution]:
    """Return the attributions of an article, in the order of their cues."""
    tags = best_tags(scores.tags, tag_transitions(TAGS, transitions))
    stretches = stretches_of(tags.tolist())
    cues = stretches[CUE]
    linked: dict[Range | None, list[tuple[Range, float]]] = {cue: [] for cue in cues}
    alone: list[tuple[Range, float]] = []
    for content in stretches[CONTENT]:
        near = _near(cues, scores.cues.seen(content))
        nothing, *means = scores.cues.scores(content, [cue[0] for cue in near]).mean(0).tolist()
        score, cue = max(zip(means, near, strict=True), default=(FAR, None))
        if score < nothing:
            alone.append((content, nothing))
        elif score > WEAKEST_LINK:
            linked[cue].append((content, score))
    sources = _sources(scores.sources, cues, stretches[SOURCE])
    groups = [*((cue, contents) for cue, contents in linked.items() if contents), *((None, [each]) for each in alone)]
    attributions = []
    for cue, contents in groups:
        source, source_score = sources[cue] if cue else (None, 0.0)
        parts = [content for content, _ in contents]
        spans = [*parts, *filter(None, [cue, source])]
        ends = [end for start, last in spans for end in (start, last - 1)]
        own_scores = ModelScores(
            float(scores.tags[cue[0], CUE]) if cue else 0.0,
            float(np.mean([scores.tags[end, tags[end]] for end in ends])),
            float(np.mean([score for _, score in contents])),
            source_score,
        )
        attributions.append(DecodedAttribution(cue, source, tuple(parts), own_scores))
    return sorted(attributions, key=lambda each: each.cue or each.content[0])


def stretches_of(tags: Sequence[int]) -> dict[int, list[Range]]:
    """Return the stretches of words that tags mark, by the number of the beginning of their role."""
    stretches: dict[int, list[Range]] = {SOURCE: [], CUE: [], CONTENT: []}
    for number, tag in enumerate(tags):
        if tag in stretches:
            stretches[tag].append((number, number + 1))
        elif tag:
            beginning, last = stretches[tag - 1][-1]
            stretches[tag - 1][-1] = (beginning, last + 1)
    return stretches


def _sources(
    pointers: PointerScores, cues: list[Range], sources: list[Range]
) -> dict[Range, tuple[Range | None, float]]:
    """Return the source of each cue and its score. A source that no cue has chosen goes to one that has none."""
    pointing: dict[Range, list[tuple[float, Range]]] = {source: [] for source in sources}
    chosen: dict[Range, tuple[Range | None, float]] = {}
    for cue in cues:
        first = (cue[0], cue[0] + 1)
        near = _near(sources, pointers.seen(first))
        nothing, *others = pointers.scores(first, [source[0] for source in near])[0].tolist()
        best = max(zip(others, near, strict=True), default=None)
        chosen[cue] = (best[1], best[0]) if best and best[0] > nothing else (None, nothing)
        for score, source in zip(others, near, strict=True):
            pointing[source].append((score, cue))
    taken = {source for source, _ in chosen.values()}
    for source in sources:
        if source not in taken:
            best_cue = max(((score, cue) for score, cue in pointing[source] if chosen[cue][0] is None), default=None)
            if best_cue and best_cue[0] > WEAKEST_LINK:
                chosen[best_cue[1]] = (source, best_cue[0])
    return chosen


def _near(stretches: Sequence[Range], seen: Range) -> Sequence[Range]:
    """Return the stretches, which are in order, that begin with one of the words `seen`."""
    first, end = (bisect_left(stretches, word, key=lambda stretch: stretch[0]) for word in seen)
    return stretches[first:end]


def distance_buckets(words: int, rows: Range | None = None) -> np.ndarray:
    """Return the bucket of the distance from each word (or those of `rows`) to each other one, coarse for far ones."""
    size = np.arange(max(words, 1))
    far = EXACT_DISTANCES + np.floor(2 * np.log2(np.maximum(size, 1) / EXACT_DISTANCES))
    half = DISTANCES // 2
    behind = np.where(size < EXACT_DISTANCES, size, np.clip(far, EXACT_DISTANCES, half - 1)).astype(np.int64)
    buckets = np.concatenate([behind[:0:-1], behind[:1], behind[1:] + half])
    first, last = rows or (0, words)
    distances = np.arange(words)[None, :] - np.arange(first, last)[:, None]
    return np.asarray(buckets[distances + len(size) - 1])
