"""From the scores of the learned model to attributions: the best tags, and which stretches belong together.

Scores are natural logarithms of probabilities. A window of the model gives each of its words scores of tags, and scores
of pointing at each word of the window, or at nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from quotes.networks.viterbi import best_tags, tag_transitions
from quotes.statements.learned.attribution_tags import CONTENT, CUE, SOURCE, TAGS
from quotes.statements.learned.model_input import Range

FAR = -12.0
"""The score of pointing at a word that the window does not have."""

WEAKEST_LINK = -3.0
"""A content whose words point at no cue with at least this mean score is dropped."""

DISTANCES = 34
EXACT_DISTANCES = 6


class Links(Protocol):
    """Where words point: at other words of the article, or at nothing."""

    def scores(self, words: Range, targets: Sequence[int]) -> np.ndarray:
        """Words x (1 + targets): the scores of pointing at nothing, and at each of the words `targets`.

        That of a target which a word's window does not have is `FAR`.
        """


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model says of an article: words x tags, and where contents point at cues, and cues at sources."""

    tags: np.ndarray
    cues: Links
    sources: Links


@dataclass(frozen=True, slots=True)
class Link:
    """An attribution in words of the article.

    ``evidence`` are the scores by which its confidence is judged: of the cue's tag, the mean of the tags at the ends of
    the stretches, of content to cue, and of cue to source.
    """

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    evidence: tuple[float, float, float, float]


def decode(scores: Scores, transitions: np.ndarray) -> list[Link]:
    """The attributions of an article, in the order of their cues."""
    tags = best_tags(scores.tags, tag_transitions(TAGS, transitions))
    stretches = stretches_of(tags)
    contents: dict[Range, list[tuple[Range, float]]] = {cue: [] for cue in stretches[CUE]}
    cues = list(contents)
    for content in stretches[CONTENT] if cues else ():
        means = scores.cues.scores(content, [cue[0] for cue in cues])[:, 1:].mean(0)
        best = int(means.argmax())
        if means[best] > WEAKEST_LINK:
            contents[cues[best]].append((content, float(means[best])))
    sources = _sources(scores.sources, cues, stretches[SOURCE])
    links = []
    for cue, linked in contents.items():
        if linked:
            source, source_score = sources[cue]
            parts = [content for content, _ in linked]
            ends = [end for part in (cue, *parts, *([source] if source else [])) for end in (part[0], part[1] - 1)]
            evidence = (
                float(scores.tags[cue[0], CUE]),
                float(np.mean([scores.tags[end, tags[end]] for end in ends])),
                float(np.mean([score for _, score in linked])),
                source_score,
            )
            links.append(Link(cue, source, tuple(parts), evidence))
    return links


def stretches_of(tags: Sequence[int]) -> dict[int, list[Range]]:
    """The stretches of words that tags mark, by the number of the beginning of their role."""
    stretches: dict[int, list[Range]] = {SOURCE: [], CUE: [], CONTENT: []}
    for number, tag in enumerate(tags):
        if tag in stretches:
            stretches[tag].append((number, number + 1))
        elif tag:
            beginning, last = stretches[tag - 1][-1]
            stretches[tag - 1][-1] = (beginning, last + 1)
    return stretches


def _sources(links: Links, cues: list[Range], sources: list[Range]) -> dict[Range, tuple[Range | None, float]]:
    """The source of each cue and its score. A source that no cue has chosen goes to one that has none."""
    starts = [source[0] for source in sources]
    scores = {cue: links.scores((cue[0], cue[0] + 1), starts)[0].tolist() for cue in cues}
    chosen: dict[Range, tuple[Range | None, float]] = {}
    for cue, (nothing, *others) in scores.items():
        best = max(zip(others, sources, strict=True), default=None)
        chosen[cue] = (best[1], best[0]) if best and best[0] > nothing else (None, nothing)
    taken = {source for source, _ in chosen.values()}
    for number, source in enumerate(sources, start=1):
        if source not in taken:
            free = ((scores[cue][number], cue) for cue in cues if chosen[cue][0] is None)
            best_cue = max(free, default=None)
            if best_cue and best_cue[0] > WEAKEST_LINK:
                chosen[best_cue[1]] = (source, best_cue[0])
    return chosen


def distance_buckets(words: int, rows: Range | None = None) -> np.ndarray:
    """A number for the distance from each word (or those of `rows`) to each other one: coarse for far ones."""
    size = np.arange(max(words, 1))
    far = EXACT_DISTANCES + np.floor(2 * np.log2(np.maximum(size, 1) / EXACT_DISTANCES))
    half = DISTANCES // 2
    behind = np.where(size < EXACT_DISTANCES, size, np.clip(far, EXACT_DISTANCES, half - 1)).astype(np.int64)
    buckets = np.concatenate([behind[:0:-1], behind[:1], behind[1:] + half])
    first, last = rows or (0, words)
    distances = np.arange(words)[None, :] - np.arange(first, last)[:, None]
    return np.asarray(buckets[distances + len(size) - 1])
