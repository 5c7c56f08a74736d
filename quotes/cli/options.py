"""Options and arguments that several commands share, each a decorator."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, get_args

import click
from click.core import ParameterSource

from quotes.cli.parameter_types import (
    UNITS,
    ColumnNames,
    ModelName,
    NamedPath,
    OutputPath,
    Probability,
    SortKeys,
    article_names,
    size,
)
from quotes.readers.input_formats import FORMAT_NAMES
from quotes.readers.text_file import MOST_BYTES
from quotes.records import COREFS, ENGINES, SCOPES, SPEAKER_KINDS, STATEMENT_KINDS
from quotes.reports.formats import OutputFormat
from quotes.reports.statement_columns import STATEMENT_COLUMNS
from quotes.reports.tables import BY_SPEAKER, Grouping

Command = TypeVar("Command", bound=Callable[..., Any])

scope_option = click.option(
    "--scope",
    type=click.Choice(SCOPES),
    default="speech",
    show_default=True,
    help="Find what is said and written; all: also beliefs, intentions, attitudes and perceptions; polnear: what that "
    "corpus annotates, by its conventions.",
)
min_confidence_option = click.option(
    "--min-confidence",
    metavar="P",
    type=Probability(),
    default=0.0,
    help="Show only statements that are right with at least this probability (0 to 1).",
)
coref_option = click.option(
    "--coref",
    type=click.Choice(COREFS),
    default="own",
    show_default=True,
    help="Whom pronouns mean: by the program's own rules, or by Stanza's coreference model if it is installed.",
)
patterns_option = click.option(
    "--patterns",
    metavar="FILE",
    multiple=True,
    type=NamedPath(dir_okay=False),
    help="Add the rules and words of this file (TOML, as docs/rules.md describes it); may be given several times.",
)
roster_option = click.option(
    "--roster",
    metavar="FILE",
    type=NamedPath(dir_okay=False),
    help="Name speakers as this file does: CSV or YAML with name, aliases, kind, role, affiliation and more.",
)
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
speaker_option = click.option(
    "--speaker",
    "speakers",
    metavar="NAME",
    multiple=True,
    help="Show only statements of the speaker with this name or alias; may be given several times.",
)
kind_option = click.option(
    "--kind",
    "kinds",
    type=click.Choice(STATEMENT_KINDS),
    multiple=True,
    help="Show only statements of this kind; may be given several times.",
)
speaker_kind_option = click.option(
    "--speaker-kind",
    "speaker_kinds",
    type=click.Choice(SPEAKER_KINDS),
    multiple=True,
    help="Show only statements of speakers of this kind; may be given several times.",
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
encoding_option = click.option(
    "--encoding",
    metavar="NAME",
    help="Encoding of the articles, such as latin-1.  [default: UTF-8, or what the article says]",
)
max_size_option = click.option(
    "--max-size",
    metavar="SIZE",
    type=size,
    default=f"{MOST_BYTES // UNITS['M']}M",
    show_default=True,
    help="Refuse articles of more than this many bytes, such as 500K, 20M or 1G.",
)
input_format_option = click.option(
    "--input-format",
    metavar="FORMAT",
    type=click.Choice(FORMAT_NAMES),
    help=f"Format of the articles: {', '.join(FORMAT_NAMES)}.  [default: told by their content]",
)
text_field_option = click.option(
    "--text-field", metavar="NAME", help="Column of CSV or field of JSON that has the text.  [default: text, body, ...]"
)
id_field_option = click.option(
    "--id-field", metavar="NAME", help="Column or field that has the id of an article.  [default: id, ...]"
)
title_field_option = click.option(
    "--title-field", metavar="NAME", help="Column or field that has the title.  [default: title, headline, ...]"
)
date_field_option = click.option(
    "--date-field", metavar="NAME", help="Column or field that has the date.  [default: date, published, ...]"
)
repair_option = click.option(
    "--repair", is_flag=True, help="Repair mojibake (â€œ) and entities (&ldquo;) in plain text before it is read."
)
fetch_option = click.option("--fetch", is_flag=True, help="Load articles that are addresses on the web.")
allow_private_option = click.option(
    "--allow-private", is_flag=True, help="With --fetch, also addresses in this machine's own network."
)
model_option = click.option(
    "--model",
    metavar="NAME",
    type=ModelName(),
    envvar="QUOTES_MODEL",
    show_envvar=True,
    help="Model set: one that `quotes models list` shows, or a directory of Stanza models.  [default: embedded]",
)
engine_option = click.option(
    "--engine",
    type=click.Choice(ENGINES),
    help="Who finds statements: rules, the learned model, or all.  [default: all; rules if not English]",
)
workers_option = click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Analyse with N processes, but not more than there are processor cores for this program.",
)
quiet_option = click.option(
    "-q", "--quiet", is_flag=True, help="Print no progress and no warnings on standard error, only errors."
)

ANALYSIS_OPTIONS = (
    scope_option,
    min_confidence_option,
    speaker_option,
    kind_option,
    speaker_kind_option,
    coref_option,
    roster_option,
    patterns_option,
    input_format_option,
    encoding_option,
    repair_option,
    text_field_option,
    id_field_option,
    title_field_option,
    date_field_option,
    max_size_option,
    fetch_option,
    allow_private_option,
    model_option,
    engine_option,
    workers_option,
    quiet_option,
)
"""Options of commands that analyse articles, beside those of the output, in the order in which --help lists them."""

SUFFIXES: Mapping[str, tuple[str, ...]] = {"json": (".json",), "junit": (".xml",)}
"""Ends of the names of files that mean a format, for commands whose formats are only names."""


def report_options(formats: Mapping[str, OutputFormat], default: str) -> Callable[[Command], Command]:
    """Return a decorator with the argument ``articles`` and all options that `report` and `extract` share."""
    columns = [*table_options(STATEMENT_COLUMNS), explain_option, width_option, raw_cells_option]
    return article_options(formats, default, columns)


def article_options(
    formats: Mapping[str, OutputFormat], default: str, others: Sequence[Callable[[Any], Any]]
) -> Callable[[Command], Command]:
    """Return a decorator with the argument ``articles``, the options of the output and of the analysis, and others."""

    def decorate(command: Command) -> Command:
        for option in reversed((*others, *ANALYSIS_OPTIONS)):
            command = option(command)
        return _articles_argument(output_options(formats, default)(command))

    return decorate


def page_options(command: Command) -> Command:
    """Add the argument ``articles`` and the options of the analysis."""
    for option in reversed(ANALYSIS_OPTIONS):
        command = option(command)
    return _articles_argument(command)


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


def output_options(formats: Sequence[str] | Mapping[str, OutputFormat], default: str) -> Callable[[Command], Command]:
    """Return a decorator with ``--format``, one of `formats`, and ``--output``, a path or None for standard output.

    Without ``--format``, the end of the name of the output decides, and else it is the default.
    """
    declared = formats if isinstance(formats, Mapping) else {}
    suffixes = {
        suffix: name for name in formats for suffix in (declared[name].suffixes if declared else SUFFIXES.get(name, ()))
    }
    takes_folders = any(format.for_each_article for format in declared.values())
    format_option = click.option(
        "-f",
        "--format",
        metavar="FORMAT",
        type=click.Choice(list(formats)),
        default=default,
        show_default=f"by the name of the output, else {default}",
        help=f"Output format: {', '.join(formats)}.",
    )
    output_option = click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=OutputPath() if takes_folders else NamedPath(allow_dash=True, dir_okay=False),
        help="Write to this file, whole or not at all, instead of standard output"
        + ("; FOLDER/: one file for each article." if takes_folders else "."),
    )

    def decorate(command: Command) -> Command:
        @wraps(command)
        def with_format(*arguments: Any, format: str, output: Path | None, **options: Any) -> Any:
            source = click.get_current_context().get_parameter_source("format")
            if output and source is ParameterSource.DEFAULT:
                format = suffixes.get(output.suffix.lower(), format)
            return command(*arguments, format=format, output=output, **options)

        return format_option(output_option(with_format))  # type: ignore[return-value]

    return decorate


def _articles_argument(command: Command) -> Command:
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
