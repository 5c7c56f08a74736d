"""`quotes archive top`: the speakers with most statements."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from quotes.archive.database import opened
from quotes.archive.day_ranges import Days
from quotes.archive.top_speakers import Period, found_top, top_speakers
from quotes.cli.archive.archive_options import (
    TableOutput,
    archive_argument,
    limit_option,
    table_output,
    write_table,
)
from quotes.cli.exit_status import ExitStatus
from quotes.records import SPEAKER_KINDS, SpeakerKind


@click.command()
@archive_argument
@click.option(
    "--by", type=click.Choice(get_args(Period)), default="month", show_default=True, help="Count for each of these."
)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(SPEAKER_KINDS),
    multiple=True,
    help="Show only speakers of this kind; may be given several times.",
)
@limit_option(5, "speakers of each month or year, or of all time")
@table_output
def top(
    database: Path,
    by: Period,
    kinds: tuple[SpeakerKind, ...],
    limit: int,
    days: Days,
    table: TableOutput,
) -> ExitStatus:
    """Show the speakers with most statements in each month or year.

    The copies of one story count once. Months are whole.

    \b
      quotes archive top news.db --by year --kind person
    """
    with opened(database) as connection:
        found = top_speakers(connection, by, kinds=kinds, days=days, limit=limit)
        write_table(found_top(found, by), table, database, connection, days)
    return ExitStatus.OK
