"""How well a parser does on treebanks, from raw text and with the words given.

From raw text: the text of each document goes the way of an article, through the same `Parser`: paragraphs, Stanza's
tokenizer, the repair of sentences, tagger, lemmatizer, parser, entities. With gold tokens: the treebank's sentences
and words are given, and only tags, lemmas and trees are the parser's.
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
from quotes.corpora.score import Score
from quotes.corpora.trees import Sentence, annotated_sentence, parsed_sentences
from quotes.corpora.udtools_scorer import METRICS as UDTOOLS_METRICS
from quotes.corpora.udtools_scorer import udtools_scores
from quotes.parsing import Parser
from quotes.records import Article

CUE_SUBJECTS = "Cue subjects"
METRICS = (*UDTOOLS_METRICS, CUE_SUBJECTS)

Scores = dict[str, Score]
"""Scores by metric, for all of `METRICS`."""

Way = Literal["raw text", "gold tokens"]


@dataclass(frozen=True, slots=True)
class ParseScores:
    """The scores of one treebank, taken one way: by genre, and how fast the parser was."""

    way: Way
    by_genre: dict[str, Scores]
    seconds: float

    @property
    def total(self) -> Scores:
        """The scores over all genres: of all documents together, not a mean."""
        return reduce(_added, self.by_genre.values())

    @property
    def words_per_second(self) -> float:
        """Words found (or given) in a second of parsing; loading the models does not count."""
        return self.total["Words"].predicted / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class TreebankScores:
    """A treebank, and how well its documents were parsed each way."""

    path: Path
    documents: int
    ways: tuple[ParseScores, ...]


def score_treebank(parser: Parser, path: Path, documents: Sequence[GoldDocument]) -> TreebankScores:
    """Parse the `documents` of the treebank at `path`, at least one, both ways, and compare.

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
    """Compare parses with the documents that they are of, in the same order. Raises as `score_treebank` does."""
    by_genre: dict[str, Scores] = {}
    for document, sentences in zip(documents, predicted, strict=True):
        scores = udtools_scores(document.sentences, sentences, document.text, f"document {document.id}")
        scores[CUE_SUBJECTS] = cue_subject_score(document.sentences, sentences)
        seen = by_genre.get(document.genre)
        by_genre[document.genre] = _added(seen, scores) if seen else scores
    return ParseScores(way, dict(sorted(by_genre.items())), seconds)


def _added(one: Scores, other: Scores) -> Scores:
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
