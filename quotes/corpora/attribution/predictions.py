"""Predictions: the statements of an analysis in the form of gold attributions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quotes.corpora.attribution.gold import Attribution
from quotes.records import Analysis, Span, Statement


@dataclass(frozen=True, slots=True)
class Prediction(Attribution):
    """A found attribution with its confidence (0 to 1) and the name of the rule that found it."""

    confidence: float = 1.0
    rule: str = ""


def predictions(analysis: Analysis, *, nested: bool = True) -> Iterator[Prediction]:
    """Yield the statements of an analysis as attributions, without those within others unless `nested`.

    The source of a quotation without cue and source but with a speaker is the last mention of the speaker before it, or
    else the first one after it.
    """
    for statement in analysis.statements:
        if statement.nested_in and not nested:
            continue
        yield Prediction(
            source=statement.source or _mention(statement),
            cue=(statement.cue,) if statement.cue else (),
            content=statement.content,
            confidence=statement.confidence,
            rule=statement.rule,
        )


def _mention(statement: Statement) -> tuple[Span, ...]:
    speaker = statement.speaker
    if statement.cue or speaker is None or not speaker.mentions:
        return ()
    before = [mention for mention in speaker.mentions if mention < statement.content[0]]
    return (max(before) if before else min(speaker.mentions),)
