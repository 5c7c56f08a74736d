"""Options and arguments of commands that analyse articles and show what is in them, put together."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from quotes.cli.options.analysis_options import (
    coref_option,
    corrections_option,
    engine_option,
    model_option,
    patterns_option,
    quiet_option,
    roster_option,
    scope_option,
    workers_option,
)
from quotes.cli.options.gathering import Command
from quotes.cli.options.output_options import output_options
from quotes.cli.options.reading_options import READING_OPTIONS, gathers_reading
from quotes.cli.options.selection_options import SELECTION_OPTIONS, gathers_selection
from quotes.cli.options.table_options import explain_option, raw_cells_option, table_options, width_option
from quotes.cli.parameter_types import article_names
from quotes.reports.formats import OutputFormat
from quotes.reports.statement_columns import STATEMENT_COLUMNS

WHOLE_ANALYSIS_OPTIONS = (
    coref_option,
    roster_option,
    patterns_option,
    *READING_OPTIONS,
    model_option,
    engine_option,
    workers_option,
    quiet_option,
)
"""Options of commands that take all statements of speech, beside those of the output, as --help lists them."""

ANALYSIS_OPTIONS = (scope_option, *SELECTION_OPTIONS, corrections_option, *WHOLE_ANALYSIS_OPTIONS)
"""Options of commands that select statements."""


def report_options(formats: Mapping[str, OutputFormat], default: str) -> Callable[[Command], Command]:
    """Return a decorator with the argument ``articles`` and all options that `report` and `extract` share."""
    columns = [*table_options(STATEMENT_COLUMNS), explain_option, width_option, raw_cells_option]
    return article_options(formats, default, columns)


def article_options(
    formats: Mapping[str, OutputFormat], default: str, others: Sequence[Callable[[Any], Any]]
) -> Callable[[Command], Command]:
    """Return a decorator with the argument ``articles``, the options of the output and of the analysis, and others."""

    def decorate(command: Command) -> Command:
        return output_options(formats, default)(page_options(command, others))

    return decorate


def page_options(command: Command, others: Sequence[Callable[[Any], Any]] = ()) -> Command:
    """Add the argument ``articles``, other options, and those of the analysis.

    The command gets those of reading as ``reading``, and those that select statements as ``selection``.
    """
    command = gathers_reading(gathers_selection(command))
    for option in reversed((*others, *ANALYSIS_OPTIONS)):
        command = option(command)
    return articles_argument(command)


def articles_argument(command: Command) -> Command:
    """Add the argument ``articles``, standard input if none is named and something is piped in."""
    argument = click.argument(
        "articles", metavar="[ARTICLE]...", nargs=-1, callback=_or_standard_input, shell_complete=article_names
    )
    return argument(command)


def _or_standard_input(context: click.Context, _: click.Parameter, articles: tuple[str, ...]) -> tuple[str, ...]:
    if not articles and _standard_input_is_a_terminal():
        raise click.UsageError("no ARTICLE given: name files, or - for standard input", context)
    return articles or ("-",)


def _standard_input_is_a_terminal() -> bool:
    return sys.stdin.isatty()
