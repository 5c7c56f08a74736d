"""Wording of a quotation against the places that a source has of its segments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotes.verification.folded_text import fold
from quotes.verification.place_chains import are_near
from quotes.verification.quotation_segments import Segment, SegmentedQuotation
from quotes.verification.segment_places import Place
from quotes.verification.source_text import SourceText
from quotes.verification.verdicts import WORDINGS, ChangeKind, WordChange, Wording
from quotes.verification.word_alignment import Step, aligned, nearest_window, without_edges

BRACKET_WORDS = 8
"""Words of the source, beside as many as stand in them, that brackets may stand for."""

FOUND = 0.5
"""Part of the words of a quotation that must have a place for it to be found."""


@dataclass(frozen=True, slots=True)
class ComparedWording:
    """Wording of a quotation, its similarity with what a source has (0 to 1), the word diff, and its places there."""

    wording: Wording
    similarity: float
    changes: tuple[WordChange, ...]
    places: tuple[Place, ...]


def compared_wording(
    quotation: SegmentedQuotation,
    chain: Sequence[tuple[Segment, Place | None]],
    source: SourceText,
    min_similarity: float,
) -> ComparedWording | None:
    """Return the wording of a quotation whose segments have these places, None if too little of it is there."""
    places = tuple(place for _, place in chain if place)
    total = len(quotation.folded.words)
    if sum(len(place.segment) for place in places) < FOUND * total:
        return None
    found = list(_compared(quotation, chain, source))
    wordings = [wording for wording, _ in found]
    changes = tuple(change for _, change in found if change.text or change.source)
    if _similarity([change for change in changes if change.kind != "dropped"]) < min_similarity:
        return None
    worst = max(wordings, key=WORDINGS.index)
    diff = () if all(change.kind == "same" for change in changes) else _merged(changes)
    return ComparedWording(worst, _similarity(changes), diff, places)


def _compared(
    quotation: SegmentedQuotation, chain: Sequence[tuple[Segment, Place | None]], source: SourceText
) -> Iterator[tuple[Wording, WordChange]]:
    """Yield the wording and the change of each stretch of a quotation, in order."""
    before: Place | None = None
    lost: list[Segment] = []
    for segment, place in chain:
        if place is None:
            lost.append(segment)
            continue
        border = next((one for one in (*lost, segment) if one.before != "none"), segment)
        yield from _between(quotation, before, lost, border, place, source)
        lost = []
        for step in place.steps:
            yield _stated(quotation, step, source)
        before = place
    if lost and before:
        end = min(len(source.folded.words), before.last + 1 + _room(lost))
        room = range(before.last + 1, end)
        yield from _beside(quotation, lost, room, source, (0, len(room)))


def _between(
    quotation: SegmentedQuotation,
    before: Place | None,
    lost: Sequence[Segment],
    border: Segment,
    place: Place,
    source: SourceText,
) -> Iterator[tuple[Wording, WordChange]]:
    """Yield what lies between two places: words of the quotation that have none, and words of the source left out."""
    if before is None:
        room = range(max(0, place.first - _room(lost)), place.first)
        yield from _beside(quotation, lost, room, source, (len(room), 0))
        if border.brackets:
            yield "brackets", WordChange("brackets", border.brackets)
        return
    if not are_near(before, place, source):
        yield from _inserted(quotation, lost)
        apart = border.before == "piece" and _are_sentences(quotation, before, place, source)
        yield "shortened" if apart else "stitched", WordChange("left out", source="[…]")
        return
    skipped = source.words_between(before.last + 1, place.first)
    if lost:
        start, end = lost[0].start, lost[-1].end
        words = quotation.folded.words[start:end]
        for step in aligned(words, start, [source.folded.words[each] for each in skipped], skipped):
            yield _stated(quotation, step, source)
        return
    omitted = _written(source, skipped)
    if border.before == "brackets":
        between = source.text[source.folded.ends[before.last] : source.folded.starts[place.first]]
        is_same = fold(border.brackets).words == [source.folded.words[number] for number in skipped]
        if "[" in between and is_same:
            yield "verbatim", WordChange("same", border.brackets, omitted)
        elif "[" in between:
            yield "altered", WordChange("replaced", border.brackets, omitted)
        elif len(skipped) <= BRACKET_WORDS + len(border.brackets.split()):
            yield "brackets", WordChange("brackets", border.brackets, omitted)
        else:
            yield "altered", WordChange("dropped", source=omitted)
    elif not skipped:
        return
    elif border.before == "ellipsis" or (
        border.before == "piece" and _has_sentence_end(source, before, skipped, place)
    ):
        yield "shortened", WordChange("left out", source=omitted)
    else:
        yield "altered", WordChange("dropped", source=omitted)


def _are_sentences(quotation: SegmentedQuotation, before: Place, place: Place, source: SourceText) -> bool:
    """Tell whether a place ends, and the next one begins, a sentence of its own, by its first letter here."""
    begins = quotation.text[quotation.folded.starts[place.segment.start]]
    ends = source.is_border(before.last, before.last + 1) if before.last + 1 < len(source.folded.words) else True
    return not begins.islower() and ends and (place.first == 0 or source.is_border(place.first - 1, place.first))


def _has_sentence_end(source: SourceText, before: Place, skipped: Sequence[int], place: Place) -> bool:
    numbers = [before.last, *skipped, place.first]
    return any(source.ends_sentence(one, other) for one, other in pairwise(numbers))


def _room(lost: Sequence[Segment]) -> int:
    """Return the number of words beside a place in which segments without a place may stand."""
    return sum(map(len, lost)) + BRACKET_WORDS


def _beside(
    quotation: SegmentedQuotation,
    lost: Sequence[Segment],
    numbers: Sequence[int],
    source: SourceText,
    edges: tuple[int, int],
) -> Iterator[tuple[Wording, WordChange]]:
    """Yield what becomes of segments at the beginning or end of a quotation, with some words beside the rest of it.

    So many of these may be left out at their beginning and end.
    """
    if lost and not any(segment.brackets for segment in lost):
        start, end = lost[0].start, lost[-1].end
        words = quotation.folded.words[start:end]
        own = [source.folded.words[each] for each in numbers]
        window = nearest_window(words, own, *edges)
        steps = aligned(words, start, own[window], numbers[window])
        if kept := without_edges(steps, source.is_border):
            yield from (_stated(quotation, step, source) for step in kept)
            return
    yield from _inserted(quotation, lost)


def _inserted(quotation: SegmentedQuotation, lost: Sequence[Segment]) -> Iterator[tuple[Wording, WordChange]]:
    for segment in lost:
        if segment.brackets:
            yield "brackets", WordChange("brackets", segment.brackets)
        yield "altered", WordChange("inserted", quotation.written(segment.start, segment.end))


def _stated(quotation: SegmentedQuotation, step: Step, source: SourceText) -> tuple[Wording, WordChange]:
    """Return the wording and the change of one step."""
    text, own = quotation.written(step.start, step.end), _written(source, step.source)
    if step.tag == "equal":
        return ("verbatim" if are_written_alike(quotation, step, source) else "marks"), WordChange("same", text, own)
    if text and "[" in text:
        return "brackets", WordChange("brackets", text, own)
    kinds: dict[str, ChangeKind] = {"replace": "replaced", "insert": "inserted", "delete": "dropped"}
    return "altered", WordChange(kinds[step.tag], text, own)


def are_written_alike(quotation: SegmentedQuotation, step: Step, source: SourceText) -> bool:
    """Tell whether equal words, and what stands between them, are written in the same way but for white space.

    The attribution that splits a quotation of the source is left out.
    """
    own, there, numbers = quotation.folded, source.folded, step.source
    for word, number in enumerate(numbers, start=step.start):
        here = quotation.text[own.starts[word] : own.ends[word]]
        if here != source.text[there.starts[number] : there.ends[number]]:
            return False
        if word > step.start and numbers[word - step.start - 1] == number - 1:
            between = quotation.text[own.ends[word - 1] : own.starts[word]]
            if between.split() != source.text[there.ends[number - 1] : there.starts[number]].split():
                return False
    return True


def _written(source: SourceText, numbers: Sequence[int]) -> str:
    return " ".join(" ".join(span.text.split()) for span in source.spans_of(numbers))


def _similarity(changes: Sequence[WordChange]) -> float:
    """Return the similarity of the letters of a quotation and those of its source, without what a sign stands for."""
    from rapidfuzz import fuzz

    compared = [change for change in changes if change.kind not in ("brackets", "left out")]
    if all(change.kind == "same" for change in compared):
        return 1.0
    here, there = (
        " ".join(texts).casefold() for texts in zip(*((one.text, one.source) for one in compared), strict=True)
    )
    return fuzz.ratio(here, there) / 100


def _merged(changes: Sequence[WordChange]) -> tuple[WordChange, ...]:
    """Return changes, those of one kind in a row as one."""
    merged: list[WordChange] = []
    for change in changes:
        if merged and merged[-1].kind == change.kind:
            last = merged.pop()
            change = WordChange(
                change.kind, f"{last.text} {change.text}".strip(), f"{last.source} {change.source}".strip()
            )
        merged.append(change)
    return tuple(merged)
