"""Options of tables: their columns, groups, order and width."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

import click

from quotes.cli.parameter_types import ColumnNames, SortKeys
from quotes.reports.tables import BY_SPEAKER, Grouping

by_option = click.option(
    "--by",
    type=click.Choice(get_args(Grouping)),
    default="speaker",
    show_default=True,
    help="Group by who speaks, whom spokespeople speak for, or another column; article: the order of the text; none: "
    "one table for all articles.",
)
by_whom_option = click.option(
    "--by",
    type=click.Choice(BY_SPEAKER),
    default="speaker",
    show_default=True,
    help="Name who speaks, or whom spokespeople speak for.",
)
no_headers_option = click.option("--no-headers", is_flag=True, help="Leave out the names of the columns.")
explain_option = click.option(
    "--explain",
    is_flag=True,
    help="Say how each statement was found: by whom, by which rule, from which words, and how sure that is.",
)
width_option = click.option(
    "--width",
    metavar="N",
    type=click.IntRange(min=0),
    help="Wrap tables to this many columns; 0: do not wrap.  [default: the terminal, or 100 without one]",
)
raw_cells_option = click.option(
    "--raw-cells",
    is_flag=True,
    help="Leave formulas and control characters in csv and tsv as they are: for programs, not for spreadsheets.",
)


def table_options(columns: Mapping[str, Any]) -> list[Callable[[Any], Any]]:
    """Return the options of tables that have these columns."""
    columns_option = click.option(
        "--columns",
        metavar="NAME[,NAME]...",
        type=ColumnNames(columns),
        default=(),
        help=f"Show these columns, in this order: {', '.join(columns)}.",
    )
    sort_option = click.option(
        "--sort",
        metavar="NAME[,-NAME]...",
        type=SortKeys(columns),
        default=(),
        help="Sort by these columns; -NAME: the greatest first.",
    )
    return [columns_option, sort_option, no_headers_option]
