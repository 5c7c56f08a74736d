"""`quotes archive pack`: articles of any format as Parquet, for a cluster."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from quotes.archive.article_tables import write_packed
from quotes.cli.exit_status import ExitStatus, of_reports
from quotes.cli.messages import echo_error
from quotes.cli.named_path import NamedPath
from quotes.cli.options.article_options import articles_argument
from quotes.cli.options.gathering import Command
from quotes.cli.options.reading_options import READING_OPTIONS, gathers_reading
from quotes.errors import QuotesError, ReadError
from quotes.readers.raw_document import ReadingOptions
from quotes.readers.reading import read_articles
from quotes.records import Article
from quotes.reports.formats import require
from quotes.runtime.ending_signals import each_interruptible
from quotes.runtime.whole_folder import whole_folder


def _with_reading(command: Command) -> Command:
    command = gathers_reading(command)
    for option in reversed(READING_OPTIONS):
        command = option(command)
    return command


@click.command()
@articles_argument
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=NamedPath(file_okay=False),
    required=True,
    help="Folder for the Parquet, which must be new or empty. Written whole or not at all.",
)
@_with_reading
def pack(articles: tuple[str, ...], output: Path, reading: ReadingOptions) -> ExitStatus:
    """Write articles as Parquet, for a cluster.

    ARTICLE is a file or folder of any format that `quotes extract` reads, or - for standard input. The columns are id,
    text, title, date, author, url, language, blocks and warnings.

    \b
      quotes archive pack news/2026-03/ -o packed/
    """
    require("pyarrow", "parquet", "Parquet")
    failed = 0

    def read() -> Iterator[Article]:
        nonlocal failed
        for source in articles:
            for found in read_articles(source, reading):
                if isinstance(found, ReadError):
                    failed += 1
                    echo_error(str(found))
                else:
                    yield found

    with whole_folder(output) as folder:
        packed = write_packed(each_interruptible(read()), folder)
        if not packed:
            raise QuotesError("nothing is written, for no article could be read")
    return of_reports(packed, failed)
