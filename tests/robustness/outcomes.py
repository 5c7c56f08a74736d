"""Analyses of real and mutated articles, each contained: exceptions, broken invariants and time of every one."""

from __future__ import annotations

import re
import signal
import time
import traceback
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

from analysis_invariants import broken_invariants
from robustness.mutations import MOST_CHARACTERS, mutate

from quotes import Analyzer, Article, read_article
from quotes.cli.running import load_analyzer

MOST_SECONDS = 120
"""Time after which an analysis counts as one that never ends, a `TimeoutError`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Result of one analysis: the exception that it raised, with its trace, and the invariants that it breaks.

    `seconds` are those of the processor for 1,000 words, each of six characters; a text has 100 of them at least.
    """

    name: str
    seconds: float
    exception: str = ""
    trace: str = ""
    broken: tuple[str, ...] = ()


def outcomes_of(articles: Iterable[Article], processes: int) -> list[Outcome]:
    """Analyse the articles in so many processes, and return the outcome of each, in order."""
    with ProcessPoolExecutor(processes) as pool:
        return list(pool.map(outcome_of, articles, chunksize=8))


def outcome_of(article: Article) -> Outcome:
    """Analyse one article with the embedded models, which this process keeps."""
    analyzer = _analyzer()
    exception, trace, broken = "", "", ()
    signal.signal(signal.SIGALRM, _give_up)
    signal.alarm(MOST_SECONDS)
    begun = time.process_time()
    try:
        analysis = analyzer.analyze(article)
        seconds = time.process_time() - begun
        broken = tuple(broken_invariants(analysis))
    except Exception as error:
        seconds = time.process_time() - begun
        exception, trace = f"{type(error).__name__}: {error}"[:200], traceback.format_exc()
    finally:
        signal.alarm(0)
    return Outcome(article.id, 1000 * seconds / max(100, len(article.text) / 6), exception, trace, broken)


def mutated_articles(
    paths: Sequence[Path], seed: int, numbers: Iterable[int], longest: int = MOST_CHARACTERS
) -> Iterator[Article]:
    """Yield the mutated articles of these numbers, made of the articles at `paths` in turn, and cut at `longest`.

    Each has the number, the article it is made of, and the names of the mutations as its id.
    """
    for number in numbers:
        path = paths[number % len(paths)]
        text, names = mutate(read_article(path).text, f"{seed} {number}", longest)
        yield Article(text, id=f"mutation {number} of {path.name}: {', '.join(names)}")


def summary(outcomes: Sequence[Outcome]) -> Iterator[tuple[bool, str]]:
    """Yield lines that sum the outcomes up: counts, and each kind of fault with the first article that has it.

    With each stands whether all is well.
    """
    kinds: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for outcome in outcomes:
        for line in (*filter(None, [outcome.exception]), *outcome.broken):
            kinds[_kind(line)].append((outcome.name, line))
    for places in sorted(kinds.values(), key=len, reverse=True):
        name, line = places[0]
        yield False, f"{len(places)} x {line[:200]!r}, first in {name}"
    raised = sum(1 for outcome in outcomes if outcome.exception)
    broken = sum(1 for outcome in outcomes if outcome.broken)
    yield not raised + broken, f"{len(outcomes)} articles: {raised} exceptions, {broken} with broken invariants"
    usual = median(outcome.seconds for outcome in outcomes)
    slowest = max(outcomes, key=lambda outcome: outcome.seconds)
    yield (
        True,
        f"median {usual:.2f} s per 1,000 words; slowest {slowest.seconds / usual:.1f} times that, {slowest.name}",
    )


@cache
def _analyzer() -> Analyzer:
    analyzer = load_analyzer(None)
    assert isinstance(analyzer, Analyzer)
    analyzer.analyze("“It rained,” he said.")  # loads what is loaded only when first needed
    return analyzer


def _give_up(*_: object) -> None:
    raise TimeoutError(f"more than {MOST_SECONDS} s")


def _kind(line: str) -> str:
    """Return the line without what differs from article to article: numbers, spans and texts."""
    return re.sub(r"\d+", "0", re.sub(r"Span\(.*|['\"“].*", "", line))
