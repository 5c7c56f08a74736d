"""Sentences of sources that are nearest to indirect statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.records import Analysis, Statement
from quotes.verification.folded_text import fold
from quotes.verification.source_text import SourceText

MOST_SENTENCES = 20
"""Sentences that are compared with a statement."""

LEAST_SIMILARITY = 0.65
"""Similarity (0 to 1) from which a sentence is a hint."""


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """The sentence of a source nearest to a statement: its words by their numbers, and the similarity (0 to 1)."""

    statement: Statement
    source: SourceText
    numbers: range
    similarity: float


def nearest_sentences(analysis: Analysis, sources: Sequence[SourceText]) -> Iterator[SourceSentence]:
    """Yield for each indirect statement the nearest sentence of all sources, if one is like it at all.

    Of the sentences that share its rarest words, it is the one with the most words in common.
    """
    from rapidfuzz import fuzz

    statements = [
        one for one in analysis.statements if one.kind == "indirect" and one.act == "speech" and not one.nested_in
    ]
    sentences = [(source, numbers) for source in sources for numbers in source.sentences] if statements else []
    having = _sentences_having(sentences)
    for statement in statements:
        text = analysis.article.text
        words = [word for span in statement.content for word in fold(text, span.start, span.end).words]
        shared: dict[int, float] = defaultdict(float)
        for word in set(words):
            for number in having[word]:
                shared[number] += 1 / len(having[word])
        likely = sorted(shared, key=lambda number: (-shared[number], number))[:MOST_SENTENCES]
        scored = [(fuzz.token_set_ratio(" ".join(words), _written(*sentences[each])) / 100, -each) for each in likely]
        similarity, number = max(scored, default=(0.0, 0))
        if similarity >= LEAST_SIMILARITY:
            yield SourceSentence(statement, *sentences[-number], similarity)


def _sentences_having(sentences: Sequence[tuple[SourceText, range]]) -> dict[str, set[int]]:
    """Return the numbers of the sentences that have each word."""
    having: dict[str, set[int]] = defaultdict(set)
    for number, (source, numbers) in enumerate(sentences):
        for word in source.folded.words[numbers.start : numbers.stop]:
            having[word].add(number)
    return having


def _written(source: SourceText, numbers: range) -> str:
    return " ".join(source.folded.words[numbers.start : numbers.stop])
