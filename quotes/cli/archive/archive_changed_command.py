"""`quotes archive changed`: what a speaker says in other words than before."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.archive.changed_statements import changed_statements, found_changed
from quotes.archive.database import opened
from quotes.archive.day_ranges import Days
from quotes.archive.found_speakers import name_of
from quotes.archive.search_query import Query
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
@click.argument("words", nargs=-1)
@limit_option(10, "pairs of statements, the most alike")
@table_command
def changed(
    database: Path,
    speaker: str,
    words: tuple[str, ...],
    limit: int,
    days: Days,
    roster: Path | None,
    table: TableOutput,
) -> ExitStatus:
    """Show what a speaker says in other words than before.

    Pairs of statements about the same at two dates, with the words between [- and -] only in the older one, and those
    between {+ and +} only in the newer one. With WORDS, only statements that a search for these finds.

    \b
      quotes archive changed news.db "Ivan Petrov" crane
    """
    with opened(database) as connection:
        speakers = named(connection, speaker, roster)
        query = Query(words=" ".join(words), speakers=speakers, days=days)
        found = changed_statements(connection, query, limit=limit)
        write_table(found_changed(found, name_of(connection, speakers)), table, database, connection, days)
    return ExitStatus.OK
