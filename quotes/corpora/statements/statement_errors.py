"""Missed, wrong and spurious statements, written as text for reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from quotes.corpora.attribution.attribution_errors import AttributionError, write_errors_by_class
from quotes.corpora.attribution.gold_comparison import GoldComparison
from quotes.corpora.attribution.matching import Record, same_source, similarity
from quotes.corpora.statements.speaker_judgements import same_speaker
from quotes.corpora.statements.statement_records import is_nested
from quotes.corpora.statements.statement_scores import counted_predictions

STATEMENT_CLASSES = {
    "missed": "annotated, and not found; the nearest that was found, if anything shares a word with it",
    "wrong speaker": "found, with another speaker, or with one where there is none, or the other way round",
    "wrong source": "found with the right speaker, but another source",
    "spurious": "found, and not annotated",
}
"""Meanings of the classes of errors, in the order in which they are written."""


def write_statement_errors(comparisons: Iterable[GoldComparison], stream: TextIO) -> None:
    """Write the errors of some articles: first the number of each class, then every error by class."""
    write_errors_by_class(comparisons, statement_errors, STATEMENT_CLASSES, stream, with_speakers=True)


def statement_errors(comparison: GoldComparison) -> Iterator[AttributionError]:
    """Yield the errors in an article: first those of annotated statements, in their order, then spurious ones.

    Statements within others are no errors.
    """
    for i, gold in enumerate(comparison.gold):
        if is_nested(gold):
            continue
        if i not in comparison.pairs:
            yield AttributionError("missed", gold, _nearest(gold, comparison.predicted))
            continue
        predicted = comparison.predicted[comparison.pairs[i]]
        if not same_speaker(gold, predicted):
            yield AttributionError("wrong speaker", gold, predicted)
        elif not same_source(gold, predicted):
            yield AttributionError("wrong source", gold, predicted)
    paired = set(comparison.pairs.values())
    for j in counted_predictions(comparison):
        if j not in paired:
            yield AttributionError("spurious", None, comparison.predicted[j])


def _nearest(gold: Record, predicted: Iterable[Record]) -> Record | None:
    """Return the prediction with the most similar content, if one has a word in common with it."""
    alike = [record for record in predicted if similarity(gold, record)]
    return max(alike, key=lambda record: similarity(gold, record), default=None)
