"""Confidence of each rule: the share of its statements that are right on annotated news.

    python -m quotes.training confidence --data EVERYDAY/train [--every N]

The data are everyday news articles (see ``quotes/corpora/say.py``).
A statement is right when its content overlaps that of an annotated attribution (intersection over union of the
characters at least 0.5, or at least 0.8 of it inside) and its source agrees (F1 of the words at least 0.5, or no source
on both sides). The result is written to
``quotes/statements/judging/confidence.toml``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from quotes.analysis import Analyzer
from quotes.corpora.attribution.gold import GoldArticle
from quotes.corpora.say import read_say
from quotes.records import Analysis, Article, Span, Statement
from quotes.statements.judging.confidence import PATH, rule_keys
from quotes.statements.rules.rule_tables import rules_of

PRIOR_WEIGHT = 8
"""Number of statements that the share of the more general rule counts as, beside those of the rule itself."""

Characters = frozenset[int]


@dataclass(frozen=True, slots=True)
class GoldWords:
    """An annotated attribution: the characters of its content (code points), the words of its source."""

    content: Characters
    source: Counter[str]


@click.command()
@click.option("--data", type=click.Path(exists=True, path_type=Path), required=True, help="Annotated everyday news.")
@click.option("--every", type=int, default=1, help="Use every Nth article.")
def confidence(data: Path, every: int) -> None:
    """Measure the confidences of the rules on DATA and store them."""
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    chosen = read_say(data)[::every]
    articles = (Article(gold.text, id=gold.id) for gold in chosen)
    for gold, analysis in zip(chosen, Analyzer(engine="rules").pipe(articles), strict=True):
        golds = golds_of(gold)
        for statement in analysis.statements:
            for key in rule_keys(*rules_of(statement.rule), statement.kind):
                seen[key] += 1
                right[key] += is_right(analysis, statement, golds)
    PATH.write_text(_as_toml(right, seen, len(chosen)), encoding="utf-8")
    click.echo(f"{seen['']} statements of {len(chosen)} articles: {PATH}", err=True)


def golds_of(article: GoldArticle) -> list[GoldWords]:
    """Return the annotated attributions that have a letter or digit in their content."""
    text = article.text
    golds = [
        GoldWords(_characters(text, one.content), _words(text[span.start : span.end] for span in one.source))
        for one in article.attributions
    ]
    return [gold for gold in golds if gold.content]


def is_right(analysis: Analysis, statement: Statement, golds: Iterable[GoldWords]) -> bool:
    """Tell whether the statement agrees with one of the annotated attributions in content and source."""
    text = analysis.article.text
    content = _characters(text, statement.content)
    source = _words(text[span.start : span.end] for span in statement.source)
    for gold in golds:
        shared = len(content & gold.content)
        same_content = shared >= 0.8 * len(content) or shared >= 0.5 * len(content | gold.content)
        if same_content and _same_source(source, gold.source):
            return True
    return False


def _characters(text: str, spans: Iterable[Span]) -> Characters:
    return frozenset(index for span in spans for index in range(span.start, span.end) if text[index].isalnum())


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in re.findall(r"\w+", text.lower()))


def _same_source(one: Counter[str], other: Counter[str]) -> bool:
    if not one or not other:
        return not one and not other
    return 2 * (one & other).total() >= 0.5 * (one.total() + other.total())


def _as_toml(right: Counter[str], seen: Counter[str], articles: int) -> str:
    lines = [
        "# Share of right statements of each rule: made by quotes/training/confidence_fitting.py from everyday",
        f"# news, train ({articles} articles, {seen['']} statements). The number after a rule is how many it found.",
        "# A key is a rule, or the part of one before its slash, and the kind of statement; the empty key is all.",
        "",
    ]
    values: dict[str, float] = {}
    for key in sorted(seen, key=lambda key: (key.count("/"), key)):
        prior = next((values[general] for general in _more_general(key) if general in values), 0.5)
        values[key] = (right[key] + PRIOR_WEIGHT * prior) / (seen[key] + PRIOR_WEIGHT)
        lines.append(f'"{key}" = {values[key]:.3f}  # {seen[key]}')
    return "\n".join(lines) + "\n"


def _more_general(key: str) -> Iterator[str]:
    while key:
        key = key.rpartition("/")[0]
        yield key
