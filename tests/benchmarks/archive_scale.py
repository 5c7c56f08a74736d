"""Figures that docs/scale.md computes with: processor seconds and bytes that an article costs, and what a million do.

    python tests/benchmarks/archive_scale.py FOLDER SAVED.jsonl... [--articles N] [--price P]

analyses N articles of FOLDER, spread over it, and imports what `quotes extract -f jsonl` has SAVED into an archive,
which is exported again. Bytes are scaled to the mean length of the articles of FOLDER by words.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from quotes.archive.database import opened, opened_to_write
from quotes.archive.day_ranges import ALL_DAYS
from quotes.archive.export_columns import speakers
from quotes.archive.exporting import write_jsonl, write_parquet_folder
from quotes.archive.importing import import_analyses
from quotes.archive.saved_analyses import SavedAnalysis, read_saved
from quotes.archive.stored_articles import stored_articles
from quotes.cli.running import load_analyzer
from quotes.readers.text_file import read_article
from quotes.runtime.workers import WARM_UP

GIGABYTE = 1e9
SIZES = (1_000_000, 100_000_000)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("saved", nargs=-1, required=True)
@click.option("--articles", default=40, show_default=True)
@click.option("--price", default=0.04, show_default=True, help="Price of an hour of one processor core.")
def main(folder: Path, saved: tuple[str, ...], articles: int, price: float) -> None:
    """Measure, and compute."""
    paths = sorted(folder.glob("*.txt"))
    words = [len(path.read_text(encoding="utf-8", errors="replace").split()) for path in paths]
    mean = sum(words) / len(words)
    chosen = [read_article(path) for path in paths[:: len(paths) // articles][:articles]]
    analyzer = load_analyzer(None)
    list(analyzer.pipe([WARM_UP]))
    spent = _processor_seconds(lambda: list(analyzer.pipe(chosen)))
    rate = sum(len(one.text.split()) for one in chosen) / spent
    click.echo(f"articles of {folder.name}: {len(paths):,}, mean length {mean:.0f} words")
    click.echo(f"analysis: {len(chosen)} articles, {rate:,.0f} words a processor second")
    with TemporaryDirectory() as name:
        found = [one for source in saved for one in read_saved(source) if isinstance(one, SavedAnalysis)]
        share = mean / (sum(len(one.analysis.article.text.split()) for one in found) / len(found))
        archive, lines, parquet = Path(name) / "news.db", Path(name) / "news.jsonl", Path(name) / "parquet"
        with opened_to_write(archive) as connection:
            importing = _processor_seconds(lambda: import_analyses(connection, found, print)) / len(found)
            connection.execute("PRAGMA wal_checkpoint(truncate)")
        with opened(archive) as connection, lines.open("w", encoding="utf-8") as stream:
            exporting = _processor_seconds(
                lambda: write_jsonl(stored_articles(connection, ALL_DAYS, "number"), stream)
            ) / len(found)
            parquet.mkdir()
            write_parquet_folder(stored_articles(connection, ALL_DAYS, "day"), speakers(connection), parquet, "month")
        sizes = {each.name: _size(each) / len(found) * share for each in (archive, lines, parquet)}
    importing, exporting = importing * share, exporting * share
    click.echo(f"{len(found)} saved analyses; an article of {mean:.0f} words:")
    click.echo(f"  import {1000 * importing:.1f} ms, export as JSON Lines {1000 * exporting:.1f} ms, of the processor")
    click.echo("  " + ", ".join(f"{each} {size / 1000:.1f} KB" for each, size in sizes.items()))
    for number in SIZES:
        hours = number * mean / rate / 3600
        click.echo(
            f"{number:,} articles: {hours:,.0f} core-hours, {hours * price:,.0f} at {price} a core-hour; "
            f"import {number * importing / 3600:,.1f} h; "
            + ", ".join(f"{each} {number * size / GIGABYTE:,.1f} GB" for each, size in sizes.items())
        )


def _processor_seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _size(path: Path) -> int:
    return sum(os.path.getsize(each) for each in ([path] if path.is_file() else path.rglob("*")) if each.is_file())


if __name__ == "__main__":
    main()
