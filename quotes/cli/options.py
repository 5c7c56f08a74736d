"""Options that commands share, each group as one decorator."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from quotes.records import COREFS, ENGINES, SCOPES

Command = TypeVar("Command", bound=Callable[..., Any])


def report_options(formats: Sequence[str], default: str) -> Callable[[Command], Command]:
    """Articles and all options of the commands that write what was found in them, as `write_reports` takes them."""

    def decorate(command: Command) -> Command:
        options = (
            workers_option,
            engine_option,
            model_option,
            encoding_option,
            width_option,
            explain_option,
            patterns_option,
            roster_option,
            coref_option,
            min_confidence_option,
            scope_option,
        )
        for option in options:
            command = option(command)
        return articles_argument(output_options(formats, default)(command))

    return decorate


def output_options(formats: Sequence[str], default: str) -> Callable[[Command], Command]:
    """`-f/--format`, one of `formats`, and `-o/--output`, a path or None for standard output."""

    def decorate(command: Command) -> Command:
        command = click.option(
            "-o",
            "--output",
            metavar="FILE",
            type=click.Path(path_type=Path, allow_dash=True, dir_okay=False),
            help="Write to this file, whole or not at all, instead of standard output.",
        )(command)
        return click.option(
            "-f",
            "--format",
            metavar="FORMAT",
            type=click.Choice(formats),
            default=default,
            show_default=True,
            help=f"Output format: {', '.join(formats)}.",
        )(command)

    return decorate


def scope_option(command: Command) -> Command:
    """`--scope`: which acts are shown."""
    return click.option(
        "--scope",
        type=click.Choice(SCOPES),
        default="speech",
        show_default=True,
        help="Show what is said and written, or all: also beliefs, intentions, attitudes, perceptions and doubts.",
    )(command)


def min_confidence_option(command: Command) -> Command:
    """`--min-confidence`, 0 to 1."""
    return click.option(
        "--min-confidence",
        metavar="P",
        type=click.FloatRange(0, 1),
        default=0.0,
        help="Show only statements that are right with at least this probability (0 to 1).",
    )(command)


def explain_option(command: Command) -> Command:
    """`--explain`: say how each statement was found."""
    return click.option(
        "--explain",
        is_flag=True,
        help="Say how each statement was found: by whom, by which rule, from which words, and how sure that is.",
    )(command)


def coref_option(command: Command) -> Command:
    """`--coref`: what resolves pronouns."""
    return click.option(
        "--coref",
        type=click.Choice(COREFS),
        default="own",
        show_default=True,
        help="Whom pronouns mean: by the program's own rules, or by Stanza's coreference model if it is installed.",
    )(command)


def patterns_option(command: Command) -> Command:
    """`--patterns`, any number of files with a house's own rules and words."""
    return click.option(
        "--patterns",
        metavar="FILE",
        multiple=True,
        type=click.Path(path_type=Path, dir_okay=False),
        help="Add the rules and words of this file (TOML, as docs/rules.md describes it); may be given several times.",
    )(command)


def roster_option(command: Command) -> Command:
    """`--roster`: a file with the house's own names of speakers."""
    return click.option(
        "--roster",
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Name speakers as this file does: CSV or YAML with name, aliases, kind, role, affiliation and more.",
    )(command)


def by_option(command: Command) -> Command:
    """`--by`: whose statements spokespeople's are."""
    return click.option(
        "--by",
        type=click.Choice(["speaker", "represented"]),
        default="speaker",
        show_default=True,
        help="Group by who speaks, or by whom spokespeople speak for.",
    )(command)


def width_option(command: Command) -> Command:
    """`--width`, in character cells: by default that of the terminal."""
    return click.option(
        "--width",
        metavar="N",
        type=click.IntRange(min=0),
        help="Wrap tables to this many columns; 0: do not wrap.  [default: the terminal, or 100 without one]",
    )(command)


def encoding_option(command: Command) -> Command:
    """`--encoding`, of the articles: None to find out."""
    return click.option(
        "--encoding",
        metavar="NAME",
        help="Encoding of the articles, such as latin-1.  [default: UTF-8, or what the article says]",
    )(command)


def model_option(command: Command) -> Command:
    """`--model` or QUOTES_MODEL: the name of a model set or a directory, None for the embedded set."""
    return click.option(
        "--model",
        metavar="NAME",
        envvar="QUOTES_MODEL",
        show_envvar=True,
        help="Model set: one that `quotes models list` shows, or a directory of Stanza models.  [default: embedded]",
    )(command)


def engine_option(command: Command) -> Command:
    """`--engine`: whose statements are taken, None for what suits the language."""
    return click.option(
        "--engine",
        type=click.Choice(ENGINES),
        help="Who finds statements: rules, the learned model, or all.  [default: all; rules if not English]",
    )(command)


def workers_option(command: Command) -> Command:
    """`--workers`: how many processes analyse articles."""
    return click.option(
        "--workers",
        metavar="N",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        help="Analyse with N processes, one for each processor core at most.",
    )(command)


def articles_argument(command: Command) -> Command:
    """`[ARTICLE]...`: at least one source of an article, `-` for standard input if that is not a terminal."""
    return click.argument("articles", metavar="[ARTICLE]...", nargs=-1, callback=_or_standard_input)(command)


def _or_standard_input(context: click.Context, _: click.Parameter, articles: tuple[str, ...]) -> tuple[str, ...]:
    if not articles and _standard_input_is_a_terminal():
        raise click.UsageError("no ARTICLE given: name files, or - for standard input", context)
    return articles or ("-",)


def _standard_input_is_a_terminal() -> bool:
    return sys.stdin.isatty()
