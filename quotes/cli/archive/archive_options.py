"""Arguments and options of commands that look for something in an archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from quotes.archive.day_ranges import ALL_DAYS, Days
from quotes.archive.found_speakers import speakers_called
from quotes.archive.found_tables import BAR, TABLE_FORMATS
from quotes.archive.stored_articles import count_undated
from quotes.cli.messages import echo_error
from quotes.cli.named_path import NamedPath
from quotes.cli.options.analysis_options import roster_option
from quotes.cli.options.day_options import gathers_days, since_option, until_option
from quotes.cli.options.gathering import Command, gathers
from quotes.cli.options.output_options import output_options
from quotes.cli.options.table_options import no_headers_option, raw_cells_option, width_option
from quotes.cli.output import open_output, output_width, refuse_overwriting
from quotes.reports.found_formats import FoundOptions, write_found
from quotes.reports.found_quotations import FoundQuotations
from quotes.speakers.roster import read_roster

archive_argument = click.argument("database", metavar="DB", type=NamedPath(dir_okay=False))


def limit_option(default: int, what: str) -> Callable[[Command], Command]:
    """Return the option for how many things are shown at most."""
    return click.option(
        "--limit", metavar="N", type=click.IntRange(min=1), default=default, show_default=True, help=f"Show N {what}."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOutput:
    """Options of the output of a table."""

    format: str
    output: Path | None
    width: int | None
    no_headers: bool
    raw_cells: bool


def table_output(command: Command) -> Command:
    """Give a command the range of ``days``, and the options of the output as ``table``."""
    command = gathers_days(gathers("table", TableOutput)(command))
    for option in (raw_cells_option, width_option, no_headers_option, until_option, since_option):
        command = option(command)
    return output_options(TABLE_FORMATS, "simple")(command)


def table_command(command: Command) -> Command:
    """Give a command about speakers those options, and the roster."""
    return table_output(roster_option(command))


def named(connection: sqlite3.Connection, name: str, roster: Path | None) -> tuple[int, ...]:
    """Return the numbers of the speakers that are called so. Raises `ArchiveError` or `RosterError`."""
    return speakers_called(connection, name, read_roster(roster) if roster else None)


def write_table(
    found: FoundQuotations[Any], table: TableOutput, database: Path, connection: sqlite3.Connection, days: Days
) -> None:
    """Write a table of what was found on these days in a database, which it must not replace."""
    refuse_overwriting([table.output], [database])
    programs = TABLE_FORMATS[table.format].audience == "programs"
    options = FoundOptions(
        format=table.format,
        columns=tuple(name for name in found.columns if name != BAR) if programs else (),
        width=output_width(table.output) if table.width is None else table.width,
        headers=not table.no_headers,
        raw_cells=table.raw_cells,
    )
    with open_output(table.output, for_programs=programs) as stream:
        write_found(found, stream, options)
    if not found.rows:
        tell_undated(connection, days, database)


def tell_undated(connection: sqlite3.Connection, days: Days, database: Path) -> None:
    """Tell people who have found nothing on some days how many articles are on none."""
    if days != ALL_DAYS and (undated := count_undated(connection)):
        echo_error(f"{database}: articles without a day, which --since and --until leave out: {undated:,}")
