"""Speed of the learned model of attribution, and of finding statements with each engine.

    python tests/benchmarks/attribution_speed.py FOLDER [--articles N]

The first N text files of FOLDER are parsed; then the time is taken, in one process with one thread, of the model alone
(articles prepared as it reads them, best of three), and of finding statements with each engine. Words are counted as
runs of characters between white space.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import click

from quotes import read_article
from quotes.parsing import Parser
from quotes.records import ENGINES
from quotes.runtime.workers import use_one_thread
from quotes.statements import StatementFinder
from quotes.statements.engines import RuleFinder
from quotes.statements.learned.embedded_model import load_attribution_model
from quotes.statements.learned.model_input import model_input_of
from quotes.statements.marked_article import mark_article


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--articles", "count", default=60, show_default=True, help="How many articles of FOLDER.")
def main(folder: Path, count: int) -> None:
    """Measure the learned model on articles of FOLDER."""
    use_one_thread()
    articles = [read_article(path) for path in sorted(folder.glob("*.txt"))[:count]]
    words = sum(len(article.text.split()) for article in articles)
    parser = Parser()
    parses = list(parser.pipe(articles))
    model = load_attribution_model("en", "all")
    assert model is not None
    rules = RuleFinder(parser.vocab)
    inputs = [
        model_input_of(marked, rules.attributed(marked), model.table.pieces) for marked in map(mark_article, parses)
    ]
    pieces = sum(each.size((0, len(each.words))) for each in inputs)
    click.echo(f"{len(articles)} articles, {words} words, {pieces} pieces")
    _say("the model alone", words, min(_seconds(lambda: list(model.attributions(inputs))) for _ in range(3)))
    for engine in ENGINES:
        finder = StatementFinder(parser.vocab, engine, model)
        _say(f"statements, engine {engine}", words, _seconds(lambda: [finder.find(parse) for parse in parses]))  # noqa: B023


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _say(what: str, words: int, seconds: float) -> None:
    click.echo(f"{what:26} {seconds:6.2f} s {words / seconds:7.0f} words/s")


if __name__ == "__main__":
    main()
