"""`quotes archive side-by-side`: the statements of several speakers by day."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.archive.database import opened
from quotes.archive.day_ranges import Days
from quotes.archive.search_query import Query
from quotes.archive.side_by_side import by_speaker, found_side_by_side
from quotes.cli.archive.archive_options import (
    TableOutput,
    archive_argument,
    limit_option,
    named,
    table_command,
    write_table,
)
from quotes.cli.exit_status import ExitStatus


@click.command("side-by-side")
@archive_argument
@click.argument("speakers", metavar="SPEAKER SPEAKER...", nargs=-1, required=True)
@click.option("--words", default="", help="Show only statements with these words, as in quotes archive search.")
@limit_option(20, "statements of each speaker, the newest")
@table_command
def side_by_side(
    database: Path,
    speakers: tuple[str, ...],
    words: str,
    limit: int,
    days: Days,
    roster: Path | None,
    table: TableOutput,
) -> ExitStatus:
    """Show the statements of speakers side by side, by day.

    \b
      quotes archive side-by-side news.db "Ivan Petrov" "Mina Okafor" --words crane
    """
    with opened(database) as connection:
        found = by_speaker(
            connection,
            [(name, named(connection, name, roster)) for name in speakers],
            Query(words=words, days=days),
            limit,
        )
        write_table(found_side_by_side(found), table, database, connection, days)
    return ExitStatus.OK
