"""`quotes archive timeline`: the statements of a speaker by month."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.archive import timeline as months
from quotes.archive.database import opened
from quotes.archive.day_ranges import Days
from quotes.archive.found_speakers import name_of
from quotes.cli.archive.archive_options import (
    TableOutput,
    archive_argument,
    limit_option,
    named,
    table_command,
    write_table,
)
from quotes.cli.exit_status import ExitStatus


@click.command()
@archive_argument
@click.argument("speaker")
@limit_option(1, "statements of each month, the newest")
@table_command
def timeline(
    database: Path,
    speaker: str,
    limit: int,
    days: Days,
    roster: Path | None,
    table: TableOutput,
) -> ExitStatus:
    """Show how much a speaker says in each month, and the newest of it.

    SPEAKER is a name or alias. Months are whole.

    \b
      quotes archive timeline news.db "Ivan Petrov" --since 2025
    """
    with opened(database) as connection:
        speakers = named(connection, speaker, roster)
        found = months.timeline(connection, speakers, days, limit=limit)
        write_table(months.found_timeline(found, name_of(connection, speakers)), table, database, connection, days)
    return ExitStatus.OK
