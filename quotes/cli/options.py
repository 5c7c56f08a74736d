"""Options and arguments that several commands share, each a decorator."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from quotes.cli.parameter_types import UNITS, NamedPath, Probability, size
from quotes.readers.text_file import MOST_BYTES
from quotes.records import COREFS, ENGINES, SCOPES

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
    type=click.Choice(["speaker", "represented"]),
    default="speaker",
    show_default=True,
    help="Group by who speaks, or by whom spokespeople speak for.",
)
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
model_option = click.option(
    "--model",
    metavar="NAME",
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

REPORT_OPTIONS = (
    scope_option,
    min_confidence_option,
    coref_option,
    roster_option,
    patterns_option,
    explain_option,
    width_option,
    raw_cells_option,
    encoding_option,
    max_size_option,
    model_option,
    engine_option,
    workers_option,
)
"""Options of `report` and `extract` beside those of the output, in the order in which --help lists them."""


def report_options(formats: Sequence[str], default: str) -> Callable[[Command], Command]:
    """Return a decorator with the argument ``articles`` and all options that `report` and `extract` share."""

    def decorate(command: Command) -> Command:
        for option in reversed(REPORT_OPTIONS):
            command = option(command)
        command = output_options(formats, default)(command)
        return click.argument("articles", metavar="[ARTICLE]...", nargs=-1, callback=_or_standard_input)(command)

    return decorate


def output_options(formats: Sequence[str], default: str) -> Callable[[Command], Command]:
    """Return a decorator with ``--format``, one of `formats`, and ``--output``, a path or None for standard output."""
    format_option = click.option(
        "-f",
        "--format",
        metavar="FORMAT",
        type=click.Choice(formats),
        default=default,
        show_default=True,
        help=f"Output format: {', '.join(formats)}.",
    )
    output_option = click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=NamedPath(allow_dash=True, dir_okay=False),
        help="Write to this file, whole or not at all, instead of standard output.",
    )
    return lambda command: format_option(output_option(command))


def _or_standard_input(context: click.Context, _: click.Parameter, articles: tuple[str, ...]) -> tuple[str, ...]:
    if not articles and _standard_input_is_a_terminal():
        raise click.UsageError("no ARTICLE given: name files, or - for standard input", context)
    return articles or ("-",)


def _standard_input_is_a_terminal() -> bool:
    return sys.stdin.isatty()
