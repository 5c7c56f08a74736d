"""Predictions: the statements of an analysis in the form of gold attributions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from quotes.corpora.attribution.gold import Attribution
from quotes.records import Analysis, Span, Statement


@dataclass(frozen=True, slots=True)
class Prediction(Attribution):
    """A found attribution with its confidence (0 to 1) and the name of the rule that found it.

    ``speaker`` has the names of all speakers ("A and B"), ``names`` each by itself, and ``speaker_kind`` is the kind of
    the first one.
    """

    confidence: float = 1.0
    rule: str = ""
    names: tuple[str, ...] = field(default=(), kw_only=True)


def predictions(analysis: Analysis, *, nested: bool = True) -> Iterator[Prediction]:
    """Yield the statements of an analysis as attributions, without those within others unless `nested`.

    The source of a quotation without cue and source but with a speaker is the last mention of the speaker before it, or
    else the first one after it.
    """
    for statement in analysis.statements:
        if statement.nested_in and not nested:
            continue
        yield _prediction(statement, statement.source or _mention(statement))


def speaker_predictions(analysis: Analysis) -> Iterator[Prediction]:
    """Yield all statements of an analysis as attributions, each with the source that is written."""
    return (_prediction(statement, statement.source) for statement in analysis.statements)


def _prediction(statement: Statement, source: tuple[Span, ...]) -> Prediction:
    names = tuple(speaker.name for speaker in statement.speakers)
    return Prediction(
        source=source,
        cue=(statement.cue,) if statement.cue else (),
        content=statement.content,
        confidence=statement.confidence,
        rule=statement.rule,
        speaker=" and ".join(names) or None,
        speaker_kind=statement.speaker.kind if statement.speaker else None,
        nested=statement.nested_in is not None,
        names=names,
    )


def _mention(statement: Statement) -> tuple[Span, ...]:
    speaker = statement.speaker
    if statement.cue or speaker is None or not speaker.mentions:
        return ()
    before = [mention for mention in speaker.mentions if mention < statement.content[0]]
    return (max(before) if before else min(speaker.mentions),)
