"""How much faster the fast parse is than Stanza's own, and whether it is the same.

    python tests/benchmarks/parse.py FOLDER [--articles N] [--model NAME] [--workers N]

Parses the first N text files of FOLDER with one torch thread in four ways, each in a process of its own: Stanza's own
processors and the fast ones, article by article and all together. Prints words per second (runs of characters between
white space), the ratio to Stanza article by article, the share of each processor, peak memory, and how many fields
differ from what Stanza gives when it parses in the same way: numbers and offsets of tokens and words, their forms,
lemmas, tags, features, heads, relations and entity tags, and the offsets and classes of entities. With `--workers N` it
also says how fast the whole analysis is with one process and with N.

Ratios mean something only when nothing else keeps the processor busy.
"""

from __future__ import annotations

import multiprocessing
import pickle
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from quotes.parsing.joint.processors import JointPipeline

from quotes import Article, read_article
from quotes.cli.running import load_analyzer
from quotes.errors import QuotesError
from quotes.parsing import Parser
from quotes.runtime.workers import WITH_EVERYTHING, pipe_in_processes, use_one_thread

Fields = list[tuple[Any, ...]]
"""Those of each word, and of each entity, of an article."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One way of parsing: what it took, and the file to which it has written what it gave, article by article."""

    seconds: float
    by_processor: dict[str, float]
    megabytes: float
    fast_processors: tuple[str, ...]
    parses: Path


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--articles", "count", type=click.IntRange(min=1), default=100, show_default=True)
@click.option(
    "--model",
    metavar="NAME",
    default=str(Path(__file__).parents[1] / "models" / "english_lstm"),
    help="Model set, as for `quotes report`.  [default: one with networks of Stanza's throughout]",
)
@click.option("--workers", type=click.IntRange(min=1), default=1, help="Measure the analysis with so many processes.")
def main(folder: Path, count: int, model: str | None, workers: int) -> None:
    """Compare the fast parse with Stanza's on the articles of FOLDER."""
    articles = list(_articles(folder))[:count]
    words = sum(len(article.text.split()) for article in articles)
    click.echo(f"{len(articles)} articles, {words} words")
    reference: Measured | None = None
    with TemporaryDirectory() as place:
        for together in (False, True):
            stock = _apart(_measure, articles, model, False, together, Path(place, "stock"))
            fast = _apart(_measure, articles, model, True, together, Path(place, "fast"))
            reference = reference or stock
            way = "together" if together else "article by article"
            _say(f"Stanza, {way}", stock, words, reference.seconds)
            _say(f"fast, {way}", fast, words, reference.seconds)
            click.echo(f"  fast processors: {', '.join(fast.fast_processors) or 'none'}")
            click.echo(f"  differing fields: {_differences(_read(stock.parses), _read(fast.parses))}")
    if workers > 1:
        for number in (1, workers):
            seconds = _apart(_time_analysis, articles, model, number)
            click.echo(f"analysis with {number} processes: {words / seconds:6.0f} words/s")


def _articles(folder: Path) -> Iterator[Article]:
    for path in sorted(folder.iterdir()):
        try:
            yield read_article(path)
        except QuotesError as error:
            click.echo(f"skipped: {error}", err=True)


def _apart(function: Callable[..., Any], *arguments: Any) -> Any:
    """The result of a function in a new process, whose peak memory is its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(function, *arguments).result()


def _measure(articles: list[Article], model: str | None, fast: bool, together: bool, parses: Path) -> Measured:
    use_one_thread()
    parser = Parser(model, fast=fast)
    list(parser.documents(articles[:1]))
    by_processor: dict[str, float] = defaultdict(float)
    for name, processor in parser._pipeline.processors.items():
        processor.bulk_process = _timed(processor.bulk_process, name, by_processor)
    if isinstance(parser._pipeline, JointPipeline):
        reader = parser._pipeline._reader
        reader.read_text = _timed(reader.read_text, "joint network", by_processor)  # type: ignore[method-assign]
    seconds = 0.0
    batches: Iterable[list[Article]] = [articles] if together else ([article] for article in articles)
    with parses.open("wb") as file:
        for batch in batches:
            started = time.perf_counter()
            for _, _, parts in parser.documents(batch):
                documents = list(parts)
                seconds += time.perf_counter() - started
                pickle.dump([*chain.from_iterable(_fields(offset, document) for offset, document in documents)], file)
                started = time.perf_counter()
            seconds += time.perf_counter() - started
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(seconds, dict(by_processor), megabytes, parser.fast_processors, parses)


def _timed(function: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    def wrapper(documents: Any) -> Any:
        started = time.perf_counter()
        try:
            return function(documents)
        finally:
            spent[name] += time.perf_counter() - started

    return wrapper


def _fields(offset: int, document: Any) -> Iterator[tuple[Any, ...]]:
    for number, sentence in enumerate(document.sentences):
        for token in sentence.tokens:
            place = (number, token.id, offset + token.start_char, offset + token.end_char, token.text, token.ner)
            for word in token.words:
                yield (*place, word.id, word.text, word.lemma, word.upos, word.xpos, word.feats, word.head, word.deprel)
    for entity in document.ents:
        yield (offset + entity.start_char, offset + entity.end_char, entity.type, entity.text)


def _read(parses: Path) -> Iterator[Fields]:
    with parses.open("rb") as file:
        while file.peek(1):
            yield pickle.load(file)


def _differences(ones: Iterable[Fields], others: Iterable[Fields]) -> int:
    """How many fields differ; of rows that only one side has, all."""
    count = 0
    for one, other in zip(ones, others, strict=True):
        for row, (mine, theirs) in enumerate(zip(one, other, strict=False)):
            if len(mine) != len(theirs):
                count += sum(map(len, one[row:]))
                break
            count += sum(a != b for a, b in zip(mine, theirs, strict=True))
        longer, shorter = (one, other) if len(one) > len(other) else (other, one)
        count += sum(map(len, longer[len(shorter) :]))
    return count


def _time_analysis(articles: list[Article], model: str | None, workers: int) -> float:
    analyzer = load_analyzer(model)
    analyzer.analyze(WITH_EVERYTHING)
    started = time.perf_counter()
    analyses = pipe_in_processes(analyzer, articles, workers) if workers > 1 else analyzer.pipe(articles)
    for _ in analyses:
        pass
    return time.perf_counter() - started


def _say(name: str, measured: Measured, words: int, reference: float) -> None:
    seconds = measured.seconds
    click.echo(
        f"{name:28} {words / seconds:6.0f} words/s, {reference / seconds:5.2f} times Stanza's article by article, "
        f"peak memory {measured.megabytes:.0f} MB"
    )
    shares = (f"{processor} {100 * spent / seconds:.0f} %" for processor, spent in measured.by_processor.items())
    click.echo(f"  {', '.join(shares)}")


if __name__ == "__main__":
    main()
