"""Evaluation of the statements found in articles that are annotated in lines: scores with intervals, also by folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from quotes.corpora.attribution.bootstrap import Intervals, intervals
from quotes.corpora.attribution.counts import AttributionScores, Key, total
from quotes.corpora.attribution.gold import GoldArticle
from quotes.corpora.attribution.gold_comparison import GoldComparison
from quotes.corpora.attribution.predictions import Prediction
from quotes.corpora.attribution.reliability import Reliability, reliability
from quotes.corpora.attribution.reporting import only_reporting
from quotes.corpora.statements.statement_scores import compare_statements, counted_predictions, statement_scores


@dataclass(frozen=True, slots=True)
class StatementEvaluation:
    """Scores of all articles, with intervals, and of the articles in each folder, by its path ("." or "news")."""

    comparisons: tuple[GoldComparison, ...]
    scores: AttributionScores
    intervals: dict[Key, Intervals]
    folders: dict[str, AttributionScores]
    reliability: Reliability
    open: int = 0
    """Number of articles that are not annotated completely."""


def evaluate_statements(
    articles: Sequence[GoldArticle],
    predicted: Sequence[Sequence[Prediction]],
    *,
    reporting: bool = False,
    resamples: int = 0,
) -> StatementEvaluation:
    """Score the predictions for some articles, at least one, given in the same order.

    With `reporting`, both sides are cut to the statements that have a reporting cue. `resamples` is the number of
    corpora drawn for the intervals.
    """
    comparisons = [_compare(*each, reporting) for each in zip(articles, predicted, strict=True)]
    scores = [statement_scores(comparison) for comparison in comparisons]
    folders: dict[str, list[AttributionScores]] = {}
    for article, of_article in zip(articles, scores, strict=True):
        folders.setdefault(str(PurePath(article.id).parent), []).append(of_article)
    return StatementEvaluation(
        tuple(comparisons),
        total(scores),
        intervals(scores, resamples),
        {folder: total(of_folder) for folder, of_folder in sorted(folders.items())},
        reliability(comparisons, counted_predictions),
        sum(not article.complete for article in articles),
    )


def _compare(article: GoldArticle, predicted: Sequence[Prediction], reporting: bool) -> GoldComparison:
    gold, found, rejected = article.attributions, tuple(predicted), article.rejected
    if reporting:
        gold, found = only_reporting(article.text, gold), only_reporting(article.text, found)
        rejected = only_reporting(article.text, rejected)
    return compare_statements(article.id, article.text, gold, found, complete=article.complete, rejected=rejected)
