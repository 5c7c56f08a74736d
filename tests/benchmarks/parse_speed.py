"""Speed of the parse with a model set.

    python tests/benchmarks/parse_speed.py FOLDER [--articles N] [--model NAME]

Parses the first N text files of FOLDER with one thread, and prints words per second (runs of characters between white
space) and the share of each processor. The figures mean something only when nothing else keeps the processor busy.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from quotes import read_article
from quotes.parsing import Parser
from quotes.runtime.workers import use_one_thread


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--articles", "count", type=click.IntRange(min=1), default=100, show_default=True)
@click.option("--model", metavar="NAME", help="Model set, as for `quotes report`.")
def main(folder: Path, count: int, model: str | None) -> None:
    """Measure the parse of the articles of FOLDER."""
    use_one_thread()
    articles = [read_article(path) for path in sorted(folder.glob("*.txt"))[:count]]
    parser = Parser(model)
    parser.parse(articles[0])
    spent: dict[str, float] = defaultdict(float)
    for name, processor in parser.pipeline.processors.items():
        processor.bulk_process = _timed(processor.bulk_process, name, spent)
    started = time.perf_counter()
    for _ in parser.pipe(articles):
        pass
    seconds = time.perf_counter() - started
    words = sum(len(article.text.split()) for article in articles)
    click.echo(f"{len(articles)} articles, {words} words: {words / seconds:.0f} words/s")
    for name, part in spent.items():
        click.echo(f"  {name:10} {100 * part / seconds:5.1f} %")


def _timed(function: Callable[[Any], Any], name: str, spent: dict[str, float]) -> Callable[[Any], Any]:
    def timed(documents: Any) -> Any:
        started = time.perf_counter()
        try:
            return function(documents)
        finally:
            spent[name] += time.perf_counter() - started

    return timed


if __name__ == "__main__":
    main()
