"""Time of searches in an archive of made news: `python tests/benchmarks/archive_search.py --statements 1000000`.

Prints the median, the 95th percentile and the greatest time of 200 searches, newest first and by rank, of timelines and
of top speakers: once when the pages of the file have left the system's cache, and once more.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from made_news import make_news

from quotes.archive.database import opened
from quotes.archive.day_ranges import Days
from quotes.archive.search_query import Query
from quotes.archive.searching import search
from quotes.archive.timeline import timeline
from quotes.archive.top_speakers import top_speakers

MIX = {"one word": 50, "two words": 30, "phrase": 20, "prefix": 20, "speaker": 25, "speaker and word": 25, "days": 30}
"""Searches of each kind."""

MOST_HITS = 0.5
"""Part of the statements that the most frequent word of a search has."""

Time = tuple[float, float]
"""Milliseconds of the clock and of the processor: the latter is what an idle machine would take if nothing is read."""

Times = dict[str, list[Time]]


@click.command()
@click.option("--statements", type=int, default=50_000, show_default=True)
@click.option("--database", type=click.Path(path_type=Path), help="Use this one, made before, or make it and keep it.")
def main(statements: int, database: Path | None) -> None:
    """Measure searches in an archive."""
    with TemporaryDirectory() as folder:
        path = database or Path(folder) / "news.db"
        if not path.exists():
            started = time.perf_counter()
            make_news(path, statements)
            click.echo(f"made in {time.perf_counter() - started:.0f} s")
        with opened(path) as connection:
            number, day = connection.execute("SELECT count(*), max(month) FROM statements").fetchone()
            click.echo(f"{number:,} statements until {day}, {path.stat().st_size / 1e6:,.0f} MB")
            queries = list(_mix(connection, number))
        for state in ("cold", "warm"):
            if state == "cold":
                _forget(path)
            with opened(path) as connection:
                for order in (False, True):
                    _print(f"{state}, {'by rank' if order else 'newest first'}", _searches(connection, queries, order))
                _print(f"{state}, timeline", _timelines(connection))
                _print(f"{state}, top", _tops(connection))


def _forget(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _mix(connection: sqlite3.Connection, statements: int) -> Iterator[tuple[str, Query]]:
    """Yield the searches: words as frequent as some part of the statements, the parts even on a logarithmic scale."""
    random = np.random.default_rng(7)
    connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, statement_words, col)")
    counts = connection.execute("SELECT term, doc FROM vocabulary WHERE col = 'text' ORDER BY doc").fetchall()
    words, numbers = [row[0] for row in counts], np.array([row[1] for row in counts])
    speakers = connection.execute("SELECT count(*) FROM speakers").fetchone()[0]

    def word(least: float = 1) -> str:
        wanted = np.exp(random.uniform(np.log(least), np.log(statements * MOST_HITS)))
        return words[min(int(np.searchsorted(numbers, wanted)), len(words) - 1)]

    def phrase() -> str:
        low = connection.execute("SELECT max(id) FROM statements").fetchone()[0]
        number = int(random.uniform(connection.execute("SELECT min(id) FROM statements").fetchone()[0], low))
        text = connection.execute("SELECT text FROM statements WHERE id >= ? LIMIT 1", [number]).fetchone()[0].split()
        place = int(random.integers(0, len(text) - 1))
        return f'"{text[place]} {text[place + 1]}"'

    def speaker() -> tuple[int, ...]:
        return (int(np.exp(random.uniform(0, np.log(speakers)))),)

    def days() -> Days:
        year, month = int(random.integers(2016, 2026)), int(random.integers(1, 13))
        return Days(date(year, month, 1), date(year + int(random.integers(0, 2)), month, 28))

    makers: dict[str, Callable[[], Query]] = {
        "one word": lambda: Query(words=word()),
        "two words": lambda: Query(words=f"{word(100)} {word(100)}"),
        "phrase": lambda: Query(words=phrase()),
        "prefix": lambda: Query(words=f"{word(100)[: int(random.integers(3, 6))]}*"),
        "speaker": lambda: Query(speakers=speaker()),
        "speaker and word": lambda: Query(speakers=speaker(), words=word(100)),
        "days": lambda: Query(words=word(), days=days()),
    }
    for kind, count in MIX.items():
        yield from ((kind, makers[kind]()) for _ in range(count))


def _timed(work: Callable[[], object]) -> Time:
    started, spent = time.perf_counter(), time.process_time()
    work()
    return 1000 * (time.perf_counter() - started), 1000 * (time.process_time() - spent)


def _searches(connection: sqlite3.Connection, queries: list[tuple[str, Query]], by_rank: bool) -> Times:
    times: Times = {}
    for kind, query in queries:
        if query.words or not by_rank:
            times.setdefault(kind, []).append(_timed(lambda query=query: search(connection, query, by_rank=by_rank)))
    return times


def _timelines(connection: sqlite3.Connection) -> Times:
    speakers = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]
    return {"timeline": [_timed(lambda one=one: timeline(connection, (one,), limit=3)) for one in speakers]}


def _tops(connection: sqlite3.Connection) -> Times:
    choices = [{"by": by, "kinds": kinds} for by in ("month", "year", "all") for kinds in ((), ("person",))]
    months = [{"by": "month", "days": Days(date(year, 1, 1), date(year, 12, 31))} for year in range(2016, 2026)]
    return {"top": [_timed(lambda one=one: top_speakers(connection, limit=10, **one)) for one in choices + months]}


def _print(name: str, times: Times) -> None:
    every = [one for some in times.values() for one in some]
    click.echo(f"{name}: {len(every)} in all: {_percentiles(every)}")
    if len(times) > 1:
        for kind, some in times.items():
            click.echo(f"    {kind} ({len(some)}): {_percentiles(some)}")


def _percentiles(times: list[Time]) -> str:
    said = []
    for name, some in zip(("clock", "processor"), zip(*times, strict=True), strict=True):
        p95 = statistics.quantiles(some, n=20, method="inclusive")[-1]
        said.append(f"{name}: median {statistics.median(some):.1f}, p95 {p95:.1f}, greatest {max(some):.1f} ms")
    return "; ".join(said)


if __name__ == "__main__":
    main()
