"""Choice of one place for each segment of a quotation, so that all of them lie close together and in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from quotes.verification.quotation_segments import Segment
from quotes.verification.segment_places import Place
from quotes.verification.source_text import SourceText

FAR_SPOKEN, FAR = 100, 250
"""Words that are said, and all words, between two places from which on these are far apart."""

OVERLAP = 3
"""Words that two neighbouring places may share: the edges of similar places are guesses."""

FAR_COST, LOST_COST, NEAR_COST = 3.0, 1.0, 0.5
"""Costs of a place far from the one before it, of a segment without a place, and of the longest near distance."""

SHORT_WORDS = 3
"""Words up to which a segment has only places near to others: far from them, it is chance."""

Places = Sequence[tuple[Segment, list[Place]]]


def chained(places: Places, source: SourceText, cost_of: Callable[[Place], float]) -> list[Place | None]:
    """Return one place for each segment, or None, such that their distances and their own costs are smallest.

    Each place of the segment that has the fewest is tried, with the nearest ones of the others.
    """
    anchors = [number for number, (_, found) in enumerate(places) if found]
    if not anchors:
        return [None] * len(places)
    anchor = min(anchors, key=lambda each: (len(places[each][1]), -len(places[each][0])))
    tried = (_around(anchor, place, places, source) for place in places[anchor][1])
    return min(tried, key=lambda chain: _cost(chain, source) + cost_of(chain[anchor]))  # type: ignore[arg-type]


def are_near(before: Place, after: Place, source: SourceText) -> bool:
    """Tell whether a place lies behind another, not far from it, and not in the words of another speaker."""
    speakers = [
        {speaker.id for one in source.statements_at(each.numbers) for speaker in one.speakers}
        for each in (before, after)
    ]
    if all(speakers) and speakers[0].isdisjoint(speakers[1]):
        return False
    distance = after.first - before.last - 1
    if distance < 0:
        return distance >= -OVERLAP and after.last > before.last
    return distance <= FAR and len(source.words_between(before.last + 1, after.first)) <= FAR_SPOKEN


def _around(anchor: int, place: Place, places: Places, source: SourceText) -> list[Place | None]:
    chain: list[Place | None] = [None] * len(places)
    chain[anchor] = here = place
    for number in range(anchor + 1, len(places)):
        segment, found = places[number]
        start = bisect_left(found, here.last + 1 - OVERLAP, key=lambda one: one.first)
        pairs = [(here, one) for one in found[start : start + 1 + OVERLAP]]
        chain[number] = _nearest(pairs, source, 1) or _far(segment, found)
        here = chain[number] or here
    here = place
    for number in range(anchor - 1, -1, -1):
        segment, found = places[number]
        end = bisect_left(found, here.first + OVERLAP, key=lambda one: one.first)
        pairs = [(one, here) for one in found[max(0, end - 1 - OVERLAP) : end]]
        chain[number] = _nearest(pairs, source, 0) or _far(segment, found)
        here = chain[number] or here
    return chain


def _nearest(pairs: Iterable[tuple[Place, Place]], source: SourceText, wanted: int) -> Place | None:
    near = [pair for pair in pairs if are_near(*pair, source)]
    best = min(near, key=lambda pair: abs(pair[1].first - pair[0].last - 1), default=None)
    return best[wanted] if best else None


def _far(segment: Segment, found: Sequence[Place]) -> Place | None:
    return found[0] if found and len(segment) > SHORT_WORDS else None


def _cost(chain: Sequence[Place | None], source: SourceText) -> float:
    placed = [place for place in chain if place]
    cost = LOST_COST * (len(chain) - len(placed))
    for before, after in pairwise(placed):
        if are_near(before, after, source):
            cost += NEAR_COST * max(0, after.first - before.last - 1) / FAR
        else:
            cost += FAR_COST
    return cost
