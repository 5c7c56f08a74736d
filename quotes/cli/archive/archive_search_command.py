"""`quotes archive search`: statements by their words, speakers, days and more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from quotes.archive.database import opened
from quotes.archive.search_query import Query
from quotes.cli.archive.archive_options import archive_argument, named
from quotes.cli.archive.found_output import SearchOutput, write_hits
from quotes.cli.exit_status import ExitStatus
from quotes.cli.options.analysis_options import roster_option
from quotes.cli.options.day_options import gathers_days, since_option, until_option
from quotes.cli.options.gathering import Command, gathers
from quotes.cli.options.output_options import output_options
from quotes.cli.options.selection_options import SELECTION_OPTIONS
from quotes.cli.options.table_options import raw_cells_option, table_options, width_option
from quotes.records import STATEMENT_ACTS
from quotes.reports.formats import FORMATS
from quotes.reports.statement_columns import STATEMENT_COLUMNS

SEARCH_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    *SELECTION_OPTIONS,
    roster_option,
    click.option(
        "--act",
        "acts",
        type=click.Choice(STATEMENT_ACTS),
        multiple=True,
        help="Show only statements with this act; may be given several times.",
    ),
    since_option,
    until_option,
    click.option(
        "--article",
        "places",
        metavar="PATTERN",
        multiple=True,
        help="Show only statements of articles with such a place, with *, ? and [a-z]: 'herald/*'; may be given "
        "several times.",
    ),
    click.option("--negated", is_flag=True, help="Show only statements that were not made, as the article says."),
    click.option("--question", is_flag=True, help="Show only questions."),
    click.option("--rank", "by_rank", is_flag=True, help="Show the best hits first, of the newest 1,000."),
    click.option(
        "--limit",
        metavar="N",
        type=click.IntRange(min=0),
        default=20,
        show_default=True,
        help="Show N statements; 0: all.",
    ),
    click.option(
        "--offset", metavar="N", type=click.IntRange(min=0), default=0, help="Leave out the first N statements."
    ),
    *table_options(STATEMENT_COLUMNS),
    width_option,
    raw_cells_option,
)
"""In the order in which --help lists them."""


def search_options(command: Command) -> Command:
    """Give a command all options of a search, those of the output as ``shown``, and ``days``."""
    command = gathers_days(gathers("shown", SearchOutput)(command))
    for option in reversed(SEARCH_OPTIONS):
        command = option(command)
    return output_options(FORMATS, "simple")(command)


@click.command()
@archive_argument
@click.argument("words", nargs=-1)
@search_options
def search(
    database: Path,
    words: tuple[str, ...],
    speakers: tuple[str, ...],
    roster: Path | None,
    shown: SearchOutput,
    **filters: Any,
) -> ExitStatus:
    """Look for statements by their words, speakers, days and more: the newest first.

    WORDS may be an expression of SQLite's FTS5 (AND, OR, NOT, NEAR). Other words mean what they do in a search box:
    each has to be there, '"new pier"' as it stands, -old not, and harb* is the beginning of a word.

    \b
      quotes archive search news.db harbour crane --since 2026-03
      quotes archive search news.db '"new pier" -old' --speaker "Ivan Petrov"
      quotes archive search news.db pier -o found.xlsx --limit 0
    """
    with opened(database) as connection:
        numbers = {number for name in speakers for number in named(connection, name, roster)}
        query = Query(words=" ".join(words), speakers=tuple(sorted(numbers)), **filters)
        write_hits(connection, query, shown, database)
    return ExitStatus.OK
