"""Speed and memory of the whole program, and of each of its steps.

    python tests/benchmarks/analysis_speed.py ARTICLE FOLDER [--articles N] [--model NAME] [--engine NAME]

Prints the time of `quotes --help`, time and peak memory of a first report of ARTICLE in a new process, and, over the
first N articles of FOLDER in one process with one torch thread, words per second with the share of each step.
Words are counted as runs of characters between white space.
"""

from __future__ import annotations

import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

import quotes.analysis
from quotes import Analyzer, Article, read_article
from quotes.cli.running import load_analyzer
from quotes.errors import QuotesError
from quotes.parsing.joint.attribution_decoding import SchemeScores
from quotes.records import ENGINES, Engine
from quotes.runtime.workers import WARM_UP

DECODING = "decoding"


@click.command()
@click.argument("article", type=click.Path(exists=True, dir_okay=False))
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--articles", "count", default=100, show_default=True, help="How many articles of FOLDER.")
@click.option("--model", metavar="NAME", help="Model set, as for `quotes report`.")
@click.option("--engine", type=click.Choice(ENGINES), help="Engine, as for `quotes report`.")
def main(article: str, folder: Path, count: int, model: str | None, engine: Engine | None) -> None:
    """Measure the program on ARTICLE, and the analyzer on articles of FOLDER."""
    program = [sys.executable, "-m", "quotes"]
    seconds, _ = min(_run([*program, "--help"]) for _ in range(5))
    click.echo(f"quotes --help                {seconds:6.2f} s (best of 5)")
    for number in (1, 2):
        seconds, megabytes = _run([*program, "report", article])
        click.echo(f"quotes report, new process {number} {seconds:6.2f} s, peak memory {megabytes:.0f} MB")
    analyzer = load_analyzer(model, engine)
    _measure_throughput(analyzer, list(_articles(folder))[:count])


def _run(command: list[str]) -> tuple[float, float]:
    """Seconds and peak memory (MB) of a command whose output is thrown away."""
    started = time.perf_counter()
    with open(os.devnull, "w") as nowhere:
        process = os.posix_spawn(
            command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, nowhere.fileno(), 1)]
        )
        _, status, usage = os.wait4(process, 0)
    if status:
        raise click.ClickException(f"{' '.join(command)} failed")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def _articles(folder: Path) -> Iterator[Article]:
    for path in sorted(folder.iterdir()):
        try:
            yield read_article(path)
        except QuotesError as error:
            click.echo(f"skipped: {error}", err=True)


def _measure_throughput(analyzer: Analyzer, articles: list[Article]) -> None:
    analyzer.analyze(WARM_UP)
    spent: dict[str, float] = defaultdict(float)
    _time_steps(analyzer, spent)
    started = time.perf_counter()
    statements = sum(len(analysis.statements) for analysis in analyzer.pipe(articles))
    total = time.perf_counter() - started
    words = sum(len(article.text.split()) for article in articles)
    spent["statements"] -= spent[DECODING]
    spent["everything else"] = total - sum(spent.values())
    click.echo(f"{len(articles)} articles, {words} words, {statements} statements: {words / total:.0f} words/s")
    for step, seconds in spent.items():
        click.echo(f"  {step:20} {seconds:6.2f} s {100 * seconds / total:5.1f} %")


def _time_steps(analyzer: Analyzer, spent: dict[str, float]) -> None:
    """Wrap each processor, the decoding of attributions, and the search for statements and speakers, to add up time."""

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            started = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                spent[name] += time.perf_counter() - started

        return wrapper

    steps: list[tuple[str, Any, str]] = [
        *((name, processor, "bulk_process") for name, processor in analyzer.parser.pipeline.processors.items()),
        (DECODING, SchemeScores, "linked"),
        ("statements", analyzer._finder, "find"),
        ("speakers", quotes.analysis, "attribute"),
    ]
    for name, owner, method in steps:
        setattr(owner, method, timed(name, getattr(owner, method)))


if __name__ == "__main__":
    main()
