"""Cost of the linter, as a share of the time in which the same articles are analysed.

    python tests/benchmarks/lint_cost.py FOLDER [--articles N] [--model NAME]

Prints the seconds of both over the first N articles of FOLDER in one process, the share, and that of each rule.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import click

from quotes import Analysis, Article, read_article
from quotes.cli.running import load_analyzer
from quotes.errors import QuotesError
from quotes.lint.lint_rule import LintRule
from quotes.lint.linting import lint
from quotes.lint.rule_book import all_rules
from quotes.runtime.workers import WARM_UP

ROUNDS = 3


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--articles", "count", default=100, show_default=True, help="How many articles of FOLDER.")
@click.option("--model", metavar="NAME", help="Model set, as for `quotes report`.")
def main(folder: Path, count: int, model: str | None) -> None:
    """Analyse articles of FOLDER, check them by all rules, and compare the times."""
    articles = _articles(folder)[:count]
    analyzer = load_analyzer(model)
    list(analyzer.pipe([WARM_UP]))
    started = time.perf_counter()
    analyses = list(analyzer.pipe(articles))
    analysed = time.perf_counter() - started
    rules = list(all_rules().values())
    linted = _seconds(analyses, rules)
    click.echo(f"{len(analyses)} articles: analysis {analysed:.2f} s, {len(rules)} rules {linted:.3f} s")
    click.echo(f"lint: {100 * linted / analysed:.2f} % of the analysis")
    for rule in rules:
        click.echo(f"  {rule.code} {100 * _seconds(analyses, [rule]) / analysed:6.2f} %")


def _seconds(analyses: Iterable[Analysis], rules: Iterable[LintRule]) -> float:
    """Seconds in which the analyses are checked by rules, the best of some rounds."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for analysis in analyses:
            lint(analysis, rules)
        times.append(time.perf_counter() - started)
    return min(times)


def _articles(folder: Path) -> list[Article]:
    found = []
    for path in sorted(folder.glob("*.txt")):
        try:
            found.append(read_article(path))
        except QuotesError as error:
            click.echo(f"skipped: {error}", err=True)
    return found


if __name__ == "__main__":
    main()
