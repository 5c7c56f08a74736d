"""Rules that every analysis of every text keeps: spans, confidences, structure, and JSON that can be read back."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from typing import Any

from quotes import schema
from quotes.records import Analysis, Span, Statement


def broken_invariants(analysis: Analysis) -> list[str]:
    """Return one line for each rule that an analysis breaks: "q3: its source lies in its content"."""
    return [
        *_spans(analysis),
        *_statements(analysis),
        *_nesting(analysis),
        *_repetitions(analysis),
        *_speakers(analysis),
        *_json(analysis),
    ]


def _spans(analysis: Analysis) -> Iterator[str]:
    text = analysis.article.text
    for statement in analysis.statements:
        cue = [statement.cue] if statement.cue else []
        for span in (*statement.content, *statement.source, *statement.circumstances, *cue):
            if not 0 <= span.start < span.end <= len(text) or span.text != text[span.start : span.end]:
                yield f"{statement.id}: the article does not have {span}"
        if any(after.start < before.end for before, after in pairwise(statement.content)):
            yield f"{statement.id}: the pieces of its content overlap or are not in order"


def _statements(analysis: Analysis) -> Iterator[str]:
    for statement in analysis.statements:
        if not math.isfinite(statement.confidence) or not 0 <= statement.confidence <= 1:
            yield f"{statement.id}: its confidence is {statement.confidence}"
        if not 0 <= statement.speaker_confidence <= 1:
            yield f"{statement.id}: its speaker_confidence is {statement.speaker_confidence}"
        if len(set(statement.speakers)) < len(statement.speakers):
            yield f"{statement.id}: a speaker of it is there twice"
        if not all(any(map(_says_something, span.text)) for span in statement.content):
            yield f"{statement.id}: a piece of its content has marks or white space alone"
        for name, spans in (("source", statement.source), ("cue", (statement.cue,) if statement.cue else ())):
            if any(_overlap(span, piece) for span in spans for piece in statement.content):
                yield f"{statement.id}: its {name} lies in its content"
    places = [statement.content for statement in analysis.statements]
    if places != sorted(places):
        yield "the statements are not in the order of the text"


def _nesting(analysis: Analysis) -> Iterator[str]:
    by_id = {statement.id: statement for statement in analysis.statements}
    if len(by_id) < len(analysis.statements):
        yield "two statements have the same id"
    for statement in analysis.statements:
        if statement.nested_in is None:
            continue
        outer = by_id.get(statement.nested_in)
        if outer is None:
            yield f"{statement.id}: nested in {statement.nested_in}, which is not there"
        elif not _lies_in(statement, outer):
            yield f"{statement.id}: nested in {outer.id}, but not all of it lies in the content of that"
        seen = {statement.id}
        while outer and outer.id not in seen:
            seen.add(outer.id)
            outer = by_id.get(outer.nested_in) if outer.nested_in else None
        if outer:
            yield f"{statement.id}: nested in itself by way of {statement.nested_in}"


def _repetitions(analysis: Analysis) -> Iterator[str]:
    same: dict[tuple[Span, ...], list[Statement]] = {}
    for statement in analysis.statements:
        same.setdefault(statement.content, []).append(statement)
    for one, other in (pair for group in same.values() for pair in combinations(group, 2)):
        if other.id != one.nested_in and one.id != other.nested_in:
            yield f"{one.id} and {other.id} have the same content, and neither is nested in the other"


def _speakers(analysis: Analysis) -> Iterator[str]:
    ids = [speaker.id for speaker in analysis.speakers]
    if len(set(ids)) < len(ids):
        yield "two speakers have the same id"
    speaking = {speaker.id for statement in analysis.statements for speaker in statement.speakers}
    yield from (f"{id} says nothing" for id in ids if id not in speaking)
    for statement in analysis.statements:
        if not set(statement.speakers) <= set(analysis.speakers):
            yield f"{statement.id}: it has a speaker whom the article does not have"
        if len({speaker.id for speaker in statement.speakers}) < len(statement.speakers):
            yield f"{statement.id}: it has the same speaker twice"
        if not 0 <= statement.speaker_confidence <= 1:
            yield f"{statement.id}: the confidence of its speaker is {statement.speaker_confidence}"


def _json(analysis: Analysis) -> Iterator[str]:
    data = json.loads(json.dumps(analysis.to_dict(), allow_nan=False))
    yield from (f"JSON: {error.message}" for error in _validator().iter_errors(data))
    if Analysis.from_dict(data) != analysis:
        yield "the analysis is another one when read from its JSON"


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema())


def _lies_in(statement: Statement, outer: Statement) -> bool:
    cue = (statement.cue,) if statement.cue else ()
    return all(any(piece.contains(span) for piece in outer.content) for span in (*statement.content, *cue))


def _says_something(character: str) -> bool:
    """True for a letter, a digit, and a sign that is no mark ("€", an emoji); "`" and "´" are marks."""
    category = unicodedata.category(character)
    return category[0] in "LN" or category in {"Sc", "Sm", "So"}


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
