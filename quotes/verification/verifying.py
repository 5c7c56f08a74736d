"""Verification: an analysed text and its sources in, what they have of its quotations out."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from quotes.records import Analysis, Span, Statement
from quotes.verification.nearest_sentences import nearest_sentences
from quotes.verification.place_chains import chained
from quotes.verification.quotation_segments import SegmentedQuotation, segmented
from quotes.verification.quoted_words import QuotedWords
from quotes.verification.segment_places import Place, has_words, places_of
from quotes.verification.source_text import SourceText
from quotes.verification.speaker_comparison import compared_speakers
from quotes.verification.verdicts import (
    SOUND,
    WORDINGS,
    Attribution,
    NearestSentence,
    QuotationCheck,
    SourcePlace,
    Verification,
)
from quotes.verification.wording_comparison import ComparedWording, are_written_alike, compared_wording

MIN_SIMILARITY = 0.7
"""Similarity (0 to 1) from which words of a source are those of a quotation, altered."""

COSTS: dict[Attribution, float] = {"same": 0.0, "unknown": 1.0, "other": 4.0}
"""Costs of a place by its speaker, in those of `quotes.verification.place_chains`."""

UNLIKE_COST, TAKEN_COST = 0.2, 0.1
"""Costs of a place with other marks or case, and of one that another quotation has."""


def verify(
    text: Analysis, sources: Iterable[Analysis | SourceText], min_similarity: float = MIN_SIMILARITY
) -> Verification:
    """Look for every quotation of an analysed text in analysed sources.

    A quotation has the place that serves it best, whatever the order of the sources. `min_similarity` is from 0 to 1.
    Indirect statements get the nearest sentence of all sources as a hint.
    """
    there = sorted(map(_as_source, sources), key=lambda one: (one.analysis.article.id, one.text))
    here = SourceText(text)
    checks = (checked(one, here, there, min_similarity) for one in here.quotations)
    hints = (
        NearestSentence(
            near.statement.id,
            near.statement.content,
            *_where(here, near.statement.content[0].start),
            near.statement.speakers,
            near.similarity,
            source_place(near.source, near.numbers, near.source.statements_at(near.numbers)),
        )
        for near in nearest_sentences(text, there)
    )
    return Verification(text.article, tuple(check for check in checks if check), tuple(hints))


def _as_source(source: Analysis | SourceText) -> SourceText:
    return source if isinstance(source, SourceText) else SourceText(source)


def checked(
    quotation: QuotedWords,
    here: SourceText,
    sources: Sequence[SourceText],
    min_similarity: float,
    taken: Container[int] = (),
) -> QuotationCheck | None:
    """Return what the sources have of a quotation at best; None for one without a word.

    Of equal places, one that begins with none of the words `taken` (their numbers) is better.
    """
    words = segmented(here.text, quotation.spans)
    if not words.segments:
        return None
    found = [check for source in sources if (check := _found(quotation, words, here, source, min_similarity, taken))]
    return min(found, key=_rank, default=_check(quotation, here, None, "unknown", None))


def _rank(check: QuotationCheck) -> tuple[object, ...]:
    """Return the order of checks: no alarm first, then the better wording and the surer speaker."""
    attribution = ("same", "unknown", "other").index(check.attribution)
    return (
        not check.is_sound,
        check.wording not in SOUND,
        WORDINGS.index(check.wording),
        attribution,
        -check.similarity,
    )


def _found(
    quotation: QuotedWords,
    words: SegmentedQuotation,
    here: SourceText,
    source: SourceText,
    min_similarity: float,
    taken: Container[int],
) -> QuotationCheck | None:
    def attribution(place: Place) -> Attribution:
        return compared_speakers(quotation.statement, here.text, source.statements_at(place.numbers), source.analysis)

    def cost(place: Place) -> float:
        alike = all(are_written_alike(words, step, source) for step in place.steps if step.tag == "equal")
        return COSTS[attribution(place)] + (0 if alike else UNLIKE_COST) + TAKEN_COST * (place.first in taken)

    whole = segmented(here.text, quotation.spans, at_signs=False)
    if len(words.folded.words) < len(whole.folded.words) and has_words(whole, source):
        words = whole  # the source has the signs, too
    places = places_of(words, source, min_similarity)
    chain = chained(places, source, cost)
    segments = [segment for segment, _ in places]
    wording = compared_wording(words, list(zip(segments, chain, strict=True)), source, min_similarity)
    if wording is None:
        return None
    attributions = [attribution(place) for place in wording.places]
    most = max(attributions, key=lambda each: (each == "other", each == "same"))
    numbers = [number for place in wording.places for number in place.numbers]
    said = source.statements_at(max(wording.places, key=lambda place: len(place.numbers)).numbers)
    return _check(quotation, here, wording, most, source_place(source, numbers, said))


def _check(
    quotation: QuotedWords,
    here: SourceText,
    wording: ComparedWording | None,
    attribution: Attribution,
    place: SourcePlace | None,
) -> QuotationCheck:
    statement = quotation.statement
    return QuotationCheck(
        statement.id if statement else None,
        quotation.spans,
        *_where(here, quotation.spans[0].start),
        statement.speakers if statement else (),
        wording.wording if wording else "not found",
        attribution,
        round(wording.similarity, 4) if wording else 0.0,
        wording.changes if wording else (),
        place,
    )


def source_place(source: SourceText, numbers: Sequence[int], said: Sequence[Statement]) -> SourcePlace:
    """Return the place of some words of a source, with the speakers of the first of these statements."""
    spans: tuple[Span, ...] = source.spans_of(numbers)
    speakers = said[0].speakers if said else ()
    return SourcePlace(source.analysis.article, spans, *_where(source, spans[0].start), speakers)


def _where(text: SourceText, offset: int) -> tuple[int, str | None]:
    """Return the line of an offset and the pointer of its block."""
    blocks = text.analysis.article.blocks
    pointer = next((block.pointer for block in blocks if block.start <= offset < block.end), None)
    return text.line_of(offset), pointer
