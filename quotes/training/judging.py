"""Calibration of the judge: the probability that a statement of the learned model is right, given its features.

    python -m quotes.training judge --data EVERYDAY/dev

The data are everyday news articles (see ``quotes/corpora/say.py``) that the learned model has not learned from. A
statement is right when it is attributed as ``quotes evaluate attribution`` counts. The weights of a logistic regression
are written to ``quotes/statements/judging/judge.toml``. The calibration error and the share of right ones by confidence
are printed for articles that the regression was not fitted to (two halves, each judged by the weights of the other).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import click
import numpy as np

from quotes.corpora.attribution.gold import GoldArticle
from quotes.corpora.attribution.gold_comparison import compare
from quotes.corpora.attribution.predictions import Prediction
from quotes.corpora.attribution.reliability import reliability_of
from quotes.corpora.say import read_say
from quotes.parsing import Parser
from quotes.parsing.parser import vocabulary
from quotes.records import Article
from quotes.statements.candidate import Candidate
from quotes.statements.engines import JudgedFinder, RuleFinder
from quotes.statements.judging.confidence import WEIGHTS_PATH, features_of
from quotes.statements.marked_article import mark_article


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement of the model with its features by name; `is_right` if the annotation has it, too."""

    features: dict[str, float]
    is_right: bool


@click.command()
@click.option("--data", type=click.Path(exists=True, path_type=Path), required=True, help="Annotated everyday news.")
def judge(data: Path) -> None:
    """Fit the judge to DATA and store its weights."""
    articles = read_say(data)
    finder = JudgedFinder(RuleFinder(vocabulary("en")), "speech")
    parses = Parser().pipe(Article(article.text, id=article.id) for article in articles)
    judged = [
        list(judged_of(article, finder.judged(mark_article(parse))))
        for article, parse in zip(articles, parses, strict=True)
    ]
    halves = [list(chain(*judged[number::2])) for number in range(2)]
    pairs = [
        (confidence, each.is_right)
        for own, other in (halves, halves[::-1])
        for each, confidence in zip(own, _confidences(_fitted(other), own), strict=True)
    ]
    on_others = reliability_of(pairs)
    error = on_others.expected_calibration_error or 0
    everything = list(chain(*judged))
    WEIGHTS_PATH.write_text(_as_toml(_fitted(everything), everything, len(articles)), encoding="utf-8")
    share = np.mean([is_right for _, is_right in pairs])
    click.echo(
        f"{len(everything)} statements of {len(articles)} articles, {share:.1%} right; "
        f"expected calibration error on the other half: {error:.3f}; {WEIGHTS_PATH}",
        err=True,
    )
    for each in on_others.bins:
        click.echo(f"{each.low:.1f} to {each.high:.1f}: {each.count}, {each.precision:.1%} right", err=True)


def judged_of(article: GoldArticle, candidates: Sequence[Candidate]) -> Iterator[Judged]:
    """Yield the statements of the model among the candidates of an article."""
    predictions = {
        Prediction(
            source=(candidate.source,) if candidate.source else (),
            cue=(candidate.cue,) if candidate.cue else (),
            content=candidate.content,
            rule=str(number),
        ): number
        for number, candidate in enumerate(candidates)
    }
    comparison = compare(article.id, article.text, article.attributions, predictions)
    right = comparison.attributed
    for number, record in enumerate(comparison.predicted):
        for attribution in record.attributions:
            candidate = candidates[predictions[attribution]]  # type: ignore[index]
            if candidate.scores is not None and candidate.kind is not None:
                yield Judged(features_of(candidate.scores, candidate.kind), number in right)


def _fitted(judged: Sequence[Judged]) -> dict[str, float]:
    from sklearn.linear_model import LogisticRegression

    names = list(judged[0].features)
    regression = LogisticRegression(C=1.0, fit_intercept=False, max_iter=1000)
    regression.fit(_matrix(judged, names), [each.is_right for each in judged])
    return dict(zip(names, map(float, regression.coef_[0]), strict=True))


def _confidences(weights: dict[str, float], judged: Sequence[Judged]) -> Any:
    scores = _matrix(judged, list(weights)) @ np.array(list(weights.values()))
    return 1 / (1 + np.exp(-scores))


def _matrix(judged: Sequence[Judged], names: Sequence[str]) -> np.ndarray:
    return np.array([[each.features[name] for name in names] for each in judged])


def _as_toml(weights: dict[str, float], judged: Sequence[Judged], articles: int) -> str:
    lines = [
        "# Weights of the features of a statement of the learned model for the probability that it is right: logistic",
        f"# regression, made by quotes/training/judging.py from everyday news, dev ({articles} articles,",
        f"# {len(judged)} statements, {sum(each.is_right for each in judged)} of them right).",
        "# quotes/statements/judging/confidence.py explains the names.",
        "",
        *(f'"{name}" = {weight:.3f}' for name, weight in weights.items()),
    ]
    return "\n".join(lines) + "\n"
