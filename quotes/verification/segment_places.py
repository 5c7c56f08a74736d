"""Places of the segments of a quotation in a source: exact ones first, then similar ones, then parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from quotes.verification.folded_text import WordSequence
from quotes.verification.quotation_segments import Segment, SegmentedQuotation
from quotes.verification.source_text import SourceText
from quotes.verification.word_alignment import Step, aligned, nearest_window, without_edges

MOST_PLACES = 500
"""Exact places of one segment that are weighed."""

MARGIN = 4
"""Words beside a similar place that may belong to it: the search is off by up to four letters at the edges."""

SEARCHED_BELOW = 0.15
"""Similarity by which the rough search may lie below the exact one."""

SHORT_WORDS, SHORT_SIMILARITY = 3, 0.8
"""Words up to which a segment must be more similar, and by how much: any text has something like two short words."""

LEAST_RUN = 4
"""Words of the shortest part of a sentence that is looked for on its own."""

KEPT_WORDS = 0.45
"""Part of the words of a segment that a similar place must have."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a segment in a source: the numbers of its words there, and the steps from them to the segment."""

    segment: Segment
    numbers: Sequence[int]
    steps: tuple[Step, ...]
    similarity: float = 1.0

    @property
    def first(self) -> int:
        """The number of the first word."""
        return self.numbers[0]

    @property
    def last(self) -> int:
        """The number of the last word."""
        return self.numbers[-1]


def places_of(
    quotation: SegmentedQuotation, source: SourceText, min_similarity: float
) -> list[tuple[Segment, list[Place]]]:
    """Return the segments of a quotation, divided further where needed, each with its places in a source.

    A segment that no place has word for word is looked for sentence by sentence, each of these also by similarity
    (0 to 1), and at last by the longest parts that some place has.
    """
    found = []
    for segment in quotation.segments:
        if exact := _exact(quotation, segment, source):
            found.append((segment, exact))
            continue
        sentences = quotation.sentences(segment)
        for sentence in sentences:
            exact = _exact(quotation, sentence, source) if len(sentences) > 1 else []
            if exact:
                found.append((sentence, exact))
            else:
                is_long = len(sentence) > SHORT_WORDS or len(sentences) == 1
                similar = _similar(quotation, sentence, source, min_similarity) if is_long else None
                found += _best(sentence, similar, quotation, source)
    return found


def _best(
    sentence: Segment, similar: Place | None, quotation: SegmentedQuotation, source: SourceText
) -> list[tuple[Segment, list[Place]]]:
    """Return a sentence with its similar place, or in parts that some places have, if these are more of it."""
    kept = _kept(similar) if similar else 0
    if similar and len(sentence) - kept < LEAST_RUN:
        return [(sentence, [similar])]
    parts = _in_parts(quotation, sentence, source)
    in_parts = sum(len(part) for part, places in parts if places)
    return [(sentence, [similar])] if similar and in_parts - kept < LEAST_RUN else parts


def has_words(quotation: SegmentedQuotation, source: SourceText) -> bool:
    """Tell whether a source has every segment of a quotation word for word."""
    return all(_exact(quotation, segment, source) for segment in quotation.segments)


def _exact(quotation: SegmentedQuotation, segment: Segment, source: SourceText) -> list[Place]:
    """Return the places that have exactly the words of a segment."""
    found: dict[int, Place] = {}
    words = quotation.words(segment)
    for sequence, numbers in source.views:
        for start in islice(sequence.find(words), MOST_PLACES):
            own = numbers[start : start + len(words)]
            if own[0] not in found:
                found[own[0]] = Place(segment, own, (Step("equal", segment.start, segment.end, tuple(own)),))
    return [found[start] for start in sorted(found)]


def _similar(
    quotation: SegmentedQuotation, segment: Segment, source: SourceText, min_similarity: float
) -> Place | None:
    """Return the place that is most like a segment, if it is similar enough (0 to 1)."""
    least = max(min_similarity, SHORT_SIMILARITY) if len(segment) <= SHORT_WORDS else min_similarity
    best: Place | None = None
    for view in source.views:
        place = _most_similar(quotation, segment, source, *view, max(least, best.similarity if best else 0))
        best = max(filter(None, (best, place)), key=lambda one: one.similarity, default=None)
    is_like = best and best.similarity >= least and _kept(best) >= KEPT_WORDS * len(segment)
    return best if is_like else None


def _most_similar(
    quotation: SegmentedQuotation,
    segment: Segment,
    source: SourceText,
    sequence: WordSequence,
    numbers: Sequence[int],
    least: float,
) -> Place | None:
    from rapidfuzz import fuzz

    words = quotation.words(segment)
    wanted = " ".join(words)
    within = range(len(sequence.words))
    if len(words) < len(sequence.words):
        near = sequence.nearest(words, max(0, least - SEARCHED_BELOW))
        if near is None:
            return None
        within = range(max(0, near.start - MARGIN), min(len(sequence.words), near.stop + MARGIN))
    own = [number for number in within if numbers[number] >= 0]
    edge = 2 * MARGIN if len(own) <= len(words) + 4 * MARGIN else 0
    own = own[nearest_window(words, [sequence.words[each] for each in own], edge, edge)]
    steps = aligned(words, segment.start, [sequence.words[each] for each in own], [numbers[each] for each in own])
    steps = without_edges(steps, source.is_border)
    matched = [number for step in steps for number in step.source]
    if not matched:
        return None
    similarity = fuzz.ratio(wanted, " ".join(source.folded.words[number] for number in matched)) / 100
    return Place(segment, matched, tuple(steps), similarity)


def _kept(place: Place) -> int:
    return sum(step.end - step.start for step in place.steps if step.tag == "equal")


def _in_parts(
    quotation: SegmentedQuotation, sentence: Segment, source: SourceText
) -> list[tuple[Segment, list[Place]]]:
    """Return a sentence divided into the longest parts that some place has, and the words between them."""
    parts: list[tuple[Segment, list[Place]]] = []
    position = lost = sentence.start
    while position + LEAST_RUN <= sentence.end:
        run = quotation.folded.words[position : position + LEAST_RUN]
        if not any(sequence.has(run) for sequence, _ in source.views):
            position += 1
            continue
        length, places = 0, list[Place]()
        while position + max(length + 1, LEAST_RUN) <= sentence.end:
            longer = max(length + 1, LEAST_RUN)
            found = _exact(quotation, Segment(position, position + longer), source)
            if not found:
                break
            length, places = longer, found
        if lost < position:
            parts.append((Segment(lost, position), []))
        parts.append((Segment(position, position + length), places))
        position = lost = position + length
    if lost < sentence.end:
        parts.append((Segment(lost, sentence.end), []))
    first, places = parts[0]
    first = Segment(first.start, first.end, sentence.before, sentence.brackets)
    return [(first, [Place(first, one.numbers, one.steps) for one in places]), *parts[1:]]
