"""Speed and memory of the whole program.

    python tests/benchmarks/analysis_speed.py ARTICLE FOLDER [--articles N]

Prints the time of `quotes --help`, time and peak memory of a first report of ARTICLE in a new process, and, over the
first N text files of FOLDER in one process with one torch thread, words per second with the share of each step.
Words are counted as runs of characters between white space.
"""

from __future__ import annotations

import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

import quotes.analysis
from quotes import Analyzer, Article, read_article
from quotes.cli.running import load_analyzer
from quotes.errors import QuotesError
from quotes.runtime.workers import WARM_UP
from quotes.statements import engines
from quotes.statements.learned import attribution_model
from quotes.statements.learned.attribution_model import AttributionModel


@click.command()
@click.argument("article", type=click.Path(exists=True, dir_okay=False))
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--articles", "count", default=100, show_default=True, help="How many articles of FOLDER.")
def main(article: str, folder: Path, count: int) -> None:
    """Measure the program on ARTICLE, and the analyzer on articles of FOLDER."""
    program = [sys.executable, "-m", "quotes"]
    seconds, _ = min(_run([*program, "--help"]) for _ in range(5))
    click.echo(f"quotes --help                {seconds:6.2f} s (best of 5)")
    for number in (1, 2):
        seconds, megabytes = _run([*program, "report", article])
        click.echo(f"quotes report, new process {number} {seconds:6.2f} s, peak memory {megabytes:.0f} MB")
    _measure_throughput(list(_articles(folder))[:count])


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


def _measure_throughput(articles: list[Article]) -> None:
    analyzer = load_analyzer(None)
    analyzer.analyze(WARM_UP)
    spent: dict[str, float] = defaultdict(float)
    with _timed(analyzer, spent):
        started = time.perf_counter()
        statements = sum(len(analysis.statements) for analysis in analyzer.pipe(articles))
        total = time.perf_counter() - started
    words = sum(len(article.text.split()) for article in articles)
    spent["statements"] -= spent["learned model"]
    spent["everything else"] = total - sum(spent.values())
    click.echo(f"{len(articles)} articles, {words} words, {statements} statements: {words / total:.0f} words/s")
    for step, seconds in spent.items():
        click.echo(f"  {step:20} {seconds:6.2f} s {100 * seconds / total:5.1f} %")


@contextmanager
def _timed(analyzer: Analyzer, spent: dict[str, float]) -> Iterator[None]:
    """Add up the time of each processor and network, of statements and of speakers, by wrapping them for a while."""
    steps: list[tuple[str, Any, str]] = [
        (name, processor, "bulk_process") for name, processor in analyzer.parser.pipeline.processors.items()
    ]
    steps += [("learned model", engines, "model_input_of"), ("learned model", AttributionModel, "scores")]
    steps.append(("learned model", attribution_model, "decode"))
    steps.append(("statements", analyzer._finder, "find"))
    steps.append(("speakers", quotes.analysis, "attribute"))

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            started = time.perf_counter()
            try:
                result = function(*args, **kwargs)
                return each(name, result) if isinstance(result, Iterator) else result
            finally:
                spent[name] += time.perf_counter() - started

        return wrapper

    def each(name: str, results: Iterator[Any]) -> Iterator[Any]:
        end = object()
        while True:
            started = time.perf_counter()
            result = next(results, end)
            spent[name] += time.perf_counter() - started
            if result is end:
                return
            yield result

    originals = [vars(owner).get(method) for _, owner, method in steps]
    for name, owner, method in steps:
        setattr(owner, method, timed(name, getattr(owner, method)))
    try:
        yield
    finally:
        for (_, owner, method), original in zip(steps, originals, strict=True):
            if original is None:
                delattr(owner, method)
            else:
                setattr(owner, method, original)


if __name__ == "__main__":
    main()
