"""The scores of predictions on a corpus, with their intervals, and how well annotators agree with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from quotes.corpora.attribution.bootstrap import Intervals, intervals
from quotes.corpora.attribution.counts import Key, Scores, total
from quotes.corpora.attribution.gold import Attribution, GoldArticle
from quotes.corpora.attribution.gold_comparison import Comparison, compare, scores_of, sizes_of
from quotes.corpora.attribution.predictions import Prediction
from quotes.corpora.attribution.reliability import Reliability, reliability
from quotes.corpora.attribution.reporting import only_reporting


@dataclass(frozen=True, slots=True)
class Agreement:
    """The articles that several annotators have done: each against each, and the tool against each of them."""

    articles: int
    pairs: int
    """Of an annotator who is taken for right and one who is scored."""
    humans: Scores
    tool: Scores


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How good predictions are. `intervals` is empty where there are none, `agreement` None without such articles."""

    comparisons: tuple[Comparison, ...]
    sizes: dict[str, int]
    scores: Scores
    intervals: dict[Key, Intervals]
    reliability: Reliability
    agreement: Agreement | None


def evaluate(
    articles: Sequence[GoldArticle],
    predicted: Sequence[Sequence[Prediction]],
    *,
    reporting: bool = False,
    resamples: int = 0,
) -> Evaluation:
    """Score the predictions for some articles, at least one, in the same order.

    With `reporting`, both sides are cut to the attributions that have a reporting cue. `resamples` is how many corpora
    are drawn for the intervals.
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
) -> Comparison:
    if reporting:
        gold, predicted = only_reporting(article.text, gold), only_reporting(article.text, predicted)
    return compare(article.id, article.text, gold, predicted)


def _agreement(
    articles: Sequence[GoldArticle], predicted: Sequence[Sequence[Prediction]], reporting: bool
) -> Agreement | None:
    several = [(one, found) for one, found in zip(articles, predicted, strict=True) if len(one.annotations) > 1]
    if not several:
        return None

    def humans() -> Iterator[Scores]:
        for article, _ in several:
            for gold, other in permutations(article.annotations, 2):
                yield scores_of(_compare(article, gold.attributions, other.attributions, reporting))

    def tool() -> Iterator[Scores]:
        for article, found in several:
            for gold in article.annotations:
                yield scores_of(_compare(article, gold.attributions, found, reporting))

    pairs = sum(len(article.annotations) * (len(article.annotations) - 1) for article, _ in several)
    return Agreement(len(several), pairs, total(humans()), total(tool()))
