"""Rows that a local cluster of Ray makes against those of this process, also with an actor killed in the middle.

    python tests/benchmarks/ray_archive.py ARTICLE...

needs the extra ray, and prints how many rows are the same, and the seconds of each run.
"""

from __future__ import annotations

import os
import signal
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import ray
from pyarrow.parquet import read_table

from quotes.archive.article_tables import Load, analysed_table, load_analyze, write_packed
from quotes.archive.on_ray import Actors, analyse_on_ray
from quotes.readers.text_file import read_article
from quotes.records import Analysis, Article
from quotes.runtime.containment import Analyze

OPTIONS = "{}"
LOAD = partial(load_analyze, None, "speech", None, "own")


def killed_once(load: Load, id: str, marker: Path) -> Load:
    """Return a loader of an analyzer whose process is killed when it comes to this article for the first time."""

    def load_killed() -> Analyze:
        analyze = load()

        def each(article: Article) -> Analysis:
            if article.id == id and not marker.exists():
                marker.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            return analyze(article)

        return each

    return load_killed


@click.command()
@click.argument("articles", nargs=-1, required=True)
@click.option("--actors", default=2)
@click.option("--cores", default=0.5)
@click.option("--batch", default=2)
def main(articles: tuple[str, ...], actors: int, cores: float, batch: int) -> None:
    """Analyse articles here, on Ray, and on Ray with an actor killed."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        packed = folder / "packed"
        packed.mkdir()
        click.echo(f"{write_packed(map(read_article, articles), packed)} articles")
        started = time.perf_counter()
        expected = analysed_table(read_table(packed), LOAD(), OPTIONS).to_pylist()
        click.echo(f"here: {time.perf_counter() - started:.1f} s")
        ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
        for title, load in (
            ("Ray", LOAD),
            ("Ray, an actor killed", killed_once(LOAD, articles[len(articles) // 2], folder / "killed")),
        ):
            started, target = time.perf_counter(), folder / title
            analyse_on_ray(str(packed), str(target), load, OPTIONS, Actors(actors, cores, batch))
            rows: list[dict[str, Any]] = read_table(target).to_pylist()
            by_id = {row["id"]: row for row in rows}
            same = sum(by_id.get(row["id"]) == row for row in expected)
            click.echo(
                f"{title}: {len(rows)} rows, {same} of {len(expected)} the same, "
                f"{time.perf_counter() - started:.1f} s; killed: {(folder / 'killed').exists()}"
            )


if __name__ == "__main__":
    main()
