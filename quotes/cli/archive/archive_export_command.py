"""`quotes archive export`: an archive as Parquet, CSV or JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from quotes.archive.database import opened
from quotes.archive.day_ranges import Days
from quotes.archive.export_columns import speakers
from quotes.archive.exporting import Period, write_csv_folder, write_jsonl, write_parquet_folder
from quotes.archive.stored_articles import Order, StoredArticle, count_articles, stored_articles
from quotes.cli.archive.archive_options import archive_argument
from quotes.cli.exit_status import ExitStatus
from quotes.cli.messages import echo_error
from quotes.cli.named_path import NamedPath
from quotes.cli.options.analysis_options import quiet_option
from quotes.cli.options.day_options import gathers_days, since_option, until_option
from quotes.cli.output import is_standard_output, open_output, refuse_overwriting
from quotes.cli.progress_bar import Progress
from quotes.reports.formats import require
from quotes.runtime.ending_signals import each_interruptible
from quotes.runtime.whole_folder import whole_folder

JSONL_SUFFIXES = (".jsonl", ".ndjson")


@click.command()
@archive_argument
@click.option(
    "-f",
    "--format",
    type=click.Choice(["parquet", "csv", "jsonl"]),
    help="Format.  [default: by the name of the output, else parquet for a folder, jsonl for standard output]",
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=NamedPath(allow_dash=True),
    help="Folder for parquet and csv, which must be new or empty; file for jsonl. Written whole or not at all.",
)
@click.option(
    "--by",
    type=click.Choice(["month", "year"]),
    default="month",
    show_default=True,
    help="Partition Parquet by the month or the year of the article's day.",
)
@since_option
@until_option
@quiet_option
@gathers_days
def export(
    database: Path,
    format: str | None,
    output: Path | None,
    by: Period,
    days: Days,
    quiet: bool,
) -> ExitStatus:
    """Write an archive as Parquet, CSV or JSON Lines.

    Parquet and CSV have the tables articles, statements, speakers and mentions. JSON Lines have an analysis on each
    line, as `quotes extract -f jsonl` writes them, and lose nothing: `quotes archive import` reads them.

    \b
      quotes archive export news.db -o news/
      quotes archive export news.db -f csv -o tables/ --since 2026-03-01
      quotes archive export news.db -o news.jsonl
    """
    to_folder = output is not None and not is_standard_output(output)
    if format is None:
        format = "parquet" if to_folder and output and output.suffix.lower() not in JSONL_SUFFIXES else "jsonl"
    if format != "jsonl" and not to_folder:
        raise click.UsageError(f"{format} is a folder: name it with -o OUT", click.get_current_context())
    refuse_overwriting([output], [database])
    if format == "parquet":
        require("pyarrow", "parquet", format)
    failed = 0
    with opened(database) as connection:

        def articles(order: Order) -> Iterator[StoredArticle]:
            nonlocal failed
            found = stored_articles(connection, days, order)
            for stored in _with_progress(found, count_articles(connection, days), quiet):
                failed += stored.error is not None
                yield stored

        if format == "jsonl":
            with open_output(output, for_programs=True) as stream:
                write_jsonl(articles("number"), stream)
            if failed:
                echo_error(f"{database}: left out, for they could not be analysed: articles: {failed:,}")
        else:
            assert output
            with whole_folder(output) as folder:
                if format == "parquet":
                    write_parquet_folder(articles("day"), speakers(connection), folder, by)
                else:
                    write_csv_folder(articles("day"), speakers(connection), folder)
    return ExitStatus.OK


def _with_progress(found: Iterator[StoredArticle], total: int, quiet: bool) -> Iterator[StoredArticle]:
    progress = Progress(quiet=quiet, total=total)
    try:
        for number, stored in enumerate(each_interruptible(found), 1):
            yield stored
            progress.show(number)
    finally:
        progress.close()
