"""Evaluation of predictions on a corpus: scores with intervals, and the agreement between annotators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations

from quotes.corpora.attribution.bootstrap import Intervals, intervals
from quotes.corpora.attribution.counts import AttributionScores, Key, total
from quotes.corpora.attribution.gold import Attribution, GoldArticle
from quotes.corpora.attribution.gold_comparison import GoldComparison, compare, scores_of, sizes_of
from quotes.corpora.attribution.predictions import Prediction
from quotes.corpora.attribution.reliability import Reliability, reliability
from quotes.corpora.attribution.reporting import only_reporting


@dataclass(frozen=True, slots=True)
class AnnotatorAgreement:
    """Scores of annotators against each other and of the tool, on the articles with several annotators."""

    articles: int
    pairs: int
    """Number of pairs of an annotator who counts as right and one who is scored."""
    humans: AttributionScores
    tool: AttributionScores


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores of predictions; ``agreement`` is None if no article has several annotators."""

    comparisons: tuple[GoldComparison, ...]
    sizes: dict[str, int]
    scores: AttributionScores
    intervals: dict[Key, Intervals]
    reliability: Reliability
    agreement: AnnotatorAgreement | None


def evaluate(
    articles: Sequence[GoldArticle],
    predicted: Sequence[Sequence[Prediction]],
    *,
    reporting: bool = False,
    resamples: int = 0,
) -> Evaluation:
    """Score the predictions for some articles, at least one, given in the same order.

    With `reporting`, both sides are cut to the attributions that have a reporting cue. `resamples` is the number of
    corpora drawn for the intervals.
    """
    comparisons = [
        _compare(article, article.attributions, found, reporting)
        for article, found in zip(articles, predicted, strict=True)
    ]
    scores = [scores_of(comparison) for comparison in comparisons]
    sizes: Counter[str] = Counter()
    for comparison in comparisons:
        sizes.update(sizes_of(comparison))
    return Evaluation(
        tuple(comparisons),
        dict(sizes),
        total(scores),
        intervals(scores, resamples),
        reliability(comparisons),
        _agreement(articles, predicted, reporting),
    )


def _compare(
    article: GoldArticle, gold: Iterable[Attribution], predicted: Iterable[Attribution], reporting: bool
) -> GoldComparison:
    if reporting:
        gold, predicted = only_reporting(article.text, gold), only_reporting(article.text, predicted)
    return compare(article.id, article.text, gold, predicted)


def _agreement(
    articles: Sequence[GoldArticle], predicted: Sequence[Sequence[Prediction]], reporting: bool
) -> AnnotatorAgreement | None:
    several = [(one, found) for one, found in zip(articles, predicted, strict=True) if len(one.annotations) > 1]
    if not several:
        return None

    humans = [
        scores_of(_compare(article, gold.attributions, other.attributions, reporting))
        for article, _ in several
        for gold, other in permutations(article.annotations, 2)
    ]
    tool = [
        scores_of(_compare(article, gold.attributions, found, reporting))
        for article, found in several
        for gold in article.annotations
    ]
    return AnnotatorAgreement(len(several), len(humans), total(humans), total(tool))
