"""Scores of a parser on treebanks, from raw text and with gold tokens.

From raw text, the text of each document is parsed like an article, by the same `Parser`. With gold tokens, the
sentences and words are those of the treebank, and the parser adds tags, lemmas and trees.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Literal

from quotes.corpora.conllu import GoldDocument
from quotes.corpora.cue_subjects import cue_subject_score
from quotes.corpora.gold_score import GoldScore
from quotes.corpora.trees import Sentence, annotated_sentence, parsed_sentences
from quotes.corpora.udtools_scorer import METRICS as UDTOOLS_METRICS
from quotes.corpora.udtools_scorer import udtools_scores
from quotes.parsing import Parser
from quotes.records import Article

CUE_SUBJECTS = "Cue subjects"
METRICS = (*UDTOOLS_METRICS, CUE_SUBJECTS)

MetricScores = dict[str, GoldScore]
"""Scores by metric, for all of `METRICS`."""

Way = Literal["raw text", "gold tokens"]


@dataclass(frozen=True, slots=True)
class ParseScores:
    """Scores of one treebank with one kind of input, by genre, and the duration of parsing in seconds."""

    way: Way
    by_genre: dict[str, MetricScores]
    seconds: float

    @property
    def total(self) -> MetricScores:
        """Scores of all documents together, not a mean over genres."""
        return reduce(_added, self.by_genre.values())

    @property
    def words_per_second(self) -> float:
        """Number of words found (or given) per second of parsing, without loading the models."""
        return self.total["Words"].predicted / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class TreebankScores:
    """Scores of a treebank for both kinds of input."""

    path: Path
    documents: int
    ways: tuple[ParseScores, ...]


def score_treebank(parser: Parser, path: Path, documents: Sequence[GoldDocument]) -> TreebankScores:
    """Parse the `documents` of the treebank at `path`, at least one, in both ways, and compare.

    Raises `CorpusError` if a parse cannot be compared, and `QuotesError` when udtools is not installed.
    """
    ways: list[ParseScores] = []
    for way, parse in _WAYS.items():
        start = time.perf_counter()
        predicted = list(parse(parser, documents))
        ways.append(score_parses(way, documents, predicted, time.perf_counter() - start))
    return TreebankScores(path, len(documents), tuple(ways))


def score_parses(
    way: Way, documents: Iterable[GoldDocument], predicted: Iterable[Sequence[Sentence]], seconds: float
) -> ParseScores:
    """Compare parses with their documents, given in the same order. Raises as `score_treebank` does."""
    by_genre: dict[str, MetricScores] = {}
    for document, sentences in zip(documents, predicted, strict=True):
        scores = udtools_scores(document.sentences, sentences, document.text, f"document {document.id}")
        scores[CUE_SUBJECTS] = cue_subject_score(document.sentences, sentences)
        seen = by_genre.get(document.genre)
        by_genre[document.genre] = _added(seen, scores) if seen else scores
    return ParseScores(way, dict(sorted(by_genre.items())), seconds)


def _added(one: MetricScores, other: MetricScores) -> MetricScores:
    return {metric: score + other[metric] for metric, score in one.items()}


def _from_raw_text(parser: Parser, documents: Iterable[GoldDocument]) -> Iterator[list[Sentence]]:
    articles = (Article(document.text, id=document.id) for document in documents)
    for article, _, parts in parser.documents(articles):
        yield list(parsed_sentences(parts, article.text))


def _with_gold_tokens(parser: Parser, documents: Sequence[GoldDocument]) -> Iterator[list[Sentence]]:
    parsed = parser.annotate(
        [word.form for word in sentence.words] for document in documents for sentence in document.sentences
    )
    for document in documents:
        yield [annotated_sentence(sentence, next(parsed)) for sentence in document.sentences]


_WAYS: dict[Way, Callable[[Parser, Sequence[GoldDocument]], Iterator[list[Sentence]]]] = {
    "raw text": _from_raw_text,
    "gold tokens": _with_gold_tokens,
}
