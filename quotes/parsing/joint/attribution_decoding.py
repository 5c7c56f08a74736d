"""Decoding of the network's scores into attributions: the best tags, and the links between tagged stretches.

Scores are natural logarithms of probabilities. Each unit has scores of tags, and scores of pointing at other units of
its window, or at nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from quotes.networks.viterbi import TagTransitions, best_tags, log_softmax
from quotes.parsing.joint.attribution_scores import POINTER_SIZE, Floats, Range, WindowPointers
from quotes.parsing.joint.attribution_tags import CONTENT, CUE, SOURCE, TAGS, Scheme
from quotes.parsing.joint.windows import Offsets
from quotes.records import Span

WEAKEST_LINK = -3.0
"""Mean score that the units of a content need to point at a cue; a content that points at none is dropped."""

COLUMNS = len(TAGS) + 4 * POINTER_SIZE
"""Number of the network's outputs for a unit by one scheme: scores of tags, and four vectors."""


@dataclass(frozen=True, slots=True)
class AttributionParameters:
    """Parameters of a scheme that are applied outside of the network.

    ``transitions`` score tags after tags; ``nothing`` (2 x vectors) and ``distances`` (2 x buckets) belong to the
    pointers from contents to cues, and from cues to sources.
    """

    transitions: TagTransitions
    nothing: Floats
    distances: Floats


@dataclass(frozen=True, slots=True)
class DecodedScores:
    """Logarithms of probabilities by which an attribution's confidence is judged.

    They are those of the cue's tag, the mean of the tags at the ends of all stretches, of the link from content to cue,
    and of that from cue to source or none.
    """

    cue: float
    ends: float
    link: float
    source: float


@dataclass(frozen=True, slots=True)
class DecodedAttribution:
    """Spans of who says what, and by which word, as the network has found them, with their scores."""

    cue: Span | None
    source: Span | None
    content: tuple[Span, ...]
    scores: DecodedScores

    def moved(self, offset: int) -> DecodedAttribution:
        """Return the same attribution with all spans so many code points later."""
        cue, source = (span and Span(span.start + offset, span.end + offset) for span in (self.cue, self.source))
        content = tuple(Span(span.start + offset, span.end + offset) for span in self.content)
        return replace(self, cue=cue, source=source, content=content)


Attributions = Mapping[Scheme, Sequence[DecodedAttribution]]
"""What the network has found in a text by each scheme that it was asked for, in the order of the cues."""


@dataclass(frozen=True, slots=True)
class LinkedUnits:
    """An attribution in units."""

    cue: Range | None
    source: Range | None
    content: tuple[Range, ...]
    scores: DecodedScores


class SchemeScores:
    """The network's scores of an article by one scheme."""

    def __init__(self, parameters: AttributionParameters) -> None:
        """Start without units."""
        self._transitions = parameters.transitions
        self._tags: list[Floats] = []
        self._cues, self._sources = map(WindowPointers, parameters.nothing, parameters.distances)

    def add(self, units: Range, output: Floats) -> None:
        """Add the network's output (units x `COLUMNS`) for the window that follows."""
        ends = len(TAGS) + POINTER_SIZE * np.arange(4)
        tags, content, cue, citing, source = np.split(output, ends, axis=1)
        self._tags.append(log_softmax(tags))
        self._cues.add(units, content, cue)
        self._sources.add(units, citing, source)

    def tags(self) -> Floats:
        """Return the scores of tags (units x tags)."""
        return np.concatenate(self._tags) if self._tags else np.zeros((0, len(TAGS)))

    def linked(self) -> list[LinkedUnits]:
        """Return the attributions of the article, in the order of their cues."""
        scores = self.tags()
        tags = best_tags(scores, self._transitions)
        stretches = stretches_of(tags.tolist())
        cues = stretches[CUE]
        linked: dict[Range, list[tuple[Range, float]]] = {cue: [] for cue in cues}
        alone: list[tuple[Range, float]] = []
        for content in stretches[CONTENT]:
            near = _near(cues, self._cues.seen(content))
            number, score = self._cues.best(content, [cue[0] for cue in near])
            if number is None:
                alone.append((content, score))
            elif score > WEAKEST_LINK:
                linked[near[number]].append((content, score))
        sources = self._chosen_sources(cues, stretches[SOURCE])
        groups = [
            *((cue, contents) for cue, contents in linked.items() if contents),
            *((None, [each]) for each in alone),
        ]
        attributions = []
        for cue, contents in sorted(groups, key=lambda group: group[0] or group[1][0][0]):
            source, source_score = sources[cue] if cue else (None, 0.0)
            parts = [content for content, _ in contents]
            ends = [end for start, last in [*parts, *filter(None, [cue, source])] for end in (start, last - 1)]
            own_scores = DecodedScores(
                float(scores[cue[0], CUE]) if cue else 0.0,
                float(scores[ends, tags[ends]].mean()),
                float(np.mean([score for _, score in contents])),
                source_score,
            )
            attributions.append(LinkedUnits(cue, source, tuple(parts), own_scores))
        return attributions

    def decoded(self, spans: Sequence[Offsets]) -> list[DecodedAttribution]:
        """Return the attributions of the article in its text, in the order of their cues; `spans` are its units'."""

        def in_text(units: Range) -> Span:
            return Span(spans[units[0]][0], spans[units[1] - 1][1])

        return [
            DecodedAttribution(
                in_text(found.cue) if found.cue else None,
                in_text(found.source) if found.source else None,
                tuple(map(in_text, found.content)),
                found.scores,
            )
            for found in self.linked()
        ]

    def _chosen_sources(
        self, cues: Sequence[Range], sources: Sequence[Range]
    ) -> dict[Range, tuple[Range | None, float]]:
        """Return the source of each cue and its score. A source that no cue has chosen goes to one that has none."""
        pointing: dict[Range, list[tuple[float, Range]]] = {source: [] for source in sources}
        chosen: dict[Range, tuple[Range | None, float]] = {}
        for cue in cues:
            first = (cue[0], cue[0] + 1)
            near = _near(sources, self._sources.seen(first))
            nothing, *others = self._sources.scores(first, [source[0] for source in near])[0].tolist()
            best = max(zip(others, near, strict=True), default=None)
            chosen[cue] = (best[1], best[0]) if best and best[0] > nothing else (None, nothing)
            for score, source in zip(others, near, strict=True):
                pointing[source].append((score, cue))
        taken = {source for source, _ in chosen.values()}
        for source in sources:
            if source not in taken:
                free = ((score, cue) for score, cue in pointing[source] if chosen[cue][0] is None)
                best_cue = max(free, default=None)
                if best_cue and best_cue[0] > WEAKEST_LINK:
                    chosen[best_cue[1]] = (source, best_cue[0])
        return chosen


def stretches_of(tags: Sequence[int]) -> dict[int, list[Range]]:
    """Return the stretches of units that tags mark, by the number of the beginning of their role."""
    stretches: dict[int, list[Range]] = {SOURCE: [], CUE: [], CONTENT: []}
    for number, tag in enumerate(tags):
        if tag in stretches:
            stretches[tag].append((number, number + 1))
        elif tag:
            beginning, last = stretches[tag - 1][-1]
            stretches[tag - 1][-1] = (beginning, last + 1)
    return stretches


def _near(stretches: Sequence[Range], seen: Range) -> Sequence[Range]:
    """Return the stretches, which are in order, that begin with one of the units `seen`."""
    first, end = (bisect_left(stretches, unit, key=lambda stretch: stretch[0]) for unit in seen)
    return stretches[first:end]
